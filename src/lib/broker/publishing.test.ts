import { describe, expect, it } from 'vitest';
import { longstr, type BasicProperties } from '../amqp';
import type { BrokerOptions } from './broker';
import { faultIn, testBroker, TestClient, type Fields } from './testing/test-client';

const PERMISSION = { configure: '.*', write: '^(?!closed)', read: '.*' };

/** A user with rights to everything but exchanges whose name begins with "closed". */
function open(options: Partial<BrokerOptions> = {}) {
	const { broker, events } = testBroker(options);
	broker.users.add('alice', 's3cret').permit('/', PERMISSION);
	const client = TestClient.open(broker, { user: 'alice', password: 's3cret' });
	const channel = client.channel();
	const boss = TestClient.open(broker).channel();
	boss.send('exchange.declare', { exchange: 'inner', internal: true });
	boss.send('exchange.declare', { exchange: 'closed', internal: true });
	return { broker, events, client, channel };
}

describe('the checks of basic.publish', () => {
	/** Everything a publish can be refused for, the later ones first found by the broker last. */
	const faults = {
		headers: [['CC', longstr('k')]],
		deliveryMode: 3,
		expiration: 'soon',
		userId: 'bob',
		replyTo: 'amq.rabbitmq.reply-to'
	} satisfies BasicProperties;
	const { replyTo: _reply, ...fromUser } = faults;
	const { userId: _user, ...fromExpiration } = fromUser;
	const { expiration: _expiration, ...fromMode } = fromExpiration;
	it.each([
		['the right to write', { exchange: 'closed' }, faults, /403 .*refused for user 'alice'/],
		['a missing exchange', { exchange: 'none' }, faults, /404 /],
		['an internal exchange', { exchange: 'inner' }, faults, /403 .*cannot publish to internal/],
		['a reply-to without a consumer', {}, faults, /406 .*fast reply consumer does not exist/],
		['a user-id', {}, fromUser, /406 .*user_id property set to 'bob'/],
		['an expiration', {}, fromExpiration, /406 .*invalid expiration/],
		['further keys', {}, fromMode, /406 .*unacceptable_type_in_header/]
	] as [string, Fields<'basic.publish'>, BasicProperties, RegExp][])(
		'B1 %s is looked at before what is wrong further on',
		(_what, fields, properties, fault) => {
			expect(faultIn(open().client.publish(1, fields, '', properties))).toMatch(fault);
		}
	);

	it('B1 a missing exchange that one may not write to is refused, not missing', () => {
		expect(faultIn(open().client.publish(1, { exchange: 'closed.none' }))).toMatch(/403/);
	});

	it('B1 in confirm mode nothing is nacked for a publish that closes the channel', () => {
		const { client, channel } = open();
		channel.send('confirm.select');
		const received = client.publish(1, { exchange: 'none' });
		expect(received.map(({ method }) => method.name)).toEqual(['channel.close']);
	});

	it('H26 B1 the size of a message comes before everything else', () => {
		const { client } = open({ profile: '4.3' });
		expect(faultIn(client.publish(1, { exchange: 'none' }, new Uint8Array(16777217)))).toBe(
			'channel.close 406 PRECONDITION_FAILED - message size 16777217 is larger than configured max size 16777216'
		);
	});

	it('B37 a header too large for a frame is a frame too large', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker, { frameMax: 4096 });
		client.channel();
		const headers = [['h', longstr('x'.repeat(5000))]] satisfies BasicProperties['headers'];
		expect(faultIn(client.publish(1, {}, '', { headers }))).toMatch(
			/^connection.close 501 .*frame_too_large/
		);
	});
});

describe('what is published', () => {
	it('B9 only delivery_mode 2 makes a message outlive a restart', () => {
		const { broker, channel } = open();
		channel.queue('q', { durable: true });
		channel.publish('q', 'none');
		channel.publish('q', '1', { deliveryMode: 1 });
		channel.publish('q', '2', { deliveryMode: 2 });
		broker.restart();
		expect(TestClient.open(broker).channel().drain('q')).toEqual(['2']);
	});

	it('B13 exclusive ownership of a queue stops nobody from publishing to it', () => {
		const { broker, channel } = open();
		channel.queue('mine', { exclusive: true });
		channel.send('queue.bind', { queue: 'mine', exchange: 'amq.fanout' });
		const stranger = TestClient.open(broker).channel();
		expect(stranger.publish('mine', 'by name')).toEqual([]);
		expect(stranger.publish('', 'by exchange', {}, 'amq.fanout')).toEqual([]);
		expect(channel.drain('mine')).toEqual(['by name', 'by exchange']);
	});

	it('B5 B7 a confirm is due once every queue has taken the message, and a nack is for a queue that rejects', () => {
		const { client, channel } = open();
		channel.queue('open');
		channel.queue('full', {
			arguments: [
				['x-max-length', { type: 'signedint', value: 1 }],
				['x-overflow', longstr('reject-publish')]
			]
		});
		for (const queue of ['open', 'full']) channel.send('queue.bind', { queue, exchange: 'amq.fanout' });
		channel.send('confirm.select');
		const publish = () => client.publish(1, { exchange: 'amq.fanout' }, '', { deliveryMode: 2 })[0]!.method;
		expect(publish()).toEqual({ name: 'basic.ack', deliveryTag: 1, multiple: false });
		expect(publish()).toMatchObject({ name: 'basic.nack', deliveryTag: 2 });
	});
});
