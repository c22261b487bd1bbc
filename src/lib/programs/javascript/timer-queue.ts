/** Timers in the order in which they fall due: a binary heap by time, then by age. */

export interface Due {
	/** Virtual milliseconds. */
	readonly at: number;
	/** Breaks ties: the earlier made goes first. */
	readonly order: number;
	/** It no longer counts; it leaves the heap when it comes to the top. */
	readonly cancelled: boolean;
}

export class TimerQueue<T extends Due> {
	#heap: T[] = [];
	#cancelled = 0;

	/** Those that count, and those cancelled that haven't come to the top. */
	get size(): number {
		return this.#heap.length;
	}

	add(item: T): void {
		this.#heap.push(item);
		this.#rise(this.#heap.length - 1);
	}

	/** To be told of each cancellation, so that the heap doesn't fill with what will never happen. */
	noteCancelled(): void {
		if (++this.#cancelled < 64 || this.#cancelled * 2 < this.#heap.length) return;
		const alive = this.#heap.filter((item) => !item.cancelled);
		this.#heap = [];
		this.#cancelled = 0;
		for (const item of alive) this.add(item);
	}

	/** The one that falls due first. */
	peek(): T | null {
		for (;;) {
			const first = this.#heap[0];
			if (!first) return null;
			if (!first.cancelled) return first;
			this.#remove();
			this.#cancelled--;
		}
	}

	/** Takes the first if it is due at `now`. */
	take(now: number): T | null {
		const first = this.peek();
		if (!first || first.at > now) return null;
		this.#remove();
		return first;
	}

	#remove(): void {
		const last = this.#heap.pop();
		if (!last || this.#heap.length === 0) return;
		this.#heap[0] = last;
		this.#sink(0);
	}

	#rise(index: number): void {
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (!this.#before(index, parent)) return;
			this.#swap(index, parent);
			index = parent;
		}
	}

	#sink(index: number): void {
		for (;;) {
			let least = index;
			for (const child of [2 * index + 1, 2 * index + 2]) {
				if (child < this.#heap.length && this.#before(child, least)) least = child;
			}
			if (least === index) return;
			this.#swap(index, least);
			index = least;
		}
	}

	#before(one: number, other: number): boolean {
		const a = this.#heap[one]!;
		const b = this.#heap[other]!;
		return a.at < b.at || (a.at === b.at && a.order < b.order);
	}

	#swap(one: number, other: number): void {
		[this.#heap[one], this.#heap[other]] = [this.#heap[other]!, this.#heap[one]!];
	}
}
