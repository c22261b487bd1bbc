/**
 * Message properties, mostly left as the bytes that came (C2).
 *
 * A broker passes properties on unchanged, so it keeps them raw (flag word first, then the values), looks at the
 * few it needs with `peekProperty`, and decodes all of them only for somebody who wants to see them.
 */
import { AmqpError } from './amqp-error';
import { ByteReader } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { PROPERTIES, type BasicProperties } from './protocol';
import { WIRE, type ByteWireType, type WireCodec } from './wire';

type PropertyName = keyof BasicProperties;

interface Property {
	readonly name: PropertyName;
	readonly flag: number;
	readonly codec: WireCodec<ByteWireType>;
}

const IN_ORDER: readonly Property[] = Object.entries(PROPERTIES).map(([name, type], i) => ({
	name: name as PropertyName,
	flag: 0x8000 >> i,
	codec: WIRE[type] as WireCodec<ByteWireType>
}));

const BY_NAME = Object.fromEntries(IN_ORDER.map((property) => [property.name, property])) as Record<
	PropertyName,
	Property
>;

/** The raw properties of a message that has none. */
export const NO_PROPERTIES: Uint8Array = new Uint8Array(2);
const NONE: BasicProperties = {};

/**
 * Every property. Throws AmqpError 541 where the bytes don't decode or don't end with the last property, as a
 * server's channel does that receives them.
 */
export function decodeProperties(raw: Uint8Array): BasicProperties {
	return raw.length === 2 && raw[0] === 0 && raw[1] === 0 ? NONE : decodeAll(raw);
}

/** Apart, for a function with a closure in it costs something even where it makes none. */
function decodeAll(raw: Uint8Array): BasicProperties {
	return orInternalError(() => {
		const reader = new ByteReader(raw);
		const flags = reader.short();
		const properties: Partial<Record<PropertyName, unknown>> = {};
		for (const { name, flag, codec } of IN_ORDER)
			if ((flags & flag) !== 0) properties[name] = codec.read(reader);
		if (!reader.done) throw new RangeError('bytes after the last property');
		return properties as BasicProperties;
	});
}

/** Throws AmqpError 541 where `decodeProperties` would, without building anything but headers. */
export function checkProperties(raw: Uint8Array): void {
	if (raw.length !== 2 || ((raw[0]! << 8) | raw[1]!) > 0b11) checkAll(raw);
}

function checkAll(raw: Uint8Array): void {
	orInternalError(() => {
		const reader = new ByteReader(raw);
		const flags = reader.short();
		for (const { name, flag, codec } of IN_ORDER) {
			if ((flags & flag) === 0) continue;
			if (name === 'headers') codec.read(reader);
			else codec.skip(reader);
		}
		if (!reader.done) throw new RangeError('bytes after the last property');
	});
}

/** One property, without decoding the others. Throws AmqpError 541 where the bytes before it don't fit. */
export function peekProperty<P extends PropertyName>(raw: Uint8Array, name: P): BasicProperties[P] {
	const wanted = BY_NAME[name];
	const flags = (raw[0]! << 8) | raw[1]!;
	if ((flags & wanted.flag) === 0) return undefined;
	return orInternalError(() => {
		const reader = new ByteReader(raw, 2);
		for (const { flag, codec } of IN_ORDER) {
			if (flag === wanted.flag) break;
			if ((flags & flag) !== 0) codec.skip(reader);
		}
		return wanted.codec.read(reader) as BasicProperties[P];
	});
}

/** Flag word and values. A property that is undefined is left out. */
export function encodeProperties(properties: BasicProperties): Uint8Array {
	const writer = new ByteWriter(64);
	let flags = 0;
	writer.short(0);
	for (const { name, flag, codec } of IN_ORDER) {
		const value = properties[name];
		if (value === undefined) continue;
		flags |= flag;
		codec.write(writer, value as never);
	}
	writer.bytes[0] = flags >> 8;
	writer.bytes[1] = flags;
	return writer.take();
}

function orInternalError<T>(decode: () => T): T {
	try {
		return decode();
	} catch {
		throw new AmqpError('INTERNAL_ERROR');
	}
}
