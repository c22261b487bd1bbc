import { describe, expect, it } from 'vitest';
import { trackOf } from './curve';
import { GREEN, hueIndex } from './hue';
import { buffersOf, DISC_FIELDS, isBlank, sheetOf, TOKEN_FIELDS, type Looking } from './sheet';
import { TOKEN_LOOKS, type Moving, type Token } from './tokens';

const track = trackOf([
	[
		{ x: 0, y: 0 },
		{ x: 0, y: 0 },
		{ x: 100, y: 0 },
		{ x: 100, y: 0 }
	]
]);
const flight = { departs: 0, arrives: 500, number: 8, message: 8 };
const token: Token = { x: 50, y: 0, flight, look: 'solid', track, along: 0.5, heading: 1, opacity: 1 };
const NOTHING: Moving = { tokens: [], streams: [], glows: [] };
const looking: Looking = {
	pose: { width: 1, height: 1, x: 0, y: 0, scale: 1 },
	zoom: 1,
	now: 100,
	still: false,
	rate: (perSecond) => `${perSecond}/s`
};

const sheet = (moving: Partial<Moving>, how: Partial<Looking> = {}) =>
	sheetOf({ ...NOTHING, ...moving }, { ...looking, ...how });

describe('a sheet', () => {
	it('has each token with its look, colour and number, in their order', () => {
		const ack: Token = { ...token, x: 20, look: 'ack' };
		const { tokens } = sheet({ tokens: [ack, token] });
		expect([...tokens]).toEqual([
			...[20, 0, TOKEN_LOOKS.indexOf('ack'), GREEN, 8, 1],
			...[50, 0, TOKEN_LOOKS.indexOf('solid'), hueIndex(8), 8, 1]
		]);
	});

	it('has wakes behind tokens, unless there are too many or nothing is to move', () => {
		const { wakes } = sheet({ tokens: [token] });
		const places = [...wakes].filter((_, index) => index % DISC_FIELDS === 0);
		expect(places.length).toBeGreaterThan(0);
		for (const x of places) expect(x).toBeLessThan(token.x);
		expect(sheet({ tokens: [token] }, { still: true }).wakes).toHaveLength(0);
		const many = Array.from({ length: 1000 }, () => token);
		expect(sheet({ tokens: many }).wakes).toHaveLength(0);
		expect(sheet({ tokens: many }).tokens).toHaveLength(1000 * TOKEN_FIELDS);
	});

	it('has a band with its rate for a stream, and hands all its numbers over', () => {
		const stream = { kind: 'ack', track, heading: -1, duration: 500, perSecond: 120 } as const;
		const full = sheet({ streams: [stream], tokens: [token] });
		expect(full.bands).toMatchObject([{ caption: '120/s', colours: [GREEN], middle: { x: 50, y: 0 } }]);
		expect(full.bands[0]!.points).toHaveLength(2 * track.points.length);
		const there = structuredClone(full, { transfer: buffersOf(full) });
		expect(there.tokens).toHaveLength(TOKEN_FIELDS);
		expect(full.tokens).toHaveLength(0);
	});

	it('is blank when nothing moves', () => {
		expect(isBlank(sheet({}))).toBe(true);
		expect(isBlank(sheet({ tokens: [token] }))).toBe(false);
	});
});
