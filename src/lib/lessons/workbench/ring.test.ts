import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeKeys, placeOf } from './ring';

const ring = (...weights: number[]) => weights.map((weight, index) => ({ name: `queue ${index}`, weight }));

describe('a ring', () => {
	it('without queues has no place', () => {
		expect(placeOf('a', [])).toBeNull();
	});

	it('X33 gives each unit of weight one bucket, in order', () => {
		// `order-2` falls into bucket 1 of 4 and 7 of 8.
		expect(placeOf('order-2', ring(1, 3))).toBe('queue 1');
		expect(placeOf('order-2', ring(2, 2))).toBe('queue 0');
		expect(placeOf('order-2', ring(4, 3, 1))).toBe('queue 2');
	});

	it('moves keys only to a queue that joins at its end', () => {
		const weight = fc.integer({ min: 1, max: 5 });
		fc.assert(
			fc.property(
				fc.array(fc.string()),
				fc.array(weight, { minLength: 1, maxLength: 5 }),
				weight,
				(keys, weights, one) => {
					const before = ring(...weights);
					const moved = placeKeys(keys, [...before, { name: 'new', weight: one }], before).filter(
						(key) => key.place !== key.before
					);
					expect(moved.every(({ place }) => place === 'new')).toBe(true);
				}
			)
		);
	});
});
