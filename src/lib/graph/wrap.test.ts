import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf, wrapLane } from './wrap';

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `q${from + index}`);

describe('rowsOf', () => {
	it('leaves small lanes alone', () => {
		const rows = rowsOf(new Map([['queue', { count: 10, row: 100, column: 300 }]]), 2);
		expect(rows.get('queue')).toBe(Infinity);
	});

	it('makes the figure about as long and wide as its box', () => {
		const lanes = new Map([
			['exchange', { count: 5, row: 100, column: 150 }],
			['queue', { count: 1000, row: 100, column: 350 }]
		]);
		const rows = rowsOf(lanes, 2);
		const columns = Math.ceil(1000 / rows.get('queue')!);
		const shape = (150 + columns * 350) / (rows.get('queue')! * 100);
		expect(shape).toBeGreaterThan(1.6);
		expect(shape).toBeLessThan(2.6);
	});
});

describe('wrapLane', () => {
	it('cuts a long lane in order', () => {
		const columns = wrapLane(ids(50), 20, []);
		expect(columns.map(({ length }) => length)).toEqual([17, 17, 16]);
		expect(columns.flat()).toEqual(ids(50));
	});

	it('leaves a lane whole that fits', () => {
		expect(wrapLane(ids(24), 10, [])).toEqual([ids(24)]);
	});

	it('holds everybody once, and lets nobody change columns while their length is tolerable', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 120 }),
				fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 120 }),
				fc.integer({ min: 8, max: 30 }),
				(before, after, rows) => {
					const former = wrapLane(before.map(String), rows, []);
					const columns = wrapLane(after.map(String), rows, former);
					expect(columns.flat().sort()).toEqual(after.map(String).sort());
					if (former.length === 1 || columns.length === 1) return;
					former.forEach((ids, index) => {
						const stayed = ids.filter((id) => after.includes(Number(id)));
						for (const id of stayed) expect(columns[index]).toContain(id);
					});
				}
			)
		);
	});
});
