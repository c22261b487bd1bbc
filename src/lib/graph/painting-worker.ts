/** The page's end of the worker that paints. */
import * as Comlink from 'comlink';
import type { PaintingApi } from '../workers/painter';
import { buffersOf, isBlank, type Sheet } from './sheet';
import type { Theme } from './theme';

export class PaintingWorker {
	readonly #worker = new Worker(new URL('../workers/painter.ts', import.meta.url), { type: 'module' });
	readonly #painter = Comlink.wrap<PaintingApi>(this.#worker);
	#busy = false;
	/** Nothing is on the canvas. */
	#blank = true;

	/** The canvas is the worker's from now on. */
	constructor(canvas: HTMLCanvasElement) {
		const given = canvas.transferControlToOffscreen();
		void this.#painter.useCanvas(Comlink.transfer(given, [given]));
	}

	/** False while a sheet is being painted: whoever has another had better wait, and show what will be then. */
	get isReady(): boolean {
		return !this.#busy;
	}

	useTheme(theme: Theme): void {
		void this.#painter.useTheme(theme);
	}

	/** Paints a sheet, which is the worker's from now on. Where nothing is and nothing is to be, nothing is done. */
	async paint(sheet: Sheet): Promise<void> {
		const blank = isBlank(sheet);
		if (blank && this.#blank) return;
		this.#blank = blank;
		this.#busy = true;
		try {
			await this.#painter.paint(Comlink.transfer(sheet, buffersOf(sheet)));
		} finally {
			this.#busy = false;
		}
	}

	/** A sheet as a PNG of its own. */
	picture(sheet: Sheet): Promise<Blob> {
		return this.#painter.picture(sheet);
	}

	close(): void {
		this.#worker.terminate();
	}
}
