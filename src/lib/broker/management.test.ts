import { expect, test } from 'vitest';
import { decodeEscaped, encodeUtf8 } from '../amqp';
import { getMessages, publishMessage, purgeMessages, removeQueue, type AckMode } from './management';
import { testBroker, TestClient } from './testing/test-client';

const operator = { user: 'guest', vhost: '/' };

function withThree() {
	const { broker, events } = testBroker();
	const channel = TestClient.open(broker).channel();
	channel.queue('q', { durable: true });
	for (const text of ['a', 'b', 'c'])
		publishMessage(broker, operator, {
			exchange: '',
			routingKey: 'q',
			properties: { contentType: 'text/plain' },
			body: encodeUtf8(text)
		});
	const texts = (count: number, mode: AckMode) =>
		getMessages(broker, operator, 'q', count, mode).map(
			({ body, redelivered }) => decodeEscaped(body) + (redelivered ? '+' : '')
		);
	return { broker, events, texts, ready: () => broker.snapshot().queues[0]!.messagesReady };
}

test('G11 publish tells whether the message was routed', () => {
	const { broker } = withThree();
	const message = { exchange: 'amq.direct', routingKey: 'nowhere', properties: {}, body: new Uint8Array() };
	expect(publishMessage(broker, operator, message)).toBe(false);
	expect(publishMessage(broker, operator, { ...message, exchange: '', routingKey: 'q' })).toBe(true);
});

test('G11 get requeues or removes in its four modes', () => {
	const { texts, ready } = withThree();
	expect(texts(2, 'ack_requeue_true')).toEqual(['a', 'b']);
	expect(ready()).toBe(3);
	expect(texts(9, 'reject_requeue_true')).toEqual(['a+', 'b+', 'c']);
	expect(ready()).toBe(3);
	expect(texts(1, 'ack_requeue_false')).toEqual(['a+']);
	expect(ready()).toBe(2);
	expect(texts(1, 'reject_requeue_false')).toEqual(['b+']);
	expect(ready()).toBe(1);
});

test('got messages show their properties and how many are left', () => {
	const { broker } = withThree();
	const [got] = getMessages(broker, operator, 'q', 1, 'ack_requeue_true');
	expect(got).toMatchObject({
		exchange: '',
		routingKey: 'q',
		messageCount: 2,
		properties: { contentType: 'text/plain' }
	});
});

test('purge and delete say how many messages that was', () => {
	const { broker, ready } = withThree();
	expect(purgeMessages(broker, operator, 'q')).toBe(3);
	expect(ready()).toBe(0);
	publishMessage(broker, operator, { exchange: '', routingKey: 'q', properties: {}, body: new Uint8Array() });
	expect(removeQueue(broker, operator, 'q')).toBe(1);
	expect(broker.snapshot().queues).toEqual([]);
});

test('errors are those of the protocol, and leave no connection behind', () => {
	const { broker, events } = withThree();
	expect(() => getMessages(broker, operator, 'none', 1, 'ack_requeue_true')).toThrow(
		"NOT_FOUND - no queue 'none' in vhost '/'"
	);
	broker.users.get('guest').forbid('/');
	expect(() => purgeMessages(broker, operator, 'q')).toThrow(
		"NOT_ALLOWED - access to vhost '/' refused for user 'guest'"
	);
	const opened = events.filter(({ type }) => type === 'connection.opened').length;
	const closed = events.filter(({ type }) => type === 'connection.closed').length;
	expect(opened - closed).toBe(1);
});
