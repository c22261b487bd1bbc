import { describe, expect, it } from 'vitest';
import { EMPTY_TABLE } from '../amqp';
import type { TraceEvent } from '../network/events';
import { History } from './history';

const by = { connection: 1, channel: 1 };
const copyOf = (message: number) => ({ copy: message, message, queue: 1 });

const topology: TraceEvent[] = [
	{
		type: 'program.started',
		at: 0,
		program: 'a.js#1',
		file: 'a.js',
		instance: 1,
		language: 'javascript',
		args: ['x']
	},
	{
		type: 'connection.opened',
		at: 0,
		connection: 1,
		program: 'a.js#1',
		name: 'c',
		user: 'guest',
		vhost: '/'
	},
	{
		type: 'exchange.declared',
		at: 0,
		exchange: 1,
		vhost: '/',
		name: 'orders',
		kind: 'direct',
		durable: true,
		autoDelete: false,
		internal: false,
		arguments: EMPTY_TABLE,
		by
	},
	{
		type: 'queue.declared',
		at: 0,
		queue: 1,
		vhost: '/',
		name: 'mail',
		kind: 'classic',
		durable: true,
		autoDelete: false,
		exclusive: null,
		serverNamed: false,
		arguments: EMPTY_TABLE,
		by
	},
	{
		type: 'binding.created',
		at: 0,
		binding: 1,
		source: 1,
		destination: { queue: 1 },
		routingKey: 'paid',
		arguments: EMPTY_TABLE,
		by
	},
	{
		type: 'consumer.started',
		at: 0,
		...by,
		consumer: 1,
		tag: 't',
		queue: 1,
		noAck: false,
		exclusive: false,
		prefetchCount: 5,
		priority: 0,
		arguments: EMPTY_TABLE
	}
];

const published = (message: number, queues: number[] = [1]): TraceEvent[] => [
	{
		type: 'message.published',
		at: message,
		...by,
		message,
		exchange: 1,
		routingKey: 'paid',
		mandatory: false,
		properties: {},
		size: 2,
		preview: new TextEncoder().encode('é'),
		confirm: 0
	},
	{ type: 'message.routed', at: message, message, cause: 'publish', routingKeys: ['paid'], hops: [], queues },
	...queues.map((): TraceEvent => ({ type: 'copy.enqueued', at: message, ...copyOf(message) }))
];

const delivered = (message: number, noAck = false): TraceEvent => ({
	type: 'copy.delivered',
	at: message + 10,
	...by,
	...copyOf(message),
	consumer: 1,
	deliveryTag: message,
	redelivered: false,
	noAck
});
const acknowledged = (message: number): TraceEvent => ({
	type: 'copy.acknowledged',
	at: message + 20,
	...by,
	...copyOf(message)
});
const requeued = (message: number): TraceEvent => ({
	type: 'copy.requeued',
	at: message + 20,
	...copyOf(message),
	reason: 'nack'
});
const dropped = (message: number): TraceEvent => ({
	type: 'copy.dropped',
	at: message + 20,
	...copyOf(message),
	reason: 'expired',
	deadLettered: false
});

const history = (...events: (TraceEvent | TraceEvent[])[]): History =>
	new History([...topology, ...events.flat()]);

describe('history', () => {
	it('names what the trace numbers', () => {
		const { bindings, consumers, queues, exchanges } = history();
		expect(exchanges).toMatchObject([{ name: 'orders', kind: 'direct' }]);
		expect(queues).toMatchObject([{ name: 'mail', exclusive: false }]);
		expect(bindings).toMatchObject([{ source: 'orders', destination: 'mail', bindingKey: 'paid' }]);
		expect(consumers).toMatchObject([{ program: 'a.js#1', queue: 'mail', prefetchCount: 5, active: true }]);
	});

	it('tells a message’s life from publish to acknowledgement', () => {
		const [message] = history(published(1), delivered(1), acknowledged(1)).published;
		expect(message).toMatchObject({
			program: 'a.js#1',
			exchange: 'orders',
			routingKey: 'paid',
			body: 'é',
			queues: ['mail'],
			deliveries: [{ at: 11, program: 'a.js#1', queue: 'mail', consumer: 1, outcome: 'acknowledged' }]
		});
	});

	it('keeps each delivery of a message that is delivered again', () => {
		const { delivered: deliveries } = history(published(1), delivered(1), requeued(1), delivered(1));
		expect(deliveries.map(({ outcome }) => outcome)).toEqual(['requeued', 'open']);
	});

	it('leaves deliveries without acknowledgement open', () => {
		expect(history(published(1), delivered(1, true)).delivered[0]).toMatchObject({
			noAck: true,
			outcome: 'open'
		});
	});

	it('counts ready messages through delivery, requeue and expiry', () => {
		const ready = (...events: (TraceEvent | TraceEvent[])[]) => history(...events).queues[0]?.ready;
		const two = [published(1), published(2)];
		expect(ready(...two)).toBe(2);
		expect(ready(...two, delivered(1))).toBe(1);
		expect(ready(...two, delivered(1), requeued(1))).toBe(2);
		expect(ready(...two, delivered(1), requeued(1), dropped(1))).toBe(1);
		expect(ready(...two, delivered(1), dropped(1))).toBe(1);
	});

	it('Q37 counts what waits for its retry as ready when it is due', () => {
		const waiting: TraceEvent[] = [
			...published(1),
			delivered(1),
			{ ...requeued(1), dueAt: 1021 } as TraceEvent
		];
		expect(history(...waiting).queues[0]).toMatchObject({ ready: 0 });
		const due: TraceEvent = { type: 'copy.requeued', at: 1021, ...copyOf(1), reason: 'due' };
		const { queues, delivered: deliveries } = history(...waiting, due);
		expect(queues[0]).toMatchObject({ ready: 1 });
		expect(deliveries).toMatchObject([{ outcome: 'requeued', settledAt: 21 }]);
	});

	it('remembers the most messages that waited together', () => {
		const [queue] = history(published(1), published(2), delivered(1), delivered(2)).queues;
		expect(queue).toMatchObject({ ready: 0, peak: 2 });
	});

	it('knows an unroutable message by its empty list of queues', () => {
		expect(history(published(1, [])).published[0]?.queues).toEqual([]);
	});

	it('adds no queue to a message for its dead-lettering', () => {
		const { queues } = history(published(1), {
			type: 'message.routed',
			at: 9,
			message: 1,
			cause: 'dead-letter',
			routingKeys: ['x'],
			hops: [],
			queues: [1]
		}).published[0]!;
		expect(queues).toEqual(['mail']);
	});

	it('follows a program from its arguments to its exit code', () => {
		const print = { type: 'program.printed', at: 1, program: 'a.js#1', stream: 'stdout' } as const;
		const told = history(
			{ ...print, text: 'one\n' },
			{ ...print, text: 'two\n' },
			{ type: 'program.exited', at: 2, program: 'a.js#1', code: 3 }
		);
		expect(told.program('a.js#1')).toMatchObject({
			args: ['x'],
			startedAt: 0,
			output: 'one\ntwo\n',
			running: false,
			exitCode: 3
		});
	});

	it('puts each program’s messages into a batch of their own', () => {
		const other: TraceEvent = {
			type: 'connection.opened',
			at: 1,
			connection: 2,
			program: 'b.js#1',
			name: 'd',
			user: 'guest',
			vhost: '/'
		};
		const [first, ...rest] = published(3) as [
			Extract<TraceEvent, { type: 'message.published' }>,
			...TraceEvent[]
		];
		const { batches } = history(published(1), other, { ...first, connection: 2 }, rest, published(4));
		expect(batches.map((batch) => batch.map(({ message }) => message))).toEqual([[1, 4], [3]]);
	});

	it('names once each message that a program got', () => {
		const told = history(published(1), delivered(1), requeued(1), delivered(1), published(2));
		expect(told.deliveredTo('a.js#1').map(({ message }) => message)).toEqual([1]);
		expect(told.deliveredTo('a.js#1', told.published.slice(1))).toEqual([]);
		expect(told.deliveredTo('b.js#1')).toEqual([]);
	});

	it('marks a consumer that is gone', () => {
		const gone = history({ type: 'consumer.ended', at: 1, consumer: 1, reason: 'cancelled' });
		expect(gone.consumers[0]?.active).toBe(false);
	});
});
