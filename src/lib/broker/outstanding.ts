/**
 * What a channel has delivered and not heard of again, by delivery tag.
 *
 * Tags only grow, and mostly the oldest is settled first. So: two arrays in tag order, settled places left
 * empty until they are at the front or make up half of it. Adding and settling the oldest are O(1), settling
 * another O(log n).
 */
import type { Copy } from './message';

export class Outstanding {
	#tags: number[] = [];
	#copies: (Copy | null)[] = [];
	/** Everything before this index is settled. */
	#first = 0;
	length = 0;

	add(tag: number, copy: Copy): void {
		this.#tags.push(tag);
		this.#copies.push(copy);
		this.length++;
	}

	/** Takes out the copy delivered under `tag`; null when none is outstanding. */
	take(tag: number): Copy | null {
		const index = this.#tags[this.#first] === tag ? this.#first : this.#find(tag);
		const copy = index < 0 ? null : this.#copies[index]!;
		if (copy === null) return null;
		this.#copies[index] = null;
		this.length--;
		this.#tidy();
		return copy;
	}

	/** Takes out everything up to and including `tag`, in tag order (B25). */
	takeThrough(tag: number): Copy[] {
		const taken: Copy[] = [];
		let index = this.#first;
		for (; index < this.#tags.length && this.#tags[index]! <= tag; index++) {
			const copy = this.#copies[index];
			if (copy) taken.push(copy);
			this.#copies[index] = null;
		}
		this.#first = index;
		this.length -= taken.length;
		this.#tidy();
		return taken;
	}

	/** All that is outstanding, in tag order. */
	*[Symbol.iterator](): Generator<Copy> {
		for (let index = this.#first; index < this.#copies.length; index++) {
			const copy = this.#copies[index];
			if (copy) yield copy;
		}
	}

	has(tag: number): boolean {
		const index = this.#find(tag);
		return index >= 0 && this.#copies[index] !== null;
	}

	/** Tags and copies, oldest first. */
	*entries(): Generator<[tag: number, copy: Copy]> {
		for (let index = this.#first; index < this.#tags.length; index++) {
			const copy = this.#copies[index];
			if (copy) yield [this.#tags[index]!, copy];
		}
	}

	/** Index of a tag, -1 when it was never added or is long settled. */
	#find(tag: number): number {
		let low = this.#first;
		let high = this.#tags.length - 1;
		while (low <= high) {
			const middle = (low + high) >> 1;
			const found = this.#tags[middle]!;
			if (found === tag) return middle;
			if (found < tag) low = middle + 1;
			else high = middle - 1;
		}
		return -1;
	}

	/**
	 * Steps over settled places at the front, and closes up when empty places make up half of the arrays. Arrays that
	 * are empty stay, so that what is settled one by one needs no new ones.
	 */
	#tidy(): void {
		if (this.length === 0) return this.#empty();
		while (this.#first < this.#copies.length && this.#copies[this.#first] === null) this.#first++;
		if (this.#tags.length > 256 && this.length < this.#tags.length >> 1) this.#compact();
	}

	#empty(): void {
		while (this.#tags.length > 0) {
			this.#tags.pop();
			this.#copies.pop();
		}
		this.#first = 0;
	}

	#compact(): void {
		const entries = [...this.entries()];
		this.#tags = entries.map(([tag]) => tag);
		this.#copies = entries.map(([, copy]) => copy);
		this.#first = 0;
	}
}
