import { describe, expect, it } from 'vitest';
import type { FieldTable, Method } from '../amqp';
import {
	bodyOf,
	deliveriesIn,
	faultIn,
	testBroker,
	TestClient,
	type TestChannel
} from './testing/test-client';

function open() {
	const { broker, events, clock } = testBroker();
	const client = TestClient.open(broker);
	const channel = client.channel();
	channel.queue('q');
	return { broker, events, clock, client, channel };
}

function fill(channel: TestChannel, count: number, queue = 'q'): void {
	for (let i = 1; i <= count; i++) channel.publish(queue, `${i}`);
}

const priority = (value: number): FieldTable => [['x-priority', { type: 'signedint', value }]];

describe('publish and confirm', () => {
	it('B2 B3 returns what is mandatory and unroutable before it is confirmed, properties and all', () => {
		const { channel, client } = open();
		channel.send('confirm.select');
		const received = client.publish(1, { routingKey: 'nowhere', mandatory: true }, 'x', { messageId: 'm' });
		expect(received.map(({ method }) => method)).toEqual([
			{ name: 'basic.return', replyCode: 312, replyText: 'NO_ROUTE', exchange: '', routingKey: 'nowhere' },
			{ name: 'basic.ack', deliveryTag: 1, multiple: false }
		]);
		expect(bodyOf(received[0]!)).toBe('x');
	});

	it('B4 confirm numbers start at 1 after confirm.select, and a second select changes nothing', () => {
		const { channel } = open();
		channel.publish('q', 'before');
		channel.send('confirm.select');
		expect(channel.publish('q', 'x')[0]!.method).toMatchObject({ deliveryTag: 1 });
		expect(channel.ask('confirm.select')).toEqual({ name: 'confirm.select-ok' });
		expect(channel.publish('q', 'x')[0]!.method).toMatchObject({ deliveryTag: 2 });
	});

	it('B6 confirms what came in one piece together', () => {
		const { channel, client, events } = open();
		channel.send('confirm.select');
		for (let i = 0; i < 3; i++) client.write(1, { routingKey: 'q' });
		expect(client.flush().map(({ method }) => method)).toEqual([
			{ name: 'basic.ack', deliveryTag: 3, multiple: true }
		]);
		expect(events.at(-1)).toMatchObject({
			type: 'confirm.sent',
			deliveryTag: 3,
			multiple: true,
			nack: false
		});
	});

	it('B3 B6 confirms what finds no queue at once and by itself', () => {
		const { channel, client } = open();
		channel.send('confirm.select');
		for (const routingKey of ['q', 'q', 'nowhere', 'q']) client.write(1, { routingKey });
		expect(client.flush().map(({ method }) => method)).toEqual([
			{ name: 'basic.ack', deliveryTag: 3, multiple: false },
			{ name: 'basic.ack', deliveryTag: 4, multiple: true }
		]);
	});

	it('B12 H38 H10 a publish that fails closes the channel and is not confirmed', () => {
		const { channel, client } = open();
		channel.send('confirm.select');
		const received = client.publish(1, { exchange: 'missing' });
		expect(received.map(({ method }) => method.name)).toEqual(['channel.close']);
	});

	it('C3 an empty body travels as one', () => {
		const { channel } = open();
		channel.publish('q', '');
		const [got] = channel.send('basic.get', { queue: 'q' });
		expect(got!.content!.body).toHaveLength(0);
	});

	it('C4 a body larger than a frame comes in several', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker, { frameMax: 4096 });
		const channel = client.channel();
		channel.queue('q');
		client.receiveRaw(new Uint8Array());
		const big = 'x'.repeat(4000);
		channel.publish('q', big);
		channel.publish('q', big);
		expect(channel.drain('q')).toEqual([big, big]);
	});
});

describe('consume and deliver', () => {
	it('B14 consume-ok comes before the first delivery; cancelling an unknown tag is fine', () => {
		const { channel } = open();
		fill(channel, 1);
		expect(channel.consume('q').map(({ method }) => method.name)).toEqual([
			'basic.consume-ok',
			'basic.deliver'
		]);
		expect(channel.ask('basic.cancel', { consumerTag: 'unknown' })).toEqual({
			name: 'basic.cancel-ok',
			consumerTag: 'unknown'
		});
	});

	it('B14 a tag can be used again after cancel', () => {
		const { channel } = open();
		channel.consume('q', { consumerTag: 't' });
		channel.send('basic.cancel', { consumerTag: 't' });
		expect(channel.consume('q', { consumerTag: 't' })[0]!.method).toMatchObject({ name: 'basic.consume-ok' });
	});

	it('Q1 the broker makes up consumer tags', () => {
		const { channel } = open();
		const ok = channel.consume('q')[0]!.method as Method<'basic.consume-ok'>;
		expect(ok.consumerTag).toMatch(/^amq\.ctag-[\w-]{22}$/);
	});

	it('B15 B16 one tag counter a channel, advanced by get and by deliveries without acknowledgement', () => {
		const { channel } = open();
		fill(channel, 3);
		expect(channel.send('basic.get', { queue: 'q', noAck: true })[0]!.method).toMatchObject({
			deliveryTag: 1
		});
		expect(channel.send('basic.get', { queue: 'q' })[0]!.method).toMatchObject({ deliveryTag: 2 });
		expect(deliveriesIn(channel.consume('q', { noAck: true }))).toEqual(['3:3']);
		expect(channel.ack(2)).toEqual([]);
		expect(faultIn(channel.ack(3))).toMatch(/unknown delivery tag 3/);
	});

	it('B16 prefetch is nothing to a consumer without acknowledgement', () => {
		const { channel } = open();
		channel.send('basic.qos', { prefetchCount: 1 });
		fill(channel, 3);
		expect(deliveriesIn(channel.consume('q', { noAck: true }))).toEqual(['1:1', '2:2', '3:3']);
	});

	it('B17 consumers take turns', () => {
		const { channel } = open();
		for (const consumerTag of ['a', 'b', 'c']) channel.consume('q', { consumerTag });
		const who: string[] = [];
		for (let i = 0; i < 5; i++)
			for (const { method } of channel.publish('q', `${i}`))
				if (method.name === 'basic.deliver') who.push(method.consumerTag);
		expect(who).toEqual(['a', 'b', 'c', 'a', 'b']);
	});

	it('B17 one that can take no more leaves the rotation, and comes back at its end', () => {
		const { channel } = open();
		channel.send('basic.qos', { prefetchCount: 1 });
		for (const consumerTag of ['a', 'b']) channel.consume('q', { consumerTag });
		fill(channel, 3);
		expect(channel.counts('q')).toEqual([1, 2]);
		expect(channel.ack(2)).toMatchObject([{ method: { consumerTag: 'b', deliveryTag: 3 } }]);
		channel.ack(1);
		expect(channel.publish('q', 'x')).toMatchObject([{ method: { consumerTag: 'a' } }]);
	});

	it('B18 the highest priority takes everything until it is full', () => {
		const { channel } = open();
		channel.send('basic.qos', { prefetchCount: 2 });
		channel.consume('q', { consumerTag: 'low', arguments: priority(-1) });
		channel.consume('q', { consumerTag: 'high', arguments: priority(5) });
		channel.consume('q', { consumerTag: 'middle' });
		const who = [1, 2, 3, 4, 5, 6, 7].flatMap((i) =>
			channel.publish('q', `${i}`).map(({ method }) => (method as Method<'basic.deliver'>).consumerTag)
		);
		expect(who).toEqual(['high', 'high', 'middle', 'middle', 'low', 'low']);
	});

	it('B19 qos(global=false) is for consumers to come', () => {
		const { channel } = open();
		channel.consume('q', { consumerTag: 'before' });
		channel.send('basic.qos', { prefetchCount: 1 });
		fill(channel, 3);
		expect(channel.counts('q')).toEqual([0, 1]);
		channel.send('basic.cancel', { consumerTag: 'before' });
		channel.consume('q', { consumerTag: 'after' });
		fill(channel, 3);
		expect(channel.counts('q')).toEqual([2, 1]);
	});

	it('B19 qos(global=true) is for the whole channel at once, and counts what is outstanding', () => {
		const { channel } = open();
		channel.consume('q', { consumerTag: 'a' });
		fill(channel, 2);
		channel.send('basic.qos', { prefetchCount: 3, global: true });
		channel.consume('q', { consumerTag: 'b' });
		fill(channel, 3);
		expect(channel.counts('q')).toEqual([2, 2]);
		expect(deliveriesIn(channel.ack(1))).toEqual(['4:2']);
		expect(deliveriesIn(channel.ack(4, true))).toEqual(['5:3']);
	});

	it('B19 both kinds of prefetch can be combined, and raising the shared one delivers at once', () => {
		const { channel } = open();
		channel.send('basic.qos', { prefetchCount: 2 });
		channel.send('basic.qos', { prefetchCount: 3, global: true });
		for (const consumerTag of ['a', 'b']) channel.consume('q', { consumerTag });
		fill(channel, 6);
		expect(channel.counts('q')).toEqual([3, 2]);
		expect(deliveriesIn(channel.send('basic.qos', { prefetchCount: 10, global: true }))).toEqual(['4:4']);
	});

	it('B20 cancelling leaves what was delivered with the channel', () => {
		const { channel } = open();
		fill(channel, 2);
		channel.consume('q', { consumerTag: 't' });
		channel.send('basic.cancel', { consumerTag: 't' });
		expect(channel.counts('q')).toEqual([0, 0]);
		channel.nack(2, true);
		expect(channel.counts('q')).toEqual([1, 0]);
		expect(channel.ack(1)).toEqual([]);
	});

	it('B21 an exclusive consumer is alone', () => {
		const { channel, client } = open();
		channel.consume('q', { exclusive: true });
		const text = "channel.close 403 ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use";
		expect(client.channel(2).fault('basic.consume', { queue: 'q' })).toBe(text);
		channel.queue('r');
		channel.consume('r');
		expect(client.channel(3).fault('basic.consume', { queue: 'r', exclusive: true })).toBe(
			text.replace("'q'", "'r'")
		);
	});

	it('B23 redelivered is for whatever was handed to a channel before', () => {
		const { channel, client } = open();
		fill(channel, 1);
		const second = client.channel(2);
		second.consume('q');
		second.send('channel.close');
		const [got] = channel.send('basic.get', { queue: 'q' });
		expect(got!.method).toMatchObject({ redelivered: true });
	});

	it('B24 get counts what is left, and says when there is nothing', () => {
		const { channel } = open();
		fill(channel, 3);
		expect(channel.ask('basic.get', { queue: 'q' })).toMatchObject({ messageCount: 2 });
		channel.send('queue.purge', { queue: 'q' });
		expect(channel.ask('basic.get', { queue: 'q' })).toMatchObject({ name: 'basic.get-empty' });
	});
});

describe('acknowledge, reject, recover', () => {
	it('B25 multiple covers everything up to and including a tag, from all queues', () => {
		const { channel, broker } = open();
		channel.queue('r');
		fill(channel, 2);
		fill(channel, 2, 'r');
		channel.consume('q');
		channel.consume('r');
		channel.ack(3, true);
		expect(broker.snapshot().channels[0]).toMatchObject({ messagesUnacknowledged: 1 });
		expect(faultIn(channel.ack(2, true))).toMatch(/unknown delivery tag 2$/);
	});

	it('B26 requeue restores the original position', () => {
		const { channel } = open();
		fill(channel, 5);
		for (let i = 0; i < 5; i++) channel.send('basic.get', { queue: 'q' });
		for (const tag of [3, 1, 5]) channel.nack(tag, true);
		expect(channel.drain('q')).toEqual(['1', '3', '5']);
	});

	it('B26 what comes back stands before what never left', () => {
		const { channel } = open();
		fill(channel, 4);
		channel.send('basic.get', { queue: 'q' });
		channel.send('basic.get', { queue: 'q' });
		channel.send('basic.reject', { deliveryTag: 2, requeue: true });
		channel.send('basic.reject', { deliveryTag: 1, requeue: true });
		expect(channel.drain('q')).toEqual(['1', '2', '3', '4']);
	});

	it('B27 closing a channel returns everything in order, redelivered', () => {
		const { channel, client } = open();
		fill(channel, 3);
		const second = client.channel(2);
		second.consume('q');
		second.send('channel.close');
		expect(deliveriesIn(channel.consume('q'))).toEqual(['1:1!', '2:2!', '3:3!']);
	});

	it('B28 recover returns everything outstanding on this channel; recover-async says nothing', () => {
		const { channel } = open();
		fill(channel, 2);
		const tags = () => channel.send('basic.get', { queue: 'q' });
		tags();
		tags();
		expect(channel.ask('basic.recover', { requeue: true })).toEqual({ name: 'basic.recover-ok' });
		expect(channel.counts('q')).toEqual([2, 0]);
		tags();
		expect(channel.send('basic.recover-async', { requeue: true })).toEqual([]);
		expect(channel.counts('q')).toEqual([2, 0]);
	});

	it('B29 a rejected message without a dead letter exchange is dropped', () => {
		const { channel, events } = open();
		fill(channel, 1);
		channel.send('basic.get', { queue: 'q' });
		channel.nack(1, false);
		expect(channel.counts('q')).toEqual([0, 0]);
		expect(events.at(-1)).toMatchObject({ type: 'copy.dropped', reason: 'rejected', deadLettered: false });
	});
});
