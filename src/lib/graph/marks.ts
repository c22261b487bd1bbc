/** What in a trace is worth jumping to: returns, redeliveries, dead letters, errors and restarts. Pure. */
import type { TraceEvent } from '../network/events';
import type { EventList } from './player';

export type MarkKind = 'return' | 'redelivery' | 'dead-letter' | 'error' | 'restart';

export interface Mark {
	readonly kind: MarkKind;
	/** Virtual milliseconds. */
	readonly at: number;
	/** Events that have happened once it has. */
	readonly events: number;
}

/** A normal close. */
const REPLY_SUCCESS = 200;
/** Exit codes of a program that was asked to stop: 128 + SIGINT, 128 + SIGTERM. */
const STOPPED = [130, 143];

/** An end that nobody asked for: not by itself with 0, not by Stop. Null: killed. */
export const isFailure = (code: number | null): boolean =>
	code === null || (code !== 0 && !STOPPED.includes(code));

export function markOf(event: TraceEvent): MarkKind | null {
	switch (event.type) {
		case 'message.returned':
			return 'return';
		case 'copy.delivered':
			return event.redelivered ? 'redelivery' : null;
		case 'copy.dropped':
		case 'copy.refused':
			return event.deadLettered ? 'dead-letter' : null;
		case 'connection.refused':
			return 'error';
		case 'connection.closed':
		case 'channel.closed':
			return event.initiator === 'broker' && event.code > REPLY_SUCCESS ? 'error' : null;
		case 'program.exited':
			return event.code !== null && isFailure(event.code) ? 'error' : null;
		case 'broker.restarted':
			return 'restart';
		default:
			return null;
	}
}

/** The marks of a trace that grows, in order. */
export class Marks {
	readonly #log: EventList;
	#events: readonly TraceEvent[];
	#read = 0;
	#marks: Mark[] = [];

	constructor(log: EventList) {
		this.#log = log;
		this.#events = log.events;
	}

	/** All there are by now. The list is replaced when the trace is, else it only grows. */
	all(): readonly Mark[] {
		if (this.#log.events !== this.#events) {
			this.#events = this.#log.events;
			this.#read = 0;
			this.#marks = [];
		}
		for (; this.#read < this.#events.length; this.#read++) {
			const event = this.#events[this.#read]!;
			const kind = markOf(event);
			if (kind) this.#marks.push({ kind, at: event.at, events: this.#read + 1 });
		}
		return this.#marks;
	}

	/** The first after the moment when `events` have happened. */
	next(events: number): Mark | undefined {
		const marks = this.all();
		return marks[firstBeyond(marks, events)];
	}

	/** The last before that moment. */
	previous(events: number): Mark | undefined {
		const marks = this.all();
		return marks[firstBeyond(marks, events - 1) - 1];
	}
}

/** Index of the first mark later than the moment when `events` have happened. */
function firstBeyond(marks: readonly Mark[], events: number): number {
	let low = 0;
	let high = marks.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (marks[middle]!.events <= events) low = middle + 1;
		else high = middle;
	}
	return low;
}
