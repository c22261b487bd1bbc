import { describe, expect, it } from 'vitest';
import { decodeProperties } from '../amqp';
import { deliveriesIn, faultIn, testBroker, TestClient } from './testing/test-client';

const REPLY_TO = 'amq.rabbitmq.reply-to';

function open(profile: '3.10' | '4.3' = '3.10') {
	const { broker, events } = testBroker({ profile });
	const asker = TestClient.open(broker);
	const answerer = TestClient.open(broker);
	const asking = asker.channel();
	const answering = answerer.channel();
	answering.queue('rpc', { durable: true });
	return { broker, events, asker, answerer, asking, answering };
}

/** Asks once; returns the name to answer at. */
function ask({ asking, answering }: ReturnType<typeof open>): string {
	asking.consume(REPLY_TO, { noAck: true, consumerTag: 'replies' });
	asking.publish('rpc', 'question', { replyTo: REPLY_TO });
	const [got] = answering.send('basic.get', { queue: 'rpc', noAck: true });
	return decodeProperties(got!.content!.properties).replyTo!;
}

describe('direct reply-to', () => {
	it('B32 a reply goes straight to the channel that asked', () => {
		const it = open();
		const replyTo = ask(it);
		expect(replyTo).toMatch(/^amq\.rabbitmq\.reply-to\..+/);
		it.asker.take();
		it.answering.publish(replyTo, 'answer');
		const received = it.asker.take();
		expect(deliveriesIn(received)).toEqual(['1:answer']);
		expect(received[0]!.method).toMatchObject({ exchange: '', routingKey: replyTo, consumerTag: 'replies' });
		expect(it.events.at(-1)).toMatchObject({ type: 'message.routed', queues: [] });
		expect(it.events.some((event) => event.type === 'message.replied')).toBe(true);
	});

	it('H28 needs a consumer, one, without acknowledgement', () => {
		const text = (rest: string) => `channel.close 406 PRECONDITION_FAILED - ${rest}`;
		expect(faultIn(open().asking.publish('rpc', '', { replyTo: REPLY_TO }))).toBe(
			text('fast reply consumer does not exist')
		);
		expect(open().asking.fault('basic.consume', { queue: REPLY_TO })).toBe(
			text('reply consumer cannot acknowledge')
		);
		const { asking } = open();
		asking.consume(REPLY_TO, { noAck: true });
		expect(asking.fault('basic.consume', { queue: REPLY_TO, noAck: true })).toBe(
			text('reply consumer already set')
		);
	});

	it('B33 a name can be declared while somebody waits there; the bare one always', () => {
		const it = open();
		const replyTo = ask(it);
		const found = { messageCount: 0, consumerCount: 1 };
		expect(it.answering.queue(replyTo, { passive: true })).toMatchObject({ queue: replyTo, ...found });
		expect(it.answering.queue(REPLY_TO)).toMatchObject(found);
		it.asking.send('basic.cancel', { consumerTag: 'replies' });
		expect(it.answering.fault('queue.declare', { queue: replyTo })).toBe(
			`channel.close 404 NOT_FOUND - no queue '${replyTo}' in vhost '/'`
		);
	});

	it.each([
		['3.10', ['basic.return']],
		['4.3', []]
	] as const)('B34 a mandatory reply is delivered, and on %s returned %j', (profile, answer) => {
		const it = open(profile);
		const replyTo = ask(it);
		it.asker.take();
		const returned = it.answerer.publish(1, { routingKey: replyTo, mandatory: true }, 'answer');
		expect(deliveriesIn(it.asker.take())).toEqual(['1:answer']);
		expect(returned.map(({ method }) => method.name)).toEqual(answer);
	});

	it('B34 the publisher hears what became of a reply before it comes, also when it is its own', () => {
		const it = open();
		const replyTo = ask(it);
		it.asker.take();
		it.asking.send('confirm.select', {});
		const heard = it.asker.publish(1, { routingKey: replyTo, mandatory: true }, 'to myself');
		expect(heard.map(({ method }) => method.name)).toEqual(['basic.return', 'basic.ack', 'basic.deliver']);
	});

	it('B33 a channel that asks whether it waits itself crashes', () => {
		const it = open();
		const replyTo = ask(it);
		expect(it.asking.fault('queue.declare', { queue: replyTo, passive: true })).toBe(
			'connection.close 541 INTERNAL_ERROR'
		);
	});

	it('B34 B35 a reply to nobody is dropped, and listings show none of this', () => {
		const it = open();
		const replyTo = ask(it);
		expect(it.broker.snapshot().queues).toHaveLength(1);
		expect(it.broker.snapshot().consumers).toEqual([]);
		it.asking.send('channel.close');
		expect(it.answering.publish(replyTo, 'answer')).toEqual([]);
	});
});

describe('acknowledgement timeout', () => {
	it('H32 B36 closes the channel of a client that takes more than half an hour, and requeues', () => {
		const { broker, clock } = testBroker();
		const client = TestClient.open(broker);
		const channel = client.channel();
		channel.queue('q');
		channel.publish('q', 'x');
		channel.consume('q');
		client.take();
		clock.pass(1_800_000);
		expect(client.take()).toEqual([]);
		clock.pass(60_000);
		expect(faultIn(client.take())).toBe(
			'channel.close 406 PRECONDITION_FAILED - delivery acknowledgement on channel 1 timed out. Timeout value used: 1800000 ms. This timeout value can be configured, see consumers doc guide to learn more'
		);
		expect(broker.snapshot().queues[0]).toMatchObject({ messagesReady: 1 });
	});

	it('B36 leaves a client alone that acknowledges in time', () => {
		const { broker, clock } = testBroker();
		const client = TestClient.open(broker);
		const channel = client.channel();
		channel.queue('q');
		channel.consume('q');
		for (let tag = 1; tag <= 3; tag++) {
			channel.publish('q', 'x');
			clock.pass(1_700_000);
			expect(channel.ack(tag)).toEqual([]);
		}
	});
});
