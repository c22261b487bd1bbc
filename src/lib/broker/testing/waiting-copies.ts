/**
 * The ready copies of one queue in the simplest way that keeps their order: whatever the queue does to be fast, it
 * must come to this.
 */
import { get } from '../../amqp';
import type { CopyRequeued, QueueDeclared } from '../trace';
import type { LedgerCopy } from './ledger';

export class WaitingCopies {
	#copies: LedgerCopy[] = [];
	/** Of a quorum queue: how many of them came back and are served first (Q34). */
	#returned = 0;
	readonly #quorum: boolean;
	readonly #limited: boolean;
	readonly #maxPriority: number | null;

	constructor({ kind, arguments: arguments_ }: QueueDeclared) {
		const maxPriority = get(arguments_, 'x-max-priority')?.value;
		this.#maxPriority = maxPriority === undefined ? null : Number(maxPriority);
		this.#quorum = kind === 'quorum';
		this.#limited = get(arguments_, 'x-delivery-limit') !== undefined;
	}

	get length(): number {
		return this.#copies.length;
	}

	[Symbol.iterator](): Iterator<LedgerCopy> {
		return this.#copies.values();
	}

	/** What is to be delivered, or to expire, next. */
	head(): LedgerCopy | undefined {
		return this.#copies[0];
	}

	add(copy: LedgerCopy): void {
		this.#copies.push(copy);
		if (!this.#quorum) this.#sort();
	}

	/** False when it wasn't there. */
	remove(copy: LedgerCopy): boolean {
		const index = this.#copies.indexOf(copy);
		if (index < 0) return false;
		if (index < this.#returned) this.#returned--;
		this.#copies.splice(index, 1);
		return true;
	}

	putBack(copy: LedgerCopy, reason: CopyRequeued['reason']): void {
		const toTail = this.#quorum && !this.#limited && !reason.endsWith('-closed');
		if (!this.#quorum || toTail) return this.add(copy);
		this.#copies.splice(this.#returned++, 0, copy);
	}

	restart(): void {
		this.#returned = 0;
	}

	/** By priority, and within one by age: that is also the place that a copy comes back to (B26). */
	#sort(): void {
		const level = ({ message }: LedgerCopy) => Math.min(message.priority, this.#maxPriority ?? 0);
		this.#copies.sort((a, b) => level(b) - level(a) || a.id - b.id);
	}
}
