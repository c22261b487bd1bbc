/**
 * Whose turn it is: a queue's consumers in rotation, one ring for each priority (B17, B18).
 *
 * The front consumer of the highest priority takes the next message and goes to the back. One that can't
 * take more leaves the rotation and comes back at its end when it can.
 */
import type { Consumer } from '../consumer';
import { Deque } from '../deque';

interface Level {
	readonly priority: number;
	readonly ring: Deque<Consumer>;
}

/** How a queue chooses among its consumers. */
export interface Dispatch {
	add(consumer: Consumer): void;
	remove(consumer: Consumer): void;
	/** The consumer that gets the next message; null when none can take it. */
	next(): Consumer | null;
	/** The consumer can take no more. One that isn't known to be so is found out when it is its turn. */
	block(consumer: Consumer): void;
	/** The consumer can take messages again. */
	unblock(consumer: Consumer): void;
}

export class Rotation implements Dispatch {
	/** Highest priority first. Almost always there is one. */
	readonly #levels: Level[] = [];
	#leavings = 0;

	add(consumer: Consumer): void {
		this.#level(consumer.priority).push(consumer);
	}

	remove(consumer: Consumer): void {
		if (!consumer.blocked) this.#level(consumer.priority).remove(consumer);
	}

	next(): Consumer | null {
		for (let index = 0; index < this.#levels.length; index++) {
			const ring = this.#levels[index]!.ring;
			while (ring.length > 0) {
				const consumer = ring.shift()!;
				if (consumer.canTake()) {
					ring.push(consumer);
					return consumer;
				}
				this.#leave(consumer);
			}
		}
		return null;
	}

	block(consumer: Consumer): void {
		this.#level(consumer.priority).remove(consumer);
		this.#leave(consumer);
	}

	unblock(consumer: Consumer): void {
		consumer.blocked = false;
		this.#level(consumer.priority).push(consumer);
	}

	#leave(consumer: Consumer): void {
		consumer.blocked = true;
		consumer.leftAs = ++this.#leavings;
	}

	#level(priority: number): Deque<Consumer> {
		let index = 0;
		while (index < this.#levels.length && this.#levels[index]!.priority > priority) index++;
		if (this.#levels[index]?.priority !== priority)
			this.#levels.splice(index, 0, { priority, ring: new Deque() });
		return this.#levels[index]!.ring;
	}
}
