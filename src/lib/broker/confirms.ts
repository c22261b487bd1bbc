/** Publisher confirms of one channel: numbers given out, and answers gathered into as few frames as B6 allows. */
import type { Engine, Settling } from './engine';

export class Confirms implements Settling {
	/** The number of the latest publish (B4). */
	last = 0;
	#acked: number[] = [];
	#nacked: number[] = [];
	/** Numbers not yet answered, lowest first. */
	readonly #open = new Set<number>();
	#waiting = false;

	constructor(
		readonly engine: Engine,
		readonly send: (deliveryTag: number, multiple: boolean, nack: boolean) => void
	) {}

	/** Publishes without an answer yet. */
	get unconfirmed(): number {
		return this.#open.size + this.#acked.length + this.#nacked.length;
	}

	/** The number of a publish that begins. */
	next(): number {
		this.#open.add(++this.last);
		return this.last;
	}

	/** Every target has taken the message, or one refused it. Answered when the turn is over. */
	answer(number: number, accepted: boolean): void {
		this.#open.delete(number);
		(accepted ? this.#acked : this.#nacked).push(number);
		if (this.#waiting) return;
		this.#waiting = true;
		this.engine.settleLater(this);
	}

	/** No queue has to be waited for, so this is answered at once, whatever others still wait (B3). */
	answerAlone(number: number): void {
		this.#open.delete(number);
		this.send(number, false, false);
	}

	/** The channel is gone: nothing more is answered. */
	abandon(): void {
		this.#acked = [];
		this.#nacked = [];
	}

	settle(): void {
		this.#waiting = false;
		const acked = this.#acked.sort(ascending);
		const nacked = this.#nacked.sort(ascending);
		this.#acked = [];
		this.#nacked = [];
		if (acked.length === 1) this.send(acked[0]!, false, false);
		else if (acked.length > 1) this.#coalesce(acked, nacked[0], false);
		if (nacked.length > 0) this.#coalesce(nacked, acked[0], true);
	}

	/** One frame for all below the cutoff, one each for the rest. */
	#coalesce(numbers: readonly number[], lowestOther: number | undefined, nack: boolean): void {
		const [lowestOpen] = this.#open;
		const cutoff = Math.min(lowestOpen ?? numbers.at(-1)! + 1, lowestOther ?? Infinity);
		const together = numbers.filter((number) => number < cutoff);
		if (together.length > 0) this.send(together.at(-1)!, true, nack);
		for (const number of numbers.slice(together.length)) this.send(number, false, nack);
	}
}

function ascending(a: number, b: number): number {
	return a - b;
}
