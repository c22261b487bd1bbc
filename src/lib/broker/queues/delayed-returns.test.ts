import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longstr, type FieldTable, type FieldValue } from '../../amqp';
import type { StoredBroker } from '../store';
import { Ledger } from '../testing/ledger';
import { deliveriesIn, testBroker, TestClient, type TestChannel } from '../testing/test-client';

const int = (value: number): FieldValue => ({ type: 'signedint', value });

function retry(type: string, min: number, max?: number): FieldTable {
	return [
		['x-delayed-retry-type', longstr(type)],
		['x-delayed-retry-min', int(min)],
		...(max === undefined ? [] : ([['x-delayed-retry-max', int(max)]] as const))
	];
}

const quorum = (more: FieldTable) => ({
	durable: true,
	arguments: [['x-queue-type', longstr('quorum')], ...more] as FieldTable
});

function open(more: FieldTable, profile: '3.10' | '4.3' = '4.3') {
	const { broker, clock, events } = testBroker({ profile });
	const client = TestClient.open(broker);
	const channel = client.channel();
	channel.queue('q', quorum(more));
	return { broker, clock, events, client, channel, shown: () => broker.snapshot().queues[0]! };
}

/** Gives the first message back without its having been failed, or failed in one of two ways. */
function giveBack(client: TestClient, how: 'nack' | 'reject' | 'channel.close'): void {
	const channel = client.channel(9);
	channel.send('basic.get', { queue: 'q' });
	if (how !== 'channel.close') channel.send(`basic.${how}`, { deliveryTag: 1, requeue: true });
	channel.send('channel.close');
}

describe('delayed retry', () => {
	it.each([
		['all', 'nack', true],
		['all', 'reject', true],
		['all', 'channel.close', true],
		['failed', 'nack', false],
		['failed', 'reject', true],
		['failed', 'channel.close', true],
		['returned', 'nack', true],
		['returned', 'reject', false],
		['returned', 'channel.close', false],
		['disabled', 'reject', false]
	] as const)('Q37 with %s, what a %s brings back waits: %s', (type, how, waits) => {
		const { channel, client, clock } = open(retry(type, 1000));
		channel.publish('q', 'x');
		giveBack(client, how);
		expect(channel.counts('q')).toEqual([waits ? 0 : 1, 0]);
		clock.pass(999);
		expect(channel.counts('q')).toEqual([waits ? 0 : 1, 0]);
		clock.pass(1);
		expect(channel.drain('q')).toEqual(['x']);
	});

	it.each([
		[2500, [1000, 2000, 2500, 2500]],
		[undefined, [1000, 1000]]
	])('Q37 the delay grows with each failure up to the longest, %s', (max, delays) => {
		const { channel, clock, client } = open(retry('failed', 1000, max));
		channel.publish('q', 'x');
		channel.consume('q');
		for (const [index, delay] of delays.entries()) {
			channel.send('basic.reject', { deliveryTag: index + 1, requeue: true });
			client.take();
			clock.pass(delay - 1);
			expect(client.take()).toEqual([]);
			clock.pass(1);
			expect(deliveriesIn(client.take())).toEqual([`${index + 2}:x!`]);
		}
	});

	it('Q37 others are delivered meanwhile, and what is due comes before those that never left', () => {
		const { channel, clock, client } = open(retry('failed', 1000));
		for (const body of ['1', '2', '3']) channel.publish('q', body);
		channel.send('basic.qos', { prefetchCount: 1 });
		channel.consume('q');
		expect(deliveriesIn(channel.send('basic.reject', { deliveryTag: 1, requeue: true }))).toEqual(['2:2']);
		client.take();
		clock.pass(1000);
		expect(client.take()).toEqual([]);
		expect(deliveriesIn(channel.ack(2))).toEqual(['3:1!']);
	});

	it('Q37 what is due together comes back in the order of returning, what is due first before it', () => {
		const { channel, clock, client } = open(retry('all', 1000, 2000));
		for (const body of ['1', '2', '3', '4']) channel.publish('q', body);
		giveBack(client, 'reject');
		clock.pass(1000);
		for (let got = 0; got < 4; got++) channel.send('basic.get', { queue: 'q' });
		channel.send('basic.reject', { deliveryTag: 1, requeue: true });
		for (const tag of [4, 2, 3]) channel.nack(tag, true);
		clock.pass(2000);
		expect(channel.drain('q')).toEqual(['4', '2', '3', '1']);
	});

	it('Q37 what waits counts neither as ready nor as unacknowledged', () => {
		const { channel, client, clock, shown } = open(retry('failed', 1000));
		channel.publish('q', 'four');
		giveBack(client, 'reject');
		expect(shown()).toMatchObject({
			...{ messagesReady: 0, messagesUnacknowledged: 0, messagesDelayed: 1 },
			...{ messageBytesReady: 0, messageBytesUnacknowledged: 0, messageBytesDelayed: 4 }
		});
		clock.pass(1000);
		expect(shown()).toMatchObject({ messagesReady: 1, messagesDelayed: 0, messageBytesDelayed: 0 });
	});

	it('Q37 Q36 a failure too many waits for nothing', () => {
		const { channel, clock, client } = open([
			...retry('failed', 1000),
			['x-delivery-limit', int(1)],
			['x-dead-letter-exchange', longstr('')],
			['x-dead-letter-routing-key', longstr('dead')]
		]);
		channel.queue('dead', { durable: true });
		channel.publish('q', 'x');
		giveBack(client, 'reject');
		clock.pass(1000);
		giveBack(client, 'reject');
		expect(channel.drain('dead')).toEqual(['x']);
	});

	it('Q37 Q13 what has expired meanwhile goes when it is due', () => {
		const { channel, clock, client, events } = open([...retry('failed', 1000), ['x-message-ttl', int(500)]]);
		channel.publish('q', 'x');
		giveBack(client, 'reject');
		clock.pass(1000);
		expect(events.at(-1)).toMatchObject({ type: 'copy.dropped', reason: 'expired' });
		expect(channel.counts('q')).toEqual([0, 0]);
	});

	it('Q37 purging takes what waits as well, and nothing comes of it later', () => {
		const { channel, clock, client, shown } = open(retry('failed', 1000));
		for (const body of ['1', '2']) channel.publish('q', body);
		giveBack(client, 'reject');
		expect(channel.ask('queue.purge', { queue: 'q' })).toMatchObject({ messageCount: 2 });
		clock.pass(1000);
		expect(shown()).toMatchObject({ messagesReady: 0, messagesDelayed: 0 });
	});

	it('Q37 what waits goes with its queue', () => {
		const { channel, clock, client, events } = open(retry('failed', 1000));
		channel.publish('q', 'x');
		giveBack(client, 'reject');
		channel.send('queue.delete', { queue: 'q' });
		expect(events).toContainEqual(
			expect.objectContaining({ type: 'copy.dropped', reason: 'queue-deleted', deadLettered: false })
		);
		const { length } = events;
		clock.pass(1000);
		expect(events.length).toBe(length);
	});

	it.each(['restarts', 'is a new one with what was stored'])(
		'Q37 P2 what waits goes on waiting when the broker %s',
		(how) => {
			let state: StoredBroker | null = null;
			const store = {
				load: () => state,
				save: (saved: StoredBroker) => void (state = structuredClone(saved))
			};
			const { broker, clock } = testBroker({ profile: '4.3', store });
			const client = TestClient.open(broker);
			const channel = client.channel();
			channel.queue('q', quorum(retry('failed', 1000)));
			channel.publish('q', 'x');
			giveBack(client, 'reject');
			broker.restart();
			const again = how === 'restarts' ? { broker, clock } : testBroker({ profile: '4.3', store });
			const after = TestClient.open(again.broker).channel();
			again.clock.pass(999);
			expect(after.counts('q')).toEqual([0, 0]);
			again.clock.pass(1);
			expect(after.send('basic.get', { queue: 'q' })).toMatchObject([
				{ method: { name: 'basic.get-ok', redelivered: true } }
			]);
		}
	);

	it('Q37 the trace tells when it came back, until when it waits, and that it is due', () => {
		const { channel, clock, client, events } = open(retry('failed', 1000));
		channel.publish('q', 'x');
		giveBack(client, 'reject');
		clock.pass(1000);
		expect(events.filter(({ type }) => type === 'copy.requeued')).toMatchObject([
			{ at: 0, reason: 'reject', dueAt: 1000 },
			{ at: 1000, reason: 'due' }
		]);
	});

	it.each([
		['x-delayed-retry-type', longstr('never'), 'invalid_delayed_retry_type'],
		['x-delayed-retry-type', int(1), '{unacceptable_type,signedint}'],
		['x-delayed-retry-min', int(-1), '{value_negative,-1}'],
		['x-delayed-retry-max', longstr('1'), '"expected integer, got longstr"']
	])('Q37 H17 refuses %s %o', (argument, value, objection) => {
		const { channel } = open([]);
		expect(channel.fault('queue.declare', { queue: 'r', ...quorum([[argument, value]]) })).toBe(
			`channel.close 406 PRECONDITION_FAILED - invalid arg '${argument}' for queue 'r' in vhost '/': ${objection}`
		);
	});

	it('Q37 H18 only quorum queues know of it', () => {
		const { channel } = open([]);
		expect(channel.fault('queue.declare', { queue: 'c', durable: true, arguments: retry('all', 1) })).toMatch(
			/invalid arg 'x-delayed-retry-type' for queue 'c' .* of queue type rabbit_classic_queue$/
		);
	});

	it('Q37 3.10 knows nothing of it, in arguments or policies', () => {
		const { broker, channel, client } = open(retry('nonsense', -1), '3.10');
		channel.publish('q', 'x');
		giveBack(client, 'reject');
		expect(channel.counts('q')).toEqual([1, 0]);
		const policy = { name: 'p', pattern: '.*', applyTo: 'all', priority: 0 } as const;
		const { policies } = broker.vhosts.get('/');
		expect(() => policies.set({ ...policy, definition: { 'delayed-retry-min': 1 } })).toThrow(
			'[{<<"delayed-retry-min">>,1}] are not recognised policy settings'
		);
	});

	it('Q37 policies set it, for quorum queues', () => {
		const { broker, channel, client, clock } = open([]);
		channel.queue('c', { durable: true });
		const { policies } = broker.vhosts.get('/');
		const set = (definition: Readonly<Record<string, unknown>>) =>
			policies.set({ name: 'p', pattern: '.*', applyTo: 'all', priority: 0, definition });
		set({ 'delayed-retry-type': 'all', 'delayed-retry-min': 1000 });
		expect(broker.snapshot().queues.map(({ name, policy }) => [name, policy])).toEqual([
			['q', 'p'],
			['c', null]
		]);
		channel.publish('q', 'x');
		giveBack(client, 'nack');
		expect(channel.counts('q')).toEqual([0, 0]);
		clock.pass(1000);
		expect(channel.drain('q')).toEqual(['x']);
		expect(() => set({ 'delayed-retry-type': 'some' })).toThrow(
			'<<"some">> is not a valid delayed retry type'
		);
	});
});

it('Q35 in 4.3 a delivery that waits too long has not failed', () => {
	const { channel, clock, client } = open(retry('failed', 1000));
	channel.publish('q', 'x');
	channel.consume('q');
	client.take();
	clock.pass(1_860_000);
	expect(channel.counts('q')).toEqual([1, 0]);
});

const LAWS_RUNS = Number(process.env['LAWS_RUNS'] ?? 100);

it('the laws hold with delayed retry', { timeout: Math.max(60_000, LAWS_RUNS * 50) }, () => {
	const step = fc.oneof(
		fc.constantFrom('publish', 'get', 'consume', 'nack', 'reject', 'ack', 'leave', 'purge', 'restart'),
		fc.nat({ max: 3000 })
	);
	const type = fc.constantFrom('all', 'failed', 'returned');
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), type, (steps, retryType) => {
			const ledger = new Ledger();
			const { broker, clock } = testBroker({ profile: '4.3', trace: (event) => ledger.add(event) });
			const setUp = () => {
				const channel = TestClient.open(broker).channel();
				channel.send('basic.qos', { prefetchCount: 2 });
				return channel;
			};
			let channel = setUp();
			channel.queue('q', quorum([...retry(retryType, 1000, 2500), ['x-delivery-limit', int(3)]]));
			for (const each of steps) {
				const [outstanding] = broker
					.snapshot()
					.channels.map(({ messagesUnacknowledged }) => messagesUnacknowledged);
				if (typeof each === 'number') clock.pass(each);
				else if (each === 'publish') channel.publish('q', each);
				else if (each === 'get') channel.send('basic.get', { queue: 'q' });
				else if (each === 'consume') channel.consume('q');
				else if (each === 'purge') channel.send('queue.purge', { queue: 'q' });
				else if (each === 'restart') broker.restart();
				else if (each === 'leave') channel.client.send(0, 'connection.close');
				else if (outstanding) settle(channel, each);
				if (each === 'leave' || each === 'restart') channel = setUp();
				ledger.rest();
				const queue = [...ledger.queues.values()][0]!;
				expect(broker.snapshot().queues[0]).toMatchObject({
					messagesReady: queue.waiting.length,
					messagesUnacknowledged: queue.unacknowledged.size,
					messagesDelayed: queue.delayed.size
				});
			}
		}),
		{ numRuns: LAWS_RUNS }
	);
});

/** Settles what has been outstanding longest. */
function settle(channel: TestChannel, how: 'ack' | 'nack' | 'reject'): void {
	const { deliveries } = [...channel.client.connection.session!.channels.values()][0]!;
	const [[deliveryTag]] = [...deliveries.outstanding.entries()] as [[number, unknown]];
	if (how === 'ack') channel.ack(deliveryTag);
	else channel.send(`basic.${how}`, { deliveryTag, requeue: true });
}
