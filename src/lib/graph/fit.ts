/** Where the whole figure fits its box. */
import { zoomIdentity, type ZoomTransform } from 'd3';
import type { Layout, Size } from './layout';

const MARGIN = { across: 24, down: 8 } as const;
/** A small figure in a large box grows no further than this. */
export const LARGEST = 1.3;

/** A larger one shrinks no further than this: names can still be read, and the rest is a drag away. */
const SMALLEST = 0.5;
/** With more nodes than this a figure is seen whole first, however small: it is read by zooming. */
const MOST_TO_READ = 150;

/** Pixels at the sides of the box that the figure keeps clear. */
export interface Inset {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export const NO_INSET: Inset = { left: 0, top: 0, right: 0, bottom: 0 };

/** What the insets must still keep clear for `headroom` pixels to be clear above the figure, which has a margin anyway. */
export const headroomInset = (direction: Layout['direction'], headroom: number): number =>
	Math.max(0, headroom - MARGIN[direction]);

/** How much larger than drawn the whole figure may be in what the insets leave. Not above 0 where they leave nothing. */
export function fittingScale({ bounds, direction }: Layout, { width, height }: Size, inset: Inset): number {
	const margin = MARGIN[direction];
	const wide = Math.max(1, bounds.right - bounds.left);
	const high = Math.max(1, bounds.bottom - bounds.top);
	return Math.min(
		(width - inset.left - inset.right - 2 * margin) / wide,
		(height - inset.top - inset.bottom - 2 * margin) / high
	);
}

/** Centred in what the insets leave, as large as that allows within reason. */
export function fitTransform(
	layout: Layout,
	width: number,
	height: number,
	inset: Inset = NO_INSET
): ZoomTransform {
	const { bounds, nodes } = layout;
	const room = { x: width - inset.left - inset.right, y: height - inset.top - inset.bottom };
	const scale = Math.min(LARGEST, fittingScale(layout, { width, height }, inset));
	const k = nodes.size > MOST_TO_READ ? scale : Math.max(SMALLEST, scale);
	return zoomIdentity
		.translate(
			inset.left + room.x / 2 - (k * (bounds.left + bounds.right)) / 2,
			inset.top + room.y / 2 - (k * (bounds.top + bounds.bottom)) / 2
		)
		.scale(k);
}
