import { describe, expect, it } from 'vitest';
import type { FieldTable } from '../../amqp';
import { deliveriesIn, testBroker, TestClient } from '../testing/test-client';

const int = (name: string, value: number): FieldTable => [[name, { type: 'signedint', value }]];

function open(arguments_: FieldTable = []) {
	const { broker, clock, events } = testBroker();
	const client = TestClient.open(broker);
	const channel = client.channel();
	channel.queue('q', { arguments: arguments_ });
	return { broker, clock, events, client, channel };
}

describe('message expiry', () => {
	it("Q13 the shortest of the queue's and the message's times counts", () => {
		const { channel, clock } = open(int('x-message-ttl', 100));
		channel.publish('q', 'short', { expiration: '50' });
		channel.publish('q', 'queue');
		channel.publish('q', 'long', { expiration: '1000' });
		clock.pass(50);
		expect(channel.counts('q')).toEqual([2, 0]);
		clock.pass(50);
		expect(channel.counts('q')).toEqual([0, 0]);
	});

	it('Q14 only the head expires: what is behind a longer one stays, and is counted', () => {
		const { channel, clock } = open();
		channel.publish('q', 'long', { expiration: '1000' });
		channel.publish('q', 'short', { expiration: '10' });
		channel.publish('q', 'forever');
		clock.pass(500);
		expect(channel.counts('q')).toEqual([3, 0]);
		expect(deliveriesIn(channel.consume('q'))).toEqual(['1:long', '2:forever']);
	});

	it('Q14 get never brings what has expired', () => {
		const { channel, clock } = open();
		channel.publish('q', 'long', { expiration: '1000' });
		channel.publish('q', 'short', { expiration: '10' });
		clock.pass(20);
		channel.send('basic.get', { queue: 'q' });
		expect(channel.ask('basic.get', { queue: 'q' })).toMatchObject({ name: 'basic.get-empty' });
	});

	it('Q15 an unacknowledged message does not expire, but may when it returns', () => {
		const { channel, clock, events } = open(int('x-message-ttl', 100));
		channel.publish('q', 'x');
		channel.send('basic.get', { queue: 'q' });
		clock.pass(1000);
		expect(events.some((event) => event.type === 'copy.dropped')).toBe(false);
		channel.nack(1, true);
		expect(channel.counts('q')).toEqual([0, 0]);
		expect(events.at(-1)).toMatchObject({ type: 'copy.dropped', reason: 'expired' });
	});

	it('Q16 a time of 0 is enough for a consumer that waits, and for nothing else', () => {
		const { channel } = open(int('x-message-ttl', 0));
		channel.publish('q', 'lost');
		expect(channel.counts('q')).toEqual([0, 0]);
		channel.consume('q');
		expect(deliveriesIn(channel.publish('q', 'seen'))).toEqual(['1:seen']);
	});

	it('Q18 a live head of the highest priority shields what has expired below it', () => {
		const { channel, clock } = open(int('x-max-priority', 9));
		channel.publish('q', 'low', { priority: 1, expiration: '10' });
		channel.publish('q', 'high', { priority: 5 });
		clock.pass(100);
		expect(channel.counts('q')).toEqual([2, 0]);
		expect(channel.drain('q')).toEqual(['high']);
	});
});

describe('queue expiry', () => {
	it('Q19 a queue goes when nobody used it for long enough; publishing is no use', () => {
		const { channel, clock, events } = open(int('x-expires', 100));
		clock.pass(60);
		channel.publish('q', 'x');
		clock.pass(39);
		expect(channel.client.connection.session!.vhost.queues.size).toBe(1);
		clock.pass(1);
		expect(events.at(-1)).toMatchObject({ type: 'queue.deleted', reason: 'expired', messages: 1 });
	});

	it('Q19 declaring, also passively, and getting renew it', () => {
		const { channel, clock, broker } = open(int('x-expires', 100));
		clock.pass(90);
		channel.queue('q', { arguments: int('x-expires', 100) });
		clock.pass(90);
		channel.counts('q');
		clock.pass(90);
		channel.send('basic.get', { queue: 'q' });
		clock.pass(99);
		expect(broker.snapshot().queues).toHaveLength(1);
		clock.pass(1);
		expect(broker.snapshot().queues).toHaveLength(0);
	});

	it('Q19 consumers keep it; its time begins when the last has gone', () => {
		const { channel, clock, broker } = open(int('x-expires', 100));
		channel.consume('q', { consumerTag: 't' });
		clock.pass(1000);
		channel.send('basic.cancel', { consumerTag: 't' });
		clock.pass(99);
		expect(broker.snapshot().queues).toHaveLength(1);
		clock.pass(1);
		expect(broker.snapshot().queues).toHaveLength(0);
	});
});
