import { describe, expect, it } from 'vitest';
import { longstr } from '../amqp';
import { foldAll } from './fold';
import { emptyScene } from './scene';
import { structureOf } from './structure';
import { testLabels } from './testing/labels';
import { TraceBuilder } from './testing/trace-builder';

function drawn(build: (trace: TraceBuilder, program: string) => void) {
	const trace = new TraceBuilder();
	build(trace, trace.program('setup.js'));
	const { nodes, edges } = structureOf(foldAll(emptyScene(), trace.run(1000).events), Infinity, {
		...{ labels: testLabels, parallel: 3 }
	});
	const title = (id: string) => nodes.find((node) => node.id === id)!.title;
	return {
		names: nodes.filter(({ kind }) => kind !== 'program').map(({ title, mark }) => title + mark),
		links: edges.map(({ kind, from, to }) => `${title(from)} ${kind} ${title(to)}`)
	};
}

describe('the structure', () => {
	it('names virtual hosts where there are several', () => {
		const one = drawn((trace, by) => trace.queue('sales', by));
		expect(one.names).toEqual(['sales']);
		const two = drawn((trace, by) => {
			trace.queue('sales', by);
			trace.queue('orders', by, { vhost: 'shop' });
			trace.queue('returns', by, { vhost: 'a name that is long' });
		});
		expect(two.names).toEqual(['sales @ /', 'orders @ shop', 'returns @ a name that…']);
	});

	it('has the links that policies make, unless arguments say otherwise', () => {
		const { links } = drawn((trace, by) => {
			for (const name of ['main', 'rest', 'graves']) trace.exchange(name, 'fanout', by);
			trace.policy({ exchange: 'main' }, { 'alternate-exchange': 'rest' });
			trace.queue('by policy', by);
			trace.policy('by policy', { 'dead-letter-exchange': '', 'dead-letter-routing-key': 'own' });
			trace.queue('own', by, {
				arguments: [['x-dead-letter-exchange', longstr('graves')]]
			});
			trace.policy('own', { 'dead-letter-exchange': 'rest' });
		});
		expect(links).toEqual(['main alternate rest', 'by policy dead own', 'own dead graves']);
	});

	it('loses the links of a policy with the policy', () => {
		const { links } = drawn((trace, by) => {
			trace.exchange('graves', 'fanout', by);
			trace.queue('orders', by);
			trace.policy('orders', { 'dead-letter-exchange': 'graves' });
			trace.policy('orders', {});
		});
		expect(links).toEqual([]);
	});
});
