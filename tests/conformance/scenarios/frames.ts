/** Bytes that are not AMQP, or not quite. */
import { encodeProperties, encodeUtf8, FrameWriter, type Method } from '../../../src/lib/amqp';
import { raw, scenario, send, strange, wait, type Scenario } from '../script';

const bytes = (...parts: (number | string | Uint8Array)[]): Uint8Array =>
	Uint8Array.from(
		parts.flatMap((part) => {
			if (typeof part === 'number') return [part];
			return [...(typeof part === 'string' ? encodeUtf8(part) : part)];
		})
	);
const long = (n: number): Uint8Array => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n);
const shortstr = (text: string | Uint8Array): Uint8Array => bytes(bytes(text).length, text);
const longstr = (content: Uint8Array): Uint8Array => bytes(long(content.length), content);
const frame = (type: number, channel: number, payload: Uint8Array, end = 0xce): Uint8Array =>
	bytes(type, 0, channel, long(payload.length), payload, end);
const method = (channel: number, classId: number, methodId: number, args = bytes()): Uint8Array =>
	frame(1, channel, bytes(0, classId, 0, methodId, args));
const header = (properties: Uint8Array, size = 0, classId = 60, weight = 0): Uint8Array =>
	frame(2, 1, bytes(0, classId, 0, weight, long(0), long(size), properties));
const body = (text: string): Uint8Array => frame(3, 1, bytes(text));
const join = (...parts: Uint8Array[]): Uint8Array => bytes(...parts);

const declare = (queue: string | Uint8Array, args: Uint8Array, bits = 0): Uint8Array =>
	method(1, 50, 10, bytes(0, 0, shortstr(queue), bits, longstr(args)));
const publish = method(1, 60, 40, bytes(0, 0, shortstr(''), shortstr('nobody'), 0));
const publishTo = (key: Uint8Array): Uint8Array =>
	join(method(1, 60, 40, bytes(0, 0, shortstr(''), shortstr(key), 1)), header(bytes(0, 0), 1), body('x'));
const flow = method(1, 20, 20, bytes(1));
const latin = (from: number, count: number): Uint8Array =>
	Uint8Array.from({ length: count }, (_, i) => from + i);

/** One field table entry named `a`, from its tag on. */
const entry = (...value: (number | string | Uint8Array)[]): Uint8Array => bytes(1, 'a', ...value);

const broken: readonly (readonly [title: string, bytes: Uint8Array])[] = [
	['C25 method id that nobody has', method(1, 60, 99, bytes('abc'))],
	['C25 class id that nobody has', method(1, 61, 10, bytes(1, 2))],
	['C25 method id that nobody has, on channel 0', method(0, 10, 99)],
	['C25 method frame too short for ids', frame(1, 1, bytes(0, 60))],
	['C25 empty method frame', frame(1, 1, bytes())],
	['C25 arguments that end early', method(1, 50, 10, bytes(0, 0, 5, 'ab'))],
	['C25 no arguments', method(1, 50, 10)],
	['C25 bytes after the last argument', method(1, 50, 10, bytes(0, 0, 1, 'q', 0, longstr(bytes()), 'zz'))],
	['C25 long arguments are cut from the text', method(1, 50, 10, bytes(0, 0, latin(0, 200)))],
	['C25 arguments that end early, on channel 0', method(0, 10, 50, bytes(0))],
	['C21 queue.declare on channel 0, ending early', method(0, 50, 10, bytes(0))],
	['H7 queue name that is no UTF-8', declare(bytes(0xff, 0xfe), bytes())],
	['H7 queue name with an overlong form', declare(bytes(0xc0, 0x80), bytes())],
	['H7 queue name with a surrogate', declare(bytes(0xed, 0xa0, 0x80), bytes())],
	['H7 queue name beyond Unicode', declare(bytes(0xf7, 0xbf, 0xbf, 0xbf), bytes())],
	['H7 queue name that ends within a character', declare(bytes(0xe2, 0x82), bytes())],
	['H7 no UTF-8, and the arguments end early', method(1, 50, 10, bytes(0, 0, 2, 0xff, 0xfe))],
	['H7 no UTF-8, and a bad table', declare(bytes(0xff), entry('Z'))],
	['H7 no UTF-8 on channel 0', method(0, 10, 40, bytes(shortstr(bytes(0xff)), 0, 0))],
	['C5 unknown tag', declare('q', entry('Z123'))],
	['C5 unknown tag in a table in a table', declare('q', entry('F', longstr(entry('Z'))))],
	['C5 unknown tag in an array', declare('q', entry('A', longstr(bytes('Z'))))],
	['C5 value that ends early', declare('q', entry('I', 1, 2))],
	['C5 name that ends early', declare('q', bytes(9, 'a'))],
	['C5 table longer than the arguments', method(1, 50, 10, bytes(0, 0, 1, 'q', 0, long(50), 'abc'))],
	['C5 array longer than its table', declare('q', entry('A', long(9), 'I'))],
	['C5 name that is no UTF-8 is fine', declare('q', bytes(2, 0xff, 0xfe, 'I', long(1)))],
	['C5 not a number', declare('q', entry('d', 0x7f, 0xf8, 0, 0, 0, 0, 0, 0))],
	['C5 infinity', declare('q', entry('f', 0x7f, 0x80, 0, 0))],
	['C5 bool that is neither 0 nor 1 is fine', declare('q', entry('t', 2))],
	['C5 every tag there is', declare('q', everyTag())],
	['C6 bits nobody uses are fine', declare('q', bytes(), 0xe0)],
	['C24 unknown frame type', frame(99, 1, bytes('abc'))],
	['C24 unknown frame type on channel 0, empty', frame(99, 0, bytes())],
	['C24 unknown frame type, long and printable', frame(99, 1, bytes('abcdefghijklmnopqrstuvwxyz'))],
	['C24 unknown frame type, long numbers', frame(255, 1, latin(128, 30))],
	['C24 unknown frame type, characters with escapes', frame(99, 1, bytes('\n\r\t\v\b\f', 27, '"\\\''))],
	['C24 unknown frame type, a zero among letters', frame(99, 1, bytes('a', 0))],
	['C24 unknown frame type, a delete among letters', frame(99, 1, bytes('a', 127))],
	['C24 heartbeat on channel 1', frame(8, 1, bytes())],
	['C24 heartbeat with a payload', frame(8, 0, bytes('x'))],
	['C24 content header on channel 0', frame(2, 0, latin(128, 20))],
	['C24 content body on channel 0', frame(3, 0, bytes('abc'))],
	['C26 content header where a method is due', header(bytes(0, 0))],
	['C26 content body where a method is due', body('abc')],
	['C26 content header too short', frame(2, 1, bytes('abc'))],
	['C26 content body on a channel that was never opened', frame(3, 5, bytes('abc'))],
	['C27 method where a content header is due', join(publish, flow)],
	['C27 body where a content header is due', join(publish, body('abc'))],
	['C27 content header of another class', join(publish, header(bytes(0, 0), 3, 50))],
	['C27 content header with a weight', join(publish, header(bytes(0, 0), 3, 60, 1))],
	['C27 method where a body is due', join(publish, header(bytes(0, 0), 3), flow)],
	['C27 second content header', join(publish, header(bytes(0, 0), 3), header(bytes(0, 0), 3))],
	['C28 body longer than declared never ends', join(publish, header(bytes(0, 0), 3), body('abcdef'), flow)],
	['C28 empty body frames are fine', join(publish, header(bytes(0, 0), 3), body(''), body('abc'), flow)],
	['C3 body frame after an empty body', join(publish, header(bytes(0, 0)), body(''))],
	['C1 heartbeats may come at any time', join(publish, frame(8, 0, bytes()), header(bytes(0, 0)), flow)],
	['C2 flag bits nobody uses are fine', join(publish, header(bytes(0, 3)), flow)],
	['C2 bytes after the last property', join(publish, header(bytes(0, 0, 'zz')), flow)],
	['C2 no flags', join(publish, header(bytes()), flow)],
	['C2 properties that end early', join(publish, header(bytes(0x80, 0, 5, 'a')), flow)],
	['C2 property that is no UTF-8 is fine', join(publish, header(bytes(0x80, 0, 2, 0xff, 0xfe)), flow)],
	['C2 header with an unknown tag', join(publish, header(bytes(0x20, 0, longstr(entry('Z')))), flow)],
	['C2 headers longer than the frame', join(publish, header(bytes(0x20, 0, long(99), 'a')), flow)],
	['C29 method on a channel that was never opened', method(5, 60, 10, bytes(0, 0, 0, 0, 0, 0, 0))],
	['C29 unreadable method on a channel that was never opened', method(5, 60, 99)],
	['C21 publish on channel 0', method(0, 60, 40, bytes(0, 0, 0, 0, 0))],
	['C21 close-ok that nobody waits for', method(0, 10, 51)],
	['H2 another channel.open while a channel closes', join(method(1, 90, 20), method(1, 20, 10, bytes(0)))],
	['H5 an empty name while a channel closes', join(method(1, 90, 20), method(1, 50, 30, bytes(0, 0, 0, 0)))],
	['H5 an empty name on a channel that was never opened', method(5, 50, 30, bytes(0, 0, 0, 0))],
	['H7 routing key of a publish that is no UTF-8', publishTo(bytes('k', 0xff))],
	[
		'H5 empty names while a channel closes, once a queue was declared',
		join(declare('q', bytes()), method(1, 90, 20), method(1, 60, 70, bytes(0, 0, 0, 0)))
	],
	['C21 start-ok with a bad table while running', method(0, 10, 11, longstr(entry('Z')))]
];

/** Frames after which a server can't go on: it says so, and cuts the line three seconds later. */
const fatal: readonly (readonly [title: string, bytes: Uint8Array])[] = [
	['C23 missing end octet', frame(1, 1, bytes('abcdef'), 0x78)],
	['C23 missing end octet, long and printable', frame(1, 1, bytes('abcdefghijklmnopqrstuvwxyz'), 0)],
	['C23 missing end octet, five numbers', frame(1, 1, latin(129, 5), 120)],
	['C23 missing end octet, six numbers', frame(1, 1, latin(129, 6), 120)],
	['C23 missing end octet, fourteen numbers', frame(1, 1, latin(129, 14), 120)],
	['C23 missing end octet, fifteen numbers', frame(1, 1, latin(129, 15), 120)],
	['C23 missing end octet, seventeen numbers', frame(1, 1, latin(129, 17), 120)],
	['C23 missing end octet, nothing before it', frame(1, 1, bytes(), 0)],
	['C22 frame of frame_max and more than its grace', bytes(1, 0, 1, long(131073))],
	['C22 HTTP in the middle', bytes('GET / HTTP/1.1\r\n\r\n')]
];

const hello = bytes('AMQP', 0, 0, 9, 1);
const start = (client: Uint8Array): Uint8Array =>
	method(
		0,
		10,
		11,
		bytes(longstr(client), shortstr('PLAIN'), longstr(bytes(0, 'guest', 0, 'guest')), shortstr('en_US'))
	);

const openings: readonly (readonly [title: string, ...bytes: Uint8Array[]])[] = [
	['C10 a version nobody speaks', bytes('AMQP', 0, 0, 9, 2)],
	['C10 HTTP', bytes('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
	['C10 TLS', bytes(22, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3)],
	['C10 AMQP 1.0', bytes('AMQP', 0, 1, 0, 0)],
	['C9 AMQP 1 1 0 9', bytes('AMQP', 1, 1, 0, 9)],
	['C14 no such user', hello, wrongPassword()],
	['C20 start-ok larger than 4096 bytes', hello, start(entry('S', longstr(latin(0, 5000))))],
	['C5 start-ok with a bad table', hello, start(entry('Z'))],
	[
		'C15 unknown mechanism',
		hello,
		method(0, 10, 11, bytes(longstr(bytes()), shortstr('X'), long(0), shortstr('')))
	],
	['C21 open before start-ok', hello, method(0, 10, 40, bytes(shortstr('/'), 0, 0))],
	['C24 unknown frame type before start-ok', hello, frame(99, 0, bytes())],
	[
		'C17 frame_max below the minimum',
		hello,
		start(bytes()),
		method(0, 10, 31, bytes(7, 0xff, long(4095), 0, 0))
	],
	[
		'C17 frame_max above the offer',
		hello,
		start(bytes()),
		method(0, 10, 31, bytes(7, 0xff, long(131073), 0, 0))
	],
	['C17 no limit for channel_max', hello, start(bytes()), method(0, 10, 31, bytes(0, 0, long(131072), 0, 0))],
	[
		'C18 no such virtual host',
		hello,
		start(bytes()),
		join(
			method(0, 10, 31, bytes(7, 0xff, long(131072), 0, 0)),
			method(0, 10, 40, bytes(shortstr('nowhere'), 0, 0))
		)
	],
	[
		'C18 tune-ok twice',
		hello,
		start(bytes()),
		join(...Array(2).fill(method(0, 10, 31, bytes(7, 0xff, long(131072), 0, 0))))
	]
];

function wrongPassword(): Uint8Array {
	const writer = new FrameWriter();
	const answer: Method = {
		name: 'connection.start-ok',
		clientProperties: [
			[
				'capabilities',
				{ type: 'table', value: [['authentication_failure_close', { type: 'bool', value: true }]] }
			]
		],
		mechanism: 'PLAIN',
		response: bytes(0, 'guest', 0, 'wrong'),
		locale: 'en_US'
	};
	writer.method(0, answer);
	return writer.take();
}

function everyTag(): Uint8Array {
	const value = encodeProperties({
		headers: [
			['S', { type: 'longstr', value: 'text' }],
			['I', { type: 'signedint', value: -1 }],
			['i', { type: 'unsignedint', value: 2 ** 32 - 1 }],
			['D', { type: 'decimal', value: { scale: 2, value: 314 } }],
			['T', { type: 'timestamp', value: 2n ** 64n - 1n }],
			['F', { type: 'table', value: [] }],
			['A', { type: 'array', value: [{ type: 'void', value: null }] }],
			['b', { type: 'byte', value: -1 }],
			['B', { type: 'unsignedbyte', value: 255 }],
			['s', { type: 'short', value: -1 }],
			['u', { type: 'unsignedshort', value: 65535 }],
			['l', { type: 'long', value: -1n }],
			['f', { type: 'float', value: 0.5 }],
			['d', { type: 'double', value: 0.1 }],
			['t', { type: 'bool', value: true }],
			['x', { type: 'binary', value: bytes(0xff) }]
		]
	});
	return value.subarray(6);
}

export const frames: readonly Scenario[] = [
	...broken.map(([title, sent]) =>
		scenario(title, raw('a1', sent), send('a2', 'channel.flow', { active: true }))
	),
	...fatal.map(([title, sent]) => scenario(title, raw('a1', sent))),
	...openings.map(([title, ...sent]) =>
		scenario(
			title,
			sent.map((some) => strange('b0', some)),
			wait(3200)
		)
	)
];
