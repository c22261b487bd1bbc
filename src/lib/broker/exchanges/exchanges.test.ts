import { describe, expect, it } from 'vitest';
import { decodeProperties, longstr, type FieldTable, type FieldValue } from '../../amqp';
import { testBroker, TestClient, texts, type TestChannel } from '../testing/test-client';
import type { MessageRouted } from '../trace';

function open() {
	const { broker, events } = testBroker();
	const client = TestClient.open(broker);
	return { broker, events, client, channel: client.channel() };
}

function exchanges(channel: TestChannel): string[] {
	return [...channel.client.connection.session!.vhost.exchanges.keys()];
}

/** Whether a message with this key and these headers comes through one binding. */
function comesThrough(
	type: string,
	bindingKey: string,
	routingKey: string,
	arguments_: FieldTable = [],
	headers?: FieldTable
): boolean {
	const { channel } = open();
	channel.send('exchange.declare', { exchange: 'x', type });
	channel.queue('q');
	channel.send('queue.bind', { queue: 'q', exchange: 'x', routingKey: bindingKey, arguments: arguments_ });
	channel.publish(routingKey, '', headers ? { headers } : {}, 'x');
	return channel.drain('q').length === 1;
}

describe('common rules', () => {
	it('X1 a virtual host starts with its exchanges, all durable', () => {
		const { broker } = open();
		expect(broker.snapshot().exchanges.map((x) => [x.name, x.type, x.durable, x.internal])).toEqual([
			['', 'direct', true, false],
			['amq.direct', 'direct', true, false],
			['amq.fanout', 'fanout', true, false],
			['amq.headers', 'headers', true, false],
			['amq.match', 'headers', true, false],
			['amq.rabbitmq.trace', 'topic', true, true],
			['amq.topic', 'topic', true, false]
		]);
	});

	it('X2 X3 X4 declaring again: amq. names when equal, passively whatever the type, unknown arguments', () => {
		const { channel } = open();
		const ok = { name: 'exchange.declare-ok' };
		expect(channel.ask('exchange.declare', { exchange: 'amq.direct', durable: true })).toEqual(ok);
		expect(channel.ask('exchange.declare', { exchange: 'amq.topic', type: 'bogus', passive: true })).toEqual(
			ok
		);
		channel.send('exchange.declare', { exchange: 'x', arguments: texts({ a: '1' }) });
		expect(channel.ask('exchange.declare', { exchange: 'x', arguments: texts({ a: '2' }) })).toEqual(ok);
	});

	it('X5 an auto-delete exchange goes with its last binding as a source, and takes others along', () => {
		const { channel } = open();
		for (const exchange of ['a', 'b', 'c'])
			channel.send('exchange.declare', { exchange, type: 'fanout', autoDelete: true });
		channel.queue('q');
		channel.send('exchange.bind', { source: 'a', destination: 'b' });
		channel.send('exchange.bind', { source: 'b', destination: 'c' });
		channel.send('queue.bind', { exchange: 'c', queue: 'q' });
		expect(exchanges(channel)).toContain('a');
		channel.send('queue.unbind', { exchange: 'c', queue: 'q' });
		expect(exchanges(channel)).toHaveLength(7);
	});

	it('X5 …also when the queue it is bound to is deleted, but never for want of a first binding', () => {
		const { channel } = open();
		channel.send('exchange.declare', { exchange: 'a', type: 'fanout', autoDelete: true });
		channel.send('exchange.declare', { exchange: 'never', type: 'fanout', autoDelete: true });
		channel.queue('q');
		channel.send('queue.bind', { exchange: 'a', queue: 'q' });
		channel.send('queue.delete', { queue: 'q' });
		expect(exchanges(channel)).not.toContain('a');
		expect(exchanges(channel)).toContain('never');
	});

	it('X6 deleting an exchange removes the bindings from and to it', () => {
		const { channel, broker } = open();
		for (const exchange of ['a', 'b', 'c']) channel.send('exchange.declare', { exchange, type: 'fanout' });
		channel.send('exchange.bind', { source: 'a', destination: 'b' });
		channel.send('exchange.bind', { source: 'b', destination: 'c' });
		channel.send('exchange.delete', { exchange: 'b' });
		expect(broker.snapshot().bindings).toEqual([]);
	});

	it('X7 an internal exchange takes what another sends', () => {
		const { channel } = open();
		channel.send('exchange.declare', { exchange: 'in', type: 'fanout', internal: true });
		channel.queue('q');
		channel.send('queue.bind', { exchange: 'in', queue: 'q' });
		channel.send('exchange.bind', { source: 'amq.fanout', destination: 'in' });
		channel.publish('', 'x', {}, 'amq.fanout');
		expect(channel.drain('q')).toEqual(['x']);
	});

	it('X8 a binding is itself by source, destination, key and arguments in any order', () => {
		const { channel, broker } = open();
		channel.queue('q');
		const bind = (arguments_: FieldTable, routingKey = 'k') =>
			channel.send('queue.bind', { queue: 'q', exchange: 'amq.direct', routingKey, arguments: arguments_ });
		bind(texts({ a: '1', b: '2' }));
		bind(texts({ b: '2', a: '1' }));
		expect(broker.snapshot().bindings.filter(({ id }) => id > 0)).toHaveLength(1);
		bind(texts({ a: '1' }));
		channel.send('queue.unbind', { queue: 'q', exchange: 'amq.direct', routingKey: 'k' });
		expect(broker.snapshot().bindings.filter(({ id }) => id > 0)).toHaveLength(2);
	});

	it('X9 a queue gets one copy however many bindings match', () => {
		const { channel } = open();
		channel.queue('q');
		for (const routingKey of ['#', 'a.*', 'a.b'])
			channel.send('queue.bind', { queue: 'q', exchange: 'amq.topic', routingKey });
		channel.publish('a.b', 'x', {}, 'amq.topic');
		expect(channel.drain('q')).toEqual(['x']);
	});

	it('X10 exchanges may be bound in a loop; deliveries show where the message was published', () => {
		const { channel, events } = open();
		for (const exchange of ['a', 'b']) channel.send('exchange.declare', { exchange, type: 'fanout' });
		channel.send('exchange.bind', { source: 'a', destination: 'b' });
		channel.send('exchange.bind', { source: 'b', destination: 'a' });
		channel.queue('q');
		channel.send('queue.bind', { queue: 'q', exchange: 'b' });
		channel.publish('key', 'x', {}, 'a');
		const [got] = channel.send('basic.get', { queue: 'q' });
		expect(got!.method).toMatchObject({ exchange: 'a', routingKey: 'key' });
		const routed = events.find((event): event is MessageRouted => event.type === 'message.routed')!;
		expect(routed.hops.map((hop) => hop.via)).toEqual(['publish', 'binding']);
	});

	it('X12 the default exchange routes by queue name, with CC too', () => {
		const { channel } = open();
		channel.queue('q');
		channel.queue('r');
		const cc: FieldValue = { type: 'array', value: [longstr('r')] };
		channel.publish('q', 'x', { headers: [['CC', cc]] });
		expect(channel.drain('q')).toEqual(['x']);
		expect(channel.drain('r')).toEqual(['x']);
	});

	it('B10 CC and BCC are further keys; BCC is taken away, members that are no text are ignored', () => {
		const { channel } = open();
		for (const queue of ['a', 'b', 'c']) {
			channel.queue(queue);
			channel.send('queue.bind', { queue, exchange: 'amq.direct', routingKey: queue });
		}
		const headers: FieldTable = [
			['CC', { type: 'array', value: [longstr('b'), { type: 'signedint', value: 1 }] }],
			['BCC', { type: 'array', value: [longstr('c')] }],
			['other', longstr('o')]
		];
		channel.publish('a', 'x', { headers }, 'amq.direct');
		for (const queue of ['a', 'b', 'c']) {
			const [got] = channel.send('basic.get', { queue });
			expect(got!.method).toMatchObject({ name: 'basic.get-ok', routingKey: 'a' });
			const kept = decodeProperties(got!.content!.properties).headers!;
			expect(kept.map(([name]) => name)).toEqual(['CC', 'other']);
		}
	});
});

describe('direct and fanout', () => {
	it.each([
		['direct', 'a', 'a', true],
		['direct', 'a', 'A', false],
		['direct', 'a.*', 'a.b', false],
		['direct', '', '', true],
		['fanout', 'a', 'b', true]
	])('X13 %s: binding %j, key %j → %s', (type, bindingKey, key, hit) => {
		expect(comesThrough(type, bindingKey, key)).toBe(hit);
	});
});

describe('topic', () => {
	it.each([
		['#', '', true],
		['*', '', false],
		['', '', true],
		['a.#', 'a', true],
		['#.a', 'a', true],
		['a.*', 'a.', true],
		['a.*', 'a', false],
		['*.*', '.', true],
		['#.#', 'a', true],
		['a.#.b', 'a.b', true],
		['*.#', '', false],
		['*.#', 'a', true],
		['a..b', 'a..b', true],
		['a.*.b', 'a..b', true],
		['a#', 'ab', false],
		['a.b*', 'a.bc', false],
		['#.*', 'a', true],
		['*', 'a.b', false],
		['#.#.#.#', 'a.b.c', true],
		['a.b', 'a.B', false]
	])('X14 X15 X16 binding %j, key %j → %s', (bindingKey, key, hit) => {
		expect(comesThrough('topic', bindingKey, key)).toBe(hit);
	});
});

describe('headers', () => {
	const a1 = texts({ a: '1' });
	const int = (value: number): FieldValue => ({ type: 'signedint', value });
	const match = (mode: string, rest: FieldTable): FieldTable => [['x-match', longstr(mode)], ...rest];

	it.each([
		['X17 all is the default', a1, a1, true],
		['X17 all wants all', texts({ a: '1', b: '2' }), a1, false],
		['X17 any wants one', match('any', texts({ a: '1', b: '2' })), a1, true],
		['X18 names beginning with x- are skipped', match('all', texts({ a: '1', 'x-b': '2' })), a1, true],
		['X18 …unless all-with-x', match('all-with-x', texts({ a: '1', 'x-b': '2' })), a1, false],
		['X18 …or any-with-x', match('any-with-x', texts({ 'x-b': '2' })), texts({ 'x-b': '2' }), true],
		['X19 nothing wanted matches everything', [], a1, true],
		['X19 …and for any nothing', match('any', []), a1, false],
		['X20 void is for presence', [['a', { type: 'void', value: null }]], a1, true],
		['X20 a void header is no text', a1, [['a', { type: 'void', value: null }]], false],
		['X21 text is no number', [['a', int(1)]], a1, false],
		['X21 int equals long', [['a', int(1)]], [['a', { type: 'long', value: 1n }]], true],
		['X21 int equals double', [['a', int(1)]], [['a', { type: 'double', value: 1 }]], true],
		['X21 int equals timestamp', [['a', int(1)]], [['a', { type: 'timestamp', value: 1n }]], true],
		['X21 int is no bool', [['a', int(1)]], [['a', { type: 'bool', value: true }]], false],
		['X21 text equals its bytes', a1, [['a', { type: 'binary', value: Uint8Array.of(49) }]], true],
		[
			'X21 a decimal is no double',
			[['a', { type: 'decimal', value: { scale: 1, value: 15 } }]],
			[['a', { type: 'double', value: 1.5 }]],
			false
		],
		['X22 names are case sensitive', a1, texts({ A: '1' }), false]
	] as [string, FieldTable, FieldTable, boolean][])('%s', (_rule, wanted, headers, hit) => {
		expect(comesThrough('headers', 'ignored', 'k', wanted, headers)).toBe(hit);
	});

	it('X19 a message without headers', () => {
		expect(comesThrough('headers', '', '', [])).toBe(true);
		expect(comesThrough('headers', '', '', a1)).toBe(false);
	});
});

describe('alternate exchanges', () => {
	it('X23 what matches nothing goes to the alternate, along chains; a missing one is ignored', () => {
		const { channel, client } = open();
		const declare = (exchange: string, type: string, alternate: string) =>
			channel.send('exchange.declare', {
				exchange,
				type,
				arguments: texts({ 'alternate-exchange': alternate })
			});
		declare('a', 'direct', 'b');
		declare('b', 'direct', 'c');
		declare('c', 'fanout', 'missing');
		expect(client.publish(1, { exchange: 'a', mandatory: true })[0]!.method).toMatchObject({
			name: 'basic.return'
		});
		channel.queue('q');
		channel.send('queue.bind', { queue: 'q', exchange: 'c' });
		expect(client.publish(1, { exchange: 'a', mandatory: true })).toEqual([]);
		expect(channel.counts('q')).toEqual([1, 0]);
	});

	it('X23 alternates may go round in a circle', () => {
		const { channel } = open();
		const alternate = (exchange: string) => texts({ 'alternate-exchange': exchange });
		channel.send('exchange.declare', { exchange: 'a', type: 'direct', arguments: alternate('b') });
		channel.send('exchange.declare', { exchange: 'b', type: 'fanout', arguments: alternate('a') });
		channel.publish('x', 'lost', {}, 'a');
		channel.queue('q');
		channel.send('queue.bind', { queue: 'q', exchange: 'b' });
		channel.publish('x', 'found', {}, 'a');
		expect(channel.drain('q')).toEqual(['found']);
	});

	it('X24 what an alternate takes shows where it was published', () => {
		const { channel, events } = open();
		channel.send('exchange.declare', {
			exchange: 'a',
			type: 'direct',
			arguments: texts({ 'alternate-exchange': 'amq.fanout' })
		});
		channel.queue('q');
		channel.send('queue.bind', { queue: 'q', exchange: 'amq.fanout' });
		channel.publish('key', 'x', {}, 'a');
		expect(channel.ask('basic.get', { queue: 'q' })).toMatchObject({ exchange: 'a', routingKey: 'key' });
		const routed = events.find((event): event is MessageRouted => event.type === 'message.routed')!;
		expect(routed.hops.map((hop) => hop.via)).toEqual(['publish', 'alternate']);
	});
});
