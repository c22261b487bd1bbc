import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../network/events';
import { foldAll } from './fold';
import { layout, type Layout, type Size } from './layout';
import { estimate, type Measure } from './measure';
import { METRICS } from './metrics';
import { pillBox } from './routes';
import { trackOf } from './curve';
import { emptyScene } from './scene';
import { structureOf } from './structure';
import { testLabels } from './testing/labels';
import {
	deadLetters,
	delayLoop,
	directRouting,
	exchangeToExchange,
	fanout,
	hello,
	manyQueues,
	rpc,
	topics,
	workQueue
} from './testing/traces';

const WIDE = { width: 1062, height: 440 };
const PHONE = { width: 390, height: 300 };

function layoutOf(events: readonly TraceEvent[], size: Size = WIDE, previous: Layout | null = null): Layout {
	const scene = foldAll(emptyScene(), events);
	const parallel = size === PHONE ? 1 : 3;
	return layout(structureOf(scene, Infinity, { labels: testLabels, parallel }), { size, previous });
}

const overlaps = (a: { left: number; top: number; right: number; bottom: number }, b: typeof a): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const pillBoxes = ({ edges }: Layout) =>
	[...edges.values()].flatMap(({ id, pill }) => (pill ? [{ id, ...pillBox(pill) }] : []));

const scenes = {
	exchangeToExchange,
	hello,
	workQueue,
	directRouting,
	topics,
	fanout,
	deadLetters,
	delayLoop,
	rpc
};

describe('the layout', () => {
	for (const [name, trace] of Object.entries(scenes)) {
		for (const [box, size] of Object.entries({ WIDE, PHONE })) {
			it(`lets no two nodes or labels of ${name} overlap (${box})`, () => {
				const placed = layoutOf(trace(), size);
				const boxes = [...[...placed.nodes.values()].map(({ box }) => box), ...pillBoxes(placed)];
				boxes.forEach((a, index) => {
					for (const b of boxes.slice(index + 1)) expect(overlaps(a, b)).toBe(false);
				});
			});

			it(`draws no edge of ${name} through a node it doesn't join, nor through another edge's label (${box})`, () => {
				const placed = layoutOf(trace(), size);
				for (const { edge, curve } of placed.edges.values()) {
					const others = [...placed.nodes.values()].filter(({ id }) => id !== edge.from && id !== edge.to);
					const labels = pillBoxes(placed).filter(({ id }) => id !== edge.id);
					for (const point of trackOf(curve).points) {
						const inside = [...others.map(({ box }) => box), ...labels].filter((box) =>
							overlaps(box, { left: point.x, right: point.x, top: point.y, bottom: point.y })
						);
						expect(inside).toEqual([]);
					}
				}
			});
		}
	}

	it('leads beside the column from one of its queues to another, and to the same', () => {
		const { nodes, edges } = layoutOf(delayLoop());
		const dead = [...edges.values()].filter(({ edge }) => edge.kind === 'dead');
		expect(dead).toHaveLength(3);
		for (const { edge, curve } of dead) {
			const border = nodes.get(edge.from)!.x - METRICS.across.queue.width / 2;
			expect(Math.max(...trackOf(curve).points.map(({ x }) => x))).toBeLessThan(border);
		}
	});

	it('is the same for the same structure', () => {
		expect(layoutOf(topics())).toEqual(layoutOf(topics()));
	});

	it('keeps the order of every column when something comes', () => {
		const events = fanout(6);
		const third = events.findIndex((event) => event.type === 'program.started' && event.instance === 4);
		const before = layoutOf(events.slice(0, third));
		const after = layoutOf(events, WIDE, before);
		expect(before.order.get('right')).toHaveLength(3);
		for (const [key, ids] of before.order) {
			expect(after.order.get(key)!.filter((id) => ids.includes(id))).toEqual(ids);
		}
	});

	it('does not move anything when nothing changes', () => {
		const before = layoutOf(topics());
		expect(layoutOf(topics(), WIDE, before)).toEqual(before);
	});

	it('draws a queue and its only consumer on one line', () => {
		const placed = layoutOf(topics());
		for (const { edge } of placed.edges.values()) {
			if (edge.kind !== 'consume') continue;
			expect(placed.nodes.get(edge.from)!.y).toBeCloseTo(placed.nodes.get(edge.to)!.y, 0);
		}
	});

	it('gives every binding between two nodes a line of its own, and gathers them when they are too many', () => {
		const pills = (size: Size) =>
			[...layoutOf(directRouting(), size).edges.values()].flatMap(({ pill }) => pill?.text ?? []);
		expect(pills(WIDE).sort()).toEqual(['error', 'error', 'info', 'warning']);
		expect(pills(PHONE).sort()).toEqual(['error', 'info +2']);
	});

	it('fills a wide box from left to right and a narrow one from top to bottom', () => {
		const wide = layoutOf(topics(), WIDE);
		const narrow = layoutOf(topics(), PHONE);
		expect(wide.bounds.right - wide.bounds.left).toBeLessThanOrEqual(WIDE.width);
		expect(wide.bounds.bottom - wide.bounds.top).toBeLessThanOrEqual(WIDE.height);
		expect(narrow.direction).toBe('down');
		expect(narrow.bounds.right - narrow.bounds.left).toBeLessThanOrEqual(PHONE.width + 80);
	});

	it('keeps a pinned node where the reader put it', () => {
		const scene = foldAll(emptyScene(), topics());
		const structure = structureOf(scene, Infinity, { labels: testLabels, parallel: 3 });
		const id = structure.nodes[0]!.id;
		const pins = new Map([[id, { x: 40, y: -120 }]]);
		expect(layout(structure, { size: WIDE, previous: null, pins }).nodes.get(id)).toMatchObject({
			x: 40,
			y: -120
		});
	});

	it('looks at each label once or twice, however many there are', () => {
		const structure = structureOf(foldAll(emptyScene(), manyQueues(500)), Infinity, {
			labels: testLabels,
			parallel: 3
		});
		let measured = 0;
		const measure: Measure = (text, mono) => {
			measured++;
			return estimate(text, mono);
		};
		layout(structure, { size: WIDE, previous: null, measure });
		expect(measured).toBeLessThan(12 * structure.nodes.length);
	});

	it('keeps the rows of a column apart by at least the least gap', () => {
		for (const count of [20, 50]) {
			const placed = layoutOf(manyQueues(count));
			for (const ids of placed.order.values()) {
				const boxes = ids.map((id) => placed.nodes.get(id)!.box);
				boxes.slice(1).forEach((box, index) => {
					expect(box.top - boxes[index]!.bottom).toBeGreaterThanOrEqual(METRICS.across.rowGap[0] - 0.001);
				});
			}
		}
	});
});

describe('a lane with more nodes than a column can hold', () => {
	const wide = layoutOf(manyQueues(400));

	it('is wrapped, so that the figure keeps about the shape of its box', () => {
		const { left, right, top, bottom } = wide.bounds;
		const shape = (right - left) / (bottom - top);
		expect(shape).toBeGreaterThan(WIDE.width / WIDE.height / 2);
		expect(shape).toBeLessThan((WIDE.width / WIDE.height) * 2);
	});

	it('lets no two nodes overlap', () => {
		const boxes = [...wide.nodes.values()].map(({ box }) => box);
		boxes.forEach((a, index) => {
			for (const b of boxes.slice(index + 1)) if (overlaps(a, b)) expect([a, b]).toBeNull();
		});
	});

	it('draws no edge through a node', () => {
		const boxes = [...wide.nodes.values()].map(({ id, box }) => ({ id, ...box }));
		for (const { edge, curve } of wide.edges.values()) {
			const others = boxes.filter(({ id }) => id !== edge.from && id !== edge.to);
			for (const { x, y } of trackOf(curve).points) {
				const through = others.filter((box) => overlaps(box, { left: x, right: x, top: y, bottom: y }));
				expect(through).toEqual([]);
			}
		}
	});

	it('keeps every node in its place when a few come', () => {
		const more = layoutOf(manyQueues(410), WIDE, wide);
		const moved = [...wide.nodes.values()].filter(
			({ id, node, x, y }) =>
				node.kind === 'queue' && (more.nodes.get(id)!.x !== x || more.nodes.get(id)!.y !== y)
		);
		expect(moved).toEqual([]);
	});
});
