/**
 * A layout as it is sent from one thread to another: numbers in one array, and nothing that the receiver has already.
 * Thousands of small objects would take longer to receive than to lay out.
 */
import type { Cubic, Point } from './curve';
import type { Box, FormerLayout, Layout, PlacedNode } from './layout';
import type { NodeText, LabelPlace } from './metrics';
import type { Pill, RoutedEdge } from './routes';
import type { GraphEdge, GraphNode, Structure } from './structure';

export interface PackedLayout extends FormerLayout {
	readonly bounds: Box;
	/** In the order of the structure's nodes and edges. */
	readonly texts: readonly NodeText[];
	readonly labelPlaces: readonly LabelPlace[];
	readonly paths: readonly string[];
	/** Of the pills; null without one. */
	readonly pillTexts: readonly (string | null)[];
	/** `NODE` numbers a node. */
	readonly nodes: Float64Array;
	/** `EDGE` numbers an edge. */
	readonly edges: Float64Array;
	/** `CUBIC` numbers a piece, edge after edge. */
	readonly pieces: Float64Array;
}

const NODE = 6;
const EDGE = 8;
const CUBIC = 8;

export function packLayout(structure: Structure, layout: Layout): PackedLayout {
	const nodes = structure.nodes.map(({ id }) => layout.nodes.get(id)!);
	const edges = structure.edges.map(({ id }) => layout.edges.get(id)!);
	const pieces = edges.flatMap(({ curve }) => curve);
	return {
		direction: layout.direction,
		order: layout.order,
		bounds: layout.bounds,
		texts: nodes.map(({ text }) => text),
		labelPlaces: nodes.map(({ labelPlace }) => labelPlace),
		paths: edges.map(({ path }) => path),
		pillTexts: edges.map(({ pill }) => pill?.text ?? null),
		nodes: fill(NODE, nodes, ({ x, y, box }) => [x, y, ...sidesOf(box)]),
		edges: fill(EDGE, edges, ({ pill, box, curve }) => [
			...[pill?.x ?? 0, pill?.y ?? 0, pill?.width ?? 0],
			...sidesOf(box),
			curve.length
		]),
		pieces: fill(CUBIC, pieces, (points) => points.flatMap(({ x, y }) => [x, y]))
	};
}

/** `structure`: the one that was laid out. */
export function unpackLayout(structure: Structure, packed: PackedLayout): Layout {
	let piece = 0;
	const edges = structure.edges.map((edge, index) => {
		const unpacked = new UnpackedEdge(edge, index, piece, packed);
		piece += unpacked.pieces;
		return unpacked;
	});
	return {
		direction: packed.direction,
		order: packed.order,
		bounds: packed.bounds,
		nodes: new Map(structure.nodes.map((node, index) => [node.id, nodeAt(node, index, packed)])),
		edges: new Map(edges.map((edge) => [edge.id, edge]))
	};
}

function fill<T>(size: number, items: readonly T[], numbersOf: (item: T) => readonly number[]): Float64Array {
	const numbers = new Float64Array(size * items.length);
	items.forEach((item, index) => numbers.set(numbersOf(item), index * size));
	return numbers;
}

const sidesOf = ({ left, top, right, bottom }: Box): number[] => [left, top, right, bottom];

const boxAt = (numbers: Float64Array, from: number): Box => ({
	left: numbers[from]!,
	top: numbers[from + 1]!,
	right: numbers[from + 2]!,
	bottom: numbers[from + 3]!
});

function nodeAt(node: GraphNode, index: number, { nodes, texts, labelPlaces }: PackedLayout): PlacedNode {
	const at = index * NODE;
	return {
		id: node.id,
		node,
		x: nodes[at]!,
		y: nodes[at + 1]!,
		box: boxAt(nodes, at + 2),
		text: texts[index]!,
		labelPlace: labelPlaces[index]!
	};
}

/** Its curve is made when something travels on it. */
class UnpackedEdge implements RoutedEdge {
	readonly id: string;
	readonly path: string;
	readonly pill: Pill | null;
	readonly box: Box;
	readonly pieces: number;
	readonly #from: number;
	readonly #numbers: Float64Array;

	constructor(
		readonly edge: GraphEdge,
		index: number,
		from: number,
		{ edges, paths, pillTexts, pieces }: PackedLayout
	) {
		const at = index * EDGE;
		const text = pillTexts[index]!;
		this.id = edge.id;
		this.path = paths[index]!;
		this.pill = text === null ? null : { text, x: edges[at]!, y: edges[at + 1]!, width: edges[at + 2]! };
		this.box = boxAt(edges, at + 3);
		this.pieces = edges[at + 7]!;
		this.#from = from;
		this.#numbers = pieces;
	}

	get curve(): readonly Cubic[] {
		return Array.from({ length: this.pieces }, (_, index) => this.#piece((this.#from + index) * CUBIC));
	}

	#piece(at: number): Cubic {
		const point = (offset: number): Point => ({
			x: this.#numbers[at + offset]!,
			y: this.#numbers[at + offset + 1]!
		});
		return [point(0), point(2), point(4), point(6)];
	}
}
