/** Large figures to measure: whole traces of topologies that nobody would draw by hand. */
import { TraceBuilder } from '../../../src/lib/graph/testing/trace-builder';
import type { TraceEvent } from '../../../src/lib/network/events';

const EXCHANGES = 20;

/** A company's broker at rest: queues bound to exchanges, `bindings` in all, some programs at both ends. */
export function topology(queues: number, bindings: number): TraceEvent[] {
	const trace = new TraceBuilder();
	const setup = trace.program('setup.js');
	for (let index = 0; index < EXCHANGES; index++) trace.exchange(`exchange ${index}`, 'topic', setup);
	for (let index = 0; index < queues; index++) trace.queue(`queue ${index}`, setup, { durable: true });
	for (let index = 0; index < bindings; index++) {
		const queue = index % queues;
		const exchange = (queue * 7 + Math.floor(index / queues) * 3) % EXCHANGES;
		trace.bind(`exchange ${exchange}`, `queue ${queue}`, `team.${queue}.${index % 5}.#`);
	}
	for (let index = 0; index < 30; index++) {
		const worker = trace.program('worker.js');
		trace.consume(worker, `queue ${index * 31}`, { prefetch: 10 });
	}
	for (let index = 0; index < 10; index++) {
		const producer = trace.program('producer.js');
		trace.publish(producer, `exchange ${index * 2}`, `team.${index}.0.x`);
	}
	return trace.run(5000).events;
}

/** Nodes of `busyFigure`: 200. */
const BUSY = { producers: 60, exchanges: 20, queues: 70, consumers: 50 };
/** Virtual milliseconds between two publishes of one producer: 2,000 tokens are then in flight at any moment. */
const PAUSE = 35;

/** 200 nodes and about 2,000 tokens in flight, from the second virtual second to `until` (milliseconds). */
export function busyFigure(until: number): TraceEvent[] {
	const trace = new TraceBuilder(0);
	const setup = trace.program('producer.js');
	for (let index = 0; index < BUSY.exchanges; index++) trace.exchange(`exchange ${index}`, 'direct', setup);
	for (let index = 0; index < BUSY.queues; index++) {
		trace.queue(`queue ${index}`, setup);
		trace.bind(`exchange ${index % BUSY.exchanges}`, `queue ${index}`, `key.${index}`);
	}
	for (let index = 0; index < BUSY.queues; index++) {
		if (index < BUSY.consumers) trace.program('consumer.js');
		trace.consume(`consumer.js#${(index % BUSY.consumers) + 1}`, `queue ${index}`, { work: 20 });
	}
	for (let index = 1; index < BUSY.producers; index++) trace.program('producer.js');
	let turn = 0;
	for (let at = 0; at < until; at += PAUSE / BUSY.producers) {
		const queue = (turn * 13) % BUSY.queues;
		const producer = `producer.js#${(turn % BUSY.producers) + 1}`;
		trace.at(at, () => trace.publish(producer, `exchange ${queue % BUSY.exchanges}`, `key.${queue}`));
		turn++;
	}
	return trace.run(until).events;
}
