/**
 * The rights that a channel has found it has. It asks for each once and then remembers, so that what an administrator
 * takes away stays with a channel that goes on working (A7).
 */
import type { Clock } from './clock';

/** How many of a sort are remembered. */
const REMEMBERED = 12;
/** Milliseconds without anything to do after which a channel has forgotten all. */
const QUIET = 1000;

export type GrantSort = 'name' | 'topic';

export class Grants {
	/** Newest first. */
	readonly #known: Record<GrantSort, string[]> = { name: [], topic: [] };
	#lastActive: number;
	#version = 0;

	constructor(private readonly clock: Clock) {
		this.#lastActive = clock.now();
	}

	/** The channel has something to do. Returns a number that changes whenever what is remembered does. */
	touch(): number {
		const now = this.clock.now();
		if (now - this.#lastActive >= QUIET) this.#forget();
		this.#lastActive = now;
		return this.#version;
	}

	/** Asks `may` unless it is known that the channel may; what is granted is remembered. */
	allow(sort: GrantSort, right: string, may: () => boolean): boolean {
		this.touch();
		const known = this.#known[sort];
		if (known.includes(right)) return true;
		if (!may()) return false;
		known.unshift(right);
		known.splice(REMEMBERED);
		this.#version++;
		return true;
	}

	#forget(): void {
		this.#known.name = [];
		this.#known.topic = [];
		this.#version++;
	}
}
