/** What RabbitMQ 3.10.8 answered to bytes that break the protocol; its words are in the recordings, too. */
import { describe, expect, it } from 'vitest';
import { CommandReader, encodeUtf8, FrameWriter, NO_PROPERTIES, type CommandReaderOptions } from '.';

const bytes = (...parts: (number | string | Uint8Array)[]): Uint8Array =>
	Uint8Array.from(
		parts.flatMap((part) => {
			if (typeof part === 'number') return [part];
			return [...(typeof part === 'string' ? encodeUtf8(part) : part)];
		})
	);
const frame = (type: number, channel: number, payload: Uint8Array, end = 0xce): Uint8Array =>
	bytes(type, 0, channel, 0, 0, payload.length >> 8, payload.length & 255, payload, end);
const declare = (...args: (number | string | Uint8Array)[]): Uint8Array =>
	frame(1, 1, bytes(0, 50, 0, 10, ...args));
const publish = frame(1, 1, bytes(0, 60, 0, 40, 0, 0, 0, 1, 'q', 0));
const header = (size: Uint8Array, classId = 60, weight = 0): Uint8Array =>
	frame(2, 1, bytes(0, classId, 0, weight, size, 0, 0));
const size = (n: number): Uint8Array => bytes(0, 0, 0, 0, 0, 0, 0, n);

/** Everything the reader says: failures as `code text (class, method)`, `!` when fatal; commands by name. */
function heard(stream: Uint8Array, options: CommandReaderOptions = {}): string[] {
	const said: string[] = [];
	const reader = new CommandReader(
		{
			protocolHeader: (opening) => said.push(`header ${opening.join(' ')}`),
			command: (_, method, content) => said.push(method.name + (content ? ` ${content.body.length}` : '')),
			failed(error, _, fatal) {
				const { code, replyText, classId, methodId } = error ?? {
					code: 0,
					replyText: 'dropped',
					classId: 0,
					methodId: 0
				};
				said.push(`${code} ${replyText} (${classId}, ${methodId})${fatal ? '!' : ''}`);
			}
		},
		{ protocolHeader: false, ...options }
	);
	reader.push(stream);
	return said;
}

describe('the reader', () => {
	it.each<[rule: string, stream: Uint8Array, answer: string]>([
		['C5 unknown tag', declare(0, 0, 1, 'q', 0, 0, 0, 0, 3, 1, 'a', 'Z'), '0 dropped (0, 0)!'],
		['C25 unknown method', frame(1, 1, bytes(0, 60, 0, 99)), '0 dropped (0, 0)!'],
		[
			'C25 arguments end early',
			declare(0, 0, 5, 'ab'),
			'501 FRAME_ERROR - cannot decode <<0,0,5,97,98>> (50, 10)'
		],
		['C25 on channel 0', frame(1, 0, bytes(0, 10, 0, 50, 0)), '541 INTERNAL_ERROR (0, 0)'],
		[
			'H7 no UTF-8',
			declare(0, 0, 1, 0xff, 0, 0, 0, 0, 0),
			'501 FRAME_ERROR - Malformed UTF-8 in shortstr (0, 0)'
		],
		[
			'C22 too large',
			bytes(1, 0, 1, 0, 0, 16, 1),
			'501 FRAME_ERROR - type 1, all octets = <<>>: {frame_too_large,4097,4088} (0, 0)!'
		],
		[
			'C23 end octet',
			frame(1, 1, bytes('abc'), 120),
			'501 FRAME_ERROR - type 1, all octets = <<"abc">>: {invalid_frame_end_marker,120} (0, 0)!'
		],
		[
			'C24 unknown type',
			frame(99, 1, bytes(0, 60)),
			'501 FRAME_ERROR - type 99, all octets = <<0,60>>: unknown_frame (0, 0)'
		],
		[
			'C24 Latin-1 is sent as it is',
			frame(99, 1, bytes(0xe9)),
			'501 FRAME_ERROR - type 99, all octets = <<"\udce9">>: unknown_frame (0, 0)'
		],
		['C24 heartbeat', frame(8, 1, bytes()), '505 UNEXPECTED_FRAME - type 8, all octets = <<>> (0, 0)'],
		[
			'C26 body first',
			frame(3, 1, bytes('a')),
			'505 UNEXPECTED_FRAME - expected method frame, got non method frame instead (0, 0)'
		],
		[
			'C27 method for header',
			bytes(publish, publish),
			'505 UNEXPECTED_FRAME - expected content header for class 60, got non content header frame instead (60, 40)'
		],
		[
			'C27 other class',
			bytes(publish, header(size(1), 50)),
			'505 UNEXPECTED_FRAME - expected content header for class 60, got one for class 50 instead (60, 40)'
		],
		[
			'C27 header for body',
			bytes(publish, header(size(1)), header(size(1))),
			'505 UNEXPECTED_FRAME - expected content body, got non content body frame instead (60, 40)'
		]
	])('%s', (_, stream, answer) => {
		expect(heard(stream)).toEqual([answer]);
	});

	it('C34: after an error hears nothing but methods on channel 0', () => {
		const stream = bytes(frame(99, 1, bytes()), publish, frame(1, 1, bytes()), frame(8, 1, bytes()));
		expect(heard(bytes(stream, frame(1, 0, bytes(0, 10, 0, 51)))).slice(1)).toEqual(['connection.close-ok']);
	});

	it('C9: takes eight bytes for the protocol header, then frames', () => {
		const stream = bytes('AMQP', 0, 0, 9, 1, frame(1, 1, bytes(0, 90, 0, 10)));
		expect(heard(stream, { protocolHeader: true })).toEqual(['header 65 77 81 80 0 0 9 1', 'tx.select']);
	});

	it('C28: a body that outgrows its size never ends, or is an error where that is strict', () => {
		const stream = bytes(publish, header(size(3)), frame(3, 1, bytes('ab')), frame(3, 1, bytes('cde')));
		expect(heard(stream)).toEqual([]);
		expect(heard(stream, { strictContent: true })).toEqual([
			'501 FRAME_ERROR - content body frame exceeds remaining content size (60, 40)'
		]);
	});

	it('C28: a size above 512 MiB is waited for, or is an error where that is strict', () => {
		const stream = bytes(publish, header(bytes(0, 0, 0, 0, 0x20, 0, 0, 1)));
		expect(heard(stream)).toEqual([]);
		expect(heard(stream, { strictContent: true })).toEqual([
			'501 FRAME_ERROR - content body size 536870913 exceeds maximum allowed size 536870912 (60, 40)'
		]);
	});

	it('C1: contents of several channels may interleave', () => {
		const onTwo = (some: Uint8Array) => Uint8Array.from(some, (byte, i) => (i === 2 ? 2 : byte));
		const body = frame(3, 1, bytes('abc'));
		const stream = bytes(publish, onTwo(publish), header(size(3)), onTwo(header(size(6))));
		expect(heard(bytes(stream, onTwo(body), body, onTwo(body)))).toEqual([
			'basic.publish 3',
			'basic.publish 6'
		]);
	});
});

describe('the writer', () => {
	const publishing = {
		name: 'basic.publish',
		exchange: '',
		routingKey: 'q',
		mandatory: false,
		immediate: false
	} as const;

	it('C3: writes no body frame for an empty body', () => {
		const writer = new FrameWriter();
		writer.command(1, publishing, { properties: NO_PROPERTIES, body: bytes() });
		expect(writer.take()).toEqual(bytes(publish, header(size(0))));
	});

	it('C4: cuts a body so that whole frames have frame_max bytes', () => {
		const writer = new FrameWriter();
		writer.frameMax = 10;
		writer.command(1, publishing, { properties: NO_PROPERTIES, body: bytes('abcde') });
		const bodies = [frame(3, 1, bytes('ab')), frame(3, 1, bytes('cd')), frame(3, 1, bytes('e'))];
		expect(writer.take()).toEqual(bytes(publish, header(size(5)), ...bodies));
	});

	it('writes nothing of a method that cannot be written', () => {
		const writer = new FrameWriter();
		expect(() => writer.method(1, { ...publishing, routingKey: 'x'.repeat(256) })).toThrow(RangeError);
		expect(writer.length).toBe(0);
	});
});
