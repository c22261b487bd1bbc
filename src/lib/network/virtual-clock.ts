/**
 * Virtual time: one queue of things to come, ordered by time and then by order of asking. It knows nothing of
 * real time; whoever holds it decides when the next thing happens (see `world.ts`), so tests drive it by hand.
 */

import type { Clock, Timer } from '../broker';

class Entry implements Timer {
	cancelled = false;
	constructor(
		readonly at: number,
		readonly order: number,
		readonly run: () => void,
		readonly background: boolean
	) {}

	cancel(): void {
		this.cancelled = true;
	}
}

/** Binary min-heap by (at, order): push and pop in O(log n). */
class EntryHeap {
	readonly #entries: Entry[] = [];

	/** The earliest entry that still stands. Cancelled ones are thrown out on the way. */
	peek(): Entry | undefined {
		while (this.#entries[0]?.cancelled) this.#removeFirst();
		return this.#entries[0];
	}

	pop(): Entry | undefined {
		const first = this.peek();
		if (first) this.#removeFirst();
		return first;
	}

	push(entry: Entry): void {
		const entries = this.#entries;
		let index = entries.length;
		entries.push(entry);
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (!before(entry, entries[parent]!)) break;
			entries[index] = entries[parent]!;
			index = parent;
		}
		entries[index] = entry;
	}

	#removeFirst(): void {
		const entries = this.#entries;
		const last = entries.pop()!;
		if (entries.length === 0) return;
		let index = 0;
		for (;;) {
			let child = 2 * index + 1;
			if (child >= entries.length) break;
			if (child + 1 < entries.length && before(entries[child + 1]!, entries[child]!)) child++;
			if (!before(entries[child]!, last)) break;
			entries[index] = entries[child]!;
			index = child;
		}
		entries[index] = last;
	}
}

function before(a: Entry, b: Entry): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}

export class VirtualClock implements Clock {
	#now = 0;
	#order = 0;
	readonly #foreground = new EntryHeap();
	readonly #background = new EntryHeap();

	/** Virtual milliseconds since the clock was made. */
	now(): number {
		return this.#now;
	}

	/**
	 * Runs `run` at virtual time `at` (at once in virtual terms, if that has passed). `background` is for timers
	 * nobody waits for, such as heartbeats: they keep their time, but a world at instant speed doesn't leap to them.
	 */
	schedule(at: number, run: () => void, background = false): Timer {
		const entry = new Entry(Math.max(at, this.#now), this.#order++, run, background);
		(background ? this.#background : this.#foreground).push(entry);
		return entry;
	}

	/** Time of the next thing somebody waits for; null when there is none. */
	nextForeground(): number | null {
		return this.#foreground.peek()?.at ?? null;
	}

	/** Time of the next thing of either kind; null when there is none. */
	next(): number | null {
		return this.#peek()?.at ?? null;
	}

	/** Lets the next thing happen, time moving to it first. False when there was none. */
	runNext(): boolean {
		const entry = this.#peek();
		if (!entry) return false;
		(entry.background ? this.#background : this.#foreground).pop();
		this.#now = Math.max(this.#now, entry.at);
		entry.run();
		return true;
	}

	/** Moves time on to `at`, but never past the next thing and never back. */
	advance(at: number): void {
		this.#now = Math.max(this.#now, Math.min(at, this.next() ?? at));
	}

	#peek(): Entry | undefined {
		const a = this.#foreground.peek();
		const b = this.#background.peek();
		if (!a || !b) return a ?? b;
		return before(a, b) ? a : b;
	}
}
