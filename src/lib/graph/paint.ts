/** Paints what moves, as a sheet has it. Knows a canvas and nothing of the page. */
import { ON_HUE, tokenText } from './hue';
import { DISC_FIELDS, TOKEN_FIELDS, type Band, type Sheet } from './sheet';
import { Stamps, type Context } from './stamps';
import type { Theme } from './theme';
import { TOKEN_LOOKS, type TokenLook } from './tokens';

const TURN = 2 * Math.PI;

export class Painter {
	readonly #context: Context;
	readonly #theme: Theme;
	#stamps: Stamps | null = null;

	constructor(context: Context, theme: Theme) {
		this.#context = context;
		this.#theme = theme;
	}

	/** Paints all of a sheet over whatever was there. */
	paint(sheet: Sheet): void {
		const context = this.#context;
		const { width, height, x, y, scale } = sheet.pose;
		const { canvas } = context;
		if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.clearRect(0, 0, width, height);
		context.setTransform(scale, 0, 0, scale, x, y);
		for (const band of sheet.bands) this.#band(band);
		this.#rings(sheet.rings);
		this.#wakes(sheet.wakes);
		this.#tokens(sheet);
		context.globalAlpha = 1;
	}

	/** In the canvas's own pixels: so a stamp is copied as it is. */
	#tokens({ tokens, pose, numbered }: Sheet): void {
		if (!this.#stamps?.suit(pose.scale)) this.#stamps = new Stamps(this.#theme, pose.scale);
		const context = this.#context;
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.imageSmoothingEnabled = false;
		for (let at = 0; at < tokens.length; at += TOKEN_FIELDS) {
			const look = TOKEN_LOOKS[tokens[at + 2]!]!;
			const x = pose.x + tokens[at]! * pose.scale;
			const y = pose.y + tokens[at + 1]! * pose.scale;
			context.globalAlpha = tokens[at + 5]!;
			this.#stamps.put(context, look, tokens[at + 3]!, x, y);
			if (numbered && look !== 'ack' && look !== 'lost')
				this.#number(tokens[at + 4]!, look, x, y, pose.scale);
		}
	}

	#number(number: number, look: TokenLook, x: number, y: number, scale: number): void {
		const context = this.#context;
		const text = tokenText(number);
		if (text === '') return;
		context.font = `600 ${(text.length > 2 ? 8 : 10) * scale}px ${this.#theme.sans}`;
		context.textAlign = 'center';
		context.textBaseline = 'middle';
		context.fillStyle = look === 'hollow' ? this.#theme.ink : ON_HUE;
		context.fillText(text, x, y + 0.5 * scale);
	}

	#wakes(wakes: Float32Array): void {
		const context = this.#context;
		for (let at = 0; at < wakes.length; at += DISC_FIELDS) {
			context.fillStyle = this.#theme.hues[wakes[at + 3]!]!;
			context.globalAlpha = wakes[at + 4]!;
			context.beginPath();
			context.arc(wakes[at]!, wakes[at + 1]!, wakes[at + 2]!, 0, TURN);
			context.fill();
		}
	}

	#rings(rings: Float32Array): void {
		const context = this.#context;
		context.lineWidth = 2;
		for (let at = 0; at < rings.length; at += DISC_FIELDS) {
			context.strokeStyle = this.#theme.hues[rings[at + 3]!]!;
			context.globalAlpha = rings[at + 4]!;
			context.beginPath();
			context.arc(rings[at]!, rings[at + 1]!, rings[at + 2]!, 0, TURN);
			context.stroke();
		}
	}

	#band({ points, colours, drift, caption, middle }: Band): void {
		const context = this.#context;
		const { hues, paper } = this.#theme;
		const pitch = 11;
		context.beginPath();
		for (let at = 0; at < points.length; at += 2) context.lineTo(points[at]!, points[at + 1]!);
		context.lineCap = 'butt';
		context.lineWidth = 11;
		context.strokeStyle = paper;
		context.stroke();
		context.lineCap = 'round';
		context.lineWidth = 7;
		colours.forEach((colour, index) => {
			context.setLineDash([0.01, pitch * colours.length - 0.01]);
			context.lineDashOffset = drift + index * pitch;
			context.strokeStyle = hues[colour]!;
			context.stroke();
		});
		context.setLineDash([]);
		this.#caption(middle.x, middle.y, caption);
	}

	#caption(x: number, y: number, text: string): void {
		const context = this.#context;
		const { sans, paper, line, ink } = this.#theme;
		context.font = `600 11px ${sans}`;
		const width = context.measureText(text).width + 16;
		context.beginPath();
		context.roundRect(x - width / 2, y - 28, width, 18, 9);
		context.fillStyle = paper;
		context.fill();
		context.strokeStyle = line;
		context.lineWidth = 1;
		context.stroke();
		context.textAlign = 'center';
		context.textBaseline = 'middle';
		context.fillStyle = ink;
		context.fillText(text, x, y - 18.5);
	}
}
