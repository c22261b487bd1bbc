/** Erlang's exs1024 generator, seeded as `rand:seed({K, K, K})` does it (X32). */

const MASK64 = (1n << 64n) - 1n;
const MASK21 = (1 << 21) - 1;

/** Uniform numbers in [0, 1), the same for the same seed. */
export class Exs1024 {
	/** The words to come, and those used up, latest first. */
	#ahead: bigint[];
	#used: bigint[] = [];

	constructor(seed: number) {
		this.#ahead = seedWords(seed);
	}

	next(): number {
		const [s0, s1] = this.#pair();
		const a = s1 ^ ((s1 << 31n) & MASK64);
		const word = s0 ^ (s0 >> 30n) ^ a ^ (a >> 11n);
		this.#ahead.unshift(word);
		this.#used.unshift(s0);
		return Number((word * 1181783497276652981n) & MASK64) / 2 ** 64;
	}

	#pair(): [s0: bigint, s1: bigint] {
		if (this.#ahead.length === 1) {
			this.#ahead = [...this.#ahead, ...this.#used.reverse()];
			this.#used = [];
		}
		return [this.#ahead.shift()!, this.#ahead.shift()!];
	}
}

function seedWords(seed: number): bigint[] {
	const m = (seed & MASK21) + 1;
	const part = (prime: number) => BigInt(Number((BigInt(m) * BigInt(prime)) & BigInt(MASK21)));
	let r = (part(2097131) << 43n) | (part(2097133) << 22n) | (part(2097143) << 1n) | 1n;
	const words: bigint[] = [];
	for (let index = 0; index < 16; index++) {
		r ^= r >> 12n;
		r = (r ^ (r << 25n)) & MASK64;
		r ^= r >> 27n;
		words.unshift((r * 2685821657736338717n) & MASK64);
	}
	return words;
}
