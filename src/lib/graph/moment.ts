/** A moment of a trace: what the picture shows. Several events may share a time, so the time alone doesn't name it. */
import type { TraceEvent } from '../network/events';

export interface Moment {
	/** Virtual milliseconds. */
	readonly at: number;
	/** Events that have happened by then; null for all there are by `at`. */
	readonly events: number | null;
}

/** How many of `events` (in order of time) have happened by virtual time `at`. Binary search. */
export function eventsBy(events: readonly TraceEvent[], at: number): number {
	let low = 0;
	let high = events.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (events[middle]!.at <= at) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The moment right after the first `count` of `events`. */
export const momentAfter = (events: readonly TraceEvent[], count: number): Moment => ({
	at: events[count - 1]?.at ?? 0,
	events: count
});
