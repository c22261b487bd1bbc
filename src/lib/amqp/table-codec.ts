/**
 * Field tables on the wire: RabbitMQ's tags (C5), one line a type.
 */
import { ByteReader, UNREADABLE } from './byte-reader';
import { ByteWriter } from './byte-writer';
import type { FieldTable, FieldType, FieldValue } from './field-value';
import { decodeUtf8 } from './utf8';

type ValueOf<T extends FieldType> = Extract<FieldValue, { type: T }>['value'];

interface ValueCodec<T extends FieldType> {
	readonly tag: string;
	read(reader: ByteReader): ValueOf<T>;
	write(writer: ByteWriter, value: ValueOf<T>): void;
}

const CODECS: { readonly [T in FieldType]: ValueCodec<T> } = {
	longstr: { tag: 'S', read: readText, write: (w, v) => w.longstr(v) },
	signedint: { tag: 'I', read: (r) => r.signedLong(), write: (w, v) => w.long(v) },
	unsignedint: { tag: 'i', read: (r) => r.long(), write: (w, v) => w.long(v) },
	decimal: {
		tag: 'D',
		read: (r) => ({ scale: r.octet(), value: r.long() }),
		write: (w, v) => (w.octet(v.scale), w.long(v.value))
	},
	timestamp: { tag: 'T', read: (r) => r.bigLong(), write: (w, v) => w.longlong(v) },
	table: { tag: 'F', read: readTable, write: writeTable },
	array: { tag: 'A', read: readArray, write: writeArray },
	byte: { tag: 'b', read: (r) => (r.octet() << 24) >> 24, write: (w, v) => w.octet(v) },
	unsignedbyte: { tag: 'B', read: (r) => r.octet(), write: (w, v) => w.octet(v) },
	short: { tag: 's', read: (r) => (r.short() << 16) >> 16, write: (w, v) => w.short(v) },
	unsignedshort: { tag: 'u', read: (r) => r.short(), write: (w, v) => w.short(v) },
	long: { tag: 'l', read: (r) => BigInt.asIntN(64, r.bigLong()), write: (w, v) => w.longlong(v) },
	float: { tag: 'f', read: (r) => finite(r.float()), write: (w, v) => w.float(v) },
	double: { tag: 'd', read: (r) => finite(r.double()), write: (w, v) => w.double(v) },
	bool: { tag: 't', read: (r) => r.octet() !== 0, write: (w, v) => w.octet(v ? 1 : 0) },
	binary: { tag: 'x', read: (r) => r.longstr(), write: (w, v) => w.longstr(v) },
	void: { tag: 'V', read: () => null, write: () => {} }
};

const TYPE_BY_TAG = new Map<number, FieldType>(
	Object.entries(CODECS).map(([type, codec]) => [codec.tag.charCodeAt(0), type as FieldType])
);
// What other brokers call an unsigned 64-bit integer, RabbitMQ reads as a signed one.
TYPE_BY_TAG.set('L'.charCodeAt(0), 'long');

/** Deepest nesting of tables and arrays that is read: our stack is not for a peer to exhaust. */
const DEEPEST = 500;

/** Erlang has neither infinities nor NaN: RabbitMQ can't read them. */
function finite(value: number): number {
	if (!Number.isFinite(value)) throw UNREADABLE;
	return value;
}

function readText(reader: ByteReader): string | Uint8Array {
	const length = reader.long();
	const at = reader.skip(length);
	return decodeUtf8(reader.bytes, at, reader.at) ?? reader.bytes.slice(at, reader.at);
}

/** Reads a tag and its value; throws `UNREADABLE` for an unknown tag. */
export function readValue(reader: ByteReader): FieldValue {
	const type = TYPE_BY_TAG.get(reader.octet());
	if (type === undefined) throw UNREADABLE;
	return { type, value: CODECS[type].read(reader) } as FieldValue;
}

function writeValue(writer: ByteWriter, { type, value }: FieldValue): void {
	const codec = CODECS[type] as ValueCodec<FieldType>;
	writer.octet(codec.tag.charCodeAt(0));
	codec.write(writer, value);
}

/** Reads length and entries to the end of a table or array. */
function readEntries<E>(reader: ByteReader, readEntry: (part: ByteReader) => E): E[] {
	const part = reader.part(reader.long());
	if (part.depth > DEEPEST) throw UNREADABLE;
	const entries: E[] = [];
	while (!part.done) entries.push(readEntry(part));
	return entries;
}

/** Reads a table with its 32-bit length. */
export function readTable(reader: ByteReader): FieldTable {
	return readEntries(reader, (part) => [part.shortstr(), readValue(part)] as const);
}

function readArray(reader: ByteReader): FieldValue[] {
	return readEntries(reader, readValue);
}

/** Writes a table with its 32-bit length. */
export function writeTable(writer: ByteWriter, table: FieldTable): void {
	writer.sized(() => {
		for (const [name, value] of table) {
			writer.shortstr(name);
			writeValue(writer, value);
		}
	});
}

function writeArray(writer: ByteWriter, values: readonly FieldValue[]): void {
	writer.sized(() => values.forEach((value) => writeValue(writer, value)));
}

/** Decodes a table that comes without its length (AMQPLAIN, C13); undefined when the bytes are none. */
export function decodeTable(bytes: Uint8Array): FieldTable | undefined {
	const writer = new ByteWriter(bytes.length + 4);
	writer.longstr(bytes);
	try {
		return readTable(new ByteReader(writer.take()));
	} catch {
		return undefined;
	}
}

/** Encodes a table without its length. */
export function encodeTable(table: FieldTable): Uint8Array {
	const writer = new ByteWriter();
	writeTable(writer, table);
	return writer.take().subarray(4);
}
