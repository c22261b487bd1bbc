/** From one part of the figure to the next by arrow keys. Pure. */
import type { Point } from './curve';

/** What can be come to: a node, or a binding's key. */
export interface Stop extends Point {
	readonly id: string;
}

export type Heading = 'left' | 'right' | 'up' | 'down';

const HEADINGS: Readonly<Record<string, Heading>> = {
	ArrowLeft: 'left',
	ArrowRight: 'right',
	ArrowUp: 'up',
	ArrowDown: 'down'
};

/** Null for a key that leads nowhere. */
export const headingOf = (key: string): Heading | null => HEADINGS[key] ?? null;

/** A step aside counts as so many ahead. */
const ASIDE = 2;

/**
 * The nearest stop ahead, sooner one that lies straight ahead than one aside; null at the border of the figure.
 * What lies more than a quarter turn off is not ahead.
 */
export function nextStop(stops: readonly Stop[], from: Point, heading: Heading): Stop | null {
	let next: Stop | null = null;
	let least = Infinity;
	for (const stop of stops) {
		const { ahead, aside } = offsets(from, stop, heading);
		const cost = ahead + ASIDE * aside + (aside > ahead ? 1e6 : 0);
		if (ahead < 1 || cost >= least) continue;
		[next, least] = [stop, cost];
	}
	return next;
}

function offsets(from: Point, to: Point, heading: Heading): { ahead: number; aside: number } {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const forward = heading === 'right' || heading === 'down' ? 1 : -1;
	return heading === 'left' || heading === 'right'
		? { ahead: dx * forward, aside: Math.abs(dy) }
		: { ahead: dy * forward, aside: Math.abs(dx) };
}
