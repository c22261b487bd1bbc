/**
 * The page that the browser benches measure: the product's own figure, or the same scene drawn plainly, fed from a
 * trace that was made beforehand. Whoever measures calls `window.bench`.
 */
import { flushSync, mount, unmount } from 'svelte';
import Graph from '../../../src/lib/graph/Graph.svelte';
import type { Moment } from '../../../src/lib/graph/moment';
import { testLabels } from '../../../src/lib/graph/testing/labels';
import { flood } from '../../../src/lib/graph/testing/traces';
import { TraceLog } from '../../../src/lib/lab/trace-log';
import '../../../src/lib/ui/tokens.css';
import { busyFigure, topology } from '../support/figures';
import { compareLayouts } from './compare-layouts';
import { drawPlainly } from './plain-picture';

const FIGURES = { busy: () => busyFigure(8000), wide: () => topology(1000, 3000), flood: () => flood(1500) };

export type FigureName = keyof typeof FIGURES;
/** `graph` is ours; `plain` has an SVG element for each token. */
export type Drawing = 'graph' | 'plain';

/** Where the busy figure is busy, virtual milliseconds. */
const STEADY = { from: 3000, span: 4500 };
/** Virtual milliseconds from one frame to the next. */
const FRAME = 1000 / 60;

const figure = document.getElementById('figure')!;
const log = new TraceLog();
let moment: () => Moment = () => ({ at: 0, events: null });
let leave = () => {};

let painted = 0;
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (...given: [message: { path?: string[] }, ...rest: unknown[]]) {
	if (given[0].path?.[0] === 'paint') painted++;
	Reflect.apply(post, this, given);
};

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

const bench = {
	/** Makes a trace; events in it. */
	load(name: FigureName): number {
		leave();
		log.clear();
		log.append(FIGURES[name]());
		return log.events.length;
	},

	/** Draws the figure as it is after the first `events`, or at the end. */
	async show(drawing: Drawing, events = log.events.length): Promise<void> {
		bench.seek(events);
		if (drawing === 'plain') leave = drawPlainly(figure, log, () => moment());
		else {
			const graph = mount(Graph, {
				target: figure,
				props: { trace: log, moment: () => moment(), labels: testLabels }
			});
			leave = () => void unmount(graph);
			flushSync();
		}
		await nextFrame();
	},

	hide(): void {
		leave();
		leave = () => {};
	},

	seek(events: number): void {
		moment = () => ({ at: log.events[events - 1]?.at ?? 0, events });
	},

	/** Resolves when every node of the figure has been drawn or left out for good. */
	async settled(): Promise<void> {
		let before = -1;
		for (let quiet = 0; quiet < 20; quiet++) {
			await nextFrame();
			const now = figure.querySelectorAll('[data-node]').length;
			if (now === 0 || now !== before) quiet = 0;
			before = now;
		}
	},

	/** Real milliseconds each takes for laying out what is loaded; they take turns, and the quickest counts. */
	layOut(turns: number): { ours: number; peer: number } {
		return compareLayouts(log.events, turns);
	},

	/** Sheets of tokens that have been handed to the worker that paints. */
	get painted(): number {
		return painted;
	},

	/** Lets the busy figure run for so many frames; the real milliseconds each took. */
	async run(frames: number): Promise<number[]> {
		let shown = 0;
		moment = () => ({ at: STEADY.from + ((shown * FRAME) % STEADY.span), events: null });
		const times: number[] = [];
		let before = await nextFrame();
		for (; shown < frames; shown++) {
			const now = await nextFrame();
			times.push(now - before);
			before = now;
		}
		return times;
	}
};

declare global {
	interface Window {
		bench: typeof bench;
	}
}
window.bench = bench;
