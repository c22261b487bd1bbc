/**
 * Lets a crowd in a few at a time: of a large figure the nodes that come into sight are drawn over some frames, so
 * that none of them takes long.
 */
export class Doorway<T> {
	/** Who is in, in the crowd's order. */
	admitted: readonly T[] = $state.raw([]);
	readonly #width: number;
	#crowd: readonly T[] = [];

	/** `width`: how many come in at a time. */
	constructor(width: number) {
		this.#width = width;
	}

	/** One step nearer to having in exactly those of `crowd`; who isn't among them leaves at once. */
	admit(crowd: readonly T[]): void {
		if (crowd === this.#crowd && this.admitted.length === crowd.length) return;
		this.#crowd = crowd;
		const inside = new Set(this.admitted);
		let room = this.#width;
		const next = crowd.filter((one) => inside.has(one) || room-- > 0);
		if (next.length !== inside.size || next.some((one) => !inside.has(one))) this.admitted = next;
	}
}
