/**
 * How often things happen: counts of the trace's messages by second of virtual time, for the whole broker and for each
 * queue and exchange. A fold over the trace; a bounded past.
 */
import type { ExchangeId, QueueId } from '../broker';
import type { TraceEvent } from '../network/events';

/** What is counted, in the management interface's words (G5). */
export type Count = 'publish' | 'deliver' | 'ack' | 'redeliver';

export type Counts = Readonly<Record<Count, number>>;

/** Seconds of virtual time that are remembered, and shown by a chart. */
export const REMEMBERED = 60;
/** Seconds over which a rate is the average: the management interface's own interval. */
const AVERAGED = 5;

const NONE = { publish: 0, deliver: 0, ack: 0, redeliver: 0 } satisfies Counts;

type Seconds = Map<number, Record<Count, number>>;

/** The broker as a whole. */
const ALL = 'all';

export class Rates {
	readonly #series = new Map<string, Seconds>();

	/** Takes what is new in the trace. */
	fold(events: readonly TraceEvent[]): void {
		for (const event of events) this.#count(event);
	}

	clear(): void {
		this.#series.clear();
	}

	/** Messages a second, averaged over the last seconds before virtual time `now` (milliseconds). */
	overall(now: number): Counts {
		return this.#average(ALL, now);
	}

	/** `publish`: enqueued here. */
	ofQueue(queue: QueueId, now: number): Counts {
		return this.#average(`queue ${queue}`, now);
	}

	/** `publish`: published to here by clients; `deliver`: copies that went out of here into queues. */
	ofExchange(exchange: ExchangeId, now: number): Counts {
		return this.#average(`exchange ${exchange}`, now);
	}

	/** Counts of each of the last `REMEMBERED` whole seconds, oldest first; the last one is the second that is going on. */
	chart(now: number): Counts[] {
		const last = Math.floor(now / 1000);
		const seconds = this.#series.get(ALL);
		return Array.from({ length: REMEMBERED }, (_, i) => seconds?.get(last - REMEMBERED + 1 + i) ?? NONE);
	}

	#count(event: TraceEvent): void {
		switch (event.type) {
			case 'message.published':
				this.#add(ALL, event.at, 'publish');
				this.#add(`exchange ${event.exchange}`, event.at, 'publish');
				break;
			case 'message.routed':
				for (const { exchange, matched } of event.hops)
					if (matched.length > 0) this.#add(`exchange ${exchange}`, event.at, 'deliver', matched.length);
				break;
			case 'copy.enqueued':
				this.#add(`queue ${event.queue}`, event.at, 'publish');
				break;
			case 'copy.delivered':
				this.#add(ALL, event.at, 'deliver');
				this.#add(`queue ${event.queue}`, event.at, 'deliver');
				if (!event.redelivered) break;
				this.#add(ALL, event.at, 'redeliver');
				this.#add(`queue ${event.queue}`, event.at, 'redeliver');
				break;
			case 'copy.acknowledged':
				this.#add(ALL, event.at, 'ack');
				this.#add(`queue ${event.queue}`, event.at, 'ack');
		}
	}

	#add(name: string, at: number, count: Count, times = 1): void {
		let seconds = this.#series.get(name);
		if (!seconds) this.#series.set(name, (seconds = new Map()));
		const second = Math.floor(at / 1000);
		let counts = seconds.get(second);
		if (!counts) {
			seconds.set(second, (counts = { ...NONE }));
			for (const old of seconds.keys()) {
				if (old > second - REMEMBERED) break;
				seconds.delete(old);
			}
		}
		counts[count] += times;
	}

	/** Over the last whole seconds; less of them when the session is younger. */
	#average(name: string, now: number): Counts {
		const seconds = this.#series.get(name);
		if (!seconds) return NONE;
		const last = Math.floor(now / 1000);
		const sum = { ...NONE };
		for (let second = last - AVERAGED + 1; second <= last; second++) {
			const counts = seconds.get(second);
			if (!counts) continue;
			for (const count of COUNTS) sum[count] += counts[count];
		}
		const span = Math.min(AVERAGED, Math.max(1, now / 1000));
		for (const count of COUNTS) sum[count] /= span;
		return sum;
	}
}

const COUNTS = Object.keys(NONE) as Count[];
