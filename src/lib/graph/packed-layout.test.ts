import { expect, it } from 'vitest';
import { foldAll } from './fold';
import { layout } from './layout';
import { packLayout, unpackLayout } from './packed-layout';
import { emptyScene } from './scene';
import { structureOf } from './structure';
import { testLabels } from './testing/labels';
import { deadLetters, directRouting, exchangeToExchange, manyQueues } from './testing/traces';

it('arrives as it was sent', () => {
	for (const events of [deadLetters(), directRouting(), exchangeToExchange(), manyQueues(60)]) {
		const scene = foldAll(emptyScene(), events);
		const structure = structureOf(scene, Infinity, { labels: testLabels, parallel: 3 });
		const sent = layout(structure, { size: { width: 1000, height: 400 }, previous: null });
		const received = unpackLayout(structure, structuredClone(packLayout(structure, sent)));
		const { edges, ...rest } = sent;
		expect(received).toMatchObject(rest);
		expect([...received.edges.keys()]).toEqual([...edges.keys()]);
		for (const [id, { edge, curve, path, pill, box }] of edges) {
			const other = received.edges.get(id)!;
			expect({
				edge: other.edge,
				curve: other.curve,
				path: other.path,
				pill: other.pill,
				box: other.box
			}).toEqual({ edge, curve, path, pill, box });
		}
	}
});
