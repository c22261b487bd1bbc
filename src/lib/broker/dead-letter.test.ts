import { describe, expect, it } from 'vitest';
import {
	decodeProperties,
	get,
	longstr,
	type BasicProperties,
	type FieldTable,
	type FieldValue
} from '../amqp';
import { testBroker, TestClient, type TestChannel } from './testing/test-client';

const int = (value: number): FieldValue => ({ type: 'signedint', value });
const dlx = (exchange: string, key?: string): FieldTable => [
	['x-dead-letter-exchange', longstr(exchange)],
	...(key === undefined ? [] : ([['x-dead-letter-routing-key', longstr(key)]] as FieldTable))
];

function open(options = {}) {
	const { broker, clock, events } = testBroker({ epoch: 1_000_000, ...options });
	const client = TestClient.open(broker);
	return { broker, clock, events, client, channel: client.channel() };
}

/** A queue `q` that dead-letters to `dead` with a key. */
function pair(channel: TestChannel, more: FieldTable = []): void {
	channel.queue('dead');
	channel.queue('q', { arguments: [...dlx('', 'dead'), ...more] });
}

function rejectOne(channel: TestChannel, queue: string): void {
	const answer = channel.ask('basic.get', { queue }) as { deliveryTag: number };
	channel.nack(answer.deliveryTag, false);
}

function take(channel: TestChannel, queue: string): { properties: BasicProperties; method: object } {
	const [got] = channel.send('basic.get', { queue, noAck: true });
	return { properties: decodeProperties(got!.content!.properties), method: got!.method };
}

/** An x-death header as plain values. */
function deaths({ headers = [] }: BasicProperties): Record<string, unknown>[] {
	const value = get(headers, 'x-death');
	if (value?.type !== 'array') throw new Error('no x-death');
	return value.value.map((entry) =>
		Object.fromEntries((entry.value as FieldTable).map(([k, v]) => [k, plain(v)]))
	);
}

function plain(value: FieldValue): unknown {
	return value.type === 'array' ? value.value.map(plain) : value.value;
}

describe('where dead letters go', () => {
	it('D1 rejected, expired and dropped messages are dead-lettered', () => {
		const { channel, clock, events } = open();
		pair(channel, [['x-max-length', int(1)]]);
		channel.publish('q', 'one');
		channel.publish('q', 'two', { expiration: '10' });
		clock.pass(10);
		channel.publish('q', 'three');
		rejectOne(channel, 'q');
		const reasons = ['one', 'two', 'three'].map(() => deaths(take(channel, 'dead').properties)[0]!['reason']);
		expect(reasons).toEqual(['maxlen', 'expired', 'rejected']);
		expect(
			events.filter((event) => event.type === 'message.routed' && event.cause === 'dead-letter')
		).toHaveLength(3);
	});

	it('D2 a dead letter exchange that is not there loses the message', () => {
		const { channel, events } = open();
		channel.queue('q', { arguments: dlx('missing') });
		channel.publish('q', 'x');
		rejectOne(channel, 'q');
		expect(events.at(-1)).toMatchObject({ type: 'copy.dropped', deadLettered: false });
	});

	it('Q5 purging and deleting dead-letter nothing', () => {
		const { channel } = open();
		pair(channel);
		channel.publish('q', 'x');
		channel.send('queue.purge', { queue: 'q' });
		channel.publish('q', 'x');
		channel.send('queue.delete', { queue: 'q' });
		expect(channel.counts('dead')).toEqual([0, 0]);
	});

	it('D4 without a key of its own all the original keys are used', () => {
		const { channel } = open();
		channel.send('exchange.declare', { exchange: 'dlx', type: 'direct' });
		for (const queue of ['a', 'b', 'c']) {
			channel.queue(queue);
			channel.send('queue.bind', { queue, exchange: 'dlx', routingKey: queue });
		}
		channel.queue('q', { arguments: dlx('dlx') });
		channel.send('queue.bind', { queue: 'q', exchange: 'amq.direct', routingKey: 'a' });
		const headers: FieldTable = [
			['CC', { type: 'array', value: [longstr('b')] }],
			['BCC', { type: 'array', value: [longstr('c')] }]
		];
		channel.publish('a', 'x', { headers }, 'amq.direct');
		rejectOne(channel, 'q');
		for (const queue of ['a', 'b', 'c']) expect(channel.counts(queue)).toEqual([1, 0]);
		expect(take(channel, 'a').method).toMatchObject({ exchange: 'dlx', routingKey: 'a', redelivered: false });
	});

	it('D5 exchange and key change, expiration goes, the rest stays', () => {
		const { channel } = open();
		pair(channel);
		channel.publish('q', 'x', { expiration: '5000', messageId: 'm', deliveryMode: 2, userId: 'guest' });
		rejectOne(channel, 'q');
		const { properties, method } = take(channel, 'dead');
		expect(method).toMatchObject({ exchange: '', routingKey: 'dead', redelivered: false });
		expect(properties).toMatchObject({ messageId: 'm', deliveryMode: 2, userId: 'guest' });
		expect(properties.expiration).toBeUndefined();
		expect(deaths(properties)[0]!['original-expiration']).toBe('5000');
	});

	it('D14 order is kept', () => {
		const { channel } = open();
		pair(channel);
		for (const body of ['1', '2', '3']) channel.publish('q', body);
		for (let i = 0; i < 3; i++) channel.send('basic.get', { queue: 'q' });
		channel.nack(3, false, true);
		expect(channel.drain('dead')).toEqual(['1', '2', '3']);
	});

	it('D15 a target that rejects silently loses the copy', () => {
		const { channel } = open();
		channel.queue('dead', {
			arguments: [
				['x-max-length', int(0)],
				['x-overflow', longstr('reject-publish')]
			]
		});
		channel.queue('q', { arguments: dlx('', 'dead') });
		channel.publish('q', 'x');
		rejectOne(channel, 'q');
		expect(channel.counts('dead')).toEqual([0, 0]);
	});
});

describe('x-death', () => {
	it('D8 D9 the fields of a first death, in order, and where it was', () => {
		const { channel } = open();
		pair(channel);
		channel.publish('q', 'x', { expiration: '5000' });
		rejectOne(channel, 'q');
		const { properties } = take(channel, 'dead');
		const [death] = deaths(properties);
		expect(Object.entries(death!)).toEqual([
			['count', 1n],
			['reason', 'rejected'],
			['queue', 'q'],
			['time', 1000n],
			['exchange', ''],
			['routing-keys', ['q']],
			['original-expiration', '5000']
		]);
		expect(properties.headers!.map(([name]) => name)).toEqual([
			'x-death',
			'x-first-death-exchange',
			'x-first-death-queue',
			'x-first-death-reason'
		]);
	});

	it('D7 a repeat counts up, keeps its time and is sorted by name', () => {
		const { channel, clock } = open();
		channel.queue('q', { arguments: dlx('', 'q') });
		channel.publish('q', 'x');
		rejectOne(channel, 'q');
		clock.pass(5000);
		rejectOne(channel, 'q');
		const [death, ...others] = deaths(take(channel, 'q').properties);
		expect(others).toEqual([]);
		expect(Object.entries(death!)).toEqual([
			['count', 2n],
			['exchange', ''],
			['queue', 'q'],
			['reason', 'rejected'],
			['routing-keys', ['q']],
			['time', 1000n]
		]);
	});

	it('D7 the newest comes first; what is older is turned around each time, as RabbitMQ does it', () => {
		const { channel, clock } = open();
		for (const i of [1, 2, 3, 4])
			channel.queue(`q${i}`, { arguments: [['x-message-ttl', int(50)], ...dlx('', `q${i + 1}`)] });
		channel.queue('q5');
		channel.publish('q1', 'x');
		clock.pass(200);
		expect(deaths(take(channel, 'q5').properties).map((death) => death['queue'])).toEqual([
			'q4',
			'q2',
			'q1',
			'q3'
		]);
	});

	it('D13 two reasons in one queue are two entries', () => {
		const { channel, clock } = open();
		channel.queue('back', { arguments: [['x-message-ttl', int(10)], ...dlx('', 'q')] });
		channel.queue('q', { arguments: [['x-message-ttl', int(10)], ...dlx('', 'back')] });
		channel.publish('q', 'x');
		rejectOne(channel, 'q');
		clock.pass(20);
		expect(
			deaths(take(channel, 'back').properties).map((death) => [death['queue'], death['reason']])
		).toEqual([
			['q', 'expired'],
			['q', 'rejected'],
			['back', 'expired']
		]);
	});

	it('D10 other headers stay, and all are sorted by name', () => {
		const { channel } = open();
		pair(channel);
		channel.publish('q', 'x', {
			headers: [
				['z', int(1)],
				['a', int(2)]
			]
		});
		rejectOne(channel, 'q');
		expect(take(channel, 'dead').properties.headers!.map(([name]) => name)).toEqual([
			'a',
			'x-death',
			'x-first-death-exchange',
			'x-first-death-queue',
			'x-first-death-reason',
			'z'
		]);
	});

	it.each([
		['3.10', false, false],
		['4.3', true, true]
	] as const)(
		'D6 D9 with a key CC goes or stays, and 4.x tells of the last death (%s)',
		(profile, cc, last) => {
			const { channel } = open({ profile });
			channel.queue('dead', { durable: true });
			channel.queue('q', { durable: true, arguments: dlx('', 'dead') });
			channel.publish('q', 'x', { headers: [['CC', { type: 'array', value: [longstr('other')] }]] });
			rejectOne(channel, 'q');
			const { headers } = take(channel, 'dead').properties;
			expect(get(headers!, 'CC') !== undefined).toBe(cc);
			expect(get(headers!, 'x-last-death-queue') !== undefined).toBe(last);
		}
	);

	it.each([
		['3.10', 2n],
		['4.3', 1n]
	] as const)('D11 what a client publishes again is counted on, or not (%s)', (profile, count) => {
		const { channel } = open({ profile });
		channel.queue('dead', { durable: true });
		channel.queue('q', { durable: true, arguments: dlx('', 'dead') });
		channel.publish('q', 'x');
		rejectOne(channel, 'q');
		channel.publish('q', 'x', take(channel, 'dead').properties);
		rejectOne(channel, 'q');
		expect(deaths(take(channel, 'dead').properties)[0]!['count']).toBe(count);
	});

	it.each([
		['3.10', undefined],
		['4.3', '60000']
	] as const)(
		'D8 what was on disk over a restart has forgotten its expiration, or not (%s)',
		(profile, kept) => {
			const { broker, channel } = open({ profile });
			channel.queue('dead', { durable: true });
			channel.queue('q', { durable: true, arguments: dlx('', 'dead') });
			channel.publish('q', 'x', { deliveryMode: 2, expiration: '60000' });
			broker.restart();
			const after = TestClient.open(broker).channel();
			rejectOne(after, 'q');
			expect(deaths(take(after, 'dead').properties)[0]!['original-expiration']).toBe(kept);
		}
	);

	it.each([
		['3.10', ['two', 'one']],
		['4.3', ['one', 'two']]
	] as const)('D14 what a quorum queue drops together, %s dead-letters in this order', (profile, order) => {
		const { channel } = open({ profile });
		channel.queue('dead', { durable: true });
		const limits: FieldTable = [
			['x-queue-type', longstr('quorum')],
			['x-max-length-bytes', int(6)]
		];
		channel.queue('q', { durable: true, arguments: [...dlx('', 'dead'), ...limits] });
		for (const body of ['one', 'two', 'three']) channel.publish('q', body);
		const bodies = order.map(
			() => channel.send('basic.get', { queue: 'dead', noAck: true })[0]!.content!.body
		);
		expect(bodies.map((body) => new TextDecoder().decode(body))).toEqual(order);
	});

	it('D11 an x-death that is no array is begun anew', () => {
		const { channel } = open();
		pair(channel);
		channel.publish('q', 'x', { headers: [['x-death', longstr('what?')]] });
		rejectOne(channel, 'q');
		expect(deaths(take(channel, 'dead').properties)).toHaveLength(1);
	});
});

describe('D12 circles', () => {
	it('a message that only the broker sends round is dropped', () => {
		const { channel, clock } = open();
		channel.queue('q', { arguments: [['x-message-ttl', int(10)], ...dlx('', 'q')] });
		channel.publish('q', 'x');
		clock.pass(10);
		expect(channel.counts('q')).toEqual([0, 0]);
	});

	it('one rejection makes it go round for ever', () => {
		const { channel, clock } = open();
		channel.queue('wait', { arguments: [['x-message-ttl', int(10)], ...dlx('', 'q')] });
		channel.queue('q', { arguments: dlx('', 'wait') });
		channel.publish('q', 'x');
		for (let lap = 1; lap <= 3; lap++) {
			rejectOne(channel, 'q');
			expect(channel.counts('wait')).toEqual([1, 0]);
			clock.pass(10);
			expect(channel.counts('q')).toEqual([1, 0]);
		}
	});
});
