/** Smooth lines: cubic pieces, as an SVG path and as a sampled polyline that a token can follow at even pace. */

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** Start, two handles, end. */
export type Cubic = readonly [Point, Point, Point, Point];

/** Points at even steps of a cubic's parameter, with the way covered so far. */
export interface Track {
	readonly points: readonly Point[];
	/** Pixels from the start, one a point, rising. */
	readonly lengths: readonly number[];
	readonly length: number;
}

const SAMPLES = 20;

export function pathOf(curve: readonly Cubic[]): string {
	const first = curve[0];
	if (!first) return '';
	return curve.reduce((path, cubic) => path + pieceOf(cubic), `M${at(first[0])}`);
}

function pieceOf([a, b, c, d]: Cubic): string {
	return isStraight(a, b, c, d) ? `L${at(d)}` : `C${at(b)} ${at(c)} ${at(d)}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const at = (point: Point): string => `${round(point.x)} ${round(point.y)}`;

const isStraight = (a: Point, b: Point, c: Point, d: Point): boolean =>
	(a.x === b.x && b.x === c.x && c.x === d.x) || (a.y === b.y && b.y === c.y && c.y === d.y);

export function trackOf(curve: readonly Cubic[]): Track {
	const points: Point[] = [];
	const lengths: number[] = [];
	let length = 0;
	for (const cubic of curve) {
		const samples = isStraight(...cubic) ? 1 : SAMPLES;
		for (let step = points.length === 0 ? 0 : 1; step <= samples; step++) {
			const point = pointOn(cubic, step / samples);
			const last = points[points.length - 1];
			if (last) length += Math.hypot(point.x - last.x, point.y - last.y);
			points.push(point);
			lengths.push(length);
		}
	}
	return { points, lengths, length };
}

function pointOn([a, b, c, d]: Cubic, t: number): Point {
	const s = 1 - t;
	const wa = s * s * s;
	const wb = 3 * s * s * t;
	const wc = 3 * s * t * t;
	const wd = t * t * t;
	return {
		x: wa * a.x + wb * b.x + wc * c.x + wd * d.x,
		y: wa * a.y + wb * b.y + wc * c.y + wd * d.y
	};
}

/** Where one stands after `share` (0 to 1) of the way. */
export function pointAlong(track: Track, share: number): Point {
	const { points, lengths } = track;
	const wanted = Math.min(1, Math.max(0, share)) * track.length;
	let low = 0;
	let high = lengths.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (lengths[middle]! < wanted) low = middle + 1;
		else high = middle;
	}
	const end = points[low]!;
	const start = points[low - 1];
	if (!start) return end;
	const span = lengths[low]! - lengths[low - 1]!;
	const part = span === 0 ? 1 : (wanted - lengths[low - 1]!) / span;
	return { x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part };
}

/** A curve part of the way from one to another, for a figure that glides to a new layout. */
export function blendTracks(from: Track, to: Track, share: number, samples = 28): Cubic[] {
	const blended = Array.from({ length: samples + 1 }, (_, index) => {
		const a = pointAlong(from, index / samples);
		const b = pointAlong(to, index / samples);
		return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
	});
	return blended.slice(1).map((point, index) => [blended[index]!, blended[index]!, point, point]);
}
