/** Single active consumer: one gets everything, the others wait in order of subscription (Q32). */
import type { Consumer } from '../consumer';
import type { Dispatch } from './rotation';

export class SingleActive implements Dispatch {
	readonly #waiting: Consumer[] = [];

	constructor(
		/** Called when another consumer becomes the active one. */
		readonly activated: (consumer: Consumer) => void
	) {}

	get active(): Consumer | null {
		return this.#waiting[0] ?? null;
	}

	add(consumer: Consumer): void {
		this.#waiting.push(consumer);
		if (this.#waiting.length === 1) this.activated(consumer);
	}

	remove(consumer: Consumer): void {
		const before = this.active;
		const index = this.#waiting.indexOf(consumer);
		if (index >= 0) this.#waiting.splice(index, 1);
		if (this.active !== null && this.active !== before) this.activated(this.active);
	}

	/** A full prefetch does not spill over. */
	next(): Consumer | null {
		const { active } = this;
		if (active === null) return null;
		active.blocked = !active.canTake();
		return active.blocked ? null : active;
	}

	unblock(consumer: Consumer): void {
		consumer.blocked = false;
	}
}
