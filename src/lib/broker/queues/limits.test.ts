import { describe, expect, it } from 'vitest';
import { longstr, type FieldTable, type FieldValue } from '../../amqp';
import { deliveriesIn, testBroker, TestClient } from '../testing/test-client';

const int = (value: number): FieldValue => ({ type: 'signedint', value });

function open(arguments_: FieldTable) {
	const { broker, events } = testBroker();
	const client = TestClient.open(broker);
	const channel = client.channel();
	channel.queue('q', { arguments: arguments_ });
	return { broker, events, client, channel };
}

const rejecting = (length: number, mode = 'reject-publish'): FieldTable => [
	['x-max-length', int(length)],
	['x-overflow', longstr(mode)]
];

describe('length limits', () => {
	it('Q21 Q22 drops from the head until the ready messages are within the limit, and confirms', () => {
		const { channel, events } = open([['x-max-length', int(2)]]);
		channel.send('confirm.select');
		for (const body of ['1', '2', '3'])
			expect(channel.publish('q', body)[0]!.method).toMatchObject({ name: 'basic.ack' });
		expect(events.filter((event) => event.type === 'copy.dropped')).toMatchObject([{ reason: 'maxlen' }]);
		expect(channel.drain('q')).toEqual(['2', '3']);
	});

	it('Q21 counts body bytes, and only of what is ready', () => {
		const { channel } = open([['x-max-length-bytes', int(10)]]);
		channel.publish('q', '12345');
		channel.send('basic.get', { queue: 'q' });
		channel.publish('q', '12345');
		channel.publish('q', '12345');
		expect(channel.counts('q')).toEqual([2, 0]);
		channel.publish('q', 'x');
		expect(channel.counts('q')).toEqual([2, 0]);
	});

	it('Q22 a message larger than the limit is dropped at once', () => {
		const { channel } = open([['x-max-length-bytes', int(3)]]);
		channel.publish('q', '1234');
		expect(channel.counts('q')).toEqual([0, 0]);
	});

	it('Q23 a waiting consumer gets its message whatever the limit', () => {
		const { channel } = open([['x-max-length', int(0)]]);
		channel.consume('q');
		expect(deliveriesIn(channel.publish('q', 'x'))).toEqual(['1:x']);
	});

	it('Q24 reject-publish refuses before anybody could have it, and nacks', () => {
		const { channel, events } = open(rejecting(0));
		channel.consume('q');
		channel.send('confirm.select');
		expect(channel.publish('q', 'x').map(({ method }) => method)).toEqual([
			{ name: 'basic.nack', deliveryTag: 1, multiple: true, requeue: true }
		]);
		expect(events.some((event) => event.type === 'copy.refused')).toBe(true);
	});

	it('Q24 outside confirm mode what is refused is silently gone; mandatory brings no return', () => {
		const { channel, client } = open(rejecting(1));
		channel.publish('q', '1');
		expect(client.publish(1, { routingKey: 'q', mandatory: true }, '2')).toEqual([]);
		expect(channel.drain('q')).toEqual(['1']);
	});

	it('Q25 reject-publish-dlx dead-letters what it refuses', () => {
		const { channel } = open([
			...rejecting(1, 'reject-publish-dlx'),
			['x-dead-letter-exchange', longstr('')],
			['x-dead-letter-routing-key', longstr('dead')]
		]);
		channel.queue('dead');
		channel.publish('q', '1');
		channel.publish('q', '2');
		expect(channel.drain('q')).toEqual(['1']);
		expect(channel.drain('dead')).toEqual(['2']);
	});

	it('Q26 B6 one queue that refuses nacks the publish although others took it', () => {
		const { channel, client } = open(rejecting(1));
		channel.queue('roomy');
		for (const queue of ['q', 'roomy']) channel.send('queue.bind', { queue, exchange: 'amq.fanout' });
		channel.send('confirm.select');
		for (let i = 0; i < 4; i++) client.write(1, { exchange: 'amq.fanout' }, `${i}`);
		client.write(1, {}, 'nowhere');
		expect(client.flush().map(({ method }) => method)).toMatchObject([
			{ name: 'basic.ack', deliveryTag: 5, multiple: false },
			{ name: 'basic.ack', deliveryTag: 1, multiple: false },
			{ name: 'basic.nack', deliveryTag: 2, multiple: false },
			{ name: 'basic.nack', deliveryTag: 3, multiple: false },
			{ name: 'basic.nack', deliveryTag: 4, multiple: false }
		]);
		expect(channel.counts('roomy')).toEqual([4, 0]);
	});

	it('Q27 requeueing can exceed the limit, and then the oldest goes', () => {
		const { channel } = open([['x-max-length', int(2)]]);
		for (const body of ['1', '2']) channel.publish('q', body);
		channel.send('basic.get', { queue: 'q' });
		channel.publish('q', '3');
		channel.nack(1, true);
		expect(channel.drain('q')).toEqual(['2', '3']);
	});

	it('Q28 a priority queue drops from its highest priority', () => {
		const { channel } = open([
			['x-max-length', int(2)],
			['x-max-priority', int(9)]
		]);
		channel.publish('q', 'low', { priority: 0 });
		channel.publish('q', 'high', { priority: 9 });
		channel.publish('q', 'middle', { priority: 5 });
		expect(channel.drain('q')).toEqual(['middle', 'low']);
	});
});

describe('priorities', () => {
	it('Q30 higher first, then in order; capped at the highest; requeue returns within its level', () => {
		const { channel } = open([['x-max-priority', int(5)]]);
		for (const [body, priority] of [
			['a0', undefined],
			['b5', 5],
			['c9', 9],
			['d1', 1],
			['e1', 1]
		] as const)
			channel.publish('q', body, priority === undefined ? {} : { priority });
		for (let i = 0; i < 3; i++) channel.send('basic.get', { queue: 'q' });
		channel.nack(3, true);
		channel.nack(1, true);
		expect(channel.drain('q')).toEqual(['b5', 'd1', 'e1', 'a0']);
	});

	it('Q30 without x-max-priority the property is ignored', () => {
		const { channel } = open([]);
		channel.publish('q', 'low', { priority: 0 });
		channel.publish('q', 'high', { priority: 9 });
		expect(channel.drain('q')).toEqual(['low', 'high']);
	});
});

describe('single active consumer', () => {
	const single: FieldTable = [['x-single-active-consumer', { type: 'bool', value: true }]];

	it('Q32 the first to subscribe gets everything; the next takes over when it goes', () => {
		const { channel, events, broker } = open(single);
		for (const consumerTag of ['a', 'b', 'c']) channel.consume('q', { consumerTag });
		const to = (body: string) => channel.publish('q', body).map(({ method }) => method);
		expect(to('1')).toMatchObject([{ consumerTag: 'a' }]);
		expect(to('2')).toMatchObject([{ consumerTag: 'a' }]);
		expect(broker.snapshot().consumers.map((consumer) => consumer.activityStatus)).toEqual([
			'single_active',
			'waiting',
			'waiting'
		]);
		channel.send('basic.cancel', { consumerTag: 'b' });
		channel.send('basic.cancel', { consumerTag: 'a' });
		expect(to('3')).toMatchObject([{ consumerTag: 'c' }]);
		expect(events.filter((event) => event.type === 'consumer.activated')).toHaveLength(2);
	});

	it('Q32 a full prefetch does not spill over; a channel that goes hands over what waits', () => {
		const { channel, client } = open(single);
		channel.send('basic.qos', { prefetchCount: 1 });
		channel.consume('q', { consumerTag: 'a' });
		const second = client.channel(2);
		second.consume('q', { consumerTag: 'b' });
		channel.publish('q', '1');
		channel.publish('q', '2');
		expect(channel.counts('q')).toEqual([1, 2]);
		const received = channel.send('channel.close');
		expect(deliveriesIn(received)).toEqual(['1:1!', '2:2']);
	});

	it('Q33 nobody consumes exclusively, but get works', () => {
		const { channel, client } = open(single);
		channel.publish('q', 'x');
		expect(channel.ask('basic.get', { queue: 'q' })).toMatchObject({ name: 'basic.get-ok' });
		expect(client.channel(2).fault('basic.consume', { queue: 'q', exclusive: true })).toBe(
			"channel.close 403 ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use"
		);
	});
});
