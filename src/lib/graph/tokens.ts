/** Where each token is at a moment, and which legs carry so many that they are a stream. Pure: `sheet.ts` says how it is painted. */
import { pointAlong, type Point, type Track } from './curve';
import { flightEnds, isVisible, legIsAlive, type Flight, type Leg } from './flights';
import type { Box } from './layout';

export interface Motion {
	readonly legs: Iterable<Leg>;
	/** By the edge id that flights use. */
	readonly tracks: Pick<ReadonlyMap<string, Track>, 'get'>;
	/** By node id: what ends at a node rises from it. */
	readonly places: Pick<ReadonlyMap<string, Point>, 'get'>;
	/** Virtual milliseconds. */
	readonly now: number;
	/** Discrete steps instead of travel. */
	readonly still: boolean;
	/** The part of the figure that is in sight. */
	readonly sight: Box;
}

/**
 * - `solid` on its way; `hollow` on its way back; `dead` on its way to a dead letter exchange
 * - `ack` an acknowledgement; `lost` a message that ends where it is
 */
export const TOKEN_LOOKS = ['solid', 'hollow', 'dead', 'ack', 'lost'] as const;

export type TokenLook = (typeof TOKEN_LOOKS)[number];

export interface Token extends Point {
	readonly flight: Flight;
	readonly look: TokenLook;
	/** Null for one that ends where it is. */
	readonly track: Track | null;
	/** Place on its track, 0 to 1, and which way it goes. */
	readonly along: number;
	readonly heading: 1 | -1;
	/** 1, but for one that ends. */
	readonly opacity: number;
}

/** A leg with more tokens than can be told apart. */
export interface Stream {
	readonly kind: Leg['kind'];
	readonly track: Track;
	readonly heading: 1 | -1;
	/** Virtual milliseconds a token takes for its way. */
	readonly duration: number;
	/** Messages a second of virtual time, to two figures. */
	readonly perSecond: number;
}

/** What has just arrived rings for a moment. */
export interface Glow extends Point {
	readonly flight: Flight;
	/** Of its time, 0 to 1. */
	readonly share: number;
}

export interface Moving {
	/** From the lowest to the topmost. */
	readonly tokens: readonly Token[];
	readonly streams: readonly Stream[];
	readonly glows: readonly Glow[];
}

/** With more tokens than this on one leg they are a stream, however long it is; … */
export const MOST_TOKENS = 40;
/** … and so are those nearer to each other than this, pixels: two thirds of a token; … */
const CROWDED = 12;
/** … but so few never are. */
export const FEW_TOKENS = 12;
/** Where what ends at a node rises from, and how far, pixels. */
const RISE_FROM = 22;
const RISE = 26;
/** Of more arrivals at one end of a leg than this only the last ring. */
export const MOST_GLOWS = 6;
/** More that end at one node than this are not told apart. */
const MOST_LOST = 8;
/** A rate is counted over so many virtual milliseconds at least. */
const LEAST_SPAN = 100;

const BACKWARD: ReadonlySet<Leg['kind']> = new Set<Leg['kind']>(['ack', 'requeue', 'return']);

export function movingAt(motion: Motion): Moving {
	const moving = { tokens: [], streams: [], glows: [] };
	const legs = [...motion.legs].filter((leg) => leg.kind !== 'echo' && legIsAlive(leg, motion.now));
	for (const leg of legs) if (leg.kind === 'ack') follow(leg, motion, moving);
	for (const leg of legs) if (leg.kind !== 'ack') follow(leg, motion, moving);
	return moving;
}

interface Gathered {
	readonly tokens: Token[];
	readonly streams: Stream[];
	readonly glows: Glow[];
}

function follow(leg: Leg, motion: Motion, moving: Gathered): void {
	if (leg.kind === 'drop') return gatherLost(leg, motion, moving);
	const track = motion.tracks.get(leg.on);
	if (!track) return;
	const flying = countFlying(leg, motion.now);
	if (flying > mostTokens(leg, track)) moving.streams.push(streamOf(leg, track, flying, motion.now));
	else gatherTokens(leg, track, motion, moving);
}

/** Acknowledgements are small and have no numbers to be read. */
const mostTokens = ({ kind }: Leg, { length }: Track): number =>
	kind === 'ack' ? MOST_TOKENS : Math.min(MOST_TOKENS, Math.max(FEW_TOKENS, length / CROWDED));

function countFlying({ flights, head }: Leg, now: number): number {
	let count = 0;
	for (let index = head; index < flights.length; index++) if (isFlying(flights[index]!, now)) count++;
	return count;
}

const isFlying = ({ departs, arrives }: Flight, now: number): boolean => departs <= now && arrives > now;

function streamOf(leg: Leg, track: Track, flying: number, now: number): Stream {
	const first = leg.flights.find((flight, index) => index >= leg.head && isFlying(flight, now))!;
	const span = Math.max(LEAST_SPAN, now - first.departs);
	return {
		kind: leg.kind,
		track,
		heading: BACKWARD.has(leg.kind) ? -1 : 1,
		duration: first.arrives - first.departs,
		perSecond: toTwoFigures((flying / span) * 1000)
	};
}

/** What goes on changing by a little can't be read. */
function toTwoFigures(rate: number): number {
	const unit = 10 ** Math.max(0, Math.floor(Math.log10(rate)) - 1);
	return Math.round(rate / unit) * unit;
}

function gatherTokens(leg: Leg, track: Track, motion: Motion, moving: Gathered): void {
	const { now, still, sight } = motion;
	const heading = BACKWARD.has(leg.kind) ? -1 : 1;
	const glows: Glow[] = [];
	for (let index = leg.head; index < leg.flights.length; index++) {
		const flight = leg.flights[index]!;
		if (!isVisible(flight, now)) continue;
		if (flight.arrives <= now) {
			if (rings(leg, still)) glows.push(glowOf(flight, pointAlong(track, heading > 0 ? 1 : 0), now));
			continue;
		}
		const share = still ? station(progress(flight, now)) : eased(progress(flight, now));
		const along = heading > 0 ? share : 1 - share;
		const { x, y } = pointAlong(track, along);
		if (isIn(sight, x, y))
			moving.tokens.push({ x, y, flight, look: lookOf(leg), track, along, heading, opacity: 1 });
	}
	moving.glows.push(...glows.slice(-MOST_GLOWS));
}

/** Of what reaches a queue its cell tells, of an acknowledgement nothing needs to. */
const rings = ({ kind }: Leg, still: boolean): boolean => kind !== 'route' && kind !== 'ack' && !still;

const glowOf = (flight: Flight, { x, y }: Point, now: number): Glow => ({
	x,
	y,
	flight,
	share: (now - flight.arrives) / (flightEnds(flight) - flight.arrives)
});

function lookOf({ kind }: Leg): TokenLook {
	if (kind === 'ack' || kind === 'dead') return kind;
	return BACKWARD.has(kind) ? 'hollow' : 'solid';
}

/** A message that ends here rises from its node and fades. */
function gatherLost(leg: Leg, { places, now, still, sight }: Motion, { tokens }: Gathered): void {
	const place = places.get(leg.on);
	if (!place || !isIn(sight, place.x, place.y)) return;
	const ending = leg.flights.filter((flight, index) => index >= leg.head && isFlying(flight, now));
	for (const flight of ending.slice(0, MOST_LOST)) {
		const share = progress(flight, now);
		const y = place.y - RISE_FROM - (still ? RISE : RISE * Math.sqrt(share));
		const opacity = 1 - share ** 3;
		tokens.push({ x: place.x, y, flight, look: 'lost', track: null, along: 0, heading: 1, opacity });
	}
}

const progress = (flight: Flight, now: number): number =>
	(now - flight.departs) / (flight.arrives - flight.departs);

/** Gentle at both ends, even in between. */
function eased(share: number): number {
	const soft = share * share * (3 - 2 * share);
	return share * 0.6 + soft * 0.4;
}

/** Without motion a token stands at the start, in the middle, at the end. */
const station = (share: number): number => (share < 0.33 ? 0.12 : share < 0.67 ? 0.5 : 0.88);

const isIn = ({ left, top, right, bottom }: Box, x: number, y: number): boolean =>
	x >= left && x <= right && y >= top && y <= bottom;
