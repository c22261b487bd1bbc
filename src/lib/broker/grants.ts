/**
 * The rights that a channel has found it has. It asks for each once and then remembers, so that what an administrator
 * takes away stays with a channel that goes on working (A7).
 */
import type { Clock } from './clock';

/** How many of a sort are remembered. */
const REMEMBERED = 12;
/** Milliseconds without anything to do after which a channel has forgotten all. */
const QUIET = 1000;

/** Rights on what has a name, of a kind; or on keys of a topic exchange, which then is the kind. */
export type GrantSort = 'name' | 'topic';

export class Grants {
	readonly #known: Readonly<Record<GrantSort, Rights>> = { name: new Rights(), topic: new Rights() };
	#lastActive: number;
	#version = 0;

	constructor(private readonly clock: Clock) {
		this.#lastActive = clock.now();
	}

	/** The channel has something to do. Returns a number that changes whenever what is remembered of names does. */
	touch(): number {
		const now = this.clock.now();
		if (now - this.#lastActive >= QUIET) this.#forget();
		this.#lastActive = now;
		return this.#version;
	}

	/** Asks `may` unless it is known that the channel may; what is granted is remembered. */
	allow(sort: GrantSort, access: string, kind: string, name: string, may: () => boolean): boolean {
		this.touch();
		const known = this.#known[sort];
		if (known.has(access, kind, name)) return true;
		if (!may()) return false;
		known.add(access, kind, name);
		if (sort === 'name') this.#version++;
		return true;
	}

	#forget(): void {
		this.#known.name.clear();
		this.#known.topic.clear();
		this.#version++;
	}
}

/** The last few, in a ring: every message to a topic exchange may come by here. */
class Rights {
	readonly #accesses: string[] = [];
	readonly #kinds: string[] = [];
	readonly #names: string[] = [];
	#next = 0;

	has(access: string, kind: string, name: string): boolean {
		for (let index = 0; index < this.#names.length; index++)
			if (this.#names[index] === name && this.#kinds[index] === kind && this.#accesses[index] === access)
				return true;
		return false;
	}

	add(access: string, kind: string, name: string): void {
		this.#accesses[this.#next] = access;
		this.#kinds[this.#next] = kind;
		this.#names[this.#next] = name;
		this.#next = (this.#next + 1) % REMEMBERED;
	}

	clear(): void {
		this.#accesses.length = this.#kinds.length = this.#names.length = this.#next = 0;
	}
}
