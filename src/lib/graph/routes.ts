/**
 * Edges as smooth curves. Each leaves straight through its column, swings over in the gap, and runs straight
 * again where its pill sits, so that pills and labels are never crossed; where it has to pass a column it takes
 * a lane between the boxes there.
 */
import { pathOf, type Cubic, type Point } from './curve';
import type { Box, Column, Standing } from './layout';
import { PILL_HEIGHT, pillOf, type Metrics } from './metrics';
import type { Measure } from './measure';
import type { GraphEdge } from './structure';

export interface Pill extends Point {
	/** Middle and width; its height is `PILL_HEIGHT`. */
	readonly width: number;
	readonly text: string;
}

export interface RoutedEdge {
	readonly id: string;
	readonly edge: GraphEdge;
	readonly curve: readonly Cubic[];
	/** The curve as an SVG path. */
	readonly path: string;
	readonly pill: Pill | null;
	readonly box: Box;
}

/** The two sides edges meet a node on, in the direction of reading. */
type Side = 'before' | 'after';

interface Plan {
	readonly edge: GraphEdge;
	readonly from: Standing;
	readonly to: Standing;
	readonly leaves: Side;
	readonly enters: Side;
	readonly pill: { readonly text: string; readonly width: number } | null;
}

/** One end of an edge at one side of a node. */
interface Berth {
	readonly plan: Plan;
	readonly end: 'from' | 'to';
	/** Offset from the node's middle along v. */
	offset: number;
}

/** A point the curve passes, and in which direction along u: 1 with the reading, −1 against it. */
interface Way {
	readonly u: number;
	readonly v: number;
	readonly heading: 1 | -1;
	/** How far a turn towards here swings out; by default as its height asks. */
	readonly swing?: number;
}

/** Room between an arrow's tip and what it points at. */
const TIP = 3;
const UTURN = 18;
const WIDEST_SWING = 48;
const LANE_CLEARANCE = 12;
const RIM = 5;
/** Between a pill and the column it stands before: the arrow must be seen. */
export const PILL_SETBACK = 14;
const LANE_WIDTH = 12;

export function routeEdges(
	edges: readonly GraphEdge[],
	standing: ReadonlyMap<string, Standing>,
	columns: readonly Column[],
	metrics: Metrics,
	measure: Measure
): Map<string, RoutedEdge> {
	const facing = reversedQueues(edges, standing);
	const plans = edges.map((edge) => plan(edge, standing, facing, metrics, measure));
	const berths = assignBerths(plans, metrics);
	const lanes = new Lanes(columns);
	return new Map(
		plans.map((one) => [one.edge.id, route(one, berths.get(one.edge.id)!, columns, lanes, metrics)])
	);
}

/** Queues that only programs before them consume from: their head is on that side. */
export function reversedQueues(
	edges: readonly GraphEdge[],
	standing: ReadonlyMap<string, Pick<Standing, 'column'>>
): ReadonlySet<string> {
	const column = (id: string) => standing.get(id)?.column ?? 0;
	const reversed = new Set<string>();
	for (const { kind, from, to } of edges) {
		if (kind === 'consume' && column(to) < column(from)) reversed.add(from);
	}
	for (const { kind, from, to } of edges) {
		if (kind === 'consume' && column(to) > column(from)) reversed.delete(from);
		if (kind !== 'consume' && column(from) < column(to)) reversed.delete(to);
	}
	return reversed;
}

function plan(
	edge: GraphEdge,
	standing: ReadonlyMap<string, Standing>,
	reversed: ReadonlySet<string>,
	metrics: Metrics,
	measure: Measure
): Plan {
	const from = standing.get(edge.from)!;
	const to = standing.get(edge.to)!;
	return { edge, from, to, ...sides(edge, from, to, reversed), pill: pillOf(edge, metrics, measure) };
}

function sides(
	edge: GraphEdge,
	from: Standing,
	to: Standing,
	reversed: ReadonlySet<string>
): { leaves: Side; enters: Side } {
	if (from.column < to.column) return { leaves: 'after', enters: 'before' };
	if (edge.kind === 'consume')
		return { leaves: reversed.has(edge.from) ? 'before' : 'after', enters: 'after' };
	if (edge.kind === 'publish' && reversed.has(edge.to)) return { leaves: 'before', enters: 'after' };
	return { leaves: 'before', enters: 'before' };
}

/** Gives every edge its place at the sides it meets, ordered by where it comes from so that edges don't cross there. */
function assignBerths(
	plans: readonly Plan[],
	metrics: Metrics
): ReadonlyMap<string, { from: Berth; to: Berth }> {
	const sides = new Map<string, Berth[]>();
	const berths = new Map<string, { from: Berth; to: Berth }>();
	const moor = (key: string, berth: Berth) => {
		const side = sides.get(key);
		if (side) side.push(berth);
		else sides.set(key, [berth]);
		return berth;
	};
	for (const one of plans) {
		berths.set(one.edge.id, {
			from: moor(`${one.edge.from} ${one.leaves}`, { plan: one, end: 'from', offset: 0 }),
			to: moor(`${one.edge.to} ${one.enters}`, { plan: one, end: 'to', offset: 0 })
		});
	}
	for (const side of sides.values()) spread(side, metrics);
	return berths;
}

function spread(side: Berth[], metrics: Metrics): void {
	side.sort((a, b) => bearing(a) - bearing(b));
	let reach = 0;
	side.forEach((berth, index) => {
		if (index > 0) reach += laneRoom(side[index - 1]!, berth, metrics);
		berth.offset = reach;
	});
	const straight = side.filter((berth) => !turns(berth));
	const middle = (straight[straight.length - 1]?.offset ?? 0) / 2;
	for (const berth of side) berth.offset -= middle;
}

/** How far apart two edges run side by side: no pill is crossed by its neighbour's line. */
function laneRoom(a: Berth, b: Berth, metrics: Metrics): number {
	const [one, other] = [a, b].map(({ plan, end }) => (end === 'to' && plan.pill ? plan.pill.width / 2 : 0));
	if (one === 0 && other === 0) return LANE_WIDTH;
	if (metrics.direction === 'down') return Math.max(one!, other!) + 6;
	return one === 0 || other === 0 ? PILL_HEIGHT / 2 + 6 : PILL_HEIGHT + 6;
}

/** Where the other end lies; what turns back on itself goes last. */
function bearing(berth: Berth): number {
	const { plan, end } = berth;
	const other = end === 'from' ? plan.to : plan.from;
	return other.v + (turns(berth) ? 1e6 : 0);
}

/** It turns back on its way, so it keeps beside those that go straight on. */
const turns = ({ plan }: Berth): boolean => plan.leaves === plan.enters;

function route(
	one: Plan,
	berths: { readonly from: Berth; readonly to: Berth },
	columns: readonly Column[],
	lanes: Lanes,
	metrics: Metrics
): RoutedEdge {
	const ways = waysOf(one, berths, columns, lanes, metrics);
	const curve: Cubic[] = [];
	for (let index = 1; index < ways.length; index++) {
		const a = ways[index - 1]!;
		const b = ways[index]!;
		if (a.u !== b.u || a.v !== b.v) curve.push(bend(a, b, metrics));
	}
	const pill = pillAt(one, berths.to, columns, metrics);
	return { id: one.edge.id, edge: one.edge, curve, path: pathOf(curve), pill, box: boxOf(curve, pill) };
}

function waysOf(
	{ edge, from, to, leaves, enters }: Plan,
	berths: { readonly from: Berth; readonly to: Berth },
	columns: readonly Column[],
	lanes: Lanes,
	metrics: Metrics
): Way[] {
	const out = leaves === 'after' ? 1 : -1;
	const into = enters === 'before' ? 1 : -1;
	const start = port(from, out, berths.from.offset, metrics);
	const end = port(to, -into as 1 | -1, berths.to.offset, metrics, TIP);
	const ways: Way[] = [
		{ ...start, heading: out },
		{ u: edgeOfColumn(columns, from.column, out, start.u), v: start.v, heading: out }
	];
	const toward = Math.sign(to.column - from.column) as 1 | -1 | 0;
	const turnsAtStart = toward !== out;
	const turnsAtEnd = toward !== into;
	const besides = toward === 0 && leaves === enters;
	const passed: number[] = [];
	if (turnsAtStart && !besides) passed.push(from.column);
	for (let index = from.column + toward; toward !== 0 && index !== to.column; index += toward)
		passed.push(index);
	if (turnsAtEnd && toward !== 0) passed.push(to.column);
	const heading = toward === 0 ? (-out as 1 | -1) : toward;
	let v = start.v;
	for (const index of passed) {
		const column = columns[index]!;
		const back = turnsAtStart || turnsAtEnd;
		const wish = wishIn(column, columns[from.column]!, columns[to.column]!, v, end.v);
		v = lanes.through(index, back ? Math.max(v, end.v) : wish, end.v, back && edge.kind === 'consume');
		const before = column.start - column.pills;
		const [first, last] = heading > 0 ? [before, column.end] : [column.end, before];
		ways.push({ u: first - heading * UTURN, v, heading }, { u: last + heading * UTURN, v, heading });
	}
	const lane = to.v + berths.to.offset;
	if (besides) {
		// Close to the column, where no pill stands.
		const u = edgeOfColumn(columns, to.column, out, end.u);
		ways.push({ u, v: end.v, heading: into, swing: columns[to.column]!.pills > 0 ? UTURN : WIDEST_SWING });
	} else if (into > 0) {
		const column = columns[to.column]!;
		ways.push({ u: column.start - column.pills, v: lane, heading: into });
		if (lane !== end.v) ways.push({ u: column.start - PILL_SETBACK, v: lane, heading: into });
	} else {
		ways.push({ u: edgeOfColumn(columns, to.column, 1, end.u), v: end.v, heading: into });
	}
	return withoutStops([...ways, { ...end, heading: into }]);
}

/** Halfway, where one column is passed; straight through the columns of a lane that begins or ends there. */
function wishIn(column: Column, first: Column, last: Column, v: number, goal: number): number {
	if (column.wrapped && column.lane === last.lane) return goal;
	if (column.wrapped && column.lane === first.lane) return v;
	return (v + goal) / 2;
}

/** What lies on a straight line between its neighbours says nothing. */
function withoutStops(ways: readonly Way[]): Way[] {
	return ways.filter((way, index) => {
		const [before, after] = [ways[index - 1], ways[index + 1]];
		return (
			!before || !after || [before, after].some(({ v, heading }) => v !== way.v || heading !== way.heading)
		);
	});
}

/** The column's border on one side, unless the node was pinned somewhere beyond it. */
function edgeOfColumn(columns: readonly Column[], index: number, side: 1 | -1, u: number): number {
	const column = columns[index]!;
	return side > 0 ? Math.max(column.end, u) : Math.min(column.start, u);
}

/** Where an edge touches a node's shape. */
function port(
	one: Standing,
	side: 1 | -1,
	offset: number,
	metrics: Metrics,
	tip = 0
): { u: number; v: number } {
	if (one.node.kind === 'queue') return queuePort(one, side, offset, metrics, tip);
	const reach = metrics.radius + RIM - 2;
	const v = Math.max(-0.8, Math.min(0.8, offset / reach)) * reach;
	return { u: one.u + side * (Math.sqrt(reach * reach - v * v) + tip), v: one.v + v };
}

/** At a queue the line meets the middle of the side; reading downward it starts beneath the label. */
function queuePort(
	one: Standing,
	side: 1 | -1,
	offset: number,
	metrics: Metrics,
	tip: number
): { u: number; v: number } {
	const { width, height } = metrics.queue;
	const across = metrics.direction === 'across';
	const most = (across ? height : width) / 2 - 8;
	const below = across ? width / 2 + RIM : side > 0 ? one.extent.after - 2 : height / 2 + RIM;
	const reach = across ? width / 2 + RIM : below;
	return { u: one.u + side * (reach + tip), v: one.v + Math.max(-most, Math.min(most, offset)) };
}

function pillAt(one: Plan, berth: Berth, columns: readonly Column[], metrics: Metrics): Pill | null {
	if (!one.pill || one.enters === 'after') return null;
	const column = columns[one.to.column]!;
	const { width, text } = one.pill;
	const v = one.to.v + berth.offset;
	if (metrics.direction === 'across')
		return { x: column.start - PILL_SETBACK - width / 2, y: v, width, text };
	return { x: v, y: column.start - PILL_HEIGHT / 2 - PILL_SETBACK - stagger(one, berth), width, text };
}

/** Reading downward, the pills of edges that reach one queue stand one above the other. */
const stagger = (one: Plan, berth: Berth): number =>
	berth.offset === 0 || !one.pill ? 0 : berth.offset > 0 ? PILL_HEIGHT + 6 : 0;

function bend(a: Way, b: Way, metrics: Metrics): Cubic {
	const turns = a.heading !== b.heading;
	const swing = Math.min(b.swing ?? Infinity, Math.abs(b.v - a.v) * 0.4);
	const reach = turns ? Math.max(UTURN, swing) : Math.abs(b.u - a.u) * 0.5;
	const straight = a.v === b.v && !turns;
	const handleA = { u: straight ? a.u : a.u + a.heading * reach, v: a.v };
	const handleB = { u: straight ? b.u : b.u - b.heading * reach, v: b.v };
	return [a, handleA, handleB, b].map((way) => toPoint(way, metrics)) as unknown as Cubic;
}

const toPoint = ({ u, v }: { u: number; v: number }, metrics: Metrics): Point =>
	metrics.direction === 'across' ? { x: u, y: v } : { x: v, y: u };

/** What a pill covers. */
export const pillBox = ({ x, y, width }: Pill): Box => ({
	left: x - width / 2,
	right: x + width / 2,
	top: y - PILL_HEIGHT / 2,
	bottom: y + PILL_HEIGHT / 2
});

/** What an edge covers: its curve lies within its handles. */
function boxOf(curve: readonly Cubic[], pill: Pill | null): Box {
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	if (pill) ({ left, top, right, bottom } = pillBox(pill));
	for (const { x, y } of curve.flat()) {
		left = Math.min(left, x);
		right = Math.max(right, x);
		top = Math.min(top, y);
		bottom = Math.max(bottom, y);
	}
	return { left, top, right, bottom };
}

/** Free ways through the columns, between the boxes that stand there. */
class Lanes {
	readonly #free: readonly (readonly (readonly [from: number, to: number])[])[];
	readonly #taken: number[][];
	readonly #columns: readonly Column[];

	constructor(columns: readonly Column[]) {
		this.#columns = columns;
		this.#free = columns.map(gapsOf);
		this.#taken = columns.map(() => []);
	}

	/**
	 * The free place nearest to `wish` in a column; of two as near, the one towards `goal`. What leads back to
	 * whoever began passes `below`, so that it keeps clear of what leads there.
	 */
	through(column: number, wish: number, goal: number, below: boolean): number {
		const gaps = this.#free[column]!;
		let best = wish;
		let least = Infinity;
		for (const [from, to] of around(gaps, wish)) {
			const v = Math.min(to, Math.max(from, wish));
			if (below && v < wish) continue;
			const cost = Math.abs(v - wish) + Math.abs(v - goal) * 0.01;
			if (cost < least) [best, least] = [v, cost];
		}
		// Through a wrapped lane all go straight, one on the other if need be.
		if (this.#columns[column]!.wrapped) return best;
		const lane = aside(best, this.#taken[column]!);
		this.#taken[column]!.push(lane);
		return lane;
	}
}

/** With more lanes than this through one column, they may lie on each other. */
const MOST_LANES = 40;

function aside(wish: number, taken: readonly number[]): number {
	if (taken.length > MOST_LANES) return wish;
	let lane = wish;
	while (taken.some((other) => Math.abs(other - lane) < LANE_WIDTH)) lane += LANE_WIDTH;
	return lane;
}

/** The gap that holds `wish` and its two neighbours: one of them has the nearest free place. */
function around(
	gaps: readonly (readonly [number, number])[],
	wish: number
): readonly (readonly [number, number])[] {
	let low = 0;
	let high = gaps.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (gaps[middle]![1] < wish) low = middle + 1;
		else high = middle;
	}
	return gaps.slice(Math.max(0, low - 1), low + 2);
}

function gapsOf({ members }: Column): (readonly [number, number])[] {
	const gaps: [number, number][] = [];
	let from = -Infinity;
	for (const { v, extent } of members) {
		const to = v - extent.above - LANE_CLEARANCE;
		if (to >= from) gaps.push([from, to]);
		from = v + extent.below + LANE_CLEARANCE;
	}
	gaps.push([from, Infinity]);
	return gaps;
}
