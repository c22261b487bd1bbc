/**
 * The messages of one queue that wait for a consumer, in the queue's order.
 *
 * Messages leave a queue only from its head, so whatever comes back (B26) belongs before everything that
 * never left. Two parts are therefore enough: a ring of those that never left, and a heap of those that
 * came back. Taking and adding is O(1), putting back O(log n) and O(1) when it happens in order.
 */
import { Deque } from '../deque';
import type { Copy } from '../message';

/** What a queue needs of its ready messages; priorities and quorum queues order theirs otherwise. */
export interface ReadyMessages {
	readonly length: number;
	/** Adds a new message. */
	push(copy: Copy): void;
	/** Takes the next message. */
	shift(): Copy | undefined;
	/** The next message. */
	peek(): Copy | undefined;
	/** Returns a message that was taken. */
	putBack(copy: Copy): void;
	clear(): void;
	/** All of them, next one first. */
	[Symbol.iterator](): Iterator<Copy>;
}

export class ReadyList implements ReadyMessages {
	readonly #fresh = new Deque<Copy>();
	readonly #returned: Copy[] = [];

	get length(): number {
		return this.#fresh.length + this.#returned.length;
	}

	push(copy: Copy): void {
		this.#fresh.push(copy);
	}

	shift(): Copy | undefined {
		return this.#returned.length === 0 ? this.#fresh.shift() : takeLowest(this.#returned);
	}

	peek(): Copy | undefined {
		return this.#returned.length === 0 ? this.#fresh.peek() : this.#returned[0];
	}

	putBack(copy: Copy): void {
		insert(this.#returned, copy);
	}

	clear(): void {
		this.#fresh.clear();
		this.#returned.length = 0;
	}

	*[Symbol.iterator](): Generator<Copy> {
		yield* this.#returned.toSorted((a, b) => a.position - b.position);
		yield* this.#fresh;
	}
}

function insert(heap: Copy[], copy: Copy): void {
	let index = heap.length;
	heap.push(copy);
	while (index > 0) {
		const parent = (index - 1) >> 1;
		if (heap[parent]!.position < copy.position) break;
		heap[index] = heap[parent]!;
		index = parent;
	}
	heap[index] = copy;
}

function takeLowest(heap: Copy[]): Copy {
	const lowest = heap[0]!;
	const last = heap.pop()!;
	if (heap.length > 0) sink(heap, last);
	return lowest;
}

/** Lets `copy` sink from the top of the heap to where it belongs. */
function sink(heap: Copy[], copy: Copy): void {
	let index = 0;
	for (;;) {
		let child = 2 * index + 1;
		if (child >= heap.length) break;
		if (child + 1 < heap.length && heap[child + 1]!.position < heap[child]!.position) child++;
		if (heap[child]!.position > copy.position) break;
		heap[index] = heap[child]!;
		index = child;
	}
	heap[index] = copy;
}
