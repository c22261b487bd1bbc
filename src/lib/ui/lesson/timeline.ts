/** The timeline's geometry: from moments to pixels and back, and what to draw where. Pure. */
import { scaleLinear } from 'd3';
import { eventsBy, type Mark, type MarkKind } from '$lib/graph';
import { drawnTime, type Lull } from '$lib/lab/lulls';
import type { TraceEvent } from '$lib/network/events';

/** Sessions shorter than this, in virtual milliseconds (as at instant speed), are drawn event by event. */
const SHORT = 1000;
/** Width of a bar and the room between two, pixels. */
const BAR = 4;
const GAP = 2;
/** Marks of one kind nearer than this to each other are drawn as one, pixels. */
const CROWDED = 7;

/** Pictures of the marks, about the point they stand at. */
export const MARK_SHAPES: Readonly<Record<MarkKind, string>> = {
	return: 'M3.5-4v8L-3.5 0z',
	redelivery: 'M0-3.4A3.4 3.4 0 1 1-3.2-1.2M-3.6-4l.4 2.8 2.8-.4',
	'dead-letter': 'M0-4.2 4.2 0 0 4.2-4.2 0z',
	error: 'M-3-3 3 3M3-3-3 3',
	restart: 'M0-6V20'
};

/** A mark and where it stands, in pixels from the left. */
export interface PlacedMark extends Mark {
	readonly x: number;
}

/** From a session of so many events and virtual milliseconds, with these lulls, to a bar of so many pixels. */
export class TimeScale {
	readonly width: number;
	readonly #events: readonly TraceEvent[];
	readonly #count: number;
	readonly #end: number;
	/** By time; a short session goes by its events. */
	readonly #timed: boolean;
	readonly #lulls: readonly Lull[];
	readonly #time;

	constructor(
		events: readonly TraceEvent[],
		count: number,
		end: number,
		width: number,
		lulls: readonly Lull[] = []
	) {
		this.#events = events;
		this.#count = count;
		this.#end = end;
		this.width = width;
		this.#timed = end >= SHORT;
		this.#lulls = lulls;
		const { at, drawn } = drawnTime(lulls, end);
		const whole = Math.max(1, drawn.at(-1)!);
		this.#time = scaleLinear(
			at,
			drawn.map((length) => (length / whole) * width)
		).clamp(true);
	}

	x(at: number, events: number): number {
		if (this.#timed) return this.#time(at);
		const share = events / Math.max(1, this.#count);
		return Math.min(1, Math.max(0, share)) * this.width;
	}

	/** The moment at a pixel: a virtual time, or in a short session a number of events. */
	moment(x: number): { readonly at: number | null; readonly events: number } {
		const share = Math.min(1, Math.max(0, x / Math.max(1, this.width)));
		if (!this.#timed) return { at: null, events: Math.round(share * this.#count) };
		const at = share === 1 ? this.#end : this.#time.invert(share * this.width);
		return { at, events: eventsBy(this.#events, at) };
	}

	/** Where lulls are drawn shorter than they are: from and to, pixels. */
	lulls(): readonly (readonly [number, number])[] {
		return this.#timed ? this.#lulls.map(({ from, to }) => [this.#time(from), this.#time(to)]) : [];
	}
}

/** The bars as one path: each as high as its share of the busiest one, on a square-root scale. */
export function activity(scale: TimeScale, height: number): string {
	const pitch = BAR + GAP;
	const counts: number[] = [];
	for (let x = 0, before = 0; x < scale.width; x += pitch) {
		const { events } = scale.moment(x + pitch);
		counts.push(events - before);
		before = events;
	}
	const most = Math.max(1, ...counts);
	return counts
		.map((count, index) => {
			if (count === 0) return '';
			const tall = Math.max(2, Math.round(Math.sqrt(count / most) * (height - 12)));
			return `M${index * pitch} ${height}v${-tall}h${BAR}v${tall}z`;
		})
		.join('');
}

/** Marks where they stand; of those of one kind that would cover each other only the first. */
export function visibleMarks(marks: readonly Mark[], scale: TimeScale): PlacedMark[] {
	const last = new Map<MarkKind, number>();
	const placed: PlacedMark[] = [];
	for (const mark of marks) {
		const x = scale.x(mark.at, mark.events);
		if (x - (last.get(mark.kind) ?? -Infinity) < CROWDED) continue;
		last.set(mark.kind, x);
		placed.push({ ...mark, x });
	}
	return placed;
}

/** The mark nearest to `x` within `reach` pixels. */
export function nearestMark(marks: readonly PlacedMark[], x: number, reach: number): PlacedMark | undefined {
	return marks
		.filter((mark) => Math.abs(mark.x - x) <= reach)
		.sort((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0];
}
