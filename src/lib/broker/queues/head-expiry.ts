/** One timer for a queue's head: messages behind it needn't be watched (Q14). */
import type { Timer } from '../clock';
import type { Engine } from '../engine';

export class HeadExpiry {
	#timer: Timer | null = null;

	constructor(
		readonly engine: Engine,
		readonly expire: () => void
	) {}

	/** Calls `expire` at virtual time `at`; Infinity for never. */
	watch(at: number): void {
		if (this.#timer?.at === at) return;
		this.stop();
		if (at === Infinity) return;
		this.#timer = this.engine.schedule(at, () => {
			this.#timer = null;
			this.expire();
		});
	}

	stop(): void {
		this.#timer?.cancel();
		this.#timer = null;
	}
}
