import { describe, expect, it } from 'vitest';
import { longstr, type FieldTable, type FieldValue, type Method } from '../../amqp';
import { testBroker, TestClient, type Received } from '../testing/test-client';

function open() {
	const { broker, events } = testBroker();
	const client = TestClient.open(broker);
	return { broker, events, client, channel: client.channel() };
}

/** Values of the right type for arguments that don't take a number. */
const VALUES: Readonly<Record<string, FieldValue>> = {
	'x-queue-mode': longstr('lazy'),
	'x-max-age': longstr('1h')
};

function names(received: readonly Received[]): string[] {
	return received.map(({ method }) => method.name);
}

describe('queue life', () => {
	it('Q1 the broker makes up queue names', () => {
		const { channel } = open();
		const { queue } = channel.queue('') as Method<'queue.declare-ok'>;
		expect(queue).toMatch(/^amq\.gen-[\w-]{22}$/);
	});

	it('Q2 Q6 counts are of ready messages only, and purge leaves the rest outstanding', () => {
		const { channel } = open();
		channel.queue('q');
		for (const body of ['1', '2', '3']) channel.publish('q', body);
		channel.send('basic.get', { queue: 'q' });
		expect(channel.queue('q')).toMatchObject({ messageCount: 2, consumerCount: 0 });
		expect(channel.ask('queue.purge', { queue: 'q' })).toMatchObject({ messageCount: 2 });
		channel.nack(1, true);
		expect(channel.ask('queue.delete', { queue: 'q' })).toMatchObject({ messageCount: 1 });
	});

	it('Q3 exclusive makes a queue transient, whatever durable says, and equal to both', () => {
		const { channel, broker } = open();
		channel.queue('q', { exclusive: true, durable: true });
		expect(broker.snapshot().queues[0]).toMatchObject({ durable: false, exclusive: true });
		expect(channel.queue('q', { exclusive: true })).toMatchObject({ name: 'queue.declare-ok' });
	});

	it('Q3 an exclusive queue outlives its channel but not its connection', () => {
		const { channel, client, broker } = open();
		channel.queue('q', { exclusive: true });
		channel.send('channel.close');
		expect(client.channel(2).counts('q')).toEqual([0, 0]);
		client.send(0, 'connection.close');
		expect(broker.snapshot().queues).toEqual([]);
	});

	it('Q4 auto-delete goes with the last consumer, if there ever was one; get is none', () => {
		const { channel, broker } = open();
		channel.queue('q', { autoDelete: true });
		channel.publish('q', 'x');
		channel.send('basic.get', { queue: 'q', noAck: true });
		expect(broker.snapshot().queues).toHaveLength(1);
		channel.consume('q', { consumerTag: 'a' });
		channel.consume('q', { consumerTag: 'b' });
		channel.send('basic.cancel', { consumerTag: 'a' });
		expect(broker.snapshot().queues).toHaveLength(1);
		expect(names(channel.send('basic.cancel', { consumerTag: 'b' }))).toEqual(['basic.cancel-ok']);
		expect(broker.snapshot().queues).toEqual([]);
	});

	it('Q4 …and on channel close before close-ok', () => {
		const { channel, client, events } = open();
		channel.queue('q', { autoDelete: true });
		client.channel(2).consume('q');
		expect(names(client.send(2, 'channel.close'))).toEqual(['channel.close-ok']);
		expect(events.slice(-3).map((event) => event.type)).toEqual([
			'consumer.ended',
			'queue.deleted',
			'channel.closed'
		]);
	});

	it('Q7 acknowledging what came from a deleted queue is fine', () => {
		const { channel } = open();
		channel.queue('q');
		channel.publish('q', 'x');
		channel.send('basic.get', { queue: 'q' });
		channel.send('queue.delete', { queue: 'q' });
		expect(channel.ack(1)).toEqual([]);
	});

	it('Q8 deletion tells consumers on every channel, if their client understands', () => {
		const { broker, client, channel } = open();
		channel.queue('q');
		channel.consume('q', { consumerTag: 'mine' });
		const understands = TestClient.open(broker);
		understands.channel().consume('q', { consumerTag: 'other' });
		const deaf = TestClient.open(broker, { capabilities: [] });
		deaf.channel().consume('q');
		understands.take();
		deaf.take();
		expect(client.send(1, 'queue.delete', { queue: 'q' }).map(({ method }) => method)).toEqual([
			{ name: 'queue.delete-ok', messageCount: 0 },
			{ name: 'basic.cancel', consumerTag: 'mine', nowait: true }
		]);
		expect(names(understands.take())).toEqual(['basic.cancel']);
		expect(deaf.take()).toEqual([]);
	});

	it('Q9 a publish that waits for its confirm is acknowledged though its queue goes', () => {
		const { channel, client } = open();
		channel.queue('q');
		channel.send('confirm.select');
		client.write(1, { routingKey: 'q' });
		client.write(1, { routingKey: 'q' });
		client.writeMethod(1, 'queue.delete', { queue: 'q' });
		const received = client.flush().map(({ method }) => method);
		expect(received).toContainEqual({ name: 'queue.delete-ok', messageCount: 2 });
		expect(received).toContainEqual({ name: 'basic.ack', deliveryTag: 2, multiple: true });
	});

	it('Q12 a lazy queue is as any other to its clients', () => {
		const { channel } = open();
		for (const mode of ['lazy', 'default']) {
			channel.queue(mode, { arguments: [['x-queue-mode', longstr(mode)]] });
			for (const body of ['1', '2']) channel.publish(mode, body);
			expect(channel.drain(mode)).toEqual(['1', '2']);
		}
	});

	it.each([
		['x-message-ttl', 0, 'queue.declare-ok'],
		['x-expires', 1, 'queue.declare-ok'],
		['x-expires', 0, 'channel.close']
	])('Q20 %s of %i: %s', (argument, value, answer) => {
		const { channel } = open();
		const arguments_: FieldTable = [[argument, { type: 'signedint', value }]];
		expect(channel.queue('q', { arguments: arguments_ }).name).toBe(answer);
	});

	it.each([
		['x-max-priority', 'quorum'],
		['x-queue-mode', 'quorum'],
		['x-delivery-limit', 'classic'],
		['x-max-age', 'classic'],
		['x-expires', 'stream'],
		['x-message-ttl', 'stream']
	])('Q11 %s is not for a %s queue; what nobody knows is ignored', (argument, type) => {
		const { channel, client } = open();
		const typed: FieldTable = [['x-queue-type', longstr(type)]];
		const fields = { queue: 'q', durable: true };
		const unknown: FieldTable = [...typed, ['x-whatever', longstr('x')]];
		expect(channel.ask('queue.declare', { ...fields, arguments: unknown }).name).toBe('queue.declare-ok');
		const value: FieldTable = [[argument, VALUES[argument] ?? { type: 'signedint', value: 1 }]];
		expect(
			client.channel(2).fault('queue.declare', { ...fields, queue: 'r', arguments: [...typed, ...value] })
		).toBe(
			`channel.close 406 PRECONDITION_FAILED - invalid arg '${argument}' for queue 'r' in vhost '/' of queue type rabbit_${type}_queue`
		);
	});

	it('a name can be used again; the new queue is another to the trace', () => {
		const { channel, events } = open();
		channel.queue('q');
		channel.send('queue.delete', { queue: 'q' });
		channel.queue('q');
		const ids = events.flatMap((event) => (event.type === 'queue.declared' ? [event.queue] : []));
		expect(new Set(ids).size).toBe(2);
	});
});
