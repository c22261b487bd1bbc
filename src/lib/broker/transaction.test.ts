import { describe, expect, it } from 'vitest';
import { longstr } from '../amqp';
import { bodyOf, faultIn, testBroker, TestClient } from './testing/test-client';

function open() {
	const { broker, events } = testBroker();
	const client = TestClient.open(broker);
	const channel = client.channel();
	const other = client.channel(2);
	channel.queue('q');
	return { broker, events, client, channel, other };
}

describe('transactions', () => {
	it('H27 modes exclude each other; selecting one twice is fine', () => {
		const { client, channel, other } = open();
		const text = (rest: string) => `channel.close 406 PRECONDITION_FAILED - ${rest}`;
		expect(channel.fault('tx.commit')).toBe(text('channel is not transactional'));
		expect(client.channel(3).fault('tx.rollback')).toBe(text('channel is not transactional'));
		other.send('tx.select');
		expect(other.ask('tx.select')).toEqual({ name: 'tx.select-ok' });
		expect(other.fault('confirm.select')).toBe(text('cannot switch from tx to confirm mode'));
		const fourth = client.channel(4);
		fourth.send('confirm.select');
		expect(fourth.fault('tx.select')).toBe(text('cannot switch from confirm to tx mode'));
	});

	it('B30 publishes reach their queues at commit, and never after rollback', () => {
		const { channel, other, events } = open();
		channel.send('tx.select');
		channel.publish('q', 'lost');
		channel.send('tx.rollback');
		channel.publish('q', 'kept');
		expect(other.counts('q')).toEqual([0, 0]);
		expect(channel.ask('tx.commit')).toEqual({ name: 'tx.commit-ok' });
		expect(other.drain('q')).toEqual(['kept']);
		const ends = events.flatMap((event) => (event.type === 'transaction.ended' ? [event.committed] : []));
		expect(ends).toEqual([false, true]);
	});

	it('B30 returns come at commit', () => {
		const { channel, client } = open();
		channel.send('tx.select');
		expect(client.publish(1, { routingKey: 'nowhere', mandatory: true }, 'x')).toEqual([]);
		const received = channel.send('tx.commit');
		expect(received.map(({ method }) => method.name)).toEqual(['basic.return', 'tx.commit-ok']);
		expect(bodyOf(received[0]!)).toBe('x');
	});

	it('B30 a missing exchange closes the channel at once', () => {
		const { channel, client } = open();
		channel.send('tx.select');
		expect(faultIn(client.publish(1, { exchange: 'missing' }))).toMatch(/404/);
	});

	it('B30 acknowledgements count at commit; after rollback they are open again, and nothing comes anew', () => {
		const { channel, other, broker } = open();
		other.publish('q', '1');
		other.publish('q', '2');
		channel.send('tx.select');
		channel.consume('q');
		channel.ack(1);
		expect(broker.snapshot().channels[0]).toMatchObject({ acksUncommitted: 1, messagesUnacknowledged: 1 });
		expect(channel.send('tx.rollback').map(({ method }) => method.name)).toEqual(['tx.rollback-ok']);
		expect(broker.snapshot().queues[0]).toMatchObject({ messagesUnacknowledged: 2 });
		channel.ack(2, true);
		channel.send('tx.commit');
		expect(broker.snapshot().queues[0]).toMatchObject({ messagesUnacknowledged: 0, messagesReady: 0 });
	});

	it('B30 a tag settled in this transaction is settled', () => {
		const { channel, other } = open();
		other.publish('q', '1');
		channel.send('tx.select');
		channel.consume('q');
		channel.nack(1, true);
		expect(faultIn(channel.ack(1))).toMatch(/unknown delivery tag 1$/);
	});

	it('H1 B30 a channel that closes rolls back', () => {
		const { channel, other } = open();
		other.publish('q', '1');
		channel.send('tx.select');
		channel.send('basic.get', { queue: 'q' });
		channel.ack(1);
		channel.publish('q', '2');
		channel.send('channel.close');
		expect(other.drain('q')).toEqual(['1']);
	});

	it('B31 a queue that refuses makes the commit fail', () => {
		const { channel, other } = open();
		other.queue('full', {
			arguments: [
				['x-max-length', { type: 'signedint', value: 0 }],
				['x-overflow', longstr('reject-publish')]
			]
		});
		channel.send('tx.select');
		channel.publish('full', 'x');
		expect(channel.fault('tx.commit')).toBe('channel.close 406 PRECONDITION_FAILED - partial tx completion');
	});
});
