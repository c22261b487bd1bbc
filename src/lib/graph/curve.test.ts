import { describe, expect, it } from 'vitest';
import { blendTracks, pathOf, pointAlong, trackOf, type Cubic } from './curve';

const straight: Cubic = [
	{ x: 0, y: 0 },
	{ x: 0, y: 0 },
	{ x: 100, y: 0 },
	{ x: 100, y: 0 }
];
const bend: Cubic = [
	{ x: 100, y: 0 },
	{ x: 150, y: 0 },
	{ x: 150, y: 80 },
	{ x: 200, y: 80 }
];

describe('a track', () => {
	it('begins and ends where its curve does', () => {
		const track = trackOf([straight, bend]);
		expect(pointAlong(track, 0)).toEqual({ x: 0, y: 0 });
		expect(pointAlong(track, 1)).toEqual({ x: 200, y: 80 });
	});

	it('is walked at an even pace, bends and all', () => {
		const track = trackOf([straight, bend]);
		const steps = Array.from({ length: 51 }, (_, index) => pointAlong(track, index / 50));
		const lengths = steps
			.slice(1)
			.map(({ x, y }, index) => Math.hypot(x - steps[index]!.x, y - steps[index]!.y));
		for (const length of lengths) expect(length / (track.length / 50)).toBeCloseTo(1, 1);
	});

	it('glides from one curve to another', () => {
		const from = trackOf([straight]);
		const to = trackOf([bend]);
		expect(pointAlong(trackOf(blendTracks(from, to, 0)), 0.5)).toEqual(pointAlong(from, 0.5));
		expect(pointAlong(trackOf(blendTracks(from, to, 1)), 1)).toEqual({ x: 200, y: 80 });
	});
});

it('writes straight pieces as lines and the rest as cubics', () => {
	expect(pathOf([straight, bend])).toBe('M0 0L100 0C150 0 150 80 200 80');
});
