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
	/** Those that must go in this same turn, because something behind them has gone. */
	readonly #overtaken = new Set<LedgerCopy>();
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

	/**
	 * Whether this may be delivered, or expire, next. A quorum queue gives out what goes together consumer by consumer, so
	 * there all before it must go too before the broker is at rest: see `inOrder`.
	 */
	mayGo(copy: LedgerCopy): boolean {
		if (!this.#quorum) return this.#copies[0] === copy;
		const index = this.#copies.indexOf(copy);
		for (const before of this.#copies.slice(0, Math.max(index, 0))) this.#overtaken.add(before);
		return index >= 0;
	}

	/** Whether nothing that was overtaken is left. */
	get inOrder(): boolean {
		return this.#overtaken.size === 0;
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
		this.#overtaken.delete(copy);
		return true;
	}

	putBack(copy: LedgerCopy, reason: CopyRequeued['reason']): void {
		const toTail = this.#quorum && !this.#limited && !reason.endsWith('-closed') && reason !== 'due';
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
