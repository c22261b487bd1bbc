/** The inspector's supply: the broker's state at intervals, and rates from the trace. */
import type { BrokerSnapshot } from '../broker';
import type { Lab } from '../lab/lab.svelte';
import { Rates } from './rates';

/** Real milliseconds between two looks. */
const INTERVAL = 500;

export class BrokerWatch {
	/** Null before the first look. */
	snapshot: BrokerSnapshot | null = $state.raw(null);
	/** Virtual milliseconds of the last look. */
	now = $state(0);
	readonly rates = new Rates();
	readonly #lab: Lab;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running = false;

	constructor(lab: Lab) {
		this.#lab = lab;
	}

	/** Begins to look; returns the way to stop. */
	run(): () => void {
		this.#running = true;
		const unsubscribe = this.#lab.trace.subscribe((news, { events }) => {
			if (events.length === 0) this.rates.clear();
			else this.rates.fold(news);
		});
		void this.look();
		return () => {
			this.#running = false;
			clearTimeout(this.#timer);
			unsubscribe();
			this.rates.clear();
		};
	}

	/** Looks now, as after something that was done by hand. */
	async look(): Promise<void> {
		clearTimeout(this.#timer);
		const snapshot = await this.#lab.snapshot();
		if (!this.#running) return;
		this.snapshot = snapshot;
		this.now = this.#lab.now();
		this.#timer = setTimeout(() => void this.look(), INTERVAL);
	}
}
