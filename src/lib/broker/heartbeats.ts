/** Heartbeats of one connection (C31): one is sent when nothing else was, and silence for too long ends it. */
import type { Timer } from './clock';
import type { Engine } from './engine';

/** The connection whose traffic is watched. */
interface Watched {
	readonly receivedBytes: number;
	readonly sentBytes: number;
	heartbeatDue(): void;
	timedOut(): void;
}

export class Heartbeats {
	readonly #timers = new Map<string, Timer>();

	/** `interval` is in seconds; 0 means none. */
	constructor(
		readonly engine: Engine,
		interval: number,
		readonly watched: Watched
	) {
		if (interval === 0) return;
		this.#watchSending(interval * 500, watched.sentBytes);
		this.#watchReceiving(interval * 1000, watched.receivedBytes, false);
	}

	stop(): void {
		for (const timer of this.#timers.values()) timer.cancel();
	}

	/** Looks every half interval whether anything was sent since. */
	#watchSending(every: number, before: number): void {
		this.#after('send', every, () => {
			const { watched } = this;
			if (watched.sentBytes === before) watched.heartbeatDue();
			this.#watchSending(every, watched.sentBytes);
		});
	}

	/** Looks every interval whether anything came since; twice nothing is too much. */
	#watchReceiving(every: number, before: number, silent: boolean): void {
		this.#after('receive', every, () => {
			const { watched } = this;
			const silentNow = watched.receivedBytes === before;
			if (silent && silentNow) watched.timedOut();
			this.#watchReceiving(every, watched.receivedBytes, silentNow);
		});
	}

	#after(what: string, milliseconds: number, run: () => void): void {
		const at = this.engine.clock.now() + milliseconds;
		this.#timers.set(what, this.engine.schedule(at, run, true));
	}
}
