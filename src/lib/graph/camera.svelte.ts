/** How the figure lies in its box: it fits itself, softly, until the reader zooms or pans. */
import { select, zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior, type ZoomTransform } from 'd3';
import type { Point } from './curve';
import { fitTransform, type Inset } from './fit';
import type { Box, Layout, Size } from './layout';

/** Real milliseconds in which the figure comes nearer to where it should be by all but a third, however few frames that is. */
const SOFTNESS = 95;
/** With its edges nearer than this to where they should be it is there, pixels. */
const THERE = 0.3;
/** How far one can zoom out and in; out as far as the whole figure needs. */
const SMALLEST = 0.15;
const LARGEST = 4;
/** Pixels outside the frame within which things are drawn already. */
const NEARLY = 200;

export class Camera {
	view: ZoomTransform = $state.raw(zoomIdentity);
	/** The reader has taken over. */
	moved = false;
	#frame: HTMLElement | null = null;
	/** Real time of the last `follow`. */
	#followedAt = -Infinity;
	readonly #behaviour: ZoomBehavior<HTMLElement, unknown>;

	/** `interactive`: whether the reader may zoom and pan at all. */
	constructor(interactive: () => boolean) {
		this.#behaviour = zoom<HTMLElement, unknown>()
			.scaleExtent([SMALLEST, LARGEST])
			.filter((event: Event) => interactive() && isForFigure(event))
			.on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
				this.view = event.transform;
				if (event.sourceEvent) this.moved = true;
			});
	}

	/** Listens on `frame`. Returns the way out. */
	attach(frame: HTMLElement): () => void {
		this.#frame = frame;
		const surface = select(frame).call(this.#behaviour).on('dblclick.zoom', null);
		return () => surface.on('.zoom', null);
	}

	/** The whole figure again, from now on. */
	fit(): void {
		this.moved = false;
	}

	/**
	 * One frame nearer to the whole figure in what `inset` leaves of the box. True while it moves. `clock`: real time
	 * in milliseconds.
	 */
	follow(layout: Layout, box: Size, inset: Inset, clock: number): boolean {
		const passed = clock - this.#followedAt;
		this.#followedAt = clock;
		if (this.moved || !this.#frame) return false;
		const { x, y, k } = this.view;
		const wanted = fitTransform(layout, box.width, box.height, inset);
		this.#behaviour.scaleExtent([Math.min(SMALLEST, wanted.k), LARGEST]);
		const off = { x: wanted.x - x, y: wanted.y - y, k: wanted.k - k };
		const pixels = Math.abs(off.x) + Math.abs(off.y) + Math.abs(off.k) * (box.width + box.height);
		if (pixels < THERE) return false;
		const share = this.view === zoomIdentity ? 1 : 1 - Math.exp(-passed / SOFTNESS);
		const next = zoomIdentity.translate(x + off.x * share, y + off.y * share).scale(k + off.k * share);
		select(this.#frame).call(this.#behaviour.transform, next);
		return true;
	}

	/** Brings a place of the figure into sight, if it isn't. */
	reveal({ x, y }: Point, frame: Size): void {
		const [left, top] = this.view.apply([x, y]);
		if (left > 0 && left < frame.width && top > 0 && top < frame.height) return;
		this.moved = true;
		select(this.#frame!).call(this.#behaviour.translateTo, x, y);
	}

	/** The part of the figure that a frame of this size shows, or nearly. */
	sight(frame: Size): Box {
		const { x, y, k } = this.view;
		return {
			left: (-NEARLY - x) / k,
			top: (-NEARLY - y) / k,
			right: (frame.width + NEARLY - x) / k,
			bottom: (frame.height + NEARLY - y) / k
		};
	}

	/** Whether any of a box in the figure can be seen in a frame of this size, or nearly. */
	sees(box: Box, frame: Size): boolean {
		const { x, y, k } = this.view;
		return (
			box.right * k + x > -NEARLY &&
			box.left * k + x < frame.width + NEARLY &&
			box.bottom * k + y > -NEARLY &&
			box.top * k + y < frame.height + NEARLY
		);
	}

	/** The place in the figure that a pointer is at. */
	pointAt(event: MouseEvent): Point {
		const { left, top } = this.#frame!.getBoundingClientRect();
		const [x, y] = this.view.invert([event.clientX - left, event.clientY - top]);
		return { x, y };
	}
}

/** The wheel belongs to the page while that can scroll, unless it is a pinch; a node is dragged, not the figure. */
function isForFigure(event: Event): boolean {
	const on = event.target as Element;
	if (event instanceof WheelEvent)
		return event.ctrlKey || event.metaKey || !(pageScrolls() || on.closest('[data-card]'));
	if (event instanceof MouseEvent && event.button === 2) return false;
	return !on.closest('[data-node], [data-card]');
}

function pageScrolls(): boolean {
	const { scrollHeight, clientHeight } = document.documentElement;
	return scrollHeight > clientHeight;
}
