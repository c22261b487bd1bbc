/** SHA-256, for password hashes in definitions (F2): neither the browser's nor Node's is at hand here. */

/** The first 32 bits of the fractional part of a prime's root. */
function fraction(root: number): number {
	return ((root - Math.floor(root)) * 2 ** 32) >>> 0;
}

const PRIMES = Array.from({ length: 310 }, (_, n) => n + 2).filter((n) =>
	Array.from({ length: n - 2 }, (_, d) => d + 2).every((d) => n % d !== 0)
);
const ROUND = PRIMES.slice(0, 64).map((prime) => fraction(Math.cbrt(prime)));
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

export function sha256(message: Uint8Array): Uint8Array {
	const padded = pad(message);
	const view = new DataView(padded.buffer);
	let state = START;
	for (let at = 0; at < padded.length; at += 64) state = compress(state, view, at);
	const digest = new DataView(new ArrayBuffer(32));
	state.forEach((word, index) => digest.setUint32(index * 4, word));
	return new Uint8Array(digest.buffer);
}

/** A one bit, zeros, and the length in bits, to a multiple of 64 bytes. */
function pad(message: Uint8Array): Uint8Array<ArrayBuffer> {
	const padded = new Uint8Array(((message.length + 8) >> 6) * 64 + 64);
	padded.set(message);
	padded[message.length] = 0x80;
	new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
	return padded;
}

function compress(state: readonly number[], view: DataView, at: number): number[] {
	const words = schedule(view, at);
	let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
	for (let round = 0; round < 64; round++) {
		const choice = (e & f) ^ (~e & g);
		const majority = (a & b) ^ (a & c) ^ (b & c);
		const t = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + ROUND[round]! + words[round]!) >>> 0;
		const u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) >>> 0;
		[a, b, c, d, e, f, g, h] = [(t + u) >>> 0, a, b, c, (d + t) >>> 0, e, f, g];
	}
	return [a, b, c, d, e, f, g, h].map((word, index) => (word + state[index]!) >>> 0);
}

function schedule(view: DataView, at: number): number[] {
	const words = Array.from({ length: 16 }, (_, index) => view.getUint32(at + index * 4));
	for (let index = 16; index < 64; index++) {
		const near = words[index - 2]!;
		const far = words[index - 15]!;
		const a = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
		const b = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
		words.push((a + words[index - 7]! + b + words[index - 16]!) >>> 0);
	}
	return words;
}

/** Rotates 32 bits to the right. */
function turn(word: number, by: number): number {
	return (word >>> by) | (word << (32 - by));
}
