import { describe, expect, it } from 'vitest';
import { placeCard } from './card-place';

const box = { width: 1000, height: 400 };
const card = { width: 300, height: 200 };
const obstacle = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe('the card', () => {
	it('stands in the first corner where it covers nothing', () => {
		expect(placeCard(card, box, [obstacle(400, 100, 600, 300)])).toEqual({
			corner: { x: 'left', y: 'top' },
			covered: 0
		});
		expect(placeCard(card, box, [obstacle(0, 0, 400, 400)])).toMatchObject({
			corner: { x: 'right', y: 'top' }
		});
	});

	it('says how much it covers where it must', () => {
		expect(placeCard(card, box, [obstacle(0, 0, 1000, 400)]).covered).toBe(300 * 200);
	});
});
