/** Paints what moves, for one moment of virtual time. Knows a canvas and nothing of the page. */
import { pointAlong, type Point } from './curve';
import { hueIndex, ON_HUE, tokenText } from './hue';
import { ACK_RADIUS, RADIUS, ring, type Stamps } from './stamps';
import type { Theme } from './theme';
import { movingAt, type Glow, type Motion, type Stream, type Token } from './tokens';

export interface Painting extends Motion {
	readonly theme: Theme;
	readonly stamps: Stamps;
	/** Pixels of the page for one of the figure's. */
	readonly zoom: number;
	readonly rate: (perSecond: number) => string;
}

const TAIL = 30;
const TAIL_STEPS = 6;
/** Among more tokens than this wakes tell nothing. */
const MOST_WAKES = 250;
/** Numbers at a smaller zoom can't be read. */
const NUMBERS_FROM = 0.4;

/** Paints all that is to be seen and returns the tokens, so that they can be clicked. */
export function paint(context: CanvasRenderingContext2D, painting: Painting): readonly Token[] {
	const { tokens, streams, glows } = movingAt(painting);
	for (const stream of streams) paintStream(context, stream, painting);
	for (const glow of glows) paintGlow(context, glow, painting.theme);
	const wakes = !painting.still && tokens.length <= MOST_WAKES;
	for (const token of tokens) paintToken(context, token, painting, wakes);
	return tokens;
}

function paintToken(
	context: CanvasRenderingContext2D,
	token: Token,
	{ theme, stamps, zoom }: Painting,
	wake: boolean
): void {
	if (wake) paintWake(context, token, theme);
	context.globalAlpha = token.opacity;
	stamps.put(context, token);
	context.globalAlpha = 1;
	if (zoom < NUMBERS_FROM || token.look === 'ack' || token.look === 'lost') return;
	paintNumber(context, token, theme);
}

function paintNumber(context: CanvasRenderingContext2D, { x, y, flight, look }: Token, theme: Theme): void {
	const text = tokenText(flight.number);
	if (text === '') return;
	context.font = `600 ${text.length > 2 ? 8 : 10}px ${theme.sans}`;
	context.textAlign = 'center';
	context.textBaseline = 'middle';
	context.fillStyle = look === 'hollow' ? theme.ink : ON_HUE;
	context.fillText(text, x, y + 0.5);
}

/** A short fading wake shows the direction. */
function paintWake(context: CanvasRenderingContext2D, token: Token, theme: Theme): void {
	const { track, along, heading, look, flight } = token;
	if (!track || track.length === 0) return;
	const reach = TAIL / track.length;
	const radius = look === 'ack' ? ACK_RADIUS : RADIUS;
	context.fillStyle = look === 'ack' ? theme.good : theme.hues[hueIndex(flight.number)]!;
	for (let step = TAIL_STEPS; step > 0; step--) {
		const behind = along - (heading * reach * step) / TAIL_STEPS;
		if (behind < 0 || behind > 1) continue;
		const fade = 1 - step / (TAIL_STEPS + 1);
		const { x, y } = pointAlong(track, behind);
		context.globalAlpha = 0.22 * fade;
		context.beginPath();
		context.arc(x, y, radius * (0.35 + 0.55 * fade), 0, 2 * Math.PI);
		context.fill();
	}
}

function paintGlow(context: CanvasRenderingContext2D, { x, y, flight, share }: Glow, theme: Theme): void {
	context.globalAlpha = 0.5 * (1 - share) ** 2;
	ring(context, x, y, RADIUS * (0.8 + 1.3 * share), theme.hues[hueIndex(flight.number)]!, 2);
	context.globalAlpha = 1;
}

/** Too many to tell apart: a band that flows, and how many a second. */
function paintStream(
	context: CanvasRenderingContext2D,
	{ kind, track, heading, duration, perSecond }: Stream,
	{ theme, now, still, rate }: Painting
): void {
	context.beginPath();
	track.points.forEach(({ x, y }, index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
	context.lineCap = 'butt';
	context.lineWidth = 11;
	context.strokeStyle = theme.paper;
	context.stroke();
	context.lineCap = 'round';
	const hues = kind === 'ack' ? [theme.good] : theme.hues.slice(0, 4);
	const pitch = 11;
	const drift = still ? 0 : (-heading * now * track.length) / duration;
	hues.forEach((hue, index) => {
		context.setLineDash([0.01, pitch * hues.length - 0.01]);
		context.lineDashOffset = drift + index * pitch;
		context.lineWidth = 7;
		context.strokeStyle = hue;
		context.stroke();
	});
	context.setLineDash([]);
	paintCaption(context, pointAlong(track, 0.5), rate(perSecond), theme);
}

function paintCaption(context: CanvasRenderingContext2D, { x, y }: Point, text: string, theme: Theme): void {
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
