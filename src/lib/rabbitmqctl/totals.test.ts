import { expect, it } from 'vitest';
import { longstr } from '../amqp';
import { testBroker, TestClient } from '../broker/testing/test-client';
import { run } from './run';

it.each([
	[
		'rabbitmqctl -q list_queues --no-table-headers messages messages_ready messages_unacknowledged',
		'1\t0\t0\n'
	],
	['rabbitmqadmin -f tsv list queues messages messages_ready messages_unacknowledged', /\n1\t0\t0\n$/],
	['rabbitmqadmin -f tsv list vhosts messages messages_ready messages_unacknowledged', /\n1\t0\t0\n$/]
])('Q37 what waits for its retry is in the total alone: %s', (line, expected) => {
	const { broker } = testBroker({ profile: '4.3' });
	broker.plugins.enable('rabbitmq_management');
	const channel = TestClient.open(broker).channel();
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
	const { output } = run(line.split(' '), broker, { read: () => null, write: () => {} });
	expect(output).toMatch(expected);
});
