import { describe, expect, it } from 'vitest';
import { encodeUtf8, longstr, type BasicProperties, type FieldTable, type FieldValue } from '../../amqp';
import { testBroker, TestClient } from '../testing/test-client';
import { bucketOfKey, jumpHash } from './consistent-hash';
import { Exs1024 } from './exs1024';
import { phash2, phash2OfField } from './phash2';

const BUCKETS = [2, 3, 4, 5, 8, 10, 16, 100];

describe('X33 vectors', () => {
	it.each([
		['', 13708901, [0, 0, 0, 0, 6, 9, 9, 45]],
		['a', 112802447, [1, 1, 1, 1, 6, 6, 15, 47]],
		['b', 17711093, [1, 1, 1, 1, 1, 1, 13, 13]],
		['order-1', 128070018, [0, 0, 0, 0, 0, 9, 15, 37]],
		['order-2', 16886478, [1, 1, 1, 1, 7, 7, 14, 59]],
		['abcdefghijkl', 15432855, [0, 0, 0, 0, 6, 6, 6, 6]],
		['abcdefghijklm', 11441572, [1, 1, 1, 1, 6, 6, 6, 30]],
		['a much longer routing key, 40 bytes long!', 114777904, [0, 0, 3, 3, 3, 3, 3, 35]],
		['żółw', 35499130, [0, 0, 0, 0, 6, 9, 9, 9]]
	])('X29 X31 X32 %j hashes to %i and lands in %j', (text, hash, landings) => {
		expect(phash2(encodeUtf8(text))).toBe(hash);
		expect(BUCKETS.map((buckets) => jumpHash(hash, buckets))).toEqual(landings);
		expect(BUCKETS.map((buckets) => bucketOfKey(text, buckets))).toEqual(landings);
		expect(bucketOfKey(text, 1)).toBe(0);
	});

	// What an Erlang shell says of {longstr, <<"a">>} and so on.
	it.each([
		[longstr('a'), 65711459],
		[longstr('order-1'), 93686344],
		[longstr(''), 116351706],
		[{ type: 'signedint', value: 0 }, 66238499],
		[{ type: 'signedint', value: 5 }, 40839585],
		[{ type: 'long', value: 5n }, 129380108],
		[{ type: 'long', value: -7n }, 8099856],
		[{ type: 'long', value: 134217727n }, 33099472],
		[{ type: 'long', value: 134217728n }, 117666136],
		[{ type: 'long', value: -134217728n }, 13500176],
		[{ type: 'long', value: -300000000n }, 24170851],
		[{ type: 'long', value: 0x123456789abcdefn }, 62580138],
		[{ type: 'timestamp', value: 17000000000n }, 90403855],
		[{ type: 'bool', value: true }, 32030443],
		[{ type: 'double', value: 1.5 }, 115320697],
		[{ type: 'double', value: -0.1 }, 96124921],
		[{ type: 'double', value: 0 }, 28702447],
		[{ type: 'void', value: null }, 27077197],
		[{ type: 'binary', value: encodeUtf8('a') }, 92089052]
	] satisfies [FieldValue, number][])('X34 %o hashes to %i with its type', (value, hash) => {
		expect(phash2OfField(value)).toBe(hash);
	});

	it('an absent value', () => {
		expect(BUCKETS.map((buckets) => jumpHash(45914356, buckets))).toEqual([1, 1, 1, 1, 1, 1, 1, 39]);
	});

	it('the generator', () => {
		const one = new Exs1024(1);
		expect([one.next(), one.next()]).toEqual([0.35999833001572473, 0.921588541205717]);
		const seven = new Exs1024(7);
		for (let i = 1; i < 50; i++) seven.next();
		expect(seven.next()).toBe(0.856033265369329);
	});
});

describe('x-consistent-hash', () => {
	function open(arguments_: FieldTable = [], profile: '3.10' | '4.3' = '3.10') {
		const { broker } = testBroker({ profile });
		broker.plugins.enable('rabbitmq_consistent_hash_exchange');
		const channel = TestClient.open(broker).channel();
		channel.send('exchange.declare', { exchange: 'x', type: 'x-consistent-hash', arguments: arguments_ });
		for (const queue of ['q0', 'q1']) {
			channel.queue(queue, { durable: true });
			channel.send('queue.bind', { queue, exchange: 'x', routingKey: '1' });
		}
		const where = (key: string, properties: BasicProperties = {}) => {
			channel.publish(key, '', properties, 'x');
			return ['q0', 'q1'].filter((queue) => channel.drain(queue).length > 0);
		};
		return { broker, channel, where };
	}

	it('H46 X36 is unknown until its plugin is enabled', () => {
		const { broker } = testBroker();
		expect(
			TestClient.open(broker)
				.channel()
				.fault('exchange.declare', { exchange: 'x', type: 'x-consistent-hash' })
		).toBe("connection.close 503 COMMAND_INVALID - unknown exchange type 'x-consistent-hash'");
	});

	it('X28 X30 sends each message to one queue, by its key', () => {
		const { where } = open();
		expect(where('a')).toEqual(['q1']);
		expect(where('order-1')).toEqual(['q0']);
		expect(where('order-2')).toEqual(['q1']);
	});

	it('X30 …or by a header or a property', () => {
		const byHeader = open([['hash-header', longstr('h')]]);
		expect(byHeader.where('a', { headers: [['h', longstr('order-1')]] })).toEqual(['q0']);
		expect(byHeader.where('order-1')).toEqual(['q1']);
		const byProperty = open([['hash-property', longstr('message_id')]]);
		expect(byProperty.where('a', { messageId: 'order-1' })).toEqual(['q0']);
	});

	it('X34 a header is hashed with its type, and from 3.13 on without', () => {
		const arguments_: FieldTable = [['hash-header', longstr('h')]];
		const landings = (profile: '3.10' | '4.3') => {
			const { where } = open(arguments_, profile);
			return ['a', 'b', 'order-1', 'order-2', 'order-3', 'order-4'].flatMap((header) =>
				where('k', { headers: [['h', longstr(header)]] })
			);
		};
		expect(landings('3.10')).toEqual(['q1', 'q0', 'q0', 'q1', 'q0', 'q0']);
		expect(landings('4.3')).toEqual(['q1', 'q1', 'q0', 'q1', 'q1', 'q0']);
	});

	it('X25 weights are shares of what comes', () => {
		const { channel, where } = open();
		channel.send('queue.unbind', { queue: 'q1', exchange: 'x', routingKey: '1' });
		channel.send('queue.bind', { queue: 'q1', exchange: 'x', routingKey: '9' });
		const landings = Array.from({ length: 200 }, (_, key) => where(`key-${key}`)[0]);
		const share = landings.filter((queue) => queue === 'q1').length / landings.length;
		expect(share).toBeGreaterThan(0.8);
		expect(share).toBeLessThan(1);
	});

	it('X26 X27 a second binding adds nothing, and removing it takes everything', () => {
		const { channel, where } = open();
		channel.send('queue.bind', { queue: 'q0', exchange: 'x', routingKey: '50' });
		expect(where('a')).toEqual(['q1']);
		channel.send('queue.unbind', { queue: 'q0', exchange: 'x', routingKey: '50' });
		expect(where('order-1')).toEqual(['q1']);
	});

	it.each([
		['0', 'The binding key must be greater than 0'],
		['abc', 'The binding key must be an integer: <<"abc">>']
	])('H34 a weight of %j', (routingKey, text) => {
		const { channel } = open();
		expect(channel.fault('queue.bind', { queue: 'q0', exchange: 'x', routingKey })).toBe(
			`channel.close 406 PRECONDITION_FAILED - ${text}`
		);
	});

	it('H34 arguments', () => {
		const declare = (arguments_: FieldTable) =>
			open().channel.fault('exchange.declare', {
				exchange: 'y',
				type: 'x-consistent-hash',
				arguments: arguments_
			});
		const both: FieldTable = [
			['hash-header', longstr('h')],
			['hash-property', longstr('message_id')]
		];
		expect(declare(both)).toMatch(/hash-header and hash-property are mutually exclusive$/);
		expect(declare([['hash-property', longstr('app_id')]])).toMatch(/Unsupported property: app_id$/);
	});
});
