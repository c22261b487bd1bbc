import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameWriter, PROTOCOL_HEADER } from '../amqp';
import { WireLog, type WireFrame } from './wire-log';

/** A protocol header and so many heartbeats and empty publishes. */
function stream(count: number): Uint8Array<ArrayBuffer> {
	const writer = new FrameWriter();
	writer.raw(PROTOCOL_HEADER);
	for (let i = 0; i < count; i++) {
		if (i % 2 === 0) writer.heartbeat();
		else writer.method(i, { name: 'basic.ack', deliveryTag: i, multiple: false });
	}
	return writer.take();
}

const sizes = (frames: readonly WireFrame[]) => frames.map(({ bytes }) => bytes.length);

test('frames are kept whole, however they were cut on their way', () => {
	const bytes = stream(6);
	fc.assert(
		fc.property(fc.array(fc.nat({ max: bytes.length })), (places) => {
			const log = new WireLog({ now: () => 5 });
			const write = log.tap(3, 'send.py#1', 'program');
			// Nobody sends half a protocol header.
			const cuts = [...places.map((place) => Math.max(8, place)), bytes.length].sort((a, b) => a - b);
			cuts.forEach((end, i) => write(bytes.slice(cuts[i - 1] ?? 0, end)));
			const frames = log.after(0, 100);
			expect(sizes(frames)).toEqual([8, 8, 21, 8, 21, 8, 21]);
			expect(frames.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
			expect(
				new Set(frames.map(({ at, connection, program, from }) => [at, connection, program, from].join()))
			).toEqual(new Set(['5,3,send.py#1,program']));
		})
	);
});

test('a reader gets what is new, and of much only the newest', () => {
	const log = new WireLog({ now: () => 0 });
	log.tap(1, 'a', 'program')(stream(9));
	expect(log.after(7, 100).map(({ seq }) => seq)).toEqual([8, 9, 10]);
	expect(log.after(0, 2).map(({ seq }) => seq)).toEqual([9, 10]);
	expect(log.after(10, 2)).toEqual([]);
});

test('it keeps within its bounds', () => {
	const few = new WireLog({ now: () => 0, frames: 3 });
	few.tap(1, 'a', 'program')(stream(20));
	expect(few.after(0, 100).map(({ seq }) => seq)).toEqual([19, 20, 21]);
	const small = new WireLog({ now: () => 0, bytes: 30 });
	small.tap(1, 'a', 'program')(stream(20));
	expect(sizes(small.after(0, 100))).toEqual([8, 21]);
});

test('bytes that are no frames are shown as they came', () => {
	const log = new WireLog({ now: () => 0 });
	const write = log.tap(1, 'a', 'program');
	write(Uint8Array.from([1, 0, 0, 0, 0, 0, 1, 7, 7]));
	write(Uint8Array.from([9, 9]));
	expect(log.after(0, 9).map(({ bytes }) => [...bytes])).toEqual([[9, 9]]);
});
