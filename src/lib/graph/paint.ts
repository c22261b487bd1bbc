/** Paints what moves: tokens on their legs, for one moment of virtual time. Knows a canvas and nothing of the page. */
import { pointAlong, type Point, type Track } from './curve';
import { visibleFlights, flightEnds, legIsAlive, type Flight, type Leg } from './flights';
import { hueIndex, ON_HUE, tokenText } from './hue';
import type { Theme } from './theme';

export interface Painting {
	readonly legs: Iterable<Leg>;
	/** By the edge id that flights use. */
	readonly tracks: ReadonlyMap<string, Track>;
	/** By node id. */
	readonly places: ReadonlyMap<string, Point>;
	readonly now: number;
	readonly theme: Theme;
	/** Discrete steps instead of travel. */
	readonly still: boolean;
	readonly rate: (perSecond: number) => string;
}

/** Where a token was drawn, so that it can be clicked. */
export interface Spot extends Point {
	readonly flight: Flight;
}

const RADIUS = 8.5;
const ACK_RADIUS = 3.5;
const TAIL = 30;
/** Where what ends at a node rises from, and how far. */
const RISE_FROM = 22;
const RISE = 26;
/** With more tokens than this on one leg they are drawn as a stream. */
const MOST_TOKENS = 40;

/** Paints all that is to be seen and returns where its tokens are. */
export function paint(context: CanvasRenderingContext2D, painting: Painting): Spot[] {
	const spots: Spot[] = [];
	const alive = [...painting.legs].filter((leg) => legIsAlive(leg, painting.now) && leg.kind !== 'echo');
	const acks = alive.filter(({ kind }) => kind === 'ack');
	for (const leg of [...acks, ...alive.filter(({ kind }) => kind !== 'ack')]) {
		if (leg.kind === 'drop') paintDrops(context, leg, painting);
		else paintLeg(context, leg, painting, spots);
	}
	return spots;
}

function paintLeg(context: CanvasRenderingContext2D, leg: Leg, painting: Painting, spots: Spot[]): void {
	const track = painting.tracks.get(leg.on);
	if (!track) return;
	const flights = [...visibleFlights(leg, painting.now)];
	const flying = flights.filter(({ arrives }) => arrives > painting.now);
	if (flying.length > MOST_TOKENS) return paintStream(context, leg, track, flying, painting);
	const backward = leg.kind === 'ack' || leg.kind === 'requeue' || leg.kind === 'return';
	for (const flight of flights) {
		if (flight.arrives <= painting.now) paintGlow(context, leg, track, flight, painting, backward);
		else spots.push({ ...paintToken(context, leg, track, flight, painting, backward), flight });
	}
}

/** Gentle at both ends, even in between. */
function eased(share: number): number {
	const soft = share * share * (3 - 2 * share);
	return share * 0.6 + soft * 0.4;
}

const progress = (flight: Flight, now: number): number =>
	(now - flight.departs) / (flight.arrives - flight.departs);

/** Without motion a token stands at the start, in the middle, at the end. */
const stations = (share: number): number => (share < 0.33 ? 0.12 : share < 0.67 ? 0.5 : 0.88);

function paintToken(
	context: CanvasRenderingContext2D,
	leg: Leg,
	track: Track,
	flight: Flight,
	painting: Painting,
	backward: boolean
): Point {
	const share = painting.still
		? stations(progress(flight, painting.now))
		: eased(progress(flight, painting.now));
	const along = backward ? 1 - share : share;
	const point = pointAlong(track, along);
	const hue = painting.theme.hues[hueIndex(flight.number)]!;
	if (leg.kind === 'ack') {
		paintTail(context, track, along, -1, ACK_RADIUS, painting.theme.good, painting.still);
		disc(context, point, ACK_RADIUS, painting.theme.good, painting.theme.paper, 1.5);
		return point;
	}
	paintTail(context, track, along, backward ? -1 : 1, RADIUS, hue, painting.still);
	const hollow = backward;
	disc(context, point, RADIUS, hollow ? painting.theme.paper : hue, painting.theme.paper, 2);
	if (hollow) ring(context, point, RADIUS - 1, hue, 2);
	if (leg.kind === 'dead') ring(context, point, RADIUS, painting.theme.ink, 1.5);
	number(context, point, flight, hollow ? painting.theme.ink : ON_HUE, painting.theme);
	return point;
}

function disc(
	context: CanvasRenderingContext2D,
	{ x, y }: Point,
	radius: number,
	fill: string,
	rim: string,
	width: number
): void {
	context.beginPath();
	context.arc(x, y, radius + width, 0, 2 * Math.PI);
	context.fillStyle = rim;
	context.fill();
	context.beginPath();
	context.arc(x, y, radius, 0, 2 * Math.PI);
	context.fillStyle = fill;
	context.fill();
}

function ring(
	context: CanvasRenderingContext2D,
	{ x, y }: Point,
	radius: number,
	stroke: string,
	width: number
): void {
	context.beginPath();
	context.arc(x, y, radius, 0, 2 * Math.PI);
	context.strokeStyle = stroke;
	context.lineWidth = width;
	context.stroke();
}

function number(
	context: CanvasRenderingContext2D,
	{ x, y }: Point,
	flight: Flight,
	ink: string,
	theme: Theme
): void {
	const text = tokenText(flight.number);
	if (text === '') return;
	context.font = `600 ${text.length > 2 ? 8 : 10}px ${theme.sans}`;
	context.textAlign = 'center';
	context.textBaseline = 'middle';
	context.fillStyle = ink;
	context.fillText(text, x, y + 0.5);
}

/** A short fading wake shows the direction. */
function paintTail(
	context: CanvasRenderingContext2D,
	track: Track,
	along: number,
	direction: 1 | -1,
	radius: number,
	hue: string,
	still: boolean
): void {
	if (still || track.length === 0) return;
	const steps = 6;
	const reach = TAIL / track.length;
	context.fillStyle = hue;
	for (let step = steps; step > 0; step--) {
		const behind = along - (direction * reach * step) / steps;
		if (behind < 0 || behind > 1) continue;
		const fade = 1 - step / (steps + 1);
		const { x, y } = pointAlong(track, behind);
		context.globalAlpha = 0.22 * fade;
		context.beginPath();
		context.arc(x, y, radius * (0.35 + 0.55 * fade), 0, 2 * Math.PI);
		context.fill();
	}
	context.globalAlpha = 1;
}

/** What has just arrived rings for a moment. */
function paintGlow(
	context: CanvasRenderingContext2D,
	leg: Leg,
	track: Track,
	flight: Flight,
	painting: Painting,
	backward: boolean
): void {
	if (leg.kind === 'route' || leg.kind === 'ack' || painting.still) return;
	const share = (painting.now - flight.arrives) / (flightEnds(flight) - flight.arrives);
	const point = pointAlong(track, backward ? 0 : 1);
	context.globalAlpha = 0.5 * (1 - share) ** 2;
	ring(context, point, RADIUS * (0.8 + 1.3 * share), painting.theme.hues[hueIndex(flight.number)]!, 2);
	context.globalAlpha = 1;
}

/** Too many to tell apart: a band that flows, and how many a second. */
function paintStream(
	context: CanvasRenderingContext2D,
	leg: Leg,
	track: Track,
	flying: readonly Flight[],
	painting: Painting
): void {
	const { theme, now } = painting;
	const backward = leg.kind === 'ack' || leg.kind === 'requeue' || leg.kind === 'return';
	context.beginPath();
	track.points.forEach(({ x, y }, index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
	context.lineCap = 'butt';
	context.lineWidth = 11;
	context.strokeStyle = theme.paper;
	context.stroke();
	context.lineCap = 'round';
	const hues = leg.kind === 'ack' ? [theme.good] : theme.hues.slice(0, 4);
	const pitch = 11;
	const drift = painting.still ? 0 : ((backward ? 1 : -1) * now * track.length) / duration(flying);
	hues.forEach((hue, index) => {
		context.setLineDash([0.01, pitch * hues.length - 0.01]);
		context.lineDashOffset = drift + index * pitch;
		context.lineWidth = 7;
		context.strokeStyle = hue;
		context.stroke();
	});
	context.setLineDash([]);
	const perSecond = Math.round((flying.length / duration(flying)) * 1000);
	caption(context, pointAlong(track, 0.5), painting.rate(perSecond), theme);
}

const duration = (flights: readonly Flight[]): number => flights[0]!.arrives - flights[0]!.departs;

function caption(context: CanvasRenderingContext2D, { x, y }: Point, text: string, theme: Theme): void {
	context.font = `600 11px ${theme.sans}`;
	const width = context.measureText(text).width + 16;
	context.beginPath();
	context.roundRect(x - width / 2, y - 28, width, 18, 9);
	context.fillStyle = theme.paper;
	context.fill();
	context.strokeStyle = theme.line;
	context.lineWidth = 1;
	context.stroke();
	context.textAlign = 'center';
	context.textBaseline = 'middle';
	context.fillStyle = theme.ink;
	context.fillText(text, x, y - 18.5);
}

/** A message that ends here rises from its node and fades, crossed out. */
function paintDrops(context: CanvasRenderingContext2D, leg: Leg, painting: Painting): void {
	const place = painting.places.get(leg.on);
	if (!place) return;
	let drawn = 0;
	for (const flight of visibleFlights(leg, painting.now)) {
		if (flight.arrives <= painting.now || drawn++ > 8) continue;
		const share = progress(flight, painting.now);
		const risen = painting.still ? RISE : RISE * Math.sqrt(share);
		const point = { x: place.x, y: place.y - RISE_FROM - risen };
		context.globalAlpha = 1 - share ** 3;
		disc(context, point, RADIUS, painting.theme.hues[hueIndex(flight.number)]!, painting.theme.paper, 2);
		cross(context, point, painting.theme.bad);
		context.globalAlpha = 1;
	}
}

function cross(context: CanvasRenderingContext2D, { x, y }: Point, stroke: string): void {
	const reach = RADIUS + 3;
	context.beginPath();
	context.moveTo(x - reach, y + reach);
	context.lineTo(x + reach, y - reach);
	context.strokeStyle = stroke;
	context.lineWidth = 2.5;
	context.lineCap = 'round';
	context.stroke();
}
