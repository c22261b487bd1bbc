import { describe, expect, it } from 'vitest';
import { longstr, type FieldTable, type MethodName } from '../amqp';
import type { BrokerOptions } from './broker';
import { OperatorError } from './operator-error';
import { hashPassword, passwordMatches } from './password';
import { PatternError } from './pattern';
import { faultIn, testBroker, TestClient, type Fields } from './testing/test-client';

/** What 3.10.8 made of the password guest once. */
const GUEST = '//xMgxH81VedYLW/tEflSgkdDCQWYb/yH50fCNCZXNzxKQ2v';

const ALL = { configure: '.*', write: '.*', read: '.*' };

/** A broker where alice may do what is given. */
function open(permission: Partial<typeof ALL> = {}, options: Partial<BrokerOptions> = {}) {
	const { broker, clock } = testBroker(options);
	broker.users.add('alice', 's3cret').permit('/', { configure: '', write: '', read: '', ...permission });
	const boss = TestClient.open(broker).channel();
	const client = TestClient.open(broker, { user: 'alice', password: 's3cret' });
	return { broker, clock, boss, client, channel: client.channel() };
}

function refused(what: string, user = 'alice'): string {
	return `channel.close 403 ACCESS_REFUSED - access to ${what} refused for user '${user}'`;
}

describe('permissions', () => {
	it.each([
		['queue.declare', { queue: 'q' }, "queue 'q'"],
		['queue.delete', { queue: 'q' }, "queue 'q'"],
		['exchange.declare', { exchange: 'x' }, "exchange 'x'"],
		['exchange.delete', { exchange: 'x' }, "exchange 'x'"],
		['queue.bind', { queue: 'q', exchange: 'x' }, "queue 'q'"],
		['queue.unbind', { queue: 'q', exchange: 'x' }, "queue 'q'"],
		['exchange.bind', { source: 'x', destination: 'y' }, "exchange 'y'"],
		['basic.consume', { queue: 'q' }, "queue 'q'"],
		['basic.get', { queue: 'q' }, "queue 'q'"],
		['queue.purge', { queue: 'q' }, "queue 'q'"]
	] as [MethodName, object, string][])(
		'A2 A3 T9 %s without rights is 403, there or not',
		(name, fields, what) => {
			expect(open().channel.fault(name, fields)).toBe(refused(`${what} in vhost '/'`));
		}
	);

	it('A1 A2 publishing needs write; the default exchange goes by amq.default', () => {
		expect(faultIn(open().client.publish(1, { routingKey: 'q' }))).toBe(
			refused("exchange 'amq.default' in vhost '/'")
		);
		expect(open({ write: '^amq\\.default$' }).client.publish(1, { routingKey: 'q' })).toEqual([]);
	});

	it('A1 patterns are sought anywhere in the name; an empty one finds nothing', () => {
		const { channel } = open({ configure: 'mine' });
		expect(channel.queue('it-is-mine-now')).toMatchObject({ name: 'queue.declare-ok' });
		expect(channel.fault('queue.declare', { queue: 'yours' })).toBe(refused("queue 'yours' in vhost '/'"));
	});

	it('A2 binding needs write on one end and read on the other', () => {
		const { boss, channel } = open({ write: '^q$' });
		boss.queue('q');
		expect(channel.fault('queue.bind', { queue: 'q', exchange: 'amq.direct' })).toBe(
			refused("exchange 'amq.direct' in vhost '/'")
		);
	});

	it('X11 what is looked at first when binding is said first', () => {
		const fault = (permission: Partial<typeof ALL>, exchange: string, queue = 'q') => {
			const { boss, channel } = open(permission);
			boss.queue('q');
			return channel.fault('queue.bind', { queue, exchange, routingKey: 'k' });
		};
		expect(fault({}, '')).toBe(refused("queue 'q' in vhost '/'"));
		expect(fault({ write: '.*' }, '')).toMatch(/operation not permitted on the default exchange$/);
		expect(fault({ write: '.*' }, 'none', 'none')).toBe(refused("exchange 'none' in vhost '/'"));
		expect(fault({ write: '.*', read: '.*' }, 'none')).toMatch(/404 .*no exchange 'none'/);
	});

	it('A5 tags give no rights to a client', () => {
		const { broker, channel } = open();
		broker.users.get('alice').tags = ['administrator', 'policymaker', 'monitoring', 'management'];
		expect(channel.fault('queue.declare', { queue: 'q' })).toBe(refused("queue 'q' in vhost '/'"));
	});

	it('A2 D3 a dead letter exchange needs read on the queue and write on the exchange, at creation only', () => {
		const arguments_: FieldTable = [['x-dead-letter-exchange', longstr('dlx')]];
		const fault = (permission: Partial<typeof ALL>) =>
			open(permission).channel.fault('queue.declare', { queue: 'q', arguments: arguments_ });
		expect(fault({ configure: '.*' })).toBe(refused("queue 'q' in vhost '/'"));
		expect(fault({ configure: '.*', read: '.*' })).toBe(refused("exchange 'dlx' in vhost '/'"));
		const { boss, channel } = open({ configure: '.*' });
		boss.queue('q', { arguments: arguments_ });
		expect(channel.queue('q', { arguments: arguments_ })).toMatchObject({ name: 'queue.declare-ok' });
	});

	it('A3 a passive declare needs no rights on 3.10, and any of them on 4.3', () => {
		const { boss, channel } = open();
		boss.queue('q');
		expect(channel.counts('q')).toEqual([0, 0]);
		const newer = open({}, { profile: '4.3' });
		newer.boss.queue('q', { durable: true });
		expect(newer.channel.fault('queue.declare', { queue: 'q', passive: true })).toMatch(/403/);
	});

	it('H40 4.3 names the right that is missing', () => {
		expect(open({}, { profile: '4.3' }).channel.fault('queue.purge', { queue: 'q' })).toBe(
			"channel.close 403 ACCESS_REFUSED - read access to queue 'q' in vhost '/' refused for user 'alice'"
		);
	});

	it('A2 what an operator takes away stays with a channel that has used it, until that has been quiet for a second', () => {
		const { broker, clock, client } = open(ALL);
		const publish = () => client.publish(1, { routingKey: 'q' });
		expect(publish()).toEqual([]);
		broker.users.get('alice').permit('/', { ...ALL, write: '' });
		for (let quiet = 0; quiet < 3; quiet++) {
			clock.pass(999);
			expect(publish()).toEqual([]);
		}
		client.channel(2);
		expect(faultIn(client.publish(2, { routingKey: 'q' }))).toMatch(/403/);
		clock.pass(1000);
		expect(faultIn(publish())).toMatch(/403/);
	});

	it.each([
		[11, 'queue.delete-ok'],
		[12, 'channel.close']
	])('A2 a channel that has used %i rights since has answered with %s', (others, answer) => {
		const { broker, channel } = open(ALL);
		const remove = (queue: string) => channel.ask('queue.delete', { queue });
		remove('q');
		for (let other = 0; other < others; other++) remove(`q${other}`);
		broker.users.get('alice').permit('/', { ...ALL, configure: '' });
		expect(remove('q')).toMatchObject({ name: answer });
	});

	it('A4 topic permissions look at keys, of topic exchanges only, with the user filled in', () => {
		const { broker, boss, client, channel } = open(ALL);
		broker.users.get('alice').permitTopic('/', 'amq.topic', { write: '^{username}\\.', read: '^public\\.' });
		const key = (routingKey: string) => ({ exchange: 'amq.topic', routingKey });
		expect(client.publish(1, key('alice.news'))).toEqual([]);
		expect(client.publish(1, { exchange: 'amq.direct', routingKey: 'bob' })).toEqual([]);
		boss.queue('q');
		expect(channel.fault('queue.bind', { queue: 'q', ...key('private.#') })).toBe(
			refused("topic 'private.#' in exchange 'amq.topic' in vhost '/'")
		);
		client.channel(2);
		expect(faultIn(client.publish(2, key('bob.news')))).toBe(
			refused("topic 'bob.news' in exchange 'amq.topic' in vhost '/'")
		);
	});

	it('B8 an impersonator may use any user-id', () => {
		const { broker, client } = open(ALL);
		broker.users.get('alice').tags = ['impersonator'];
		expect(client.publish(1, {}, '', { userId: 'bob' })).toEqual([]);
	});
});

describe('virtual hosts, limits, users', () => {
	it('C18 a user needs a permission, any, to enter', () => {
		const { broker } = open();
		broker.vhosts.add('v1');
		const enter = () => TestClient.open(broker, { user: 'alice', password: 's3cret', vhost: 'v1' }).take();
		expect(faultIn(enter())).toBe(
			"connection.close 530 NOT_ALLOWED - access to vhost 'v1' refused for user 'alice'"
		);
		broker.users.get('alice').permit('v1', { configure: '', write: '', read: '' });
		expect(enter()[0]!.method.name).toBe('connection.open-ok');
	});

	it('C18 A6 connections are limited by virtual host and by user', () => {
		const { broker } = open();
		broker.vhosts.get('/').limits = { 'max-connections': 2 };
		const enter = () => faultIn(TestClient.open(broker, { user: 'alice', password: 's3cret' }).take());
		expect(enter()).toBe(
			"connection.close 530 NOT_ALLOWED - access to vhost '/' refused for user 'alice': connection limit (2) is reached"
		);
		broker.vhosts.get('/').limits = {};
		broker.users.get('alice').limits = { 'max-connections': 1 };
		expect(enter()).toBe(
			"connection.close 530 NOT_ALLOWED - connection refused for user 'alice': user connection limit (1) is reached"
		);
	});

	it('C30 H33 channels of a user and queues of a virtual host are limited', () => {
		const { broker, client, channel } = open(ALL);
		broker.vhosts.get('/').limits = { 'max-queues': 1 };
		channel.queue('one');
		expect(channel.fault('queue.declare', { queue: 'two' })).toBe(
			"channel.close 406 PRECONDITION_FAILED - cannot declare queue 'two': queue limit in vhost '/' (1) is reached"
		);
		broker.users.get('alice').limits = { 'max-channels': 1 };
		client.channel(2);
		expect(faultIn(client.send(3, 'channel.open'))).toBe(
			"connection.close 530 NOT_ALLOWED - number of channels opened for user 'alice' has reached the maximum allowed user limit of (1)"
		);
	});

	it('C35 deleting a user or a virtual host closes what is open there', () => {
		const { broker, client } = open(ALL);
		broker.vhosts.add('v1');
		broker.users.get('guest').permit('v1', ALL);
		const inside = TestClient.open(broker, { vhost: 'v1' });
		inside.channel().queue('q');
		inside.take();
		broker.vhosts.delete('v1');
		expect(faultIn(inside.take())).toBe("connection.close 320 CONNECTION_FORCED - vhost 'v1' is deleted");
		expect(broker.snapshot().queues).toEqual([]);
		client.take();
		broker.users.delete('alice');
		expect(faultIn(client.take())).toBe("connection.close 320 CONNECTION_FORCED - user 'alice' is deleted");
		expect(broker.snapshot().connections).toHaveLength(1);
	});

	it('the trace says who comes and goes, and what they may do', () => {
		const { broker, events } = testBroker();
		events.length = 0;
		broker.vhosts.add('v1');
		const alice = broker.users.add('alice', 's3cret');
		alice.permit('v1', ALL);
		alice.permitTopic('v1', 'amq.topic', { write: '.*', read: '.*' });
		broker.vhosts.delete('v1');
		broker.users.delete('alice');
		broker.setAlarm('memory', true);
		expect(
			events.flatMap(({ at: _at, ...event }) => (/^(exchange|queue)\./.test(event.type) ? [] : [event]))
		).toEqual([
			{ type: 'vhost.added', vhost: 'v1' },
			{ type: 'user.added', user: 'alice' },
			{ type: 'permission.set', user: 'alice', vhost: 'v1', permission: ALL },
			{
				type: 'topic-permission.set',
				user: 'alice',
				vhost: 'v1',
				exchange: 'amq.topic',
				permission: { write: '.*', read: '.*' }
			},
			{ type: 'permission.set', user: 'alice', vhost: 'v1', permission: null },
			{ type: 'topic-permission.set', user: 'alice', vhost: 'v1', exchange: null, permission: null },
			{ type: 'vhost.deleted', vhost: 'v1' },
			{ type: 'user.deleted', user: 'alice' },
			{ type: 'alarm.changed', alarm: 'memory', raised: true }
		]);
	});

	it('C19 a loopback user is refused from elsewhere', () => {
		const { broker } = testBroker({ loopbackUsers: ['guest'] });
		const peer = { host: '10.0.0.7', port: 1, localHost: '10.0.0.1', localPort: 5672 };
		expect(broker.authenticate('guest', 'guest', peer)).toBeNull();
		expect(broker.authenticate('guest', 'guest', { ...peer, host: '127.0.0.1' })?.name).toBe('guest');
	});

	it('T55 adding a virtual host twice is fine, a user is not; what is not there is said', () => {
		const { broker } = testBroker();
		expect(broker.vhosts.add('v1')).toBe(broker.vhosts.add('v1'));
		expect(() => broker.users.add('guest', 'x')).toThrow(
			new OperatorError('user-exists', 'User "guest" already exists')
		);
		expect(() => broker.users.get('bob')).toThrow('User "bob" does not exist');
		expect(() => broker.vhosts.delete('v2')).toThrow("Virtual host 'v2' does not exist");
		expect(() => broker.users.get('guest').permit('/', { ...ALL, read: '*' })).toThrow(
			new PatternError('*', 'nothing to repeat', 0)
		);
	});

	it('F2 passwords are kept as salted hashes, as RabbitMQ keeps them', () => {
		const hash = hashPassword('guest', () => 0.5);
		expect(hash).toMatch(/^[A-Za-z0-9+/]{48}$/);
		expect(passwordMatches('guest', hash)).toBe(true);
		expect(passwordMatches('guess', hash)).toBe(false);

		expect(passwordMatches('guest', GUEST)).toBe(true);
	});

	it('Q10 a virtual host may have a type for durable queues that do not say theirs', () => {
		const { broker } = testBroker();
		broker.vhosts.get('/').defaultQueueType = 'quorum';
		const channel = TestClient.open(broker).channel();
		channel.queue('lasting', { durable: true });
		channel.queue('passing');
		expect(broker.snapshot().queues.map((queue) => queue.type)).toEqual(['quorum', 'classic']);
	});

	it('H47 4.3 wants queues durable or exclusive', () => {
		const { broker } = testBroker({ profile: '4.3' });
		const fields: Fields<'queue.declare'> = { queue: 'q' };
		expect(TestClient.open(broker).channel().fault('queue.declare', fields)).toMatch(
			/^connection.close 541 INTERNAL_ERROR - Feature `transient_nonexcl_queues` is deprecated\./
		);
	});
});
