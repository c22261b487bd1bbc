/**
 * Delayed retry (Q37): what comes back to a quorum queue may have to wait, unseen by anybody, before it is ready again.
 */
import type { Engine } from '../engine';
import type { Copy } from '../message';
import { HeadExpiry } from './head-expiry';

/** Which returns wait: those that failed, as the delivery count knows it (Q35), the others, or both. */
export type DelayedRetryType = 'all' | 'failed' | 'returned';

export interface DelayedRetry {
	readonly type: DelayedRetryType;
	/** Milliseconds for each failed delivery, or once where none has failed. */
	readonly min: number;
	/** Milliseconds; no return waits longer. */
	readonly max: number;
}

/** Milliseconds that a return waits; 0 for not at all. */
export function retryDelay({ type, min, max }: DelayedRetry, failed: boolean, deliveryCount: number): number {
	if (type !== 'all' && (type === 'failed') !== failed) return 0;
	return Math.min(min * Math.max(1, deliveryCount), max);
}

export interface DelayedReturn {
	readonly copy: Copy;
	/** Virtual time from which it is ready again. */
	readonly dueAt: number;
}

export class DelayedReturns {
	/** Those due first come first, and of those due together the one that came back first. */
	#waiting: DelayedReturn[] = [];
	readonly #timer: HeadExpiry;

	constructor(
		readonly engine: Engine,
		/** Takes those that have come due, in order. */
		readonly release: (copies: readonly Copy[]) => void
	) {
		this.#timer = new HeadExpiry(engine, () => this.#releaseDue());
	}

	[Symbol.iterator](): Iterator<DelayedReturn> {
		return this.#waiting[Symbol.iterator]();
	}

	add(copy: Copy, dueAt: number): void {
		const before = this.#waiting.findLastIndex((other) => other.dueAt <= dueAt);
		this.#waiting.splice(before + 1, 0, { copy, dueAt });
		this.#watch();
	}

	/** Empties it; what was there, in order. */
	clear(): Copy[] {
		const copies = this.#waiting.map(({ copy }) => copy);
		this.#waiting = [];
		this.#watch();
		return copies;
	}

	#releaseDue(): void {
		const now = this.engine.clock.now();
		const later = this.#waiting.findIndex(({ dueAt }) => dueAt > now);
		const due = this.#waiting.splice(0, later < 0 ? this.#waiting.length : later);
		this.#watch();
		this.release(due.map(({ copy }) => copy));
	}

	#watch(): void {
		this.#timer.watch(this.#waiting[0]?.dueAt ?? Infinity);
	}
}
