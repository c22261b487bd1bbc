/** x-expires: a queue that nobody uses goes (Q19). */
import type { Timer } from '../clock';
import type { Engine } from '../engine';

export class Lease {
	#timer: Timer | null = null;

	constructor(
		readonly engine: Engine,
		/** Milliseconds. */
		readonly duration: number,
		/** Whether the queue is gone; else it is looked at again. */
		readonly expire: () => boolean,
		/** When an end is noticed. */
		readonly noticedAt: (end: number) => number
	) {
		this.renew();
	}

	/** The queue was used, or its last consumer left: the time begins anew. */
	renew(): void {
		this.hold();
		const end = this.engine.clock.now() + this.duration;
		this.#timer = this.engine.schedule(this.noticedAt(end), () => this.#look());
	}

	#look(): void {
		const { engine } = this;
		if (!this.expire()) this.#timer = engine.schedule(this.noticedAt(engine.clock.now()), () => this.#look());
	}

	/** The queue has consumers, or is gone: time doesn't count. */
	hold(): void {
		this.#timer?.cancel();
		this.#timer = null;
	}
}
