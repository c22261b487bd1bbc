/** Paints what moves in the graph beside the page's own thread. */
import * as Comlink from 'comlink';
import { Painter } from '../graph/paint';
import type { Sheet } from '../graph/sheet';
import type { Theme } from '../graph/theme';

let canvas: OffscreenCanvas | undefined;
let theme: Theme | undefined;
let painter: Painter | undefined;

const painterOn = (target: OffscreenCanvas) => new Painter(target.getContext('2d')!, theme!);

const api = {
	/** Before the first sheet, once. */
	useCanvas(given: OffscreenCanvas): void {
		canvas = given;
	},
	/** Before the first sheet, and whenever the theme changes. */
	useTheme(given: Theme): void {
		theme = given;
		painter = undefined;
	},
	paint(sheet: Sheet): void {
		painter ??= painterOn(canvas!);
		painter.paint(sheet);
	},
	/** A sheet as a PNG of its own. */
	picture(sheet: Sheet): Promise<Blob> {
		const target = new OffscreenCanvas(sheet.pose.width, sheet.pose.height);
		painterOn(target).paint(sheet);
		return target.convertToBlob();
	}
};

export type PaintingApi = typeof api;

Comlink.expose(api);
