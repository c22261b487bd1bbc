import { describe, expect, it } from 'vitest';
import { connectionsOf, connectionsText } from './connections';
import { layout } from './layout';
import { structureOf } from './structure';
import { EngineTrace } from './testing/engine-trace';
import { testLabels } from './testing/labels';
import { TestClient } from '../broker/testing/test-client';

/** Two connections; on the first two channels. */
function clerk(): EngineTrace {
	const trace = new EngineTrace();
	const first = trace.program('clerk.js');
	first.queue('papers');
	first.send('basic.qos', { prefetchCount: 3 });
	first.consume('papers');
	const second = first.client.channel(2);
	second.send('confirm.select');
	for (const body of ['1', '2']) second.publish('papers', body);
	TestClient.open(trace.broker, { program: 'clerk.js#1' }).channel().send('basic.qos', {
		prefetchCount: 10,
		global: true
	});
	return trace;
}

describe('an unfolded program', () => {
	it('shows its connections, and in each its channels', () => {
		const scene = clerk().scene();
		const connections = connectionsOf(scene, scene.programs.get('clerk.js#1')!);
		expect(connectionsText(connections, testLabels)).toBe(
			'connection 127.0.0.1:50001 to /, channel 1 · 2 unacked · prefetch 3, channel 2 · confirm · published 2; ' +
				'connection 127.0.0.1:50002 to /, channel 1 · prefetch 10 shared'
		);
	});

	it('forgets a channel that is closed, and a connection with all of its', () => {
		const trace = clerk();
		const { client } = trace.program('other.js');
		client.send(1, 'channel.close');
		const words = (program: string) => {
			const scene = trace.scene();
			return connectionsText(connectionsOf(scene, scene.programs.get(program)!), testLabels);
		};
		expect(words('other.js#1')).toBe('connection 127.0.0.1:50003 to /');
		client.send(0, 'connection.close');
		expect(words('other.js#1')).toBe('');
		expect(trace.scene().channels.size).toBe(3);
	});

	it('has room in the figure for all of them', () => {
		const scene = clerk().scene();
		const seats = new Set([scene.programs.get('clerk.js#1')!.seat]);
		const place = (unfolded: ReadonlySet<number>) => {
			const structure = structureOf(scene, 1e6, { labels: testLabels, parallel: 3, unfolded });
			return layout(structure, { size: { width: 1000, height: 460 }, previous: null });
		};
		const high = ({ bounds }: ReturnType<typeof layout>) => bounds.bottom - bounds.top;
		expect(high(place(seats))).toBeGreaterThan(high(place(new Set())) + 4 * 20);
	});
});
