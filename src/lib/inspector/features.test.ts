import { expect, test } from 'vitest';
import { longstr } from '../amqp';
import { testBroker, TestClient } from '../broker/testing/test-client';
import { exchangeFeatures, queueFeatures } from './features';

test('features are marked as the management interface marks them', () => {
	const { broker } = testBroker();
	const channel = TestClient.open(broker).channel();
	channel.queue('q', {
		durable: true,
		arguments: [
			['x-message-ttl', { type: 'signedint', value: 5000 }],
			['x-dead-letter-exchange', longstr('dlx')],
			['mine', longstr('yes')]
		]
	});
	const queue = broker.snapshot().queues[0]!;
	expect(queueFeatures({ ...queue, policy: 'keep' })).toEqual([
		{ mark: 'D', meaning: 'durable: true' },
		{ mark: 'TTL', meaning: 'x-message-ttl: 5000' },
		{ mark: 'DLX', meaning: 'x-dead-letter-exchange: dlx' },
		{ mark: 'Args', meaning: 'mine: yes' },
		{ mark: 'keep', meaning: 'policy: keep' }
	]);
	const exchange = broker.snapshot().exchanges.find(({ name }) => name === 'amq.rabbitmq.trace')!;
	expect(exchangeFeatures(exchange).map(({ mark }) => mark)).toEqual(['D', 'I']);
});
