/**
 * Sizes of the figure's parts. Two directions: `across` reads left to right, `down` top to bottom for narrow
 * boxes. Layout works along two axes: `u` in the direction of reading, `v` across it.
 */
import type { EdgeKind, GraphEdge, GraphNode } from './structure';
import { elide, type Measure } from './measure';

export type Direction = 'across' | 'down';

export interface Metrics {
	readonly direction: Direction;
	/** Radius of programs and exchanges. */
	readonly radius: number;
	readonly queue: { readonly width: number; readonly height: number; readonly cells: number };
	/** Longest name, in pixels, before it is cut. */
	readonly titleWidth: number;
	readonly pillWidth: number;
	/** Longest second line. */
	readonly detailWidth: number;
	/** Width of the panel with an unfolded program's connections. */
	readonly panelWidth: number;
	/** Least and greatest room between columns (along u) and rows (along v). */
	readonly columnGap: readonly [number, number];
	readonly rowGap: readonly [number, number];
}

export const TITLE_SIZE = 13;
export const DETAIL_SIZE = 12;
export const PILL_SIZE = 12;
export const PILL_HEIGHT = 20;
/** Between a shape and its label. */
export const LABEL_GAP = 8;
export const LINE_HEIGHT = 16;

export const METRICS: Readonly<Record<Direction, Metrics>> = {
	across: {
		direction: 'across',
		radius: 26,
		queue: { width: 160, height: 40, cells: 5 },
		titleWidth: 160,
		detailWidth: 176,
		panelWidth: 206,
		pillWidth: 250,
		columnGap: [64, 190],
		rowGap: [22, 60]
	},
	down: {
		direction: 'down',
		radius: 17,
		queue: { width: 104, height: 30, cells: 4 },
		titleWidth: 104,
		detailWidth: 104,
		panelWidth: 178,
		pillWidth: 112,
		columnGap: [22, 80],
		rowGap: [10, 44]
	}
};

/** How far a node with its label reaches from the middle of its shape, along both axes. */
export interface Extent {
	readonly before: number;
	readonly after: number;
	readonly above: number;
	readonly below: number;
}

export type LabelPlace = 'below' | 'beside';

/** Beside, where nothing leaves on that side; else below. */
export function labelPlace(node: GraphNode, metrics: Metrics): LabelPlace {
	if (metrics.direction === 'across') return node.lane === 'right' ? 'beside' : 'below';
	return node.kind === 'queue' ? 'below' : 'beside';
}

/** The texts under or beside a node, as they fit. */
export interface NodeText {
	readonly title: string;
	readonly detail: string;
	readonly width: number;
}

/** Under a queue stand counts, which change: room is kept for them. */
const COUNTS_WIDTH: Readonly<Record<Direction, number>> = { across: 150, down: 100 };
const HOLDS_WIDTH = 76;

export function nodeText(node: GraphNode, metrics: Metrics, measure: Measure): NodeText {
	const room = metrics.titleWidth - measure(node.mark, false) * TITLE_SIZE;
	const title = elide(node.title, room, TITLE_SIZE, false, measure) + node.mark;
	const detail = elide(node.detail, metrics.detailWidth, DETAIL_SIZE, false, measure);
	const reserved =
		node.kind === 'queue' ? COUNTS_WIDTH[metrics.direction] : node.lane === 'right' ? HOLDS_WIDTH : 0;
	const width = Math.max(measure(title, false) * TITLE_SIZE, measure(detail, false) * DETAIL_SIZE, reserved);
	return { title, detail, width };
}

/** Room for the rims and rings drawn round a shape. */
const RIM = 10;

export function extentOf(node: GraphNode, text: NodeText, metrics: Metrics): Extent {
	const place = labelPlace(node, metrics);
	const halfWidth = node.kind === 'queue' ? metrics.queue.width / 2 : metrics.radius;
	const halfHeight = node.kind === 'queue' ? metrics.queue.height / 2 : metrics.radius;
	const left = Math.max(halfWidth + RIM, place === 'below' ? text.width / 2 : 0);
	const right = place === 'below' ? left : halfWidth + LABEL_GAP + 4 + text.width;
	const top = halfHeight + RIM;
	const bottom = place === 'below' ? halfHeight + LABEL_GAP + 2 * LINE_HEIGHT + 4 : top;
	const panel = panelBox(node, metrics);
	const reach = {
		left: Math.max(left, -panel.left),
		right: Math.max(right, panel.right + RIM),
		bottom: Math.max(bottom, panel.bottom)
	};
	return metrics.direction === 'across'
		? { before: reach.left, after: reach.right, above: top, below: reach.bottom }
		: { before: top, after: reach.bottom, above: reach.left, below: reach.right };
}

/** In the panel of an unfolded program: one line, and what is between connections and around their channels. */
export const PANEL_LINE = 20;
export const PANEL_GAP = 5;

export const connectionHeight = (channels: number): number => (channels + 1) * PANEL_LINE + PANEL_GAP;

/** Where the panel of an unfolded program stands, from the middle of its shape: under its label. Empty without one. */
export function panelBox(
	node: GraphNode,
	metrics: Metrics
): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } {
	if (!node.unfolded || node.unfolded.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
	const heights = node.unfolded.map((channels) => connectionHeight(channels) + PANEL_GAP);
	const below = labelPlace(node, metrics) === 'below';
	const left = below ? -metrics.panelWidth / 2 : metrics.radius + LABEL_GAP + 4;
	const top = below ? metrics.radius + LABEL_GAP + 2 * LINE_HEIGHT + 8 : LINE_HEIGHT + 8;
	const height = heights.reduce((sum, each) => sum + each, 0);
	return { left, top, right: left + metrics.panelWidth, bottom: top + height };
}

/** The pill's text and width; null for an edge without one. */
export function pillOf(
	edge: GraphEdge,
	metrics: Metrics,
	measure: Measure
): { readonly text: string; readonly width: number } | null {
	if (edge.label === '') return null;
	const text = elide(edge.label, metrics.pillWidth - 20, PILL_SIZE, true, measure);
	return { text, width: Math.ceil(measure(text, true) * PILL_SIZE) + 20 };
}

export const isDashed = (kind: EdgeKind): boolean => kind === 'dead' || kind === 'alternate';
