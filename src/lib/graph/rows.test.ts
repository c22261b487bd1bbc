import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRows, placeRows } from './rows';

const row = fc.record({
	id: fc.constant(''),
	wish: fc.double({ min: -500, max: 500, noNaN: true }),
	extent: fc.record({
		before: fc.constant(0),
		after: fc.constant(0),
		above: fc.nat(60),
		below: fc.nat(60)
	})
});

describe('placing rows', () => {
	it('keeps their order and their distances, whatever they wish', () => {
		fc.assert(
			fc.property(fc.array(row), (rows) => {
				const places = placeRows(rows, 10);
				rows.slice(1).forEach((one, index) => {
					const room = places[index + 1]! - one.extent.above - (places[index]! + rows[index]!.extent.below);
					expect(room).toBeGreaterThanOrEqual(10 - 1e-6);
				});
			})
		);
	});

	it('gives each its wish where the wishes leave room', () => {
		const extent = { before: 0, after: 0, above: 10, below: 10 };
		const rows = [0, 40, 200].map((wish) => ({ id: '', wish, extent }));
		expect(placeRows(rows, 10)).toEqual([0, 40, 200]);
	});

	it('shares the disappointment evenly where they do not', () => {
		const extent = { before: 0, after: 0, above: 10, below: 10 };
		const rows = [0, 0, 0].map((wish) => ({ id: '', wish, extent }));
		expect(placeRows(rows, 10)).toEqual([-30, 0, 30]);
	});
});

describe('ordering rows', () => {
	it('never changes the order of those who stood there', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.string()),
				fc.uniqueArray(fc.string()),
				fc.func(fc.double({ min: 0, max: 1, noNaN: true })),
				(old, arriving, wish) => {
					const newcomers = arriving.filter((id) => !old.includes(id));
					const merged = mergeRows(old, newcomers, wish);
					expect(merged.filter((id) => old.includes(id))).toEqual(old);
					expect(merged.toSorted()).toEqual([...old, ...newcomers].toSorted());
				}
			)
		);
	});

	it('asks each for its wish once', () => {
		const ids = Array.from({ length: 1000 }, (_, index) => String(index));
		let asked = 0;
		mergeRows(ids.slice(0, 500), ids.slice(500), (id) => {
			asked++;
			return Number(id);
		});
		expect(asked).toBe(1000);
	});

	it('puts a newcomer where its neighbours are', () => {
		const wishes = new Map([
			['a', 0.1],
			['b', 0.9],
			['new', 0.5]
		]);
		expect(mergeRows(['a', 'b'], ['new'], (id) => wishes.get(id)!)).toEqual(['a', 'new', 'b']);
	});
});
