import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '$lib/network/events';
import { activity, nearestMark, TimeScale, visibleMarks } from './timeline';

const eventsAt = (...times: number[]) => times.map((at) => ({ type: 'broker.restarted', at }) as TraceEvent);
const mark = (at: number, events = 1) => ({ kind: 'error', at, events }) as const;

describe('the timeline', () => {
	it('goes from moments to pixels and back by time', () => {
		const events = eventsAt(0, 1000, 4000, 9000);
		const scale = new TimeScale(events, events.length, 10_000, 500);
		expect(scale.x(4000, 3)).toBe(200);
		expect(scale.moment(200)).toEqual({ at: 4000, events: 3 });
		expect(scale.moment(-5)).toEqual({ at: 0, events: 1 });
		expect(scale.moment(9999)).toEqual({ at: 10_000, events: 4 });
	});

	it('draws a lull short, and what happens all the wider', () => {
		const events = eventsAt(0, 1000, 61_000, 62_000);
		const scale = new TimeScale(events, events.length, 62_000, 500, [{ from: 1000, to: 61_000 }]);
		expect(scale.x(1000, 2)).toBe(100);
		expect(scale.x(61_000, 3)).toBe(400);
		expect(scale.moment(250)).toEqual({ at: 31_000, events: 2 });
		expect(scale.lulls()).toEqual([[100, 400]]);
	});

	it('goes by events where there is hardly any time', () => {
		const events = eventsAt(0, 0, 0, 0);
		const scale = new TimeScale(events, events.length, 0, 400);
		expect(scale.x(0, 3)).toBe(300);
		expect(scale.moment(300)).toEqual({ at: null, events: 3 });
	});

	it('draws every event in some bar, and none twice', () => {
		const events = eventsAt(0, 10, 2000, 5999);
		const scale = new TimeScale(events, events.length, 6000, 60);
		const bars = activity(scale, 26).match(/M\d+/g);
		expect(bars).toEqual(['M0', 'M18', 'M54']);
	});

	it('thins out marks that would cover each other, and finds the one that was meant', () => {
		const scale = new TimeScale([], 0, 10_000, 1000);
		const marks = visibleMarks([mark(1000), mark(1010), mark(2000)], scale);
		expect(marks.map(({ x }) => x)).toEqual([100, 200]);
		expect(nearestMark(marks, 197, 6)?.at).toBe(2000);
		expect(nearestMark(marks, 150, 6)).toBeUndefined();
	});
});
