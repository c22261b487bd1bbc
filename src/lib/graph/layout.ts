/**
 * Structure → places. Columns in the direction of reading: programs that publish, exchanges by their depth,
 * queues, programs that consume. A pure function of the structure, the layout before it and the box; what
 * stood in a column keeps its order there, so that nothing changes places when things come and go.
 */
import { estimate, type Measure } from './measure';
import {
	METRICS,
	extentOf,
	labelPlace,
	nodeText,
	pillOf,
	PILL_HEIGHT,
	type Direction,
	type Extent,
	type LabelPlace,
	type Metrics,
	type NodeText
} from './metrics';
import type { Point } from './curve';
import { mergeRows, placeRows } from './rows';
import { PILL_SETBACK, routeEdges, type RoutedEdge } from './routes';
import type { GraphEdge, GraphNode, Structure } from './structure';
import { rowsOf, wrapLane, type LaneRoom } from './wrap';

export interface Size {
	readonly width: number;
	readonly height: number;
}

export interface PlacedNode extends Point {
	readonly id: string;
	readonly node: GraphNode;
	readonly text: NodeText;
	readonly labelPlace: LabelPlace;
	/** What it covers, label included. */
	readonly box: Box;
}

export interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export interface Layout {
	readonly direction: Direction;
	readonly nodes: ReadonlyMap<string, PlacedNode>;
	readonly edges: ReadonlyMap<string, RoutedEdge>;
	/** Node ids by column, in order: what the next layout keeps. */
	readonly order: ReadonlyMap<string, readonly string[]>;
	/** Everything drawn lies within. */
	readonly bounds: Box;
}

/** What the next layout keeps to. */
export type FormerLayout = Pick<Layout, 'direction' | 'order'>;

export interface LayoutOptions {
	/** The box to fill, in pixels. */
	readonly size: Size;
	/** Default: as suits the box. */
	readonly direction?: Direction;
	readonly previous: FormerLayout | null;
	/** Nodes the reader has put somewhere. */
	readonly pins?: ReadonlyMap<string, Point>;
	readonly measure?: Measure;
}

/** A node on its way to a place, along the axes of reading. */
export interface Standing {
	readonly node: GraphNode;
	readonly text: NodeText;
	readonly extent: Extent;
	column: number;
	u: number;
	v: number;
}

export interface Column {
	readonly key: string;
	/** The lane it belongs to, alone or with others. */
	readonly lane: string;
	/** One of several of its lane: their rows are in line. */
	readonly wrapped: boolean;
	readonly members: readonly Standing[];
	/** Where its boxes begin and end. */
	start: number;
	end: number;
	/** Room before it for the pills of the edges that reach it. */
	readonly pills: number;
}

/** Narrower than this, the figure reads downward. */
const NARROW = 540;
const MARGIN = 28;
/** How often rows are moved towards their neighbours. */
const SWEEPS = 6;
/** Between the rows of wrapped columns, where edges pass. */
const GUTTER = 30;

/** Narrow boxes read downward. */
export function directionFor(size: Size): Direction {
	return size.width < NARROW ? 'down' : 'across';
}

export function layout(structure: Structure, options: LayoutOptions): Layout {
	const measure = options.measure ?? estimate;
	const direction = options.direction ?? directionFor(options.size);
	const metrics = METRICS[direction];
	const standing = new Map(structure.nodes.map((node) => [node.id, stand(node, metrics, measure)]));
	const neighbours = neighboursOf(structure.edges);
	const previous = options.previous?.direction === direction ? options.previous : null;
	const columns = orderColumns({ structure, standing, neighbours, previous, metrics, measure }, options.size);
	placeColumns(columns, along(options.size, direction), metrics);
	placeAllRows(columns, standing, neighbours, across(options.size, direction), metrics);
	for (const [id, pin] of options.pins ?? []) {
		const one = standing.get(id);
		if (one) [one.u, one.v] = direction === 'across' ? [pin.x, pin.y] : [pin.y, pin.x];
	}
	const edges = routeEdges(structure.edges, standing, columns, metrics, measure);
	const nodes = new Map([...standing].map(([id, one]) => [id, placed(one, metrics)]));
	const order = new Map(columns.map((column) => [column.key, column.members.map(({ node }) => node.id)]));
	return { direction, nodes, edges, order, bounds: boundsOf(nodes.values(), edges.values()) };
}

const along = (size: Size, direction: Direction): number =>
	(direction === 'across' ? size.width : size.height) - 2 * MARGIN;
const across = (size: Size, direction: Direction): number =>
	(direction === 'across' ? size.height : size.width) - 2 * MARGIN;

function stand(node: GraphNode, metrics: Metrics, measure: Measure): Standing {
	const text = nodeText(node, metrics, measure);
	return { node, text, extent: extentOf(node, text, metrics), column: 0, u: 0, v: 0 };
}

type Neighbours = ReadonlyMap<string, ReadonlySet<string>>;

/** Who is tied to whom, for ordering and placing; dead letter ways don't pull. */
function neighboursOf(edges: readonly GraphEdge[]): Neighbours {
	const neighbours = new Map<string, Set<string>>();
	const tie = (a: string, b: string) => {
		const ties = neighbours.get(a);
		if (ties) ties.add(b);
		else neighbours.set(a, new Set([b]));
	};
	for (const edge of edges) {
		if (edge.kind === 'dead' || edge.from === edge.to) continue;
		tie(edge.from, edge.to);
		tie(edge.to, edge.from);
	}
	return neighbours;
}

/** Depth of each exchange along exchange bindings and alternates; a cycle is cut where it closes. */
function exchangeDepths(structure: Structure): Map<string, number> {
	const depths = new Map<string, number>();
	const visiting = new Set<string>();
	const sources = new Map<string, string[]>();
	for (const { kind, from, to } of structure.edges) {
		if ((kind !== 'binding' && kind !== 'alternate') || !to.startsWith('x')) continue;
		sources.set(to, [...(sources.get(to) ?? []), from]);
	}
	const depthOf = (id: string): number => {
		const known = depths.get(id);
		if (known !== undefined) return known;
		if (visiting.has(id)) return -1;
		visiting.add(id);
		const depth = Math.max(-1, ...(sources.get(id) ?? []).map(depthOf)) + 1;
		visiting.delete(id);
		depths.set(id, depth);
		return depth;
	};
	for (const node of structure.nodes) if (node.kind === 'exchange') depthOf(node.id);
	return depths;
}

/** What there is to be put in order. */
interface Material {
	readonly structure: Structure;
	readonly standing: ReadonlyMap<string, Standing>;
	readonly neighbours: Neighbours;
	readonly previous: FormerLayout | null;
	readonly metrics: Metrics;
	readonly measure: Measure;
}

function orderColumns(material: Material, size: Size): Column[] {
	const { structure, standing, metrics, measure } = material;
	const members = membersOfLanes(structure);
	const pills = pillRoom(structure.edges, standing, metrics, measure);
	const pillsOf = (ids: readonly string[]) => Math.max(0, ...ids.map((id) => pills.get(id) ?? 0));
	const rooms = new Map(
		[...members]
			.filter(([, ids]) => ids.length > 0)
			.map(([lane, ids]) => [lane, roomOf(ids, standing, pillsOf(ids), metrics)])
	);
	const shape = along(size, metrics.direction) / Math.max(1, across(size, metrics.direction));
	const rows = orderRows(material, members, rowsOf(rooms, shape));
	return [...rows].map(([key, { lane, ids, wrapped }], index) => {
		const column = ids.map((id) => standing.get(id)!);
		for (const one of column) one.column = index;
		return { key, lane, wrapped, members: column, start: 0, end: 0, pills: pillsOf(ids) };
	});
}

/** Node ids by lane, in the direction of reading: exchanges have a lane for each depth. */
function membersOfLanes(structure: Structure): Map<string, string[]> {
	const depths = exchangeDepths(structure);
	const deepest = Math.max(0, ...depths.values());
	const exchanges = Array.from({ length: deepest + 1 }, (_, depth) => `exchange ${depth}`);
	const members = new Map<string, string[]>(
		['left', ...exchanges, 'queue', 'right'].map((lane) => [lane, []])
	);
	for (const { id, lane } of structure.nodes)
		members.get(lane === 'exchange' ? `exchange ${depths.get(id) ?? 0}` : lane)!.push(id);
	return members;
}

function roomOf(
	ids: readonly string[],
	standing: ReadonlyMap<string, Standing>,
	pills: number,
	{ rowGap, columnGap }: Metrics
): LaneRoom {
	const extents = ids.map((id) => standing.get(id)!.extent);
	const row = Math.max(...extents.map(({ above, below }) => above + below)) + Math.max(GUTTER, rowGap[0]);
	const column = Math.max(...extents.map(({ before, after }) => before + after)) + pills + columnGap[0];
	return { count: ids.length, row, column };
}

/** Dead letter exchanges and queues hang below the queue whose dead letters they take. */
function deadSources(structure: Structure): ReadonlyMap<string, string> {
	return new Map(structure.edges.filter(({ kind }) => kind === 'dead').map(({ from, to }) => [to, from]));
}

/** Columns by their key, in the direction of reading, each with its nodes in order. */
function orderRows(
	{ structure, neighbours, previous }: Material,
	members: ReadonlyMap<string, readonly string[]>,
	rowsIn: ReadonlyMap<string, number>
): Map<string, { readonly lane: string; readonly ids: readonly string[]; readonly wrapped: boolean }> {
	const dead = deadSources(structure);
	const rank = new Map<string, number>();
	const rows = new Map<string, { lane: string; ids: readonly string[]; wrapped: boolean }>();
	for (const ids of previous?.order.values() ?? []) rankRows(ids, rank);
	for (const [lane, present] of members) {
		const here = new Set(present);
		const former = formerColumns(previous, lane);
		const old = former.flat().filter((id) => here.has(id));
		const stood = new Set(old);
		const newcomers = present.filter((id) => !stood.has(id));
		const merged = mergeRows(old, newcomers, (id) => wishOf(id, stood.has(id), neighbours, rank, dead));
		const columns = wrapLane(merged, rowsIn.get(lane) ?? Infinity, former);
		columns.forEach((ids, index) => {
			rankRows(ids, rank);
			if (ids.length > 0) rows.set(columnKey(lane, index), { lane, ids, wrapped: columns.length > 1 });
		});
	}
	return rows;
}

const columnKey = (lane: string, index: number): string => (index === 0 ? lane : `${lane}/${index}`);

/** The columns that a lane had before; one that emptied is among them, so that the others keep their places. */
function formerColumns(previous: FormerLayout | null, lane: string): string[][] {
	const columns: string[][] = [];
	for (const [key, ids] of previous?.order ?? []) {
		const index = key === lane ? 0 : key.startsWith(`${lane}/`) ? Number(key.slice(lane.length + 1)) : -1;
		if (index >= 0) columns[index] = [...ids];
	}
	return Array.from(columns, (ids) => ids ?? []);
}

/** Ranks are shares of a column, so that columns of different length compare. */
function rankRows(ids: readonly string[], rank: Map<string, number>): void {
	ids.forEach((id, index) => rank.set(id, (index + 0.5) / ids.length));
}

function wishOf(
	id: string,
	stood: boolean,
	neighbours: Neighbours,
	rank: ReadonlyMap<string, number>,
	dead: ReadonlyMap<string, string>
): number {
	const ranks = [...(neighbours.get(id) ?? [])].flatMap((other) => rank.get(other) ?? []);
	if (ranks.length > 0) return ranks.reduce((sum, one) => sum + one, 0) / ranks.length;
	if (dead.has(id)) return 1;
	return stood ? -Infinity : Infinity;
}

/** How much room the pills before a node take along u. */
function pillRoom(
	edges: readonly GraphEdge[],
	standing: ReadonlyMap<string, Standing>,
	metrics: Metrics,
	measure: Measure
): Map<string, number> {
	const room = new Map<string, number>();
	for (const edge of edges) {
		const pill = pillOf(edge, metrics, measure);
		if (!pill || !standing.has(edge.to)) continue;
		const before = room.get(edge.to) ?? 0;
		const one = metrics.direction === 'across' ? pill.width + 2 * PILL_SETBACK : PILL_HEIGHT + PILL_SETBACK;
		room.set(edge.to, metrics.direction === 'across' ? Math.max(before, one) : before + one);
	}
	return room;
}

function placeColumns(columns: readonly Column[], room: number, metrics: Metrics): void {
	const [least, most] = metrics.columnGap;
	const widths = columns.map(({ members }) => ({
		before: Math.max(...members.map(({ extent }) => extent.before)),
		after: Math.max(...members.map(({ extent }) => extent.after))
	}));
	const taken = columns.reduce(
		(sum, column, index) =>
			sum + widths[index]!.before + widths[index]!.after + (index > 0 ? column.pills : 0),
		0
	);
	const gaps = Math.max(1, columns.length - 1);
	const gap = Math.min(most, Math.max(least, (room - taken) / gaps));
	let u = 0;
	columns.forEach((column, index) => {
		if (index > 0) u += gap + column.pills;
		const { before, after } = widths[index]!;
		column.start = u;
		column.end = u + before + after;
		for (const one of column.members) one.u = u + before;
		u = column.end;
	});
}

/**
 * Rows pull towards their neighbours, forth and back, each column keeping its order and its distances. The last
 * sweep goes back, so that queues stand beside their consumers and exchanges before the middle of their queues.
 */
function placeAllRows(
	columns: readonly Column[],
	standing: ReadonlyMap<string, Standing>,
	neighbours: Neighbours,
	room: number,
	metrics: Metrics
): void {
	const gap = rowGap(columns, room, metrics);
	for (const column of columns) settle(column, gap, () => 0);
	alignWrapped(columns, gap);
	const free = columns.filter(({ wrapped }) => !wrapped);
	for (let sweep = 0; sweep < SWEEPS; sweep++) {
		const forth = sweep % 2 === 0;
		for (const column of forth ? free : [...free].reverse()) {
			settle(column, gap, (one) => pull(one, standing, neighbours, forth));
		}
	}
}

/** Columns of one lane have their rows in line, so that what passes them goes straight. */
function alignWrapped(columns: readonly Column[], gap: number): void {
	for (const lane of new Set(columns.map((column) => column.lane))) {
		const block = columns.filter((column) => column.wrapped && column.lane === lane);
		if (block.length === 0) continue;
		const extents = block.flatMap(({ members }) => members.map(({ extent }) => extent));
		const above = Math.max(...extents.map((extent) => extent.above));
		const pitch = above + Math.max(...extents.map((extent) => extent.below)) + Math.max(GUTTER, gap);
		for (const { members } of block) members.forEach((one, index) => (one.v = index * pitch));
	}
}

function rowGap(columns: readonly Column[], room: number, metrics: Metrics): number {
	const [least, most] = metrics.rowGap;
	const gaps = columns.map(({ members }) => {
		const taken = members.reduce((sum, { extent }) => sum + extent.above + extent.below, 0);
		return members.length > 1 ? (room - taken) / (members.length - 1) : most;
	});
	return Math.min(most, Math.max(least, Math.min(...gaps)));
}

function settle(column: Column, gap: number, wish: (one: Standing) => number): void {
	const rows = column.members.map((one) => ({ id: one.node.id, extent: one.extent, wish: wish(one) }));
	const places = placeRows(rows, gap);
	column.members.forEach((one, index) => (one.v = places[index]!));
}

/** The middle one of its neighbours in the columns before it (`forth`) or after it: most lines come out straight. */
function pull(
	one: Standing,
	standing: ReadonlyMap<string, Standing>,
	neighbours: Neighbours,
	forth: boolean
): number {
	const places: number[] = [];
	for (const id of neighbours.get(one.node.id) ?? []) {
		const other = standing.get(id)!;
		if (forth ? other.column < one.column : other.column > one.column) places.push(other.v);
	}
	return median(places) ?? one.v;
}

function median(numbers: number[]): number | undefined {
	if (numbers.length < 2) return numbers[0];
	numbers.sort((a, b) => a - b);
	const middle = numbers.length >> 1;
	return numbers.length % 2 === 1 ? numbers[middle] : (numbers[middle - 1]! + numbers[middle]!) / 2;
}

function placed(one: Standing, metrics: Metrics): PlacedNode {
	const { node, text, extent, u, v } = one;
	const { before, after, above, below } = extent;
	const common = { id: node.id, node, text, labelPlace: labelPlace(node, metrics) };
	if (metrics.direction === 'across') {
		return {
			...common,
			x: u,
			y: v,
			box: { left: u - before, right: u + after, top: v - above, bottom: v + below }
		};
	}
	return {
		...common,
		x: v,
		y: u,
		box: { left: v - above, right: v + below, top: u - before, bottom: u + after }
	};
}

function boundsOf(nodes: Iterable<PlacedNode>, edges: Iterable<RoutedEdge>): Box {
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	const include = (box: Box) => {
		left = Math.min(left, box.left);
		top = Math.min(top, box.top);
		right = Math.max(right, box.right);
		bottom = Math.max(bottom, box.bottom);
	};
	for (const { box } of nodes) include(box);
	for (const { box } of edges) include(box);
	return left > right ? { left: 0, top: 0, right: 0, bottom: 0 } : { left, top, right, bottom };
}
