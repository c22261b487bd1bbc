/** Randomness that repeats: the same seed draws the same. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
	}

	/** Uniform in [0, 1). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** One of these, each as likely. */
	pick<T>(values: readonly T[]): T {
		return values[Math.floor(this.next() * values.length)]!;
	}

	/** One of these, as likely as its weight says. */
	weighted<T>(values: readonly (readonly [weight: number, value: T])[]): T {
		let left = this.next() * values.reduce((sum, [weight]) => sum + weight, 0);
		for (const [weight, value] of values) if ((left -= weight) < 0) return value;
		return values.at(-1)![1];
	}

	/** Each of these with the same probability. */
	some<T>(probability: number, values: readonly T[]): T[] {
		return values.filter(() => this.chance(probability));
	}
}
