import { describe, expect, it } from 'vitest';
import { longstr, type FieldTable } from '../amqp';
import { exportDefinitions, importDefinitions } from './definitions';
import type { StoredBroker } from './store';
import { deliveriesIn, faultIn, testBroker, TestClient } from './testing/test-client';

const PERSISTENT = { deliveryMode: 2 };

function memory() {
	let state: StoredBroker | null = null;
	return { load: () => state, save: (saved: StoredBroker) => void (state = structuredClone(saved)) };
}

describe('restart', () => {
	it('P1 P2 what is durable stays, what is transient is lost, with every binding that touches it', () => {
		const { broker } = testBroker();
		const channel = TestClient.open(broker).channel();
		for (const durable of [true, false]) {
			const name = durable ? 'durable' : 'transient';
			channel.queue(name, { durable });
			channel.send('exchange.declare', { exchange: name, type: 'fanout', durable });
			channel.send('queue.bind', { queue: name, exchange: 'amq.direct' });
			channel.send('queue.bind', { queue: 'durable', exchange: name });
		}
		channel.queue('mine', { exclusive: true });
		broker.restart();
		const { queues, exchanges, bindings } = broker.snapshot();
		expect(queues.map((queue) => queue.name)).toEqual(['durable']);
		expect(exchanges.map((exchange) => exchange.name)).not.toContain('transient');
		expect(
			bindings.filter(({ id }) => id > 0).map(({ source, destination }) => [source, destination])
		).toEqual([
			['amq.direct', 'durable'],
			['durable', 'durable']
		]);
	});

	it('P2 P3 persistent messages stay in order, those in flight come back redelivered', () => {
		const { broker, events } = testBroker();
		const channel = TestClient.open(broker).channel();
		channel.queue('q', { durable: true });
		for (const body of ['1', '2', '3']) channel.publish('q', body, PERSISTENT);
		channel.publish('q', 'transient');
		channel.send('basic.get', { queue: 'q' });
		broker.restart();
		expect(events.filter((event) => event.type === 'copy.dropped')).toMatchObject([{ reason: 'restart' }]);
		const after = TestClient.open(broker).channel();
		expect(deliveriesIn(after.consume('q'))).toEqual(['1:1!', '2:2', '3:3']);
	});

	it.each([
		['of the same priority is not', 0, '2:2'],
		['of another priority is', 1, '2:2!']
	])('P2 P3 B23 after a loss what comes back %s said to be redelivered', (_what, priority, redelivered) => {
		const { broker } = testBroker();
		const before = TestClient.open(broker).channel();
		before.queue('q', { durable: true, arguments: [['x-max-priority', { type: 'signedint', value: 1 }]] });
		before.publish('q', 'transient');
		broker.restart();
		const after = TestClient.open(broker).channel();
		after.publish('q', '2', { priority });
		after.consume('q');
		expect(deliveriesIn(after.send('basic.reject', { deliveryTag: 1, requeue: true }))).toEqual([
			redelivered
		]);
	});

	it.each(['quorum', 'stream'])('P2 a %s keeps all its messages', (type) => {
		const { broker } = testBroker();
		const channel = TestClient.open(broker).channel();
		channel.queue('q', { durable: true, arguments: [['x-queue-type', longstr(type)]] });
		channel.publish('q', 'x');
		broker.restart();
		expect(TestClient.open(broker).channel().counts('q')).toEqual([1, 0]);
	});

	it('P5 C35 P6 a durable auto-delete queue goes with its consumers, else it stays; clients hear why they are closed', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker);
		const channel = client.channel();
		channel.queue('consumed', { durable: true, autoDelete: true });
		channel.queue('q', { durable: true, autoDelete: true });
		channel.consume('consumed');
		client.take();
		broker.restart();
		expect(faultIn(client.take())).toBe(
			"connection.close 320 CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'"
		);
		expect(client.transportClosed).toBe(true);
		expect(broker.snapshot()).toMatchObject({ queues: [{ name: 'q', consumers: 0 }], connections: [] });
	});

	it('P4 deadlines hold, leases begin anew', () => {
		const { broker, clock } = testBroker();
		const channel = TestClient.open(broker).channel();
		const ms = (name: string, value: number): FieldTable => [[name, { type: 'signedint', value }]];
		channel.queue('ttl', { durable: true, arguments: ms('x-message-ttl', 100) });
		channel.queue('lease', { durable: true, arguments: ms('x-expires', 100) });
		channel.publish('ttl', 'x', PERSISTENT);
		clock.pass(60);
		broker.restart();
		clock.pass(40);
		expect(broker.snapshot().queues).toMatchObject([{ name: 'ttl', messagesReady: 0 }, { name: 'lease' }]);
		clock.pass(60);
		expect(broker.snapshot().queues.map((queue) => queue.name)).toEqual(['ttl']);
	});
});

describe('a store', () => {
	it('gives a new broker what the old one had', () => {
		const store = memory();
		const first = testBroker({ store, epoch: 1000 });
		first.broker.vhosts.get('/').policies.set({
			...{ name: 'p', pattern: '^q$', applyTo: 'queues', priority: 1 },
			definition: { 'max-length': 5 }
		});
		first.broker.users.add('alice', 'a').permit('/', { configure: '.*', write: '.*', read: '.*' });
		const channel = TestClient.open(first.broker).channel();
		channel.queue('q', { durable: true, arguments: [['x-max-priority', { type: 'byte', value: 5 }]] });
		channel.send('exchange.declare', { exchange: 'x', type: 'topic', durable: true });
		channel.send('queue.bind', { queue: 'q', exchange: 'x', routingKey: '#' });
		channel.publish('a', 'low', { ...PERSISTENT, priority: 1 }, 'x');
		channel.publish('b', 'high', { ...PERSISTENT, priority: 4, expiration: '100' }, 'x');
		first.broker.save();

		const second = testBroker({ store, epoch: 1050 });
		const client = TestClient.open(second.broker, { user: 'alice', password: 'a' });
		expect(second.broker.snapshot().queues).toMatchObject([{ name: 'q', policy: 'p', messagesReady: 2 }]);
		expect(second.events.filter((event) => event.type === 'copy.enqueued')).toMatchObject([
			{ restored: true },
			{ restored: true }
		]);
		const again = client.channel();
		again.publish('c', 'new', {}, 'x');
		second.clock.pass(50);
		expect(again.drain('q')).toEqual(['low', 'new']);
	});
});

describe('definitions', () => {
	it('F1 F2 F3 say what there is, less what belongs to a connection or to every node', () => {
		const { broker } = testBroker();
		const vhost = broker.vhosts.get('/');
		vhost.operatorPolicies.set({
			...{ name: 'op', pattern: '.*', applyTo: 'queues', priority: 0 },
			definition: { 'max-length': 10 }
		});
		vhost.limits = { 'max-queues': 9 };
		const channel = TestClient.open(broker).channel();
		channel.queue('mine', { exclusive: true });
		channel.queue('q', { arguments: [['x-message-ttl', { type: 'long', value: 5n }]] });
		channel.send('queue.bind', { queue: 'q', exchange: 'amq.topic', routingKey: 'a.#' });
		const definitions = exportDefinitions(broker);
		expect(Object.keys(definitions)).toEqual([
			'rabbit_version',
			'rabbitmq_version',
			'product_name',
			'product_version',
			'users',
			'vhosts',
			'permissions',
			'topic_permissions',
			'parameters',
			'global_parameters',
			'policies',
			'queues',
			'exchanges',
			'bindings'
		]);
		expect(definitions.queues).toEqual([
			{ name: 'q', vhost: '/', durable: false, auto_delete: false, arguments: { 'x-message-ttl': 5 } }
		]);
		expect(definitions.exchanges).toEqual([]);
		expect(definitions.bindings).toEqual([
			{
				source: 'amq.topic',
				vhost: '/',
				destination: 'q',
				destination_type: 'queue',
				routing_key: 'a.#',
				arguments: {}
			}
		]);
		expect(definitions.parameters.map(({ component }) => component)).toEqual([
			'operator_policy',
			'vhost-limits'
		]);
		expect(JSON.parse(JSON.stringify(definitions))).toEqual(definitions);
	});

	it('F4 imported elsewhere they make the same, and once more they change nothing', () => {
		const { broker } = testBroker();
		broker.users.add('alice', 'a').permit('/', { configure: 'a', write: 'b', read: 'c' });
		const channel = TestClient.open(broker).channel();
		channel.queue('q', { durable: true });
		channel.send('exchange.declare', { exchange: 'x', type: 'headers', durable: true });
		channel.send('queue.bind', {
			queue: 'q',
			exchange: 'x',
			arguments: [['a', { type: 'bool', value: true }]]
		});
		const definitions = exportDefinitions(broker);
		const other = testBroker();
		importDefinitions(other.broker, definitions);
		importDefinitions(other.broker, definitions);
		expect(exportDefinitions(other.broker)).toEqual(definitions);
		expect(other.broker.users.authenticate('alice', 'a')?.name).toBe('alice');
	});
});

describe('C32 alarms', () => {
	it('block a connection when it publishes, and only then; it goes on when the last is over', () => {
		const { broker } = testBroker();
		const watcher = TestClient.open(broker).channel();
		watcher.queue('q');
		const client = TestClient.open(broker, { capabilities: ['connection.blocked'] });
		const channel = client.channel();
		client.take();
		broker.setAlarm('memory', true);
		broker.setAlarm('disk', true);
		expect(client.take()).toEqual([]);
		expect(channel.queue('q')).toMatchObject({ name: 'queue.declare-ok' });
		expect(channel.publish('q', 'x').map(({ method }) => method)).toEqual([
			{ name: 'connection.blocked', reason: 'low on disk & memory' }
		]);
		expect(channel.send('queue.declare', { queue: 'later' })).toEqual([]);
		expect(watcher.counts('q')).toEqual([0, 0]);
		broker.setAlarm('memory', false);
		expect(client.take()).toEqual([]);
		broker.setAlarm('disk', false);
		expect(client.take().map(({ method }) => method.name)).toEqual([
			'connection.unblocked',
			'queue.declare-ok'
		]);
		expect(watcher.counts('q')).toEqual([1, 0]);
	});

	it('say nothing to a client that would not understand', () => {
		const { broker } = testBroker();
		const channel = TestClient.open(broker, { capabilities: [] }).channel();
		broker.setAlarm('memory', true);
		expect(channel.publish('q', 'x')).toEqual([]);
		expect(broker.snapshot().connections[0]!.state).toBe('blocked');
	});
});
