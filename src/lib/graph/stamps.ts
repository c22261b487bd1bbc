/**
 * Tokens as small pictures, drawn once for each look and colour and then only copied, pixel for pixel: with thousands in
 * flight that is many times quicker than drawing each of them anew. A token that creeps is not to jump from pixel to
 * pixel: there is a picture for every quarter of one.
 */
import { ACK_RADIUS, RADIUS } from './sheet';
import type { Theme } from './theme';
import type { TokenLook } from './tokens';

/** What is drawn around the disc, pixels. */
const RIM = 4;
/** Places within a pixel, across and down. */
const PLACES = 4;

export type Context = OffscreenCanvasRenderingContext2D;

export class Stamps {
	readonly #theme: Theme;
	/** Pixels of the canvas for one of the figure's. */
	readonly #scale: number;
	readonly #stamps = new Map<TokenLook, ImageBitmap[]>();

	constructor(theme: Theme, scale: number) {
		this.#theme = theme;
		this.#scale = scale;
	}

	/** Whether these are the stamps for a scale. */
	suit(scale: number): boolean {
		return scale === this.#scale;
	}

	/** Puts a token's disc on a canvas, its middle at `x`, `y` in the canvas's pixels. */
	put(context: Context, look: TokenLook, colour: number, x: number, y: number): void {
		const [column, row] = [Math.floor(x), Math.floor(y)];
		const across = Math.floor((x - column) * PLACES);
		const down = Math.floor((y - row) * PLACES);
		const stamp = this.#stamp(look, colour, across, down);
		const middle = (stamp.width - 1) / 2;
		context.drawImage(stamp, column - middle, row - middle);
	}

	#stamp(look: TokenLook, colour: number, across: number, down: number): ImageBitmap {
		let stamps = this.#stamps.get(look);
		if (!stamps) this.#stamps.set(look, (stamps = []));
		const index = (colour * PLACES + across) * PLACES + down;
		return (stamps[index] ??= this.#draw(look, this.#theme.hues[colour]!, across / PLACES, down / PLACES));
	}

	/** Of odd width: the middle of the disc is in the middle pixel, so far from that pixel's corner. */
	#draw(look: TokenLook, colour: string, across: number, down: number): ImageBitmap {
		const reach = Math.ceil(((look === 'ack' ? ACK_RADIUS : RADIUS) + RIM) * this.#scale);
		const canvas = new OffscreenCanvas(2 * reach + 1, 2 * reach + 1);
		const context = canvas.getContext('2d')!;
		context.translate(reach + across, reach + down);
		context.scale(this.#scale, this.#scale);
		drawLook(context, look, colour, this.#theme);
		return canvas.transferToImageBitmap();
	}
}

function drawLook(context: Context, look: TokenLook, colour: string, { paper, ink, bad }: Theme): void {
	if (look === 'ack') return disc(context, ACK_RADIUS, colour, paper, 1.5);
	disc(context, RADIUS, look === 'hollow' ? paper : colour, paper, 2);
	if (look === 'hollow') ring(context, RADIUS - 1, colour, 2);
	if (look === 'dead') ring(context, RADIUS, ink, 1.5);
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

function ring(context: Context, radius: number, stroke: string, width: number): void {
	context.beginPath();
	context.arc(0, 0, radius, 0, 2 * Math.PI);
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
