/**
 * Single active consumer: one gets everything, the others wait, in a classic queue those of higher priority first,
 * and otherwise in order of subscription (Q32).
 */
import type { Consumer } from '../consumer';
import type { Dispatch } from './rotation';

export class SingleActive implements Dispatch {
	readonly #waiting: Consumer[] = [];
	active: Consumer | null = null;

	constructor(
		/** Whether consumers' priorities count among those who wait. */
		readonly byPriority: boolean,
		/** Called when another consumer becomes the active one. */
		readonly activated: (consumer: Consumer) => void
	) {}

	add(consumer: Consumer): void {
		const index = this.byPriority
			? this.#waiting.findIndex(({ priority }) => priority < consumer.priority)
			: -1;
		this.#waiting.splice(index < 0 ? this.#waiting.length : index, 0, consumer);
		if (this.active === null) this.#activateNext();
	}

	remove(consumer: Consumer): void {
		if (consumer === this.active) return this.#activateNext();
		const index = this.#waiting.indexOf(consumer);
		if (index >= 0) this.#waiting.splice(index, 1);
	}

	/** A full prefetch does not spill over. */
	next(): Consumer | null {
		const { active } = this;
		if (active === null) return null;
		active.blocked = !active.canTake();
		return active.blocked ? null : active;
	}

	block(consumer: Consumer): void {
		consumer.blocked = true;
	}

	unblock(consumer: Consumer): void {
		consumer.blocked = false;
	}

	#activateNext(): void {
		this.active = this.#waiting.shift() ?? null;
		if (this.active !== null) this.activated(this.active);
	}
}
