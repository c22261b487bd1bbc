/** Small worlds for tests and drafts, each a whole trace. */
import { longstr } from '../../amqp';
import type { TraceEvent } from '../../network/events';
import { TraceBuilder } from './trace-builder';

/** Producer, queue, consumer, the default exchange. */
export function hello(): TraceEvent[] {
	const trace = new TraceBuilder();
	const receiver = trace.program('receive.js');
	trace.queue('hello', receiver);
	trace.consume(receiver, 'hello', { noAck: true });
	const sender = trace.program('send.js');
	trace.publish(sender, '', 'hello');
	return trace.at(600, () => trace.exit(sender)).run(2000).events;
}

/** Two workers with a prefetch of one; ten tasks. */
export function workQueue(tasks = 10): TraceEvent[] {
	const trace = new TraceBuilder();
	for (const work of [900, 2100]) {
		const worker = trace.program('worker.js');
		trace.queue('task_queue', worker, { durable: true });
		trace.consume(worker, 'task_queue', { prefetch: 1, work });
	}
	const producer = trace.program('new_task.js');
	for (let task = 0; task < tasks; task++) {
		trace.at(200 + task * 260, () => trace.publish(producer, '', 'task_queue'));
	}
	return trace.run(20_000).events;
}

/** The second worker dies holding a message, which goes back to the queue. */
export function requeue(): TraceEvent[] {
	const trace = new TraceBuilder();
	const workers = [1, 2].map(() => {
		const worker = trace.program('worker.js');
		trace.queue('task_queue', worker, { durable: true });
		trace.consume(worker, 'task_queue', { prefetch: 1, work: 3000 });
		return worker;
	});
	const producer = trace.program('new_task.js');
	for (let task = 0; task < 5; task++) trace.publish(producer, '', 'task_queue');
	trace.at(2500, () => trace.kill(workers[1]!));
	return trace.run(20_000).events;
}

/** A direct exchange with several keys to one queue. */
export function directRouting(): TraceEvent[] {
	const trace = new TraceBuilder();
	trace.exchange('direct_logs', 'direct');
	for (const [queue, keys] of [
		['amq.gen-errorsonly', ['error']],
		['amq.gen-everything', ['info', 'warning', 'error']]
	] as const) {
		const receiver = trace.program('receive_logs_direct.js', keys);
		trace.queue(queue, receiver, { exclusive: 1, serverNamed: true });
		for (const key of keys) trace.bind('direct_logs', queue, key);
		trace.consume(receiver, queue, { noAck: true });
	}
	const emitter = trace.program('emit_log_direct.js');
	['info', 'error', 'warning', 'debug', 'error'].forEach((key, index) =>
		trace.at(200 + index * 400, () => trace.publish(emitter, 'direct_logs', key))
	);
	return trace.run(10_000).events;
}

/** The topics lesson of the drawing: three queues, one slow consumer. */
export function topics(): TraceEvent[] {
	const trace = new TraceBuilder();
	trace.exchange('topic', 'topic');
	const receivers = [
		['analytics.js', 'amq.gen-JzTYk2p0', '*.europe.*', 300, true],
		['payments.js', 'payments', '#.payments', 3000, false],
		['user.js', 'amq.gen-9fQ2xw77', 'user.#', 300, true]
	] as const;
	for (const [file, queue, key, work, exclusive] of receivers) {
		const receiver = trace.program(file);
		trace.queue(queue, receiver, exclusive ? { exclusive: 1, serverNamed: true } : { durable: true });
		trace.bind('topic', queue, key);
		trace.consume(receiver, queue, { prefetch: 1, work });
	}
	const producer = trace.program('producer.js');
	const keys = ['user.europe.payments', 'order.asia.payments', 'user.asia.cart', 'order.europe.refund'];
	for (let index = 0; index < 12; index++) {
		trace.at(200 + index * 700, () => trace.publish(producer, 'topic', keys[index % keys.length]!));
	}
	return trace.run(30_000).events;
}

export function fanout(receivers = 3): TraceEvent[] {
	const trace = new TraceBuilder();
	trace.exchange('logs', 'fanout');
	for (let index = 1; index <= receivers; index++) {
		const receiver = trace.program('receive_logs.js');
		trace.queue(`amq.gen-${index}`, receiver, { exclusive: 1, serverNamed: true });
		trace.bind('logs', `amq.gen-${index}`);
		trace.consume(receiver, `amq.gen-${index}`, { noAck: true });
	}
	const emitter = trace.program('emit_log.js');
	for (let index = 0; index < 4; index++) {
		trace.at(200 + index * 500, () => trace.publish(emitter, 'logs', ''));
	}
	return trace.run(10_000).events;
}

/** Messages that expire go to a dead letter exchange; one that nobody wants is returned. */
export function deadLetters(): TraceEvent[] {
	const trace = new TraceBuilder();
	const producer = trace.program('producer.js');
	trace.exchange('orders', 'direct');
	trace.exchange('dlx', 'fanout');
	trace.queue('orders', producer, {
		durable: true,
		arguments: [['x-dead-letter-exchange', longstr('dlx')]]
	});
	trace.queue('dead', producer, { durable: true });
	trace.bind('orders', 'orders', 'new');
	trace.bind('dlx', 'dead');
	const mourner = trace.program('mourner.js');
	trace.consume(mourner, 'dead', { prefetch: 2, work: 800 });
	for (let index = 0; index < 4; index++) {
		trace.at(200 + index * 300, () => trace.publish(producer, 'orders', 'new'));
		trace.at(2500 + index * 700, () => trace.expire('orders'));
	}
	trace.at(2200, () => trace.publish(producer, 'orders', 'lost', true));
	return trace.run(12_000).events;
}

/** What dies in a queue waits in another one and comes back; a third leads to itself. */
export function delayLoop(): TraceEvent[] {
	const trace = new TraceBuilder();
	const producer = trace.program('producer.js');
	const leadingTo = (queue: string) => ({
		arguments: [
			['x-dead-letter-exchange', longstr('')],
			['x-dead-letter-routing-key', longstr(queue)]
		] as const
	});
	trace.exchange('orders', 'direct');
	trace.queue('orders', producer, leadingTo('later'));
	trace.queue('later', producer, leadingTo('orders'));
	trace.queue('round', producer, leadingTo('round'));
	for (const queue of ['orders', 'round']) trace.bind('orders', queue, 'new');
	trace.consume(trace.program('cook.js'), 'orders', { prefetch: 1, work: 800 });
	return trace.run(3000).events;
}

/** A client asks, a server answers into the client's own queue. */
export function rpc(): TraceEvent[] {
	const trace = new TraceBuilder();
	const server = trace.program('rpc_server.js');
	trace.queue('rpc_queue', server);
	trace.consume(server, 'rpc_queue', { prefetch: 1, work: 700 });
	const client = trace.program('rpc_client.js');
	trace.queue('amq.gen-replies', client, { exclusive: 1, serverNamed: true });
	trace.consume(client, 'amq.gen-replies', { noAck: true });
	for (let index = 0; index < 3; index++) {
		trace.at(200 + index * 2500, () => trace.publish(client, '', 'rpc_queue'));
		trace.at(1700 + index * 2500, () => trace.publish(server, '', 'amq.gen-replies'));
	}
	return trace.run(10_000).events;
}

/** More than the eye can count: one burst, one consumer. */
export function flood(messages: number): TraceEvent[] {
	const trace = new TraceBuilder(2);
	const worker = trace.program('worker.js');
	trace.queue('flood', worker);
	const producer = trace.program('producer.js');
	for (let index = 0; index < messages; index++) trace.publish(producer, '', 'flood');
	trace.consume(worker, 'flood', { prefetch: 20, work: 50 });
	return trace.run(1e9).events;
}

/** A wide topology: many queues bound to one exchange, each with its key. */
export function manyQueues(count: number): TraceEvent[] {
	const trace = new TraceBuilder();
	const program = trace.program('declare.js');
	trace.exchange('wide', 'direct');
	for (let index = 0; index < count; index++) {
		trace.queue(`queue ${index}`, program);
		trace.bind('wide', `queue ${index}`, `key.${index}`);
	}
	return trace.events;
}

/** Exchanges bound to exchanges, and one program that publishes and consumes. */
export function exchangeToExchange(): TraceEvent[] {
	const trace = new TraceBuilder();
	const program = trace.program('all-in-one.js');
	trace.exchange('orders', 'topic');
	trace.exchange('audit', 'fanout');
	trace.queue('shipping', program, { durable: true });
	trace.queue('log', program);
	trace.queue('archive', program, { durable: true });
	trace.bind('orders', 'shipping', 'order.paid');
	trace.bind('orders', { exchange: 'audit' }, '#');
	trace.bind('audit', 'log');
	trace.bind('audit', 'archive');
	trace.publish(program, 'orders', 'order.paid');
	trace.at(1000, () => trace.publish(program, 'orders', 'order.new'));
	trace.at(1100, () => trace.consume(program, 'shipping', { prefetch: 3, work: 500 }));
	return trace.run(6000).events;
}
