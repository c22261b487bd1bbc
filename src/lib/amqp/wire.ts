/**
 * How each wire type is read, written and stepped over. Methods and properties are put together from these.
 */
import type { ByteReader } from './byte-reader';
import type { ByteWriter } from './byte-writer';
import type { WireType, WireTypes } from './protocol';
import { readTable, writeTable } from './table-codec';

/** A type that lies on whole bytes. */
export type ByteWireType = Exclude<WireType, 'bit'>;

export interface WireCodec<T extends ByteWireType> {
	read(reader: ByteReader): WireTypes[T];
	write(writer: ByteWriter, value: WireTypes[T]): void;
	/** Throws `UNREADABLE` where bytes are missing, and looks no closer. */
	skip(reader: ByteReader): unknown;
}

const skipShortstr = (reader: ByteReader): unknown => reader.skip(reader.octet());
const skipLongstr = (reader: ByteReader): unknown => reader.skip(reader.long());

export const WIRE: { readonly [T in ByteWireType]: WireCodec<T> } = {
	octet: { read: (r) => r.octet(), write: (w, v) => w.octet(v), skip: (r) => r.skip(1) },
	short: { read: (r) => r.short(), write: (w, v) => w.short(v), skip: (r) => r.skip(2) },
	long: { read: (r) => r.long(), write: (w, v) => w.long(v), skip: (r) => r.skip(4) },
	longlong: { read: (r) => r.longlong(), write: (w, v) => w.longlong(v), skip: (r) => r.skip(8) },
	timestamp: { read: (r) => r.bigLong(), write: (w, v) => w.longlong(v), skip: (r) => r.skip(8) },
	shortstr: { read: (r) => r.shortstr(), write: (w, v) => w.shortstr(v), skip: skipShortstr },
	longstr: { read: (r) => r.longtext(), write: (w, v) => w.longstr(v), skip: skipLongstr },
	bytes: { read: (r) => r.longstr(), write: (w, v) => w.longstr(v), skip: skipLongstr },
	table: { read: readTable, write: writeTable, skip: skipLongstr }
};
