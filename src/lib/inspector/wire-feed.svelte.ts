/** The wire tab's supply: asks the world for new frames at intervals, and keeps the newest. */
import type { Lab } from '../lab/lab.svelte';
import { wireRow, type WireRow } from './wire-rows';

/** Rows kept. */
const MOST = 5000;
/** Rows taken at a time; of a flood only the newest are seen. */
const BATCH = 500;
/** Real milliseconds between two questions. */
const INTERVAL = 250;

export class WireFeed {
	/** Oldest first; numbers missing between two rows were too many to show. */
	rows: readonly WireRow[] = $state.raw([]);
	readonly #lab: Lab;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running = false;
	/** Counts what makes an answer on its way obsolete. */
	#turn = 0;

	constructor(lab: Lab) {
		this.#lab = lab;
	}

	/** Begins to ask; returns the way to stop. */
	run(): () => void {
		this.#running = true;
		const unsubscribe = this.#lab.trace.subscribe((_news, { events }) => {
			if (events.length === 0) this.#clear();
		});
		void this.#ask();
		return () => {
			this.#running = false;
			clearTimeout(this.#timer);
			unsubscribe();
		};
	}

	#clear(): void {
		this.#turn++;
		this.rows = [];
	}

	async #ask(): Promise<void> {
		const turn = this.#turn;
		const news = await this.#lab.wire(this.rows.at(-1)?.frame.seq ?? 0, BATCH);
		if (!this.#running) return;
		if (turn === this.#turn && news.length > 0) this.rows = [...this.rows, ...news.map(wireRow)].slice(-MOST);
		this.#timer = setTimeout(() => void this.#ask(), INTERVAL);
	}
}
