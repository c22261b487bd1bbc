/** The trace as the page holds it: an append-only list that tells its readers what is new. */
import type { TraceEvent } from '../network/events';

export type TraceReader = (news: readonly TraceEvent[], log: TraceLog) => void;

export class TraceLog {
	/** All events so far, oldest first. Replaced by an empty list on `clear`, else only appended to. */
	events: TraceEvent[] = [];
	readonly #readers = new Set<TraceReader>();

	append(news: readonly TraceEvent[]): void {
		for (const event of news) this.events.push(event);
		for (const reader of this.#readers) reader(news, this);
	}

	/** Forgets everything; readers are called with no news and an empty log. */
	clear(): void {
		this.events = [];
		for (const reader of this.#readers) reader([], this);
	}

	/** Calls `reader` at once with all there is, then with each batch. Returns the way out. */
	subscribe(reader: TraceReader): () => void {
		this.#readers.add(reader);
		reader(this.events, this);
		return () => this.#readers.delete(reader);
	}
}
