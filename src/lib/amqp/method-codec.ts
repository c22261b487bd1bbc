/**
 * Methods on the wire: an encoder and a decoder for each, put together from `METHODS` when the room is entered.
 */
import { AmqpError } from './amqp-error';
import { ByteReader, UNREADABLE } from './byte-reader';
import type { ByteWriter } from './byte-writer';
import { binaryAsNumbers } from './erlang';
import { decodeName } from './names';
import { METHODS, type Method, type MethodName, type MethodSpec, type ReservedType } from './protocol';
import { decodeEscaped, isLenientUtf8 } from './utf8';
import { WIRE, type ByteWireType, type WireCodec } from './wire';

type Fields = Record<string, unknown>;

/** One field, or one octet of adjacent bits (C6). */
interface Step {
	read(reader: ByteReader, into: Fields): void;
	write(writer: ByteWriter, from: Fields): void;
	skip(reader: ByteReader): unknown;
}

/** What the frame reader and writer know of a method. */
export interface MethodCodec {
	readonly name: MethodName;
	readonly classId: number;
	readonly methodId: number;
	/** A content header and body follow. */
	readonly content: boolean;
	readonly steps: readonly Step[];
}

/** Thrown where a short string is not what RabbitMQ takes for UTF-8. */
const MALFORMED_UTF8 = new Error('malformed UTF-8');

/** Short strings are checked in methods that carry no content only; elsewhere anything goes. */
function readCheckedShortstr(reader: ByteReader): string {
	const length = reader.octet();
	const at = reader.skip(length);
	const text = decodeName(reader.bytes, at, reader.at);
	if (text !== undefined) return text;
	if (!isLenientUtf8(reader.bytes, at, reader.at)) throw MALFORMED_UTF8;
	return decodeEscaped(reader.bytes, at, reader.at);
}

function byteStep(field: string, type: ByteWireType, checked: boolean): Step {
	const codec = WIRE[type] as WireCodec<ByteWireType>;
	const read = type === 'shortstr' && checked ? readCheckedShortstr : codec.read;
	return {
		read: (reader, into) => void (into[field] = read(reader)),
		write: (writer, from) => codec.write(writer, from[field] as never),
		skip: codec.skip
	};
}

/** Zero and empty are all zeros, in so many bytes. */
const RESERVED_LENGTH = { octet: 1, short: 2, shortstr: 1, longstr: 4 } as const;

function reservedStep(type: keyof typeof RESERVED_LENGTH): Step {
	const zeros = new Uint8Array(RESERVED_LENGTH[type]);
	const { skip } = WIRE[type];
	return {
		read: type === 'shortstr' ? readCheckedShortstr : skip,
		write: (writer) => writer.raw(zeros),
		skip
	};
}

function bitStep(fields: readonly string[]): Step {
	return {
		read(reader, into) {
			const bits = reader.octet();
			for (let i = 0; i < fields.length; i++) into[fields[i]!] = (bits & (1 << i)) !== 0;
		},
		write(writer, from) {
			let bits = 0;
			for (let i = 0; i < fields.length; i++) if (from[fields[i]!] === true) bits |= 1 << i;
			writer.octet(bits);
		},
		skip: (reader) => reader.skip(1)
	};
}

function stepsOf(fields: Required<MethodSpec>['fields'], checked: boolean): Step[] {
	const steps: Step[] = [];
	let bits: string[] = [];
	for (const [field, type] of Object.entries(fields)) {
		if (type === 'bit') {
			if (bits.push(field) === 1) steps.push(bitStep(bits));
			continue;
		}
		bits = [];
		if (isReserved(type)) steps.push(reservedStep(type.slice(9) as keyof typeof RESERVED_LENGTH));
		else steps.push(byteStep(field, type, checked));
	}
	return steps;
}

function isReserved(type: string): type is ReservedType {
	return type.startsWith('reserved-');
}

function compile(name: MethodName): MethodCodec {
	const { id, fields = {}, ...spec }: MethodSpec = METHODS[name];
	const content = spec.content === true;
	return { name, classId: id[0], methodId: id[1], content, steps: stepsOf(fields, !content) };
}

const CODECS = Object.fromEntries(
	(Object.keys(METHODS) as MethodName[]).map((name) => [name, compile(name)])
) as Record<MethodName, MethodCodec>;

const CODEC_BY_ID = new Map(
	Object.values(CODECS).map((codec) => [codec.classId * 0x10000 + codec.methodId, codec])
);

/** The codec of a class and method id, which may be nobody's. */
export function findCodec(classId: number, methodId: number): MethodCodec | undefined {
	return CODEC_BY_ID.get(classId * 0x10000 + methodId);
}

/** Writes ids and arguments. Throws a RangeError for a short string of more than 255 bytes. */
export function writeMethod(writer: ByteWriter, method: Method): void {
	const { classId, methodId, steps } = CODECS[method.name];
	writer.short(classId);
	writer.short(methodId);
	for (const step of steps) step.write(writer, method as unknown as Fields);
}

/** Reads the arguments, which must fill the reader. Throws `UNREADABLE` or `MALFORMED_UTF8`. */
export function readMethod(codec: MethodCodec, reader: ByteReader): Method {
	const method: Fields = { name: codec.name };
	for (const step of codec.steps) step.read(reader, method);
	if (!reader.done) throw UNREADABLE;
	return method as unknown as Method;
}

/**
 * What RabbitMQ makes of arguments that could not be read (C5, C25); null: it drops the connection without a word.
 *
 * Its reader first matches the arguments' outline, then looks into them, and on channel 0 it catches what
 * elsewhere makes it crash.
 */
export function explainUnreadable(
	codec: MethodCodec,
	args: Uint8Array,
	channel: number,
	error: unknown
): AmqpError | null {
	const outlineFits = fits(codec, args);
	if (outlineFits && error === MALFORMED_UTF8) {
		return new AmqpError(
			'FRAME_ERROR',
			'Malformed UTF-8 in shortstr',
			channel === 0 ? codec.name : undefined
		);
	}
	if (channel === 0) return new AmqpError('INTERNAL_ERROR');
	if (outlineFits) return null;
	// No more of it than a reply text has room for.
	return new AmqpError('FRAME_ERROR', `cannot decode ${binaryAsNumbers(args.subarray(0, 256))}`, codec.name);
}

function fits(codec: MethodCodec, args: Uint8Array): boolean {
	const reader = new ByteReader(args);
	try {
		for (const step of codec.steps) step.skip(reader);
		return reader.done;
	} catch {
		return false;
	}
}

/** The method in a frame's payload, for onlookers; null where a peer would complain. */
export function decodeMethod(payload: Uint8Array): Method | null {
	if (payload.length < 4) return null;
	const reader = new ByteReader(payload);
	const codec = findCodec(reader.short(), reader.short());
	if (codec === undefined) return null;
	try {
		return readMethod(codec, reader);
	} catch {
		return null;
	}
}
