import { describe, expect, it } from 'vitest';
import { trackOf } from './curve';
import type { Flight, FlightKind, Leg } from './flights';
import { FEW_TOKENS, MOST_GLOWS, MOST_TOKENS, movingAt, type Motion, type TokenLook } from './tokens';

const lineOf = (length: number) =>
	trackOf([
		[
			{ x: 0, y: 0 },
			{ x: 0, y: 0 },
			{ x: length, y: 0 },
			{ x: length, y: 0 }
		]
	]);
const track = lineOf(100);
const EVERYWHERE = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };
const DURATION = 500;

const flight = (departs: number, number = 1): Flight => ({
	departs,
	arrives: departs + DURATION,
	number,
	message: number
});

const leg = (kind: FlightKind, ...flights: Flight[]): Leg => ({ on: 'edge', kind, flights, head: 0 });

/** So many a second, one after another, from time 0. */
const steady = (perSecond: number, until: number): Flight[] =>
	Array.from({ length: (until * perSecond) / 1000 }, (_, index) =>
		flight((index * 1000) / perSecond, index + 1)
	);

const at = (now: number, legs: readonly Leg[], more: Partial<Motion> = {}) =>
	movingAt({
		legs,
		tracks: new Map([['edge', track]]),
		places: new Map([['edge', { x: 50, y: 50 }]]),
		now,
		still: false,
		sight: EVERYWHERE,
		...more
	});

describe('a token', () => {
	it('goes from the beginning of its track to the end, and is there only meanwhile', () => {
		const legs = [leg('publish', flight(100))];
		const x = (now: number) => at(now, legs).tokens[0]?.x;
		expect(x(99)).toBeUndefined();
		expect(x(100)).toBe(0);
		expect(x(350)).toBeCloseTo(50);
		expect(x(600)).toBeUndefined();
		const places = [100, 200, 300, 400, 500, 599].map((now) => x(now)!);
		expect(places).toEqual(places.toSorted((a, b) => a - b));
	});

	it('looks as what it is, and goes back on its way back', () => {
		const looks: [FlightKind, TokenLook, number][] = [
			['publish', 'solid', 1],
			['deliver', 'solid', 1],
			['return', 'hollow', -1],
			['requeue', 'hollow', -1],
			['dead', 'dead', 1],
			['ack', 'ack', -1]
		];
		for (const [kind, look, heading] of looks)
			expect(at(1, [leg(kind, flight(0))]).tokens).toMatchObject([{ look, heading }]);
		expect(at(1, [leg('echo', flight(0))]).tokens).toEqual([]);
	});

	it('lies over acknowledgements', () => {
		const legs = [leg('deliver', flight(0)), leg('ack', flight(0))];
		expect(at(1, legs).tokens.map(({ look }) => look)).toEqual(['ack', 'solid']);
	});

	it('takes discrete steps where motion is not wanted', () => {
		const legs = [leg('publish', flight(0))];
		const places = new Set(
			[0, 50, 100, 150, 200, 250, 300, 350, 400, 450].map(
				(now) => at(now, legs, { still: true }).tokens[0]!.x
			)
		);
		expect(places.size).toBe(3);
		expect(at(DURATION + 1, legs, { still: true }).glows).toEqual([]);
	});

	it('is left out beyond the part of the figure in sight', () => {
		const legs = [leg('publish', flight(0))];
		const sight = { ...EVERYWHERE, left: 60 };
		expect(at(100, legs, { sight }).tokens).toEqual([]);
		expect(at(450, legs, { sight }).tokens).toHaveLength(1);
	});

	it('rings where it arrives, a few at most', () => {
		const together = Array.from({ length: 30 }, (_, index) => flight(0, index + 1));
		for (const [count, rings] of [
			[1, 1],
			[30, MOST_GLOWS]
		] as const) {
			const { tokens, glows } = at(DURATION + 1, [leg('deliver', ...together.slice(0, count))]);
			expect(tokens).toEqual([]);
			expect(glows).toHaveLength(rings);
		}
	});

	it('rises from its node where it ends, a few at most', () => {
		const lost = at(250, [leg('drop', ...Array.from({ length: 30 }, (_, index) => flight(0, index + 1)))]);
		expect(lost.tokens.length).toBeLessThan(10);
		for (const { x, y, opacity } of lost.tokens) {
			expect(x).toBe(50);
			expect(y).toBeLessThan(50);
			expect(opacity).toBeLessThan(1);
		}
	});
});

describe('a stream', () => {
	it('takes the place of more tokens than can be told apart', () => {
		const few = Array.from({ length: FEW_TOKENS }, (_, index) => flight(index));
		expect(at(100, [leg('publish', ...few)])).toMatchObject({ streams: [], tokens: few.map(() => ({})) });
		const many = at(100, [leg('publish', ...few, flight(50))]);
		expect(many.tokens).toEqual([]);
		expect(many.streams).toHaveLength(1);
	});

	it('begins later where there is more room, or less to see', () => {
		const most = Array.from({ length: MOST_TOKENS }, (_, index) => flight(index));
		const long = { tracks: new Map([['edge', lineOf(1000)]]) };
		for (const [legs, more] of [
			[[leg('publish', ...most)], long],
			[[leg('ack', ...most)], {}]
		] as const)
			expect(at(100, legs, more)).toMatchObject({ streams: [], tokens: most.map(() => ({})) });
		expect(at(100, [leg('publish', ...most, flight(50))], long).streams).toHaveLength(1);
	});

	it('says how many pass in a second, to two figures, from its beginning on', () => {
		for (const perSecond of [150, 1200, 20_000]) {
			const legs = [leg('publish', ...steady(perSecond, 2000))];
			for (const now of [400, 1000, 1900])
				expect(at(now, legs).streams.map((stream) => stream.perSecond)).toEqual([perSecond]);
		}
	});
});
