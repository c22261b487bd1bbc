/** Where the whole figure fits its box. */
import { zoomIdentity, type ZoomTransform } from 'd3';
import type { Layout } from './layout';

const MARGIN = { across: 24, down: 8 } as const;
/** A small figure in a large box grows no further than this. */
export const LARGEST = 1.3;

/** A large one shrinks no further than this: names can still be read, and the rest is a drag away. */
const SMALLEST = 0.5;

/** Centred, as large as the box allows within reason. */
export function fitTransform({ bounds, direction }: Layout, width: number, height: number): ZoomTransform {
	const margin = MARGIN[direction];
	const wide = bounds.right - bounds.left;
	const high = bounds.bottom - bounds.top;
	const scale = Math.min(
		LARGEST,
		(width - 2 * margin) / Math.max(1, wide),
		(height - 2 * margin) / Math.max(1, high)
	);
	const k = Math.max(SMALLEST, scale);
	return zoomIdentity
		.translate(
			width / 2 - (k * (bounds.left + bounds.right)) / 2,
			height / 2 - (k * (bounds.top + bounds.bottom)) / 2
		)
		.scale(k);
}
