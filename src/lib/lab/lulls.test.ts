import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../network/events';
import { drawnTime, LULL, Lulls } from './lulls';

const eventsAt = (...times: number[]) => times.map((at) => ({ type: 'broker.restarted', at }) as TraceEvent);

describe('the lulls of a session', () => {
	it('are the stretches without an event, up to the present', () => {
		const lulls = new Lulls({ events: eventsAt(0, 10, 2000, 60_000, 61_000) });
		expect(lulls.until(61_500)).toEqual([{ from: 2000, to: 60_000 }]);
		expect(lulls.until(90_000)).toEqual([
			{ from: 2000, to: 60_000 },
			{ from: 61_000, to: 90_000 }
		]);
	});

	it('are read on as the trace grows, and anew when it is replaced', () => {
		const log = { events: eventsAt(0) };
		const lulls = new Lulls(log);
		expect(lulls.until(0)).toEqual([]);
		log.events.push(...eventsAt(9000));
		expect(lulls.until(9000)).toEqual([{ from: 0, to: 9000 }]);
		log.events = eventsAt(0, 1000);
		expect(lulls.until(1000)).toEqual([]);
	});

	it('are drawn as short as they may be; all else as long as it is', () => {
		const lulls = [{ from: 1000, to: 61_000 }];
		expect(drawnTime(lulls, 62_000)).toEqual({
			at: [0, 1000, 61_000, 62_000],
			drawn: [0, 1000, 1000 + LULL, 2000 + LULL]
		});
		expect(drawnTime([], 500)).toEqual({ at: [0, 500], drawn: [0, 500] });
	});

	it('never turn time round, nor stretch it', () => {
		const times = fc.array(fc.nat(100_000), { maxLength: 20 });
		fc.assert(
			fc.property(times, fc.nat(10_000), (moments, rest) => {
				const events = eventsAt(...moments.toSorted((a, b) => a - b));
				const end = (events.at(-1)?.at ?? 0) + rest;
				const { at, drawn } = drawnTime(new Lulls({ events }).until(end), end);
				expect(at.at(-1)).toBe(end);
				for (let i = 1; i < at.length; i++) {
					expect(at[i]).toBeGreaterThan(at[i - 1]!);
					expect(drawn[i]).toBeGreaterThan(drawn[i - 1]!);
					expect(drawn[i]! - drawn[i - 1]!).toBeLessThanOrEqual(at[i]! - at[i - 1]!);
				}
			})
		);
	});
});
