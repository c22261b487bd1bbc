import { describe, expect, it } from 'vitest';
import { decodeProperties, get, longstr, type FieldTable, type FieldValue } from '../../amqp';
import {
	deliveriesIn,
	faultIn,
	testBroker,
	TestClient,
	type Received,
	type TestChannel
} from '../testing/test-client';

const int = (value: number): FieldValue => ({ type: 'signedint', value });

function open(more: FieldTable = []) {
	const { broker, clock, events } = testBroker({ epoch: 1_700_000_000_000 });
	const client = TestClient.open(broker);
	const channel = client.channel();
	channel.queue('s', { durable: true, arguments: [['x-queue-type', longstr('stream')], ...more] });
	channel.send('basic.qos', { prefetchCount: 10 });
	return { broker, clock, events, client, channel };
}

function from(channel: TestChannel, offset: FieldValue): Received[] {
	return channel.consume('s', { consumerTag: 't', arguments: [['x-stream-offset', offset]] });
}

function offsets(received: readonly Received[]): bigint[] {
	return received.flatMap(({ content }) =>
		content ? [get(decodeProperties(content.properties).headers!, 'x-stream-offset')!.value as bigint] : []
	);
}

describe('streams', () => {
	it('Q41 consuming takes nothing out, and tells the offset', () => {
		const { channel, client } = open();
		for (const body of ['0', '1']) channel.publish('s', body);
		const first = from(channel, longstr('first'));
		expect(deliveriesIn(first)).toEqual(['1:0', '2:1']);
		expect(offsets(first)).toEqual([0n, 1n]);
		channel.ack(2, true);
		const second = client.channel(2);
		second.send('basic.qos', { prefetchCount: 10 });
		expect(deliveriesIn(from(second, longstr('first')))).toEqual(['1:0', '2:1']);
		expect(channel.counts('s')).toEqual([2, 0]);
	});

	it('Q41 acknowledging returns credit', () => {
		const { channel } = open();
		channel.send('basic.qos', { prefetchCount: 2 });
		for (const body of ['0', '1', '2', '3']) channel.publish('s', body);
		expect(deliveriesIn(from(channel, longstr('first')))).toEqual(['1:0', '2:1']);
		expect(deliveriesIn(channel.ack(1))).toEqual(['3:2']);
	});

	it.each([
		['next', longstr('next'), []],
		['the default', null, []],
		['last: the last chunk', longstr('last'), ['1:2', '2:3']],
		['a number', int(1), ['1:1', '2:2', '3:3']],
		['a timestamp', { type: 'timestamp', value: 1_700_000_050n }, ['1:2', '2:3']],
		['an interval', longstr('1m'), ['1:2', '2:3']]
	] as [string, FieldValue | null, string[]][])('Q41 begins at %s', (_where, offset, expected) => {
		const { channel, client, clock } = open();
		channel.publish('s', '0');
		channel.publish('s', '1');
		clock.pass(100_000);
		client.write(1, { routingKey: 's' }, '2');
		client.write(1, { routingKey: 's' }, '3');
		client.flush();
		clock.pass(10_000);
		const received = offset ? from(channel, offset) : channel.consume('s');
		expect(deliveriesIn(received)).toEqual(expected);
		expect(deliveriesIn(channel.publish('s', 'new'))).toHaveLength(1);
	});

	it('Q41 redelivered is always false, even after a channel was lost', () => {
		const { channel, client } = open();
		channel.publish('s', '0');
		from(channel, longstr('first'));
		channel.send('channel.close');
		const second = client.channel(2);
		second.send('basic.qos', { prefetchCount: 1 });
		expect(deliveriesIn(from(second, longstr('first')))).toEqual(['1:0']);
	});

	it('H31 H45 what streams refuse', () => {
		const fault = (act: (channel: TestChannel) => Received[]) => faultIn(act(open().channel));
		const where = "queue 's' in vhost '/'";
		expect(
			fault((channel) => {
				channel.send('basic.qos', { prefetchCount: 0 });
				return channel.consume('s');
			})
		).toBe(`channel.close 406 PRECONDITION_FAILED - consumer prefetch count is not set for '${where}'`);
		const not = 'connection.close 540 NOT_IMPLEMENTED - ';
		expect(fault((channel) => channel.consume('s', { noAck: true }))).toBe(
			`${not}automatic acknowledgement not supported by stream queues ${where}`
		);
		expect(fault((channel) => channel.send('basic.get', { queue: 's' }))).toBe(
			`${not}basic.get not supported by stream queues ${where}`
		);
		expect(fault((channel) => channel.send('queue.purge', { queue: 's' }))).toBe(
			`${not}queue.purge not supported by stream queues ${where}`
		);
		expect(
			fault((channel) => {
				channel.publish('s', 'x');
				from(channel, longstr('first'));
				return channel.nack(1, true);
			})
		).toBe(`${not}basic.nack and basic.reject not supported by stream queues ${where}`);
	});

	it('H17 an offset that makes no sense', () => {
		const { channel } = open();
		expect(faultIn(from(channel, longstr('5x')))).toBe(
			`channel.close 406 PRECONDITION_FAILED - invalid arg 'x-stream-offset' for queue 's' in vhost '/': {invalid_stream_offset_arg,{longstr,<<"5x">>}}`
		);
	});

	it('Q42 retention drops whole segments, by size and by age, but never the last', () => {
		const { channel, clock, events } = open([
			['x-stream-max-segment-size-bytes', int(10)],
			['x-max-length-bytes', int(20)],
			['x-max-age', longstr('1h')]
		]);
		for (let i = 0; i < 8; i++) channel.publish('s', '12345');
		expect(channel.counts('s')).toEqual([4, 0]);
		expect(offsets(from(channel, longstr('first')))[0]).toBe(4n);
		channel.ack(0, true);
		clock.pass(3_600_001);
		channel.publish('s', 'new');
		expect(channel.counts('s')).toEqual([1, 0]);
		const reasons = events.flatMap((event) => (event.type === 'copy.dropped' ? [event.reason] : []));
		expect(new Set(reasons)).toEqual(new Set(['maxlen', 'expired']));
	});
});
