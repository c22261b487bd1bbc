/**
 * Tokens as small pictures, drawn once for each look and hue and then only copied: with thousands in flight that is
 * many times quicker than drawing each of them anew.
 */
import { hueIndex } from './hue';
import type { Theme } from './theme';
import type { Token, TokenLook } from './tokens';

export const RADIUS = 8.5;
export const ACK_RADIUS = 3.5;
/** What is drawn around the disc, pixels. */
const RIM = 4;

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export class Stamps {
	readonly #theme: Theme;
	/** Pixels of the screen for one of the figure's. */
	readonly #scale: number;
	readonly #stamps = new Map<string, ImageBitmap>();

	constructor(theme: Theme, scale: number) {
		this.#theme = theme;
		this.#scale = scale;
	}

	/** Whether these are the stamps for a theme and scale. */
	suit(theme: Theme, scale: number): boolean {
		return theme === this.#theme && scale === this.#scale;
	}

	/** Puts a token's disc on a canvas in the figure's coordinates. */
	put(context: Context, { x, y, look, flight }: Token): void {
		const stamp = this.#stamp(look, hueIndex(flight.number));
		const size = stamp.width / this.#scale;
		context.drawImage(stamp, x - size / 2, y - size / 2, size, size);
	}

	#stamp(look: TokenLook, hue: number): ImageBitmap {
		const key = look === 'ack' ? look : `${look} ${hue}`;
		let stamp = this.#stamps.get(key);
		if (!stamp) this.#stamps.set(key, (stamp = this.#draw(look, this.#theme.hues[hue]!)));
		return stamp;
	}

	#draw(look: TokenLook, hue: string): ImageBitmap {
		const reach = (look === 'ack' ? ACK_RADIUS : RADIUS) + RIM;
		const size = Math.max(1, Math.ceil(2 * reach * this.#scale));
		const canvas = new OffscreenCanvas(size, size);
		const context = canvas.getContext('2d')!;
		context.translate(size / 2, size / 2);
		context.scale(this.#scale, this.#scale);
		drawLook(context, look, hue, this.#theme);
		return canvas.transferToImageBitmap();
	}
}

function drawLook(context: Context, look: TokenLook, hue: string, { paper, ink, good, bad }: Theme): void {
	if (look === 'ack') return disc(context, ACK_RADIUS, good, paper, 1.5);
	disc(context, RADIUS, look === 'hollow' ? paper : hue, paper, 2);
	if (look === 'hollow') ring(context, 0, 0, RADIUS - 1, hue, 2);
	if (look === 'dead') ring(context, 0, 0, RADIUS, ink, 1.5);
	if (look === 'lost') cross(context, bad);
}

function disc(context: Context, radius: number, fill: string, rim: string, width: number): void {
	context.beginPath();
	context.arc(0, 0, radius + width, 0, 2 * Math.PI);
	context.fillStyle = rim;
	context.fill();
	context.beginPath();
	context.arc(0, 0, radius, 0, 2 * Math.PI);
	context.fillStyle = fill;
	context.fill();
}

export function ring(
	context: Context,
	x: number,
	y: number,
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

function cross(context: Context, stroke: string): void {
	const reach = RADIUS + 3;
	context.beginPath();
	context.moveTo(-reach, reach);
	context.lineTo(reach, -reach);
	context.strokeStyle = stroke;
	context.lineWidth = 2.5;
	context.lineCap = 'round';
	context.stroke();
}
