import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LATENCY, Pipe, type Departure } from './pipe';
import { VirtualClock } from './virtual-clock';

// amqplib's own codec writes the frames, so that the pipe's reading is checked against another's writing.
const defs = createRequire(import.meta.url)('../../../node_modules/amqplib/lib/defs.js') as {
	encodeMethod(id: number, channel: number, fields: object): Buffer;
	BasicPublish: number;
	BasicAck: number;
	BasicDeliver: number;
};

function publish(routingKey: string): Uint8Array {
	return defs.encodeMethod(defs.BasicPublish, 1, { exchange: 'x', routingKey });
}
function ack(deliveryTag: number): Uint8Array {
	return defs.encodeMethod(defs.BasicAck, 1, { deliveryTag, multiple: false });
}

function open(latency: number, synchronous = false) {
	const clock = new VirtualClock();
	const arrivals: { at: number; bytes: string }[] = [];
	const departures: Departure[] = [];
	const ends: { at: number; reset: boolean }[] = [];
	const pipe = new Pipe(clock, {
		synchronous,
		latency: () => latency,
		departed: (content) => departures.push(content),
		deliver: (bytes) => arrivals.push({ at: clock.now(), bytes: Buffer.from(bytes).toString('hex') }),
		ended: (reset) => ends.push({ at: clock.now(), reset })
	});
	const write = (...frames: Uint8Array[]) => pipe.write(new Uint8Array(Buffer.concat(frames)));
	const drain = () => {
		while (clock.runNext());
	};
	return { clock, pipe, arrivals, departures, ends, write, drain };
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('Pipe', () => {
	it('keeps what different lines wrote apart, and what one line wrote together', () => {
		const { clock, drain } = open(LATENCY);
		const out: [number, string][] = [];
		const lined = new Pipe(clock, {
			synchronous: false,
			latency: () => 0,
			departed: () => undefined,
			deliver: (bytes, line) => out.push([line, hex(bytes)]),
			ended: () => undefined
		});
		const frames = [1, 2, 3].map((tag) => new Uint8Array(ack(tag)));
		lined.write(frames[0]!, 12);
		lined.write(frames[1]!, 12);
		lined.write(frames[2]!, 15);
		drain();
		expect(out).toEqual([
			[12, hex(frames[0]!) + hex(frames[1]!)],
			[15, hex(frames[2]!)]
		]);
	});

	it('lets content take the latency, and tells of it at departure', () => {
		const { arrivals, departures, write, drain } = open(LATENCY);
		write(publish('red'));
		expect(departures).toEqual([
			{
				what: 'publish',
				channel: 1,
				exchange: 'x',
				routingKey: 'red',
				deliveryTag: 0,
				consumerTag: '',
				departs: 0,
				arrives: LATENCY,
				line: 0
			}
		]);
		drain();
		expect(arrivals).toEqual([{ at: LATENCY, bytes: hex(publish('red')) }]);
	});

	it('lets everything else pass at once, unless it stands behind content', () => {
		const { arrivals, write, drain } = open(LATENCY, true);
		write(ack(1));
		expect(arrivals).toEqual([{ at: 0, bytes: hex(ack(1)) }]);
		write(publish('red'), ack(2));
		drain();
		expect(arrivals.slice(1)).toEqual([{ at: LATENCY, bytes: hex(publish('red')) + hex(ack(2)) }]);
	});

	it('sends contents written at one moment one after the other', () => {
		const { departures, write } = open(LATENCY);
		write(publish('a'), publish('b'), publish('c'));
		const arrivals = departures.map(({ arrives }) => arrives);
		expect(arrivals[0]).toBe(LATENCY);
		expect(arrivals[1]! > arrivals[0]!).toBe(true);
		expect(arrivals[2]! > arrivals[1]!).toBe(true);
		expect(departures.every(({ departs, arrives }) => arrives - departs === LATENCY)).toBe(true);
	});

	it('lets a flood arrive in order and in clusters, and however large it is within seconds', () => {
		const { clock, departures, arrivals, write, drain } = open(LATENCY);
		const frames = Array.from({ length: 20_000 }, (_, index) => publish(`${index}`));
		write(...frames);
		const planned = departures.map(({ arrives }) => arrives);
		expect(planned).toEqual(planned.toSorted((a, b) => a - b));
		expect(departures.every(({ departs, arrives }) => arrives - departs === LATENCY)).toBe(true);
		expect(new Set(planned.slice(0, 100)).size).toBe(100);
		drain();
		expect(arrivals.map(({ bytes }) => bytes).join('')).toBe(frames.map(hex).join(''));
		expect(arrivals.length).toBeLessThan(300);
		expect(clock.now()).toBeLessThan(6500);
	});

	it('reads the delivery tag and the consumer of what the broker delivers', () => {
		const { departures, write } = open(LATENCY);
		const fields = { consumerTag: 'me', deliveryTag: 7, redelivered: false, exchange: '', routingKey: 'q' };
		write(defs.encodeMethod(defs.BasicDeliver, 3, fields));
		expect(departures).toMatchObject([
			{ what: 'deliver', channel: 3, deliveryTag: 7, consumerTag: 'me', routingKey: 'q' }
		]);
	});

	it('has no latency and no departures at instant speed', () => {
		const { arrivals, departures, write, drain, clock } = open(0);
		write(publish('red'));
		drain();
		expect(clock.now()).toBe(0);
		expect(departures).toEqual([]);
		expect(arrivals).toEqual([{ at: 0, bytes: hex(publish('red')) }]);
	});

	it('ends after all that was written has arrived', () => {
		const { pipe, ends, write, drain, arrivals } = open(LATENCY);
		write(publish('red'));
		pipe.end(true);
		drain();
		expect(arrivals).toHaveLength(1);
		expect(ends).toEqual([{ at: LATENCY, reset: true }]);
	});

	it('gives out exactly the bytes put in, in order, however they are cut (also no AMQP at all)', () => {
		const frames = fc.array(fc.oneof(fc.constant(publish('k')), fc.constant(ack(1)), fc.uint8Array()));
		fc.assert(
			fc.property(frames, fc.array(fc.nat(40)), fc.constantFrom(0, LATENCY), (written, cuts, latency) => {
				const { pipe, arrivals, drain } = open(latency);
				const whole = Buffer.concat(written);
				let at = 0;
				for (const cut of [...cuts, whole.length]) {
					pipe.write(new Uint8Array(whole.subarray(at, at + cut)));
					at += cut;
				}
				pipe.end();
				drain();
				expect(arrivals.map(({ bytes }) => bytes).join('')).toBe(whole.toString('hex'));
			})
		);
	});
});
