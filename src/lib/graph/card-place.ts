/** Where a card goes: the corner where it covers least; and how much room the figure leaves it where it would cover anything. */
import type { ZoomTransform } from 'd3';
import type { Box } from './layout';

export interface Corner {
	readonly x: 'left' | 'right';
	readonly y: 'top' | 'bottom';
}

export interface CardPlace {
	readonly corner: Corner;
	/** Pixels of the figure's nodes and labels it would cover there. */
	readonly covered: number;
}

/** Between the card and the edge of the figure. */
export const CARD_MARGIN = 12;

const CORNERS: readonly Corner[] = [
	{ x: 'left', y: 'top' },
	{ x: 'right', y: 'top' },
	{ x: 'left', y: 'bottom' },
	{ x: 'right', y: 'bottom' }
];

/**
 * `obstacles`: what must stay visible, in the same pixels as the box. Earlier corners win ties. `headroom`: pixels at
 * the top that the card keeps clear, beside its margin.
 */
export function placeCard(
	card: { readonly width: number; readonly height: number },
	box: { readonly width: number; readonly height: number },
	obstacles: readonly Box[],
	headroom = 0
): CardPlace {
	const places = CORNERS.map((corner) => {
		const at = boxAt(corner, card, box, headroom);
		return { corner, covered: obstacles.reduce((sum, obstacle) => sum + overlap(at, obstacle), 0) };
	});
	return places.reduce((best, place) => (place.covered < best.covered ? place : best));
}

function boxAt(
	corner: Corner,
	card: { readonly width: number; readonly height: number },
	box: { readonly width: number; readonly height: number },
	headroom: number
): Box {
	const left = corner.x === 'left' ? CARD_MARGIN : box.width - CARD_MARGIN - card.width;
	const top = corner.y === 'top' ? headroom + CARD_MARGIN : box.height - CARD_MARGIN - card.height;
	return { left, top, right: left + card.width, bottom: top + card.height };
}

/** Area that two boxes share. */
const overlap = (a: Box, b: Box): number =>
	Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
	Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** A box of the figure as it appears under a zoom. */
export function boxThrough(view: ZoomTransform, box: Box): Box {
	const [left, top] = view.apply([box.left, box.top]);
	const [right, bottom] = view.apply([box.right, box.bottom]);
	return { left, top, right, bottom };
}
