import { describe, expect, it } from 'vitest';
import { decodeProperties, get, longstr, type FieldTable, type FieldValue } from '../../amqp';
import type { StoredBroker } from '../store';
import { deliveriesIn, faultIn, testBroker, TestClient, type Received } from '../testing/test-client';

const int = (value: number): FieldValue => ({ type: 'signedint', value });

function open(more: FieldTable = [], profile: '3.10' | '4.3' = '3.10') {
	const { broker, clock, events } = testBroker({ profile });
	const client = TestClient.open(broker);
	const channel = client.channel();
	channel.queue('q', { durable: true, arguments: [['x-queue-type', longstr('quorum')], ...more] });
	return { broker, clock, events, client, channel };
}

/** A count in the headers of the first content received. */
function count(received: readonly Received[], header = 'x-delivery-count'): bigint | undefined {
	const content = received.find((each) => each.content)!.content!;
	return get(decodeProperties(content.properties).headers ?? [], header)?.value as bigint | undefined;
}

describe('quorum queues', () => {
	it('Q40 on 4.3 a delivery that waits too long ends its consumer, and no other queue knows such a thing', () => {
		const { channel, clock, client } = open([], '4.3');
		channel.queue('classic', { durable: true });
		for (const queue of ['q', 'classic']) {
			channel.publish(queue, queue);
			channel.consume(queue, { consumerTag: queue });
		}
		client.take();
		clock.pass(1_860_000);
		expect(client.take().map(({ method }) => method)).toEqual([
			{ name: 'basic.cancel', consumerTag: 'q', nowait: true }
		]);
		expect(channel.counts('q')).toEqual([1, 0]);
		expect(channel.counts('classic')).toEqual([0, 1]);
		client.take();
		clock.pass(3_600_000);
		expect(client.take()).toEqual([]);
	});

	it('Q40 on 4.3 a client that does not understand basic.cancel loses its channel', () => {
		const { broker, channel, clock } = open([], '4.3');
		channel.publish('q', 'x');
		const deaf = TestClient.open(broker, { capabilities: [] });
		deaf.channel().consume('q');
		deaf.take();
		clock.pass(1_860_000);
		expect(faultIn(deaf.take())).toMatch(/^channel.close 406 .*acknowledgement on channel 1 timed out/);
		expect(channel.drain('q')).toEqual(['x']);
	});

	it('Q31 priorities mean nothing on 3.10, and on 4.3 the highest goes first, 4 when there is none', () => {
		const order = (profile: '3.10' | '4.3') => {
			const { channel } = open([], profile);
			channel.publish('q', 'none');
			for (const priority of [0, 5, 31, 4]) channel.publish('q', `${priority}`, { priority });
			return channel.drain('q');
		};
		expect(order('3.10')).toEqual(['none', '0', '5', '31', '4']);
		expect(order('4.3')).toEqual(['31', '5', 'none', '4', '0']);
	});

	it('Q39 at-least-once: a dead letter that finds no queue is tried again until one has it', () => {
		const { channel, clock, client } = open([
			['x-dead-letter-exchange', longstr('dlx')],
			['x-dead-letter-strategy', longstr('at-least-once')],
			['x-overflow', longstr('reject-publish')]
		]);
		channel.publish('q', 'dead');
		channel.send('basic.get', { queue: 'q' });
		channel.nack(1, false);
		expect(channel.counts('q')).toEqual([0, 0]);
		const other = client.channel(2);
		other.send('exchange.declare', { exchange: 'dlx', type: 'fanout' });
		for (const queue of ['first', 'second']) {
			other.queue(queue, {
				arguments: [
					['x-max-length', int(1)],
					['x-overflow', longstr('reject-publish')]
				]
			});
			other.send('queue.bind', { queue, exchange: 'dlx' });
		}
		other.publish('second', 'full');
		clock.pass(179_999);
		expect(other.counts('first')).toEqual([0, 0]);
		clock.pass(1);
		expect(other.drain('first')).toEqual(['dead']);
		expect(other.drain('second')).toEqual(['full']);
		clock.pass(180_000);
		expect(other.drain('second')).toEqual(['dead']);
		expect(other.drain('first')).toEqual([]);
	});

	it('Q39 what dies together is on its way together, 32 at most, before a queue that rejects can stop it', () => {
		const { channel } = open([
			['x-dead-letter-exchange', longstr('')],
			['x-dead-letter-routing-key', longstr('narrow')],
			['x-dead-letter-strategy', longstr('at-least-once')],
			['x-overflow', longstr('reject-publish')]
		]);
		channel.queue('narrow', {
			durable: true,
			arguments: [
				['x-queue-type', longstr('quorum')],
				['x-overflow', longstr('reject-publish')],
				['x-max-length', int(1)]
			]
		});
		for (let number = 1; number <= 40; number++) channel.publish('q', `${number}`);
		channel.consume('q');
		channel.nack(3, false, true);
		expect(channel.counts('narrow')[0]).toBe(3);
		expect(channel.drain('narrow')).toEqual(['1', '2', '3']);
		channel.nack(40, false, true);
		expect(channel.counts('narrow')[0]).toBe(32);
	});

	it.each(['restarts', 'is a new one with what was stored'])(
		'Q39 P2 what has not arrived is sent anew when the broker %s',
		(how) => {
			let state: StoredBroker | null = null;
			const store = {
				load: () => state,
				save: (saved: StoredBroker) => void (state = structuredClone(saved))
			};
			const { broker, clock } = testBroker({ store });
			const channel = TestClient.open(broker).channel();
			const sure: FieldTable = [
				['x-queue-type', longstr('quorum')],
				['x-dead-letter-exchange', longstr('')],
				['x-dead-letter-routing-key', longstr('late')],
				['x-dead-letter-strategy', longstr('at-least-once')],
				['x-overflow', longstr('reject-publish')]
			];
			channel.queue('q', { durable: true, arguments: sure });
			channel.publish('q', 'dead');
			channel.send('basic.get', { queue: 'q' });
			channel.nack(1, false);
			channel.queue('late', { durable: true });
			broker.restart();
			const again = how === 'restarts' ? { broker, clock } : testBroker({ store });
			again.clock.pass(0);
			expect(TestClient.open(again.broker).channel().drain('late')).toEqual(['dead']);
		}
	);

	it('Q39 without reject-publish nothing is promised', () => {
		const { channel, clock } = open([
			['x-dead-letter-exchange', longstr('')],
			['x-dead-letter-routing-key', longstr('late')],
			['x-dead-letter-strategy', longstr('at-least-once')]
		]);
		channel.publish('q', 'dead');
		channel.send('basic.get', { queue: 'q' });
		channel.nack(1, false);
		channel.queue('late');
		clock.pass(400_000);
		expect(channel.drain('late')).toEqual([]);
	});

	it('Q34 without a limit what is given back goes to the tail, but what a channel leaves behind to the front', () => {
		const { channel, client } = open();
		for (const body of ['1', '2', '3']) channel.publish('q', body);
		channel.send('basic.get', { queue: 'q' });
		channel.nack(1, true);
		const second = client.channel(2);
		second.send('basic.get', { queue: 'q' });
		second.send('channel.close');
		expect(channel.drain('q')).toEqual(['2', '3', '1']);
	});

	it('Q34 with a limit returns come first, in the order of returning', () => {
		const { channel } = open([['x-delivery-limit', int(5)]]);
		for (const body of ['1', '2', '3', '4']) channel.publish('q', body);
		for (let i = 0; i < 3; i++) channel.send('basic.get', { queue: 'q' });
		for (const tag of [3, 1, 2]) channel.nack(tag, true);
		expect(channel.drain('q')).toEqual(['3', '1', '2', '4']);
	});

	it('Q35 x-delivery-count is absent on a first push, 0 on a first get, and counts failures', () => {
		const { channel } = open();
		channel.publish('q', 'x');
		expect(count(channel.send('basic.get', { queue: 'q' }))).toBe(0n);
		channel.nack(1, true);
		expect(count(channel.consume('q', { consumerTag: 't' }))).toBe(1n);
		expect(count(channel.publish('q', 'y'))).toBeUndefined();
	});

	it('Q36 a limit of 2 is three deliveries, then the message is given up', () => {
		const { channel, events } = open([['x-delivery-limit', int(2)]]);
		channel.publish('q', 'x');
		channel.consume('q');
		for (const tag of [1, 2]) expect(deliveriesIn(channel.nack(tag, true))).toEqual([`${tag + 1}:x!`]);
		expect(channel.nack(3, true)).toEqual([]);
		expect(events.at(-1)).toMatchObject({ type: 'copy.dropped', reason: 'delivery-limit' });
	});

	it('Q40 on 4.3 a queue and a policy may say how long is too long, the shorter counts, and basic.get ends the channel', () => {
		const { broker, channel, clock, client } = open([['x-consumer-timeout', int(300_000)]], '4.3');
		channel.publish('q', 'x');
		channel.consume('q', { consumerTag: 'q' });
		client.take();
		clock.pass(300_000);
		expect(client.take()).toEqual([]);
		clock.pass(60_000);
		expect(client.take().map(({ method }) => method.name)).toEqual(['basic.cancel']);
		broker.vhosts.get('/').policies.set({
			...{ name: 'p', pattern: '^q$', applyTo: 'quorum_queues', priority: 0 },
			definition: { 'consumer-timeout': 60_000 }
		});
		channel.send('basic.get', { queue: 'q' });
		clock.pass(120_000);
		expect(faultIn(client.take())).toMatch(
			/^channel.close 406 .*channel 1 timed out. Timeout value used: 60000 ms/
		);
	});

	it('Q40 x-consumer-timeout means nothing on 3.10, and on 4.3 nothing to other queues', () => {
		const { channel, clock, client } = open([['x-consumer-timeout', int(60_000)]]);
		channel.publish('q', 'x');
		channel.consume('q');
		client.take();
		clock.pass(600_000);
		expect(client.take()).toEqual([]);
		const later = open([], '4.3').channel;
		expect(
			later.fault('queue.declare', {
				queue: 'c',
				durable: true,
				arguments: [['x-consumer-timeout', int(60_000)]]
			})
		).toMatch(
			/invalid arg 'x-consumer-timeout' for queue 'c' in vhost '\/' of queue type rabbit_classic_queue$/
		);
	});

	it('Q35 x-acquired-count tells on 4.3, but not on 3.10, what was had before, failed or not', () => {
		const counts = (profile: '3.10' | '4.3') => {
			const { channel } = open([['x-delivery-limit', int(9)]], profile);
			channel.publish('q', 'x');
			const first = channel.consume('q');
			const again = channel.nack(1, true);
			const failed = channel.send('basic.reject', { deliveryTag: 2, requeue: true });
			return [first, again, failed].map((received) => [
				count(received, 'x-acquired-count'),
				count(received, 'x-delivery-count')
			]);
		};
		expect(counts('3.10')).toEqual([
			[undefined, undefined],
			[undefined, 1n],
			[undefined, 2n]
		]);
		expect(counts('4.3')).toEqual([
			[undefined, undefined],
			[1n, undefined],
			[2n, 1n]
		]);
	});

	it.each([
		['nack', true],
		['reject', false]
	] as const)('Q35 in 4.3 a %s counts: %s', (how, free) => {
		const { channel } = open([], '4.3');
		channel.publish('q', 'x');
		channel.send('basic.get', { queue: 'q' });
		channel.send(`basic.${how}`, { deliveryTag: 1, requeue: true });
		expect(count(channel.send('basic.get', { queue: 'q' }))).toBe(free ? 0n : 1n);
	});

	it('Q38 reject-publish takes one too many, and then none until well below', () => {
		const { channel } = open([
			['x-max-length', int(2)],
			['x-overflow', longstr('reject-publish')]
		]);
		channel.send('confirm.select');
		const answers = ['1', '2', '3', '4'].map((body) => channel.publish('q', body)[0]!.method.name);
		expect(answers).toEqual(['basic.ack', 'basic.ack', 'basic.ack', 'basic.nack']);
		channel.send('basic.get', { queue: 'q', noAck: true });
		expect(channel.publish('q', '5')[0]!.method.name).toBe('basic.nack');
		channel.send('basic.get', { queue: 'q', noAck: true });
		expect(channel.publish('q', '6')[0]!.method.name).toBe('basic.ack');
	});

	it('H43 get and a single active consumer exclude each other', () => {
		const { channel } = open([['x-single-active-consumer', { type: 'bool', value: true }]]);
		expect(channel.fault('basic.get', { queue: 'q' })).toBe(
			"channel.close 405 RESOURCE_LOCKED - cannot obtain access to locked queue 'q' in vhost '/'. basic.get operations are not supported by quorum queues with single active consumer"
		);
	});
});
