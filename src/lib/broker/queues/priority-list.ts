/** Ready messages of a queue with x-max-priority: one list a level, the highest first (Q30). */
import type { Copy, Message } from '../message';
import { ReadyList, type ReadyMessages } from './ready-list';

export class PriorityList implements ReadyMessages {
	/** By priority, 0 first; made when first used. */
	readonly #levels: (ReadyMessages | undefined)[] = [];
	length = 0;

	constructor(
		/** Higher priorities count as this one. */
		readonly maxPriority: number,
		/** How a level keeps its messages. */
		readonly newLevel: () => ReadyMessages = () => new ReadyList(),
		readonly priorityOf: (message: Message) => number = ({ priority }) => priority
	) {}

	push(copy: Copy): void {
		this.#level(copy).push(copy);
		this.length++;
	}

	shift(): Copy | undefined {
		const copy = this.#highest()?.shift();
		if (copy) this.length--;
		return copy;
	}

	peek(): Copy | undefined {
		return this.#highest()?.peek();
	}

	putBack(copy: Copy): void {
		this.#level(copy).putBack(copy);
		this.length++;
	}

	clear(): void {
		this.#levels.length = 0;
		this.length = 0;
	}

	*[Symbol.iterator](): Generator<Copy> {
		for (const level of this.#levels.toReversed()) if (level) yield* level;
	}

	#level(copy: Copy): ReadyMessages {
		const priority = Math.min(this.priorityOf(copy.message), this.maxPriority);
		return (this.#levels[priority] ??= this.newLevel());
	}

	#highest(): ReadyMessages | undefined {
		return this.#levels.findLast((level) => level !== undefined && level.length > 0);
	}
}
