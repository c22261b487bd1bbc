/**
 * Erlang's phash2, as far as a consistent-hash exchange needs it: of binaries, and of header values as RabbitMQ keeps
 * them. Bob Jenkins' 1996 mix throughout, 27 bits in the end (X31, X34).
 */
import { encodeUtf8, type FieldValue } from '../../amqp';

const GOLDEN = 0x9e3779b9;

/** What Erlang adds for each kind of term, in multiples of the golden ratio. */
const SMALL = multiple(1);
const ATOM = multiple(3);
const TUPLE = multiple(9);
const NEGATIVE = multiple(10);
const POSITIVE = multiple(11);
const FLOAT = multiple(12);
const BINARY = multiple(13);

export function phash2(bytes: Uint8Array): number {
	return folded(hashBytes(bytes, 0));
}

/**
 * Of a header's value: a pair of type name and value to RabbitMQ up to 3.12. Undefined for a value made of others,
 * whose hash is not worked out here.
 */
export function phash2OfField({ type, value }: FieldValue): number | undefined {
	const pair = hashAtom(type, mixIn(0, 2, 0, TUPLE));
	if (typeof value === 'string') return folded(hashBytes(encodeUtf8(value), pair));
	if (typeof value === 'boolean') return folded(hashAtom(String(value), pair));
	if (value === null) return folded(hashAtom('undefined', pair));
	if (value instanceof Uint8Array) return folded(hashBytes(value, pair));
	if (typeof value === 'object') return undefined;
	const float = type === 'float' || type === 'double';
	return folded(float ? hashFloat(Number(value), pair) : hashInteger(BigInt(value), pair));
}

function folded(hash: number): number {
	return hash & 0x7ffffff;
}

function hashBytes(bytes: Uint8Array, before: number): number {
	let a = GOLDEN;
	let b = GOLDEN;
	let c = (BINARY + before) >>> 0;
	if (bytes.length === 0) return c;
	let at = 0;
	for (; bytes.length - at >= 12; at += 12)
		[a, b, c] = mix(a + word(bytes, at), b + word(bytes, at + 4), c + word(bytes, at + 8));
	// The low byte of c is kept for the length; the last bytes come above it.
	[, , c] = mix(
		a + word(bytes, at),
		b + word(bytes, at + 4),
		c + bytes.length + ((word(bytes, at + 8) << 8) >>> 0)
	);
	return c;
}

/** An atom's own hash is the one of its table, P. J. Weinberger's. */
function hashAtom(name: string, before: number): number {
	let hash = 0;
	for (const byte of encodeUtf8(name)) {
		hash = (hash * 16 + byte) >>> 0;
		const high = hash & 0xf0000000;
		hash = (hash ^ (high >>> 24) ^ high) >>> 0;
	}
	return mixIn(before, hash, 0, ATOM);
}

/** Up to 28 bits as they are, a negative one twice; above that 64 bits of the magnitude at a time. */
function hashInteger(value: bigint, before: number): number {
	if (value >= -(1n << 27n) && value < 1n << 27n) {
		const small = Number(value);
		const hash = small < 0 ? mixIn(before, -small, 0, SMALL) : before;
		return mixIn(hash, small >>> 0, 0, SMALL);
	}
	const magnitude = value < 0n ? -value : value;
	return mixIn(
		before,
		Number(magnitude & 0xffffffffn),
		Number(magnitude >> 32n),
		value < 0n ? NEGATIVE : POSITIVE
	);
}

function hashFloat(value: number, before: number): number {
	const bits = new DataView(new ArrayBuffer(8));
	bits.setFloat64(0, value === 0 ? 0 : value);
	return mixIn(before, bits.getUint32(0), bits.getUint32(4), FLOAT);
}

function mixIn(hash: number, low: number, high: number, kind: number): number {
	return mix(kind + low, kind + high, hash)[2];
}

function multiple(times: number): number {
	return Math.imul(GOLDEN, times) >>> 0;
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
