/** A clock for tests: time passes when told to. */
import type { Clock, Timer } from '../clock';

interface Entry extends Timer {
	readonly order: number;
	readonly run: () => void;
}

export class HandClock implements Clock {
	#now = 0;
	#order = 0;
	#entries: Entry[] = [];

	now(): number {
		return this.#now;
	}

	schedule(at: number, run: () => void): Timer {
		const entry: Entry = {
			at: Math.max(at, this.#now),
			order: this.#order++,
			run,
			cancel: () => {
				this.#entries = this.#entries.filter((other) => other !== entry);
			}
		};
		this.#entries.push(entry);
		return entry;
	}

	/** Lets this many milliseconds pass, with everything that is due in them. */
	pass(milliseconds: number): void {
		const until = this.#now + milliseconds;
		for (;;) {
			const due = this.#entries.filter((entry) => entry.at <= until);
			if (due.length === 0) break;
			const next = due.reduce((a, b) => (b.at < a.at || (b.at === a.at && b.order < a.order) ? b : a));
			next.cancel();
			this.#now = next.at;
			next.run();
		}
		this.#now = until;
	}
}
