import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../network/events';
import { answersOf, type Answer } from './answers';
import { foldAll } from './fold';
import { emptyScene, programNode, queueNode, type Scene } from './scene';
import { TraceBuilder } from './testing/trace-builder';
import { deadLetters, fanout, hello, requeue, topics, workQueue } from './testing/traces';

const at = (events: readonly TraceEvent[], until: number): Scene =>
	foldAll(
		emptyScene(),
		events.filter((event) => event.at <= until)
	);

function ask(scene: Scene, name: string): Answer[] {
	const program = [...scene.programs.values()].find(({ file }) => file === name);
	const queue = [...scene.queues.values()].find((each) => each.name === name);
	const exchange = [...scene.exchanges.values()].find((each) => each.name === name);
	const node = program ? programNode(program.seat) : queue ? queueNode(queue.id) : `x${exchange!.id}`;
	return answersOf(scene, node);
}

describe('what a picked node answers', () => {
	it('a consumer of an empty queue says why the queue is empty', () => {
		const before = at(topics(), 100);
		expect(ask(before, 'payments.js')).toEqual([{ type: 'never-filled', queue: 'payments' }]);
		const after = at(topics(), Infinity);
		expect(ask(after, 'payments.js')).toEqual([
			{ type: 'all-done', queue: 'payments', total: expect.any(Number) }
		]);
	});

	it('a consumer that holds all it may says so, and how many wait meanwhile', () => {
		const scene = at(topics(), 6000);
		expect(ask(scene, 'payments.js')).toEqual([
			{ type: 'full', queue: 'payments', of: 'consumer', holds: 1, limit: 1, ready: expect.any(Number) }
		]);
	});

	it('a queue that got nothing says whether it is bound, and what its exchange has seen', () => {
		const trace = new TraceBuilder();
		trace.exchange('logs', 'direct');
		const reader = trace.program('reader.js');
		trace.queue('lonely', reader);
		trace.queue('bound', reader);
		trace.bind('logs', 'bound', 'error');
		const writer = trace.program('writer.js');
		trace.at(1000, () => trace.publish(writer, 'logs', 'info'));
		const { events } = trace.run(5000);
		expect(ask(at(events, 500), 'bound')).toEqual([{ type: 'nothing-yet', exchange: 'logs' }]);
		const scene = at(events, Infinity);
		expect(ask(scene, 'bound')).toEqual([{ type: 'unmatched', exchange: 'logs', seen: 1 }]);
		expect(ask(scene, 'lonely')).toEqual([{ type: 'unbound' }]);
		expect(ask(scene, 'logs')).toEqual([{ type: 'routed', seen: 1, lost: 1, diverted: 0, alternate: null }]);
		expect(ask(scene, 'writer.js')).toEqual([{ type: 'publishes', count: 1 }]);
		expect(ask(scene, 'reader.js')).toEqual([{ type: 'does-nothing' }]);
	});

	it('every node of every trace has an answer at every moment', () => {
		for (const events of [hello(), workQueue(), fanout(), topics(), requeue(), deadLetters()]) {
			for (let until = 500; until < 12_000; until += 500) {
				const scene = at(events, until);
				for (const program of scene.programs.values()) {
					expect(answersOf(scene, programNode(program.seat))).not.toEqual([]);
				}
				for (const { id } of scene.queues.values()) expect(answersOf(scene, queueNode(id))).not.toEqual([]);
			}
		}
	});
});
