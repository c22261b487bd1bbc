/** Real time for tests: it passes when told to. */
import type { RealTime } from '../world';

export class HandTime implements RealTime {
	#now = 0;
	#timers: { at: number; run: () => void }[] = [];

	now(): number {
		return this.#now;
	}

	after(delay: number, run: () => void): () => void {
		const timer = { at: this.#now + delay, run };
		this.#timers.push(timer);
		return () => (this.#timers = this.#timers.filter((other) => other !== timer));
	}

	/** Lets real time pass in steps of a millisecond, with a turn of the event loop between them. */
	async pass(milliseconds: number): Promise<void> {
		for (const end = this.#now + milliseconds; this.#now < end; this.#now++) {
			const due = this.#timers.filter(({ at }) => at <= this.#now);
			this.#timers = this.#timers.filter(({ at }) => at > this.#now);
			for (const { run } of due) run();
			await Promise.resolve();
			await Promise.resolve();
		}
	}
}
