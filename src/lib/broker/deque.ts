/** A queue in the data structure's sense: a growing ring, O(1) at both ends, one array slot an element. */

const SMALLEST = 16;

export class Deque<T> {
	#slots: (T | undefined)[] = new Array<T | undefined>(SMALLEST).fill(undefined);
	#first = 0;
	length = 0;

	push(item: T): void {
		if (this.length === this.#slots.length) this.#resize(this.length * 2);
		this.#slots[(this.#first + this.length) & (this.#slots.length - 1)] = item;
		this.length++;
	}

	shift(): T | undefined {
		if (this.length === 0) return undefined;
		const item = this.#slots[this.#first];
		this.#slots[this.#first] = undefined;
		this.#first = (this.#first + 1) & (this.#slots.length - 1);
		this.length--;
		// A backlog that has drained gives its memory back.
		if (this.#slots.length > 1024 && this.length < this.#slots.length >> 3)
			this.#resize(this.#slots.length >> 1);
		return item;
	}

	peek(): T | undefined {
		return this.length === 0 ? undefined : this.#slots[this.#first];
	}

	/** Takes one element out, wherever it is. O(n). */
	remove(item: T): void {
		const rest = [...this].filter((other) => other !== item);
		this.clear();
		for (const other of rest) this.push(other);
	}

	clear(): void {
		this.#slots = new Array<T | undefined>(SMALLEST).fill(undefined);
		this.#first = 0;
		this.length = 0;
	}

	*[Symbol.iterator](): Generator<T> {
		for (let index = 0; index < this.length; index++)
			yield this.#slots[(this.#first + index) & (this.#slots.length - 1)]!;
	}

	#resize(size: number): void {
		const slots = new Array<T | undefined>(size).fill(undefined);
		const mask = this.#slots.length - 1;
		for (let index = 0; index < this.length; index++)
			slots[index] = this.#slots[(this.#first + index) & mask];
		this.#slots = slots;
		this.#first = 0;
	}
}
