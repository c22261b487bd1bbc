import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimerQueue, type Due } from './timer-queue';

interface Entry extends Due {
	cancelled: boolean;
}

const entry = (at: number, order: number): Entry => ({ at, order, cancelled: false });

test('timers come out by time, and at one time in the order of their making; the cancelled do not', () => {
	const scenario = fc.array(fc.record({ at: fc.integer({ min: 0, max: 9 }), cancel: fc.boolean() }));
	fc.assert(
		fc.property(scenario, (timers) => {
			const queue = new TimerQueue<Entry>();
			const entries = timers.map(({ at }, order) => entry(at, order));
			for (const made of entries) queue.add(made);
			timers.forEach(({ cancel }, index) => {
				if (!cancel) return;
				entries[index]!.cancelled = true;
				queue.noteCancelled();
			});
			const taken: Entry[] = [];
			for (let next = queue.take(Infinity); next; next = queue.take(Infinity)) taken.push(next);
			const alive = entries.filter(({ cancelled }) => !cancelled);
			expect(taken).toEqual(alive.sort((one, other) => one.at - other.at || one.order - other.order));
		})
	);
});

test('a timer is not taken before its time', () => {
	const queue = new TimerQueue<Entry>();
	queue.add(entry(5, 1));
	expect(queue.take(4.9)).toBeNull();
	expect(queue.take(5)).toMatchObject({ at: 5 });
	expect(queue.peek()).toBeNull();
});

test('a queue of cancelled timers does not grow', () => {
	const queue = new TimerQueue<Entry>();
	for (let order = 0; order < 10_000; order++) {
		const made = entry(1000 + order, order);
		queue.add(made);
		made.cancelled = true;
		queue.noteCancelled();
	}
	expect(queue.size).toBeLessThan(200);
});
