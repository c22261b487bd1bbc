/** Erlang's phash2 of a binary: Bob Jenkins' 1996 mix, 27 bits (X31). */

const GOLDEN = 0x9e3779b9;

export function phash2(bytes: Uint8Array): number {
	let a = GOLDEN;
	let b = GOLDEN;
	let c = Math.imul(GOLDEN, 13) >>> 0;
	if (bytes.length === 0) return c & 0x7ffffff;
	let at = 0;
	for (; bytes.length - at >= 12; at += 12)
		[a, b, c] = mix(a + word(bytes, at), b + word(bytes, at + 4), c + word(bytes, at + 8));
	// The low byte of c is kept for the length; the last bytes come above it.
	[, , c] = mix(
		a + word(bytes, at),
		b + word(bytes, at + 4),
		c + bytes.length + ((word(bytes, at + 8) << 8) >>> 0)
	);
	return c & 0x7ffffff;
}

/** Four bytes, the lowest first; missing ones are zero. */
function word(bytes: Uint8Array, at: number): number {
	const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
	return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}

function mix(a: number, b: number, c: number): [number, number, number] {
	a = (a - b - c) ^ (c >>> 13);
	b = (b - c - a) ^ (a << 8);
	c = (c - a - b) ^ (b >>> 13);
	a = (a - b - c) ^ (c >>> 12);
	b = (b - c - a) ^ (a << 16);
	c = (c - a - b) ^ (b >>> 5);
	a = (a - b - c) ^ (c >>> 3);
	b = (b - c - a) ^ (a << 10);
	c = (c - a - b) ^ (b >>> 15);
	return [a >>> 0, b >>> 0, c >>> 0];
}
