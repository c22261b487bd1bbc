/**
 * What is to be painted at one moment, as flat numbers: so it can be handed to the worker that paints, and thousands of
 * tokens cost the page next to nothing. Pure; `paint.ts` draws it.
 */
import { pointAlong, type Point } from './curve';
import { GREEN, hueIndex } from './hue';
import { TOKEN_LOOKS, type Glow, type Moving, type Stream, type Token } from './tokens';

/** Where a figure lies on a canvas, in pixels of the canvas. */
export interface Pose {
	readonly width: number;
	readonly height: number;
	/** Where the figure's origin is. */
	readonly x: number;
	readonly y: number;
	/** Pixels of the canvas for one of the figure's. */
	readonly scale: number;
}

export interface Sheet {
	readonly pose: Pose;
	/** From the lowest to the topmost; each takes `TOKEN_FIELDS` numbers: x, y, look, colour, number, opacity. */
	readonly tokens: Float32Array<ArrayBuffer>;
	/** Tokens show their numbers. */
	readonly numbered: boolean;
	/** What tokens leave behind them: x, y, radius, colour, opacity. */
	readonly wakes: Float32Array<ArrayBuffer>;
	/** Rings round what has arrived, with the same fields. */
	readonly rings: Float32Array<ArrayBuffer>;
	readonly bands: readonly Band[];
}

/** Too many to tell apart: a band that flows, and how many a second. */
export interface Band {
	/** x, y by turns. */
	readonly points: Float32Array<ArrayBuffer>;
	readonly colours: readonly number[];
	/** How far it has flowed, pixels. */
	readonly drift: number;
	readonly caption: string;
	readonly middle: Point;
}

/** Numbers a token takes. */
export const TOKEN_FIELDS = 6;
/** Numbers a part of a wake, or a ring, takes. */
export const DISC_FIELDS = 5;

export const RADIUS = 8.5;
export const ACK_RADIUS = 3.5;

/** How a figure is looked at. */
export interface Looking {
	readonly pose: Pose;
	/** Pixels of the page for one of the figure's. */
	readonly zoom: number;
	/** Virtual milliseconds. */
	readonly now: number;
	/** Discrete steps instead of travel. */
	readonly still: boolean;
	readonly rate: (perSecond: number) => string;
}

const TAIL = 30;
const TAIL_STEPS = 6;
/** Among more tokens than this wakes tell nothing. */
const MOST_WAKES = 250;
/** Numbers at a smaller zoom can't be read. */
const NUMBERS_FROM = 0.4;
/** Colours of a band. */
const BAND_COLOURS = [0, 1, 2, 3];

export function sheetOf({ tokens, streams, glows }: Moving, looking: Looking): Sheet {
	const wakes = !looking.still && tokens.length <= MOST_WAKES;
	return {
		pose: looking.pose,
		tokens: flat(tokens, TOKEN_FIELDS, tokenFields),
		numbered: looking.zoom >= NUMBERS_FROM,
		wakes: new Float32Array(wakes ? tokens.flatMap(wakeOf) : []),
		rings: flat(glows, DISC_FIELDS, ringFields),
		bands: streams.map((stream) => bandOf(stream, looking))
	};
}

export const isBlank = ({ tokens, rings, bands }: Sheet): boolean =>
	tokens.length + rings.length + bands.length === 0;

/** What of a sheet is handed over instead of copied. */
export const buffersOf = ({ tokens, wakes, rings, bands }: Sheet): ArrayBuffer[] =>
	[tokens, wakes, rings, ...bands.map(({ points }) => points)].map(({ buffer }) => buffer);

/** All fields of all items, one after another. */
function flat<Item>(
	items: readonly Item[],
	fields: number,
	write: (item: Item, to: Float32Array, at: number) => void
): Float32Array<ArrayBuffer> {
	const numbers = new Float32Array(items.length * fields);
	for (let index = 0; index < items.length; index++) write(items[index]!, numbers, index * fields);
	return numbers;
}

function tokenFields(token: Token, to: Float32Array, at: number): void {
	to[at] = token.x;
	to[at + 1] = token.y;
	to[at + 2] = TOKEN_LOOKS.indexOf(token.look);
	to[at + 3] = colourOf(token);
	to[at + 4] = token.flight.number;
	to[at + 5] = token.opacity;
}

function ringFields({ x, y, flight, share }: Glow, to: Float32Array, at: number): void {
	to[at] = x;
	to[at + 1] = y;
	to[at + 2] = RADIUS * (0.8 + 1.3 * share);
	to[at + 3] = hueIndex(flight.number);
	to[at + 4] = 0.5 * (1 - share) ** 2;
}

const colourOf = ({ look, flight }: Token): number => (look === 'ack' ? GREEN : hueIndex(flight.number));

/** A short fading wake shows the direction. */
function wakeOf(token: Token): number[] {
	const { track, along, heading, look } = token;
	if (!track || track.length === 0) return [];
	const reach = TAIL / track.length;
	const radius = look === 'ack' ? ACK_RADIUS : RADIUS;
	const wake: number[] = [];
	for (let step = TAIL_STEPS; step > 0; step--) {
		const behind = along - (heading * reach * step) / TAIL_STEPS;
		if (behind < 0 || behind > 1) continue;
		const fade = 1 - step / (TAIL_STEPS + 1);
		const { x, y } = pointAlong(track, behind);
		wake.push(x, y, radius * (0.35 + 0.55 * fade), colourOf(token), 0.22 * fade);
	}
	return wake;
}

function bandOf({ kind, track, heading, duration, perSecond }: Stream, { now, still, rate }: Looking): Band {
	return {
		points: new Float32Array(track.points.flatMap(({ x, y }) => [x, y])),
		colours: kind === 'ack' ? [GREEN] : BAND_COLOURS,
		drift: still ? 0 : (-heading * now * track.length) / duration,
		caption: rate(perSecond),
		middle: pointAlong(track, 0.5)
	};
}
