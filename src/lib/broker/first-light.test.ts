import { expect, it } from 'vitest';
import { deliveriesIn, testBroker, TestClient } from './testing/test-client';

it('a message goes from a publisher through an exchange and a queue to a consumer and is acknowledged', () => {
	const { broker, events } = testBroker();
	events.length = 0;
	const client = TestClient.open(broker);
	const channel = client.channel();
	channel.send('exchange.declare', { exchange: 'logs', type: 'topic' });
	expect(channel.queue('q')).toMatchObject({ name: 'queue.declare-ok', queue: 'q', messageCount: 0 });
	channel.send('queue.bind', { queue: 'q', exchange: 'logs', routingKey: 'a.*' });
	channel.publish('a.b', 'hello', {}, 'logs');
	expect(channel.counts('q')).toEqual([1, 0]);
	expect(deliveriesIn(channel.consume('q'))).toEqual(['1:hello']);
	channel.ack(1);
	expect(channel.counts('q')).toEqual([0, 1]);
	expect(broker.snapshot().queues).toMatchObject([
		{ name: 'q', messagesReady: 0, messagesUnacknowledged: 0 }
	]);
	client.send(0, 'connection.close');
	expect(events.filter((event) => !event.type.startsWith('exchange.')).map((event) => event.type)).toEqual([
		'connection.opened',
		'channel.opened',
		'queue.declared',
		'binding.created',
		'message.published',
		'message.routed',
		'copy.enqueued',
		'consumer.started',
		'copy.delivered',
		'copy.acknowledged',
		'consumer.ended',
		'channel.closed',
		'connection.closed'
	]);
});
