import { describe, expect, it } from 'vitest';
import { longstr, type FieldTable, type FieldValue, type MethodName } from '../amqp';
import { faultIn, testBroker, TestClient, type Fields, type TestChannel } from './testing/test-client';

function open(options = {}): { client: TestClient; channel: TestChannel } {
	const { broker } = testBroker(options);
	const client = TestClient.open(broker);
	return { client, channel: client.channel() };
}

function two(): { mine: TestChannel; others: TestChannel } {
	const { broker } = testBroker();
	return { mine: TestClient.open(broker).channel(), others: TestClient.open(broker).channel() };
}

const int = (value: number): FieldValue => ({ type: 'signedint', value });
const long = (value: bigint): FieldValue => ({ type: 'long', value });

describe('H1–H9 lifecycle', () => {
	it('H1 a soft error closes its channel only, and returns what it held', () => {
		const { client, channel } = open();
		const other = client.channel(2);
		other.queue('q');
		other.publish('q', 'x');
		channel.consume('q');
		expect(other.counts('q')).toEqual([0, 1]);
		channel.send('basic.ack', { deliveryTag: 9 });
		expect(other.counts('q')).toEqual([1, 0]);
		const [got] = other.send('basic.get', { queue: 'q' });
		expect(got!.method).toMatchObject({ redelivered: true });
	});

	it('H2 discards everything after its channel.close until close-ok, then the number is free', () => {
		const { client, channel } = open();
		expect(channel.fault('queue.declare', { queue: 'q', passive: true })).toMatch(/^channel.close 404/);
		expect(channel.send('queue.declare', { queue: 'q' })).toEqual([]);
		expect(client.publish(1, { routingKey: 'q' })).toEqual([]);
		expect(channel.send('channel.close-ok')).toEqual([]);
		const reopened = client.channel(1);
		expect(reopened.queue('q')).toMatchObject({ name: 'queue.declare-ok' });
	});

	it("H3 answers a client's channel.close even while closing", () => {
		const { channel } = open();
		channel.fault('queue.declare', { queue: 'q', passive: true });
		expect(channel.ask('channel.close')).toEqual({ name: 'channel.close-ok' });
	});

	it('H4 answers access.request, and channel.flow unless it is to stop', () => {
		const { channel } = open();
		const realm = { realm: '/data', exclusive: false, passive: true, write: true, read: true };
		expect(channel.ask('access.request', realm)).toEqual({ name: 'access.request-ok', ticket: 1 });
		expect(channel.ask('channel.flow', { active: true })).toMatchObject({
			name: 'channel.flow-ok',
			active: true
		});
		expect(channel.fault('channel.flow', { active: false })).toBe(
			'connection.close 540 NOT_IMPLEMENTED - active=false'
		);
	});

	it.each([
		['queue.bind', { exchange: 'amq.direct' }],
		['queue.unbind', { exchange: 'amq.direct' }],
		['basic.consume', {}],
		['basic.get', {}],
		['queue.purge', {}],
		['queue.delete', {}]
	] as [MethodName, Fields<'queue.bind'>][])(
		'H5 %s needs a queue declared before an empty name',
		(name, fields) => {
			expect(open().channel.fault(name, fields)).toBe(
				'channel.close 404 NOT_FOUND - no previously declared queue'
			);
		}
	);

	it('H5 an empty name is the last queue declared, and then an empty key too', () => {
		const { channel } = open();
		channel.queue('q');
		channel.send('queue.bind', { exchange: 'amq.direct' });
		channel.send('queue.bind', { queue: 'q', exchange: 'amq.fanout' });
		channel.publish('q', 'by name', {}, 'amq.direct');
		expect(channel.client.connection.session!.vhost.exchanges.get('amq.fanout')!.outgoing.size).toBe(1);
		const [binding] = channel.client.connection.session!.vhost.exchanges.get('amq.fanout')!.outgoing.values();
		expect(binding!.routingKey).toBe('');
		const [got] = channel.send('basic.get');
		expect(got!.method.name).toBe('basic.get-ok');
	});

	it('H6 strips line ends from names', () => {
		const { channel } = open();
		expect(channel.queue('a\r\nb')).toMatchObject({ queue: 'ab' });
		channel.send('exchange.declare', { exchange: 'x\ny' });
		expect(channel.ask('exchange.declare', { exchange: 'xy', passive: true })).toMatchObject({
			name: 'exchange.declare-ok'
		});
	});

	it('H8 nowait gets no answer, but errors still close', () => {
		const { channel } = open();
		expect(channel.send('queue.declare', { queue: 'q', nowait: true })).toEqual([]);
		expect(channel.send('basic.consume', { queue: 'q', nowait: true })).toEqual([]);
		expect(faultIn(channel.send('queue.declare', { queue: 'q', durable: true, nowait: true }))).toMatch(
			/406/
		);
	});

	it('H9 names the channel by its connection and number', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker);
		client.channel(3);
		expect(broker.snapshot().channels[0]!.name).toBe(`${client.connection.name} (3)`);
	});
});

describe('H10–H11 NOT_FOUND', () => {
	it.each([
		['queue.declare', { queue: 'q', passive: true }, "queue 'q' in vhost '/'"],
		['basic.consume', { queue: 'q' }, "queue 'q' in vhost '/'"],
		['basic.get', { queue: 'q' }, "queue 'q' in vhost '/'"],
		['queue.purge', { queue: 'q' }, "queue 'q' in vhost '/'"],
		['queue.bind', { queue: 'q', exchange: 'amq.direct' }, "queue 'q' in vhost '/'"],
		['exchange.declare', { exchange: 'x', passive: true }, "exchange 'x' in vhost '/'"],
		['exchange.bind', { source: 'amq.direct', destination: 'x' }, "exchange 'x' in vhost '/'"],
		['exchange.bind', { source: 'x', destination: 'amq.direct' }, "exchange 'x' in vhost '/'"]
	] as [MethodName, object, string][])('H10 %s %o', (name, fields, missing) => {
		expect(open().channel.fault(name, fields)).toBe(`channel.close 404 NOT_FOUND - no ${missing}`);
	});

	it('H10 binding to a missing exchange, and publishing to one', () => {
		const { client, channel } = open();
		channel.queue('q');
		expect(channel.fault('queue.bind', { queue: 'q', exchange: 'x' })).toBe(
			"channel.close 404 NOT_FOUND - no exchange 'x' in vhost '/'"
		);
		client.channel(2);
		expect(faultIn(client.publish(2, { exchange: 'x' }))).toBe(
			"channel.close 404 NOT_FOUND - no exchange 'x' in vhost '/'"
		);
	});

	it.each([
		['queue.delete', { queue: 'q' }, { name: 'queue.delete-ok', messageCount: 0 }],
		['exchange.delete', { exchange: 'x' }, { name: 'exchange.delete-ok' }],
		['queue.unbind', { queue: 'q', exchange: 'x' }, { name: 'queue.unbind-ok' }],
		['exchange.unbind', { source: 'x', destination: 'y' }, { name: 'exchange.unbind-ok' }]
	] as [MethodName, object, object][])('H11 %s of nothing is fine', (name, fields, answer) => {
		expect(open().channel.ask(name, fields)).toEqual(answer);
	});
});

describe('H12–H16 declaring again', () => {
	it.each([
		[
			{},
			{ durable: true },
			"inequivalent arg 'durable' for queue 'q' in vhost '/': received 'true' but current is 'false'"
		],
		[
			{ durable: true },
			{ durable: true, autoDelete: true },
			"inequivalent arg 'auto_delete' for queue 'q' in vhost '/': received 'true' but current is 'false'"
		],
		[
			{ arguments: [['x-message-ttl', int(1)]] },
			{ arguments: [['x-message-ttl', int(2)]] },
			"inequivalent arg 'x-message-ttl' for queue 'q' in vhost '/': received '2' but current is '1'"
		],
		[
			{},
			{ arguments: [['x-max-length', int(5)]] },
			"inequivalent arg 'x-max-length' for queue 'q' in vhost '/': received the value '5' of type 'signedint' but current is none"
		],
		[
			{ arguments: [['x-overflow', longstr('drop-head')]] },
			{},
			"inequivalent arg 'x-overflow' for queue 'q' in vhost '/': received none but current is the value 'drop-head' of type 'longstr'"
		]
	] as [Fields<'queue.declare'>, Fields<'queue.declare'>, string][])(
		'H12 H13 %o then %o',
		(first, second, text) => {
			const { channel } = open();
			channel.queue('q', first);
			expect(channel.fault('queue.declare', { queue: 'q', ...second })).toBe(
				`channel.close 406 PRECONDITION_FAILED - ${text}`
			);
		}
	);

	it('H14 H16 all integer widths are one type, unknown arguments are not compared, classic is no type', () => {
		const { channel } = open();
		channel.queue('q', { arguments: [['x-message-ttl', int(1000)]] });
		const args: FieldTable = [
			['x-message-ttl', long(1000n)],
			['x-whatever', int(1)],
			['x-queue-type', longstr('classic')]
		];
		expect(channel.queue('q', { arguments: args })).toMatchObject({ name: 'queue.declare-ok' });
	});

	it('H12 H15 exchanges: type before durable before auto_delete before internal', () => {
		const { client } = open();
		const texts: string[] = [];
		let number = 1;
		const declare = (fields: Fields<'exchange.declare'>) => {
			texts.push(faultIn(client.channel(++number).send('exchange.declare', { exchange: 'x', ...fields })));
		};
		client.send(1, 'exchange.declare', { exchange: 'x', type: 'direct' });
		declare({ type: 'topic', durable: true });
		declare({ durable: true, autoDelete: true });
		declare({ autoDelete: true, internal: true });
		declare({ internal: true });
		const start = 'channel.close 406 PRECONDITION_FAILED - inequivalent arg ';
		const where = " for exchange 'x' in vhost '/': received ";
		expect(texts).toEqual([
			`${start}'type'${where}'topic' but current is 'direct'`,
			`${start}'durable'${where}'true' but current is 'false'`,
			`${start}'auto_delete'${where}'true' but current is 'false'`,
			`${start}'internal'${where}'true' but current is 'false'`
		]);
	});
});

describe('H17–H20 arguments', () => {
	it.each([
		['x-message-ttl', longstr('a'), '"expected integer, got longstr"'],
		['x-message-ttl', int(-1), '{value_negative,-1}'],
		['x-expires', int(0), '{value_zero,0}'],
		['x-max-priority', int(256), '{max_value_exceeded,256}'],
		['x-overflow', longstr('foo'), 'invalid_overflow'],
		['x-overflow', int(1), '{unacceptable_type,signedint}'],
		['x-dead-letter-routing-key', longstr('k'), 'routing_key_but_no_dlx_defined'],
		['x-queue-mode', longstr('foo'), `"unsupported queue mode 'foo'"`],
		['x-queue-type', longstr('foo'), `"unsupported queue type 'foo'"`],
		['x-single-active-consumer', int(1), '{unacceptable_type,signedint}']
	] as [string, FieldValue, string][])('H17 %s %o', (name, value, reason) => {
		expect(open().channel.fault('queue.declare', { queue: 'q', arguments: [[name, value]] })).toBe(
			`channel.close 406 PRECONDITION_FAILED - invalid arg '${name}' for queue 'q' in vhost '/': ${reason}`
		);
	});

	it('H18 an argument of another queue type', () => {
		expect(
			open().channel.fault('queue.declare', { queue: 'q', arguments: [['x-max-age', longstr('1h')]] })
		).toBe(
			"channel.close 406 PRECONDITION_FAILED - invalid arg 'x-max-age' for queue 'q' in vhost '/' of queue type rabbit_classic_queue"
		);
	});

	it('H19 a name that is no text', () => {
		expect(
			open().channel.fault('queue.declare', { queue: 'q', arguments: [['x-dead-letter-exchange', int(1)]] })
		).toBe(
			"channel.close 406 PRECONDITION_FAILED - invalid type 'signedint' for arg 'x-dead-letter-exchange' in queue 'q' in vhost '/'"
		);
		expect(
			open().channel.fault('exchange.declare', { exchange: 'x', arguments: [['alternate-exchange', int(1)]] })
		).toBe(
			"channel.close 406 PRECONDITION_FAILED - invalid type 'signedint' for arg 'alternate-exchange' in exchange 'x' in vhost '/'"
		);
	});

	it.each([
		[{ autoDelete: true, exclusive: true }, "invalid property 'auto-delete' for queue 'q' in vhost '/'"],
		[{ exclusive: true, durable: true }, "invalid property 'exclusive-owner' for queue 'q' in vhost '/'"],
		[{}, "invalid property 'non-durable' for queue 'q' in vhost '/'"]
	])('H20 a quorum queue %o', (fields, text) => {
		const arguments_: FieldTable = [['x-queue-type', longstr('quorum')]];
		expect(open().channel.fault('queue.declare', { queue: 'q', ...fields, arguments: arguments_ })).toBe(
			`channel.close 406 PRECONDITION_FAILED - ${text}`
		);
	});

	it('H20 a quorum queue needs a name', () => {
		const arguments_: FieldTable = [['x-queue-type', longstr('quorum')]];
		expect(open().channel.fault('queue.declare', { durable: true, arguments: arguments_ })).toBe(
			'channel.close 406 PRECONDITION_FAILED - Cannot declare a server-named queue for type rabbit_quorum_queue'
		);
	});

	it.each([longstr('foo'), int(1)])('H20 a queue without a name of unknown type %o', (type) => {
		expect(open().channel.fault('queue.declare', { arguments: [['x-queue-type', type]] })).toBe(
			'connection.close 541 INTERNAL_ERROR'
		);
	});
});

describe('H21–H30 preconditions', () => {
	it('H21 in use, not empty', () => {
		const { client, channel } = open();
		channel.queue('q');
		channel.publish('q', 'x');
		expect(channel.fault('queue.delete', { queue: 'q', ifEmpty: true })).toBe(
			"channel.close 406 PRECONDITION_FAILED - queue 'q' in vhost '/' not empty"
		);
		client.channel(2).consume('q');
		expect(client.channel(3).fault('queue.delete', { queue: 'q', ifUnused: true })).toBe(
			"channel.close 406 PRECONDITION_FAILED - queue 'q' in vhost '/' in use"
		);
		client.channel(4).send('queue.bind', { queue: 'q', exchange: 'x' });
		const fifth = client.channel(5);
		fifth.send('exchange.declare', { exchange: 'x' });
		fifth.send('queue.bind', { queue: 'q', exchange: 'x' });
		expect(fifth.fault('exchange.delete', { exchange: 'x', ifUnused: true })).toBe(
			"channel.close 406 PRECONDITION_FAILED - exchange 'x' in vhost '/' in use"
		);
	});

	it.each([
		['basic.ack', { deliveryTag: 1 }],
		['basic.nack', { deliveryTag: 1 }],
		['basic.reject', { deliveryTag: 1 }],
		['basic.ack', { deliveryTag: 1, multiple: true }],
		['basic.ack', { deliveryTag: 2n ** 63n }]
	] as [MethodName, { deliveryTag: number | bigint }][])('H22 %s %o of nothing', (name, fields) => {
		expect(open().channel.fault(name, fields)).toBe(
			`channel.close 406 PRECONDITION_FAILED - unknown delivery tag ${fields.deliveryTag}`
		);
	});

	it('H22 a tag once settled, or of a delivery without acknowledgement, is unknown; 0 with multiple never is', () => {
		const { client, channel } = open();
		channel.queue('q');
		expect(channel.ack(0, true)).toEqual([]);
		channel.publish('q', 'x');
		channel.send('basic.get', { queue: 'q', noAck: true });
		expect(faultIn(channel.ack(1))).toMatch(/unknown delivery tag 1$/);
		const second = client.channel(2);
		second.publish('q', 'x');
		second.send('basic.get', { queue: 'q' });
		expect(second.ack(1)).toEqual([]);
		expect(faultIn(second.ack(1))).toMatch(/unknown delivery tag 1$/);
	});

	it.each([
		['abc', 'no_integer'],
		['', 'no_integer'],
		['12s', '{leftover_string,"s"}'],
		['-1', '{value_negative,-1}']
	])('H23 expiration %j', (expiration, reason) => {
		const { client } = open();
		expect(faultIn(client.publish(1, { routingKey: 'q' }, '', { expiration }))).toBe(
			`channel.close 406 PRECONDITION_FAILED - invalid expiration '${expiration}': ${reason}`
		);
	});

	it('H24 user-id', () => {
		expect(faultIn(open().client.publish(1, {}, '', { userId: 'bob' }))).toBe(
			"channel.close 406 PRECONDITION_FAILED - user_id property set to 'bob' but authenticated user was 'guest'"
		);
		expect(open().client.publish(1, {}, '', { userId: 'guest' })).toEqual([]);
	});

	it('H25 delivery_mode and CC', () => {
		expect(faultIn(open().client.publish(1, {}, '', { deliveryMode: 3 }))).toBe(
			'channel.close 406 PRECONDITION_FAILED - invalid message: {delivery_mode_unknown,3}'
		);
		expect(open({ profile: '4.3' }).client.publish(1, {}, '', { deliveryMode: 3 })).toEqual([]);
		expect(faultIn(open().client.publish(1, {}, '', { headers: [['CC', longstr('k')]] }))).toBe(
			'channel.close 406 PRECONDITION_FAILED - invalid message: {unacceptable_type_in_header,"CC",longstr}'
		);
	});

	it.each([
		[longstr('foo'), 'Invalid x-match field value <<"foo">>; expected all, any, all-with-x, or any-with-x'],
		[int(1), 'Invalid x-match field type signedint (value 1); expected longstr']
	] as [FieldValue, string][])('H29 x-match %o', (value, text) => {
		const { channel } = open();
		channel.queue('q');
		expect(
			channel.fault('queue.bind', { queue: 'q', exchange: 'amq.headers', arguments: [['x-match', value]] })
		).toBe(`channel.close 406 PRECONDITION_FAILED - ${text}`);
	});

	it('H35 4.3 wants no more than two # in a topic binding', () => {
		const fault = (profile: '3.10' | '4.3') => {
			const { channel } = open({ profile });
			channel.queue('q', { durable: true });
			const [answer] = channel.send('queue.bind', {
				queue: 'q',
				exchange: 'amq.topic',
				routingKey: '#.a.#.b.#'
			});
			return answer!.method;
		};
		expect(fault('3.10')).toEqual({ name: 'queue.bind-ok' });
		expect(fault('4.3')).toMatchObject({
			replyCode: 406,
			replyText:
				"PRECONDITION_FAILED - Topic binding key '#.a.#.b.#' uses 3 '#' wildcards, at most 2 are allowed"
		});
	});

	it('H30 x-priority of a consumer', () => {
		const { channel } = open();
		channel.queue('q');
		expect(channel.fault('basic.consume', { queue: 'q', arguments: [['x-priority', longstr('1')]] })).toBe(
			`channel.close 406 PRECONDITION_FAILED - invalid arg 'x-priority' for queue 'q' in vhost '/': "expected integer, got longstr"`
		);
	});
});

describe('H36–H42 refusals', () => {
	it.each([
		['exchange.declare', { exchange: 'amq.foo' }, "exchange name 'amq.foo' contains reserved prefix 'amq.*'"],
		['queue.declare', { queue: 'amq.foo' }, "queue name 'amq.foo' contains reserved prefix 'amq.*'"],
		[
			'exchange.delete',
			{ exchange: 'amq.direct' },
			"deletion of system exchange 'amq.direct' in vhost '/' not allowed"
		],
		[
			'exchange.delete',
			{ exchange: 'amq.foo' },
			"deletion of system exchange 'amq.foo' in vhost '/' not allowed"
		],
		['exchange.declare', { exchange: '' }, 'operation not permitted on the default exchange'],
		['exchange.declare', { exchange: '', passive: true }, 'operation not permitted on the default exchange'],
		['exchange.delete', { exchange: '' }, 'operation not permitted on the default exchange'],
		['queue.bind', { queue: 'q', exchange: '' }, 'operation not permitted on the default exchange'],
		['queue.unbind', { queue: 'q', exchange: '' }, 'operation not permitted on the default exchange'],
		['exchange.bind', { source: 'amq.direct' }, 'operation not permitted on the default exchange']
	] as [MethodName, object, string][])('H36 H37 %s %o', (name, fields, text) => {
		expect(open().channel.fault(name, fields)).toBe(`channel.close 403 ACCESS_REFUSED - ${text}`);
	});

	it('H38 nobody publishes to an internal exchange', () => {
		const { client, channel } = open();
		channel.send('exchange.declare', { exchange: 'x', internal: true });
		expect(faultIn(client.publish(1, { exchange: 'x' }))).toBe(
			"channel.close 403 ACCESS_REFUSED - cannot publish to internal exchange 'x' in vhost '/'"
		);
	});

	it.each([
		['queue.declare', { queue: 'q', exclusive: true }],
		['queue.declare', { queue: 'q', passive: true }],
		['queue.bind', { queue: 'q', exchange: 'amq.direct' }],
		['basic.consume', { queue: 'q' }],
		['basic.get', { queue: 'q' }],
		['queue.purge', { queue: 'q' }],
		['queue.delete', { queue: 'q' }]
	] as [MethodName, object][])("H42 %s of another connection's exclusive queue", (name, fields) => {
		const { mine, others } = two();
		mine.queue('q', { exclusive: true });
		expect(others.fault(name, fields)).toBe(
			"channel.close 405 RESOURCE_LOCKED - cannot obtain exclusive access to locked queue 'q' in vhost '/'. It could be originally declared on another connection or the exclusive property value does not match that of the original declaration."
		);
	});

	it('H42 a differing exclusive flag looks locked to the owner too; publishing never does', () => {
		const { mine, others } = two();
		mine.queue('q', { exclusive: true });
		expect(others.publish('q', 'x')).toEqual([]);
		expect(mine.counts('q')).toEqual([1, 0]);
		expect(mine.fault('queue.declare', { queue: 'q' })).toMatch(/^channel.close 405/);
	});
});

describe('uses that exclude others', () => {
	it('H39 a queue consumed from exclusively, or from at all', () => {
		const text = "channel.close 403 ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use";
		const { mine, others } = two();
		mine.queue('q');
		mine.consume('q', { consumerTag: 'only', exclusive: true });
		expect(others.fault('basic.consume', { queue: 'q' })).toBe(text);
		mine.send('basic.cancel', { consumerTag: 'only' });
		mine.consume('q');
		others.send('channel.close-ok');
		const again = others.client.channel(2);
		expect(again.fault('basic.consume', { queue: 'q', exclusive: true })).toBe(text);
	});

	it('H41 from 4.2 on direct reply-to names cannot be bound', () => {
		const fault = (profile: '3.10' | '4.3') =>
			open({ profile }).channel.fault('queue.bind', {
				queue: 'amq.rabbitmq.reply-to',
				exchange: 'amq.direct'
			});
		expect(fault('3.10')).toBe("channel.close 404 NOT_FOUND - no queue 'amq.rabbitmq.reply-to' in vhost '/'");
		expect(fault('4.3')).toBe(
			'channel.close 403 ACCESS_REFUSED - cannot bind or unbind to a volatile (direct reply-to) queue'
		);
	});
});

describe('H44–H46 errors that close the connection', () => {
	it('H44 a consumer tag is used once on a channel', () => {
		const { client, channel } = open();
		channel.queue('q');
		channel.consume('q', { consumerTag: 't' });
		client.channel(2).consume('q', { consumerTag: 't' });
		expect(channel.fault('basic.consume', { queue: 'q', consumerTag: 't' })).toBe(
			"connection.close 530 NOT_ALLOWED - attempt to reuse consumer tag 't'"
		);
	});

	it.each([
		['basic.publish', { immediate: true }, 'immediate=true'],
		['basic.qos', { prefetchSize: 1 }, 'prefetch_size!=0 (1)'],
		['basic.recover', { requeue: false }, 'requeue=false']
	] as [MethodName, object, string][])('H45 %s %o', (name, fields, text) => {
		const { client, channel } = open();
		const fault = name === 'basic.publish' ? faultIn(client.publish(1, fields)) : channel.fault(name, fields);
		expect(fault).toBe(`connection.close 540 NOT_IMPLEMENTED - ${text}`);
	});

	it('H46 an exchange type nobody knows', () => {
		const wish = { exchange: 'x', type: 'x-foo' };
		expect(open().channel.fault('exchange.declare', wish)).toBe(
			"connection.close 503 COMMAND_INVALID - unknown exchange type 'x-foo'"
		);
		expect(open({ profile: '4.3' }).channel.fault('exchange.declare', wish)).toBe(
			"channel.close 406 PRECONDITION_FAILED - unknown exchange type 'x-foo'"
		);
	});

	it('names the method at fault', () => {
		const [close] = open().channel.send('queue.declare', { queue: 'q', passive: true });
		expect(close!.method).toMatchObject({ classId: 50, methodId: 10 });
	});
});
