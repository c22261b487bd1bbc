import { expect, test } from 'vitest';
import { encodeProperties, encodeUtf8, FrameWriter, longstr, PROTOCOL_HEADER } from '../amqp';
import type { WireFrame } from '../network/wire-log';
import { passes, wireRow } from './wire-rows';

function row(write: (writer: FrameWriter) => void, more: Partial<WireFrame> = {}) {
	const writer = new FrameWriter();
	write(writer);
	return wireRow({
		seq: 1,
		at: 0,
		connection: 1,
		program: 'send.py#1',
		from: 'program',
		bytes: writer.take(),
		...more
	});
}

const spoken = (write: (writer: FrameWriter) => void) => {
	const { label, brief } = row(write);
	return `${label} ${brief}`.trim();
};

test('a method is told by its fields that say something', () => {
	expect(
		spoken((writer) =>
			writer.method(1, {
				name: 'queue.declare',
				queue: 'task_queue',
				passive: false,
				durable: true,
				exclusive: false,
				autoDelete: true,
				nowait: true,
				arguments: [
					['x-message-ttl', { type: 'signedint', value: 5000 }],
					['x-dead-letter-exchange', longstr('dlx')]
				]
			})
		)
	).toBe(
		"queue.declare queue='task_queue' durable auto-delete no-wait arguments={x-message-ttl=5000, x-dead-letter-exchange='dlx'}"
	);
	expect(spoken((writer) => writer.method(1, { name: 'basic.ack', deliveryTag: 7, multiple: true }))).toBe(
		'basic.ack delivery-tag=7 multiple'
	);
});

test('an exchange’s type is a field of the method, not the frame’s type', () => {
	expect(
		spoken((writer) =>
			writer.method(1, {
				name: 'exchange.declare',
				exchange: 'logs',
				type: 'fanout',
				passive: false,
				durable: false,
				autoDelete: false,
				internal: false,
				nowait: false,
				arguments: []
			})
		)
	).toBe("exchange.declare exchange='logs' type='fanout'");
});

test('header, body, heartbeat and protocol header have names of their own', () => {
	const writer = new FrameWriter();
	const publish = {
		name: 'basic.publish',
		exchange: '',
		routingKey: 'q',
		mandatory: false,
		immediate: false
	} as const;
	writer.method(1, publish);
	const start = writer.length;
	writer.take();
	writer.command(1, publish, {
		properties: encodeProperties({ deliveryMode: 2, contentType: 'text/plain' }),
		body: encodeUtf8('Hello\n')
	});
	const bytes = writer.take();
	const header = bytes.slice(start, bytes.length - 14);
	const body = bytes.slice(bytes.length - 14);
	expect(spoken((each) => each.raw(header))).toBe(
		"content header body-size=6 content-type='text/plain' delivery-mode=2"
	);
	expect(spoken((each) => each.raw(body))).toBe("content body 'Hello\\n'");
	expect(spoken((each) => each.heartbeat())).toBe('heartbeat');
	expect(spoken((each) => each.raw(PROTOCOL_HEADER))).toBe('protocol header AMQP 0-9-1');
});

test('bytes that are no text are counted, and long text is cut', () => {
	const body = (bytes: Uint8Array) => Uint8Array.of(3, 0, 1, 0, 0, 0, bytes.length, ...bytes, 0xce);
	expect(spoken((each) => each.raw(body(Uint8Array.of(0xff, 0xfe))))).toBe('content body 2 B');
	expect(spoken((each) => each.raw(body(encodeUtf8('x'.repeat(80)))))).toBe(
		`content body '${'x'.repeat(60)}'…`
	);
});

test('a filter asks for program, channel, heartbeats', () => {
	const ack = row((writer) => writer.method(3, { name: 'basic.ack', deliveryTag: 1, multiple: false }));
	const beat = row((writer) => writer.heartbeat());
	const all = { program: null, channel: null, heartbeats: true };
	expect(passes(ack, all) && passes(beat, all)).toBe(true);
	expect(passes(beat, { ...all, heartbeats: false })).toBe(false);
	expect(passes(ack, { ...all, channel: 3 })).toBe(true);
	expect(passes(ack, { ...all, channel: 1 })).toBe(false);
	expect(passes(ack, { ...all, program: 'other.py#1' })).toBe(false);
});
