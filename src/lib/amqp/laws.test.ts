/**
 * Laws of the codec, over values of every kind: what is written is read back the same, amqplib's codec agrees,
 * and no bytes whatever, in whatever pieces, make a reader throw or change its mind.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	CommandReader,
	decodeEscaped,
	decodeProperties,
	decodeTable,
	dissectFrame,
	encodeProperties,
	encodeTable,
	encodeUtf8,
	FrameWriter,
	METHODS,
	NO_PROPERTIES,
	peekProperty,
	utf8Length,
	type BasicProperties,
	type Content,
	type FieldTable,
	type FieldValue,
	type FramePart,
	type Method,
	type MethodName
} from '.';
import { PROPERTIES, type MethodSpec } from './protocol';

// amqplib doesn't export its codec; it is an oracle only here.
const require = createRequire(import.meta.url);
const amqplibDefs = require(join(dirname(require.resolve('amqplib')), 'lib/defs.js')) as {
	info(id: number): unknown;
	encodeMethod(id: number, channel: number, fields: Record<string, unknown>): Uint8Array;
};

const int = (min: number, max: number) => fc.integer({ min, max });
const bytes = fc.uint8Array({ maxLength: 40 });
const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
/** Bytes that are no UTF-8, as a long string's value must then be. */
const notText = bytes.map((some) => Uint8Array.of(0xff, ...some));

const value: fc.Arbitrary<FieldValue> = fc.letrec<{ value: FieldValue; table: FieldTable }>((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		fc.record({ type: fc.constant('longstr'), value: fc.oneof(text, notText) }),
		fc.record({ type: fc.constant('signedint'), value: int(-(2 ** 31), 2 ** 31 - 1) }),
		fc.record({ type: fc.constant('unsignedint'), value: int(0, 2 ** 32 - 1) }),
		fc.record({
			type: fc.constant('decimal'),
			value: fc.record({ scale: int(0, 255), value: int(0, 2 ** 32 - 1) })
		}),
		fc.record({ type: fc.constant('timestamp'), value: u64 }),
		fc.record({ type: fc.constant('table'), value: tie('table') }),
		fc.record({ type: fc.constant('array'), value: fc.array(tie('value'), { maxLength: 4 }) }),
		fc.record({ type: fc.constant('byte'), value: int(-128, 127) }),
		fc.record({ type: fc.constant('unsignedbyte'), value: int(0, 255) }),
		fc.record({ type: fc.constant('short'), value: int(-32768, 32767) }),
		fc.record({ type: fc.constant('unsignedshort'), value: int(0, 65535) }),
		fc.record({ type: fc.constant('long'), value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) }),
		fc.record({
			type: fc.constant('float'),
			value: fc.float({ noNaN: true, noDefaultInfinity: true })
		}),
		fc.record({
			type: fc.constant('double'),
			value: fc.double({ noNaN: true, noDefaultInfinity: true })
		}),
		fc.record({ type: fc.constant('bool'), value: fc.boolean() }),
		fc.record({ type: fc.constant('binary'), value: bytes }),
		fc.record({ type: fc.constant('void'), value: fc.constant(null) })
	) as fc.Arbitrary<FieldValue>,
	table: fc.array(fc.tuple(text, tie('value')), { maxLength: 4 })
})).value;
const table: fc.Arbitrary<FieldTable> = fc.array(fc.tuple(text, value), { maxLength: 6 });

const FIELD: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
	octet: int(0, 255),
	short: int(0, 65535),
	long: int(0, 2 ** 32 - 1),
	longlong: fc.oneof(fc.maxSafeNat(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n })),
	shortstr: text,
	longstr: text,
	bytes,
	bit: fc.boolean(),
	table,
	timestamp: u64
};

function methodArbitrary(name: MethodName): fc.Arbitrary<Method> {
	const { fields = {} }: MethodSpec = METHODS[name];
	const carried = Object.entries(fields).filter(([, type]) => type in FIELD);
	const record = Object.fromEntries(carried.map(([field, type]) => [field, FIELD[type]!]));
	return fc.record(record).map((values) => ({ name, ...values }) as Method);
}

const names = Object.keys(METHODS) as MethodName[];
const method = fc.constantFrom(...names).chain(methodArbitrary);
const properties = fc.record(
	Object.fromEntries(Object.entries(PROPERTIES).map(([name, type]) => [name, FIELD[type]!])),
	{ requiredKeys: [] }
) as fc.Arbitrary<BasicProperties>;

/** Everything a reader says about a stream that comes in the given pieces. */
function reading(pieces: readonly Uint8Array[], frameMax = 4096): unknown[] {
	const said: unknown[] = [];
	const reader = new CommandReader(
		{
			protocolHeader: (header) => said.push(header),
			command: (channel, command, content) => said.push([channel, command, content && plain(content)]),
			failed: (error, channel, fatal) =>
				said.push([error && { ...error, text: error.message }, channel, fatal])
		},
		{ protocolHeader: false }
	);
	reader.frameMax = frameMax;
	for (const piece of pieces) reader.push(piece);
	return said;
}

/** Arrays of their own, so that views of different buffers compare equal. */
function plain({ properties, body }: Content): Content {
	return { properties: properties.slice(), body: body.slice() };
}

/** Cuts at the given places, in per mille of the length. */
function cut(stream: Uint8Array, places: readonly number[]): Uint8Array[] {
	const ends = [...places.map((place) => Math.floor((stream.length * place) / 1000)), stream.length];
	ends.sort((a, b) => a - b);
	return ends.map((end, i) => stream.slice(ends[i - 1] ?? 0, end));
}
const places = fc.array(int(0, 1000), { maxLength: 12 });

function write(commands: readonly [number, Method, Content][], frameMax = 4096): Uint8Array {
	const writer = new FrameWriter();
	writer.frameMax = frameMax;
	for (const [channel, command, content] of commands) {
		const { content: hasContent }: MethodSpec = METHODS[command.name];
		if (hasContent) writer.command(channel, command, content);
		else writer.method(channel, command);
	}
	return writer.take();
}
const content = fc.record({
	properties: properties.map(encodeProperties),
	body: fc.uint8Array({ maxLength: 300 })
});
const commands = fc.array(fc.tuple(int(1, 3), method, content), { maxLength: 5 });

describe('texts', () => {
	it('are UTF-8 as the platform writes it', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (some) => {
				const expected = new TextEncoder().encode(some);
				expect(encodeUtf8(some)).toEqual(expected);
				expect(utf8Length(some)).toBe(expected.length);
				expect(decodeEscaped(expected)).toBe(some);
			})
		);
	});

	it('carry any bytes through a string and back', () => {
		fc.assert(
			fc.property(fc.uint8Array(), (some) => {
				expect(encodeUtf8(decodeEscaped(some))).toEqual(some);
			}),
			{ numRuns: 500 }
		);
	});

	it('say which bytes are UTF-8 as the platform does', () => {
		const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
		const isText = (some: Uint8Array) => {
			try {
				return strict.decode(some);
			} catch {
				return undefined;
			}
		};
		const lead = fc.constantFrom(0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5);
		const trail = fc.constantFrom(0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0);
		const almostText = fc
			.tuple(lead, fc.array(trail, { maxLength: 4 }))
			.map(([a, b]) => Uint8Array.of(a, ...b));
		fc.assert(
			fc.property(almostText, (some) => {
				const longstr = decodeTable(encodeTable([['', { type: 'longstr', value: some }]]))![0]![1];
				expect(longstr.value).toEqual(isText(some) ?? some);
			}),
			{ numRuns: 1000 }
		);
	});
});

describe('field tables', () => {
	it('C5: values of every type come back as they were, in order, duplicates and all', () => {
		fc.assert(
			fc.property(table, (some) => {
				expect(decodeTable(encodeTable(some))).toEqual(some);
			})
		);
	});

	it('C5: any bytes are a table or are not, without an exception', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 60 }), (some) => {
				const decoded = decodeTable(some);
				if (decoded !== undefined) expect(decodeTable(encodeTable(decoded))).toEqual(decoded);
			}),
			{ numRuns: 2000 }
		);
	});
});

describe('properties', () => {
	it('C2: come back as they were', () => {
		fc.assert(
			fc.property(properties, (some) => {
				expect(decodeProperties(encodeProperties(some))).toEqual(some);
			})
		);
	});

	it('C2: can be peeked at one by one', () => {
		fc.assert(
			fc.property(properties, (some) => {
				const raw = encodeProperties(some);
				for (const name of Object.keys(PROPERTIES) as (keyof BasicProperties)[])
					expect(peekProperty(raw, name)).toEqual(some[name]);
			})
		);
	});
});

describe.each(names)('%s', (name) => {
	it('C6: is read as it was written', () => {
		fc.assert(
			fc.property(methodArbitrary(name), content, (some, its) => {
				const [read] = reading([write([[1, some, its]], 0)], 0);
				const { content: hasContent }: MethodSpec = METHODS[name];
				expect(read).toEqual([1, some, hasContent ? its : null]);
			}),
			{ numRuns: 30 }
		);
	});
});

describe('amqplib', () => {
	const idOf = (name: MethodName) => METHODS[name].id[0] * 0x10000 + METHODS[name].id[1];
	const known = names.filter((name) => {
		try {
			return amqplibDefs.info(idOf(name)) !== undefined;
		} catch {
			return false;
		}
	});
	/** amqplib's values are plain JavaScript: no tables here but empty ones, bytes in Buffers, safe numbers. */
	const asAmqplib = (some: Method) =>
		Object.fromEntries(
			Object.entries(some)
				.filter(([field]) => field !== 'name')
				.map(([field, its]) => {
					if (Array.isArray(its)) return [field, {}];
					return [field, its instanceof Uint8Array ? Buffer.from(its) : its];
				})
		);
	const longTexts = new Set(['mechanisms', 'locales']);

	it("knows all methods of the protocol but a few of RabbitMQ's", () => {
		expect(known.length).toBeGreaterThanOrEqual(60);
	});

	it.each(known)('C1, C6: writes %s as we do', (name) => {
		const simple = methodArbitrary(name).map(
			(some) =>
				Object.fromEntries(
					Object.entries(some).map(([field, its]) => {
						if (Array.isArray(its)) return [field, []];
						return [field, typeof its === 'bigint' ? 7 : its];
					})
				) as unknown as Method
		);
		fc.assert(
			fc.property(simple, int(0, 65535), (some, channel) => {
				const fields = asAmqplib(some);
				for (const field of longTexts)
					if (field in fields) fields[field] = Buffer.from(String(fields[field]));
				const theirs = amqplibDefs.encodeMethod(idOf(name), channel, fields);
				const writer = new FrameWriter();
				writer.method(channel, some);
				expect(Buffer.from(writer.take()).toString('hex')).toBe(Buffer.from(theirs).toString('hex'));
			}),
			{ numRuns: 20 }
		);
	});
});

describe('a stream of commands', () => {
	it('C4: has no frame above frame_max, and is read in any pieces', () => {
		fc.assert(
			fc.property(commands, places, int(64, 400), (some, cuts, frameMax) => {
				// Only bodies are cut; methods and properties must fit.
				const small = some.map(([channel]): [number, Method, Content] => [
					channel,
					{ name: 'basic.publish', exchange: '', routingKey: 'q', mandatory: false, immediate: false },
					{ properties: NO_PROPERTIES, body: some[0]![2].body }
				]);
				expect(reading(cut(write(small, frameMax), cuts), frameMax)).toEqual(
					small.map(([channel, command, its]) => [channel, command, its])
				);
			})
		);
	});

	it('C22–C28: says the same about damaged bytes in any pieces, and never throws', () => {
		const damage = fc.array(fc.tuple(int(0, 999), int(0, 255)), { maxLength: 3 });
		fc.assert(
			fc.property(commands, damage, places, (some, hits, cuts) => {
				const stream = write(some);
				for (const [place, byte] of hits) stream[Math.floor((stream.length * place) / 1000)] = byte;
				expect(reading(cut(stream, cuts))).toEqual(reading([stream]));
			}),
			{ numRuns: 500 }
		);
	});

	it('C22–C28: says the same about any bytes at all in any pieces, and never throws', () => {
		const type = fc.constantFrom(1, 2, 3, 8, 9);
		const payload = fc.uint8Array({ maxLength: 30 });
		const frame = fc
			.tuple(type, int(0, 1), payload)
			.map(([t, channel, its]) => [...[t, 0, channel, 0, 0, 0, its.length], ...its, 0xce]);
		const stream = fc.oneof(
			fc.uint8Array(),
			fc.array(frame).map((frames) => Uint8Array.from(frames.flat()))
		);
		fc.assert(
			fc.property(stream, places, (some, cuts) => {
				expect(reading(cut(some, cuts))).toEqual(reading([some]));
			}),
			{ numRuns: 1000 }
		);
	});
});

/** The parts that carry values, however deep, without the frame's own. */
function leaves(parts: readonly FramePart[]): FramePart[] {
	return parts.flatMap((part) => (part.type === 'bits' ? leaves(part.parts) : [part]));
}

/** Each part begins where the one before it ended; parts of parts lie within them. */
function expectTiled(parts: readonly FramePart[], start: number, end: number): void {
	let at = start;
	for (const part of parts) {
		expect(part.start).toBe(at);
		at = part.end;
	}
	expect(at).toBe(end);
}

describe('a frame taken apart', () => {
	it('names every byte, whatever the bytes are', () => {
		fc.assert(
			fc.property(fc.constantFrom(0, 1, 2, 3, 8), fc.uint8Array({ maxLength: 60 }), (type, payload) => {
				const frame = Uint8Array.of(type, 0, 1, 0, 0, 0, payload.length, ...payload, 0xce);
				expectTiled(dissectFrame(frame).parts, 0, frame.length);
				expectTiled(dissectFrame(payload).parts, 0, payload.length);
			})
		);
	});

	it('C6: a method shows the fields it was written with', () => {
		fc.assert(
			fc.property(method, (some) => {
				const writer = new FrameWriter();
				writer.method(7, some);
				const frame = writer.take();
				const { kind, channel, method: name, parts } = dissectFrame(frame);
				expect({ kind, channel, name }).toEqual({ kind: 'method', channel: 7, name: some.name });
				expectTiled(parts, 0, frame.length);
				const shown = new Map(leaves(parts).map((part) => [part.name, part]));
				for (const [field, value] of Object.entries(some)) {
					if (field === 'name' || field === 'type') continue;
					const part = shown.get(field)!;
					if (part.type !== 'table') expect(part.value).toEqual(value);
					else
						expect(part.parts.map((entry) => entry.name)).toEqual((value as FieldTable).map(([key]) => key));
				}
			})
		);
	});

	it('C2: a content header shows its properties', () => {
		fc.assert(
			fc.property(properties, fc.uint8Array({ minLength: 1, maxLength: 9 }), (some, body) => {
				const writer = new FrameWriter();
				const publish = { exchange: '', routingKey: '', mandatory: false, immediate: false };
				writer.method(1, { name: 'basic.publish', ...publish });
				const before = writer.length;
				writer.command(
					1,
					{ name: 'basic.publish', ...publish },
					{ properties: encodeProperties(some), body }
				);
				const written = writer.take().subarray(before * 2);
				const header = dissectFrame(written.subarray(0, written.length - body.length - 8));
				expect(header.kind).toBe('header');
				const shown = header.parts.slice(7, -1).map((part) => part.name);
				const given = Object.keys(PROPERTIES).filter(
					(name) => some[name as keyof BasicProperties] !== undefined
				);
				expect(shown).toEqual(given);
				expect(dissectFrame(written.subarray(-body.length - 8)).parts[3]!.value).toEqual(body);
			})
		);
	});
});
