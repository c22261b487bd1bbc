import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock';

describe('VirtualClock', () => {
	it('lets things happen in order of time, then in order of asking', () => {
		fc.assert(
			fc.property(fc.array(fc.record({ at: fc.nat(50), background: fc.boolean() })), (asked) => {
				const clock = new VirtualClock();
				const happened: { at: number; index: number }[] = [];
				asked.forEach(({ at, background }, index) => {
					clock.schedule(at, () => happened.push({ at: clock.now(), index }), background);
				});
				while (clock.runNext());
				const expected = asked
					.map(({ at }, index) => ({ at, index }))
					.sort((a, b) => a.at - b.at || a.index - b.index);
				expect(happened).toEqual(expected);
			})
		);
	});

	it('forgets what was cancelled', () => {
		const clock = new VirtualClock();
		const happened: string[] = [];
		const first = clock.schedule(1, () => happened.push('first'));
		clock.schedule(2, () => happened.push('second'));
		first.cancel();
		expect(clock.next()).toBe(2);
		while (clock.runNext());
		expect(happened).toEqual(['second']);
	});

	it('advances up to the next thing, never past it and never back', () => {
		const clock = new VirtualClock();
		clock.schedule(10, () => {});
		clock.advance(25);
		expect(clock.now()).toBe(10);
		clock.advance(5);
		expect(clock.now()).toBe(10);
		clock.runNext();
		clock.advance(25);
		expect(clock.now()).toBe(25);
	});

	it('schedules what is past as the next thing', () => {
		const clock = new VirtualClock();
		clock.advance(100);
		clock.schedule(7, () => {});
		expect(clock.next()).toBe(100);
	});

	it('does not count background timers among what somebody waits for', () => {
		const clock = new VirtualClock();
		clock.schedule(10, () => {}, true);
		expect(clock.nextForeground()).toBeNull();
		expect(clock.next()).toBe(10);
	});
});
