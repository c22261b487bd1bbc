/** A broker of 4.3 with one message, which was rejected and waits a second in its quorum queue to be tried again (Q37). */
import { longstr } from '../../amqp';
import { testBroker, TestClient } from './test-client';

export function awaitingRetry(): ReturnType<typeof testBroker> {
	const made = testBroker({ profile: '4.3' });
	const channel = TestClient.open(made.broker).channel();
	channel.queue('q', {
		durable: true,
		arguments: [
			['x-queue-type', longstr('quorum')],
			['x-delayed-retry-type', longstr('failed')],
			['x-delayed-retry-min', { type: 'signedint', value: 1000 }]
		]
	});
	channel.publish('q', 'x');
	channel.send('basic.get', { queue: 'q' });
	channel.send('basic.reject', { deliveryTag: 1, requeue: true });
	return made;
}
