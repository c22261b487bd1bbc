/** Ready messages of a quorum queue: what was returned, in the order of returning, before what never left (Q34). */
import { Deque } from '../deque';
import type { Copy } from '../message';
import type { ReadyMessages } from './ready-list';

export class QuorumList implements ReadyMessages {
	readonly #fresh = new Deque<Copy>();
	readonly #returned = new Deque<Copy>();

	get length(): number {
		return this.#fresh.length + this.#returned.length;
	}

	push(copy: Copy): void {
		this.#fresh.push(copy);
	}

	shift(): Copy | undefined {
		return this.#returned.shift() ?? this.#fresh.shift();
	}

	peek(): Copy | undefined {
		return this.#returned.peek() ?? this.#fresh.peek();
	}

	putBack(copy: Copy): void {
		this.#returned.push(copy);
	}

	clear(): void {
		this.#returned.clear();
		this.#fresh.clear();
	}

	*[Symbol.iterator](): Generator<Copy> {
		yield* this.#returned;
		yield* this.#fresh;
	}
}
