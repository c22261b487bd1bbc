/** Our layout beside dagre's, of the same figure with the same sizes. */
import { Graph as DagreGraph, layout as layOutByDagre } from '@dagrejs/dagre';
import { foldAll } from '../../../src/lib/graph/fold';
import { layout } from '../../../src/lib/graph/layout';
import { estimate } from '../../../src/lib/graph/measure';
import { emptyScene } from '../../../src/lib/graph/scene';
import { structureOf, type Structure } from '../../../src/lib/graph/structure';
import { testLabels } from '../../../src/lib/graph/testing/labels';
import type { TraceEvent } from '../../../src/lib/network/events';

const SIZE = { width: 1062, height: 440 };

export function compareLayouts(events: readonly TraceEvent[], turns: number): { ours: number; peer: number } {
	const scene = foldAll(emptyScene(), events);
	const structure = structureOf(scene, Infinity, { labels: testLabels, parallel: 3 });
	const best = { ours: Infinity, peer: Infinity };
	for (let turn = 0; turn < turns; turn++) {
		best.ours = Math.min(
			best.ours,
			timed(() => void layOutOurs(structure))
		);
		best.peer = Math.min(
			best.peer,
			timed(() => layOutTheirs(structure))
		);
	}
	return best;
}

const layOutOurs = (structure: Structure) =>
	layout(structure, { size: SIZE, previous: null, measure: estimate });

function timed(act: () => void): number {
	const began = performance.now();
	act();
	return performance.now() - began;
}

/** Bindings that share both ends are told apart, and the words on them have the room they need. */
function layOutTheirs(structure: Structure): void {
	const graph = new DagreGraph({ multigraph: true });
	graph.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 64 });
	for (const { id, kind } of structure.nodes)
		graph.setNode(id, kind === 'queue' ? { width: 180, height: 94 } : { width: 72, height: 94 });
	for (const { id, from, to, label } of structure.edges)
		graph.setEdge(from, to, { width: label.length * 7, height: label === '' ? 0 : 20 }, id);
	layOutByDagre(graph);
}
