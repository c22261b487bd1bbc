/**
 * A frame taken apart for an onlooker: every field with its type, its value and the bytes that carry it.
 *
 * The engine reads frames with compiled codecs that keep no positions; this walks the same tables (C1–C6) slowly and
 * remembers them. It never throws: what can't be read is one last part, `undecoded`.
 */
import { ByteReader } from './byte-reader';
import { FRAME_BODY, FRAME_HEADER, FRAME_HEARTBEAT, FRAME_METHOD, FRAME_PREFIX } from './frame-reader';
import { findCodec } from './method-codec';
import {
	METHODS,
	PROPERTIES,
	type MethodName,
	type MethodSpec,
	type ReservedType,
	type WireType
} from './protocol';
import { PROTOCOL_HEADER } from './protocol-header';
import { readValue } from './table-codec';
import { WIRE } from './wire';

/** A piece of a frame: `bytes.subarray(start, end)`, and what it says. */
export interface FramePart {
	/** The field's name as the specification spells it, in camel case; a table's key; an array's index. */
	readonly name: string;
	/** A wire type, a field table's type, or what the frame itself is made of. */
	readonly type: WireType | 'reserved' | 'frame' | 'payload' | 'undecoded' | (string & {});
	readonly start: number;
	readonly end: number;
	/** Null where the parts say it all. */
	readonly value: unknown;
	/** Entries of a table or array, the flags of a bit octet, in wire order. */
	readonly parts: readonly FramePart[];
}

export type FrameKind = 'protocol' | 'method' | 'header' | 'body' | 'heartbeat' | 'unknown';

export interface FrameAnatomy {
	readonly kind: FrameKind;
	/** 0 for the protocol header. */
	readonly channel: number;
	/** Of a method frame the table knows, e.g. `basic.publish`; else null. */
	readonly method: MethodName | null;
	readonly parts: readonly FramePart[];
}

const KINDS: Readonly<Record<number, FrameKind>> = {
	[FRAME_METHOD]: 'method',
	[FRAME_HEADER]: 'header',
	[FRAME_BODY]: 'body',
	[FRAME_HEARTBEAT]: 'heartbeat'
};

/** What one whole frame, or a protocol header, says. */
export function dissectFrame(bytes: Uint8Array): FrameAnatomy {
	if (isProtocolHeader(bytes)) return dissectProtocolHeader(bytes);
	const kind = KINDS[bytes[0] ?? 0] ?? 'unknown';
	if (bytes.length <= FRAME_PREFIX) {
		return { kind: 'unknown', channel: 0, method: null, parts: [rest(bytes, 0, bytes.length)] };
	}
	const parts: FramePart[] = [];
	const reader = new Dissection(bytes, 0, bytes.length - 1, parts);
	reader.value('type', 'octet');
	const channel = reader.value('channel', 'short') as number;
	reader.value('size', 'long');
	const method = kind === 'method' ? methodAt(bytes) : null;
	if (kind === 'method') reader.attempt(() => reader.method(method));
	else if (kind === 'header') reader.attempt(() => reader.contentHeader());
	else if (reader.left > 0) reader.take('body', 'payload', reader.left);
	parts.push(part('frameEnd', 'octet', bytes.length - 1, bytes.length, bytes[bytes.length - 1]));
	return { kind, channel, method, parts };
}

function isProtocolHeader(bytes: Uint8Array): boolean {
	return bytes.length === PROTOCOL_HEADER.length && bytes[0] === PROTOCOL_HEADER[0] && bytes[1] === 0x4d;
}

function dissectProtocolHeader(bytes: Uint8Array): FrameAnatomy {
	const parts: FramePart[] = [
		part('protocol', 'payload', 0, 4, String.fromCharCode(...bytes.subarray(0, 4)))
	];
	['protocolId', 'major', 'minor', 'revision'].forEach((name, i) =>
		parts.push(part(name, 'octet', 4 + i, 5 + i, bytes[4 + i]))
	);
	return { kind: 'protocol', channel: 0, method: null, parts };
}

function methodAt(bytes: Uint8Array): MethodName | null {
	if (bytes.length < FRAME_PREFIX + 5) return null;
	const reader = new ByteReader(bytes, FRAME_PREFIX);
	return findCodec(reader.short(), reader.short())?.name ?? null;
}

function part(
	name: string,
	type: string,
	start: number,
	end: number,
	value: unknown,
	parts: readonly FramePart[] = []
): FramePart {
	return { name, type, start, end, value, parts };
}

function rest(bytes: Uint8Array, start: number, end: number): FramePart {
	return part('undecoded', 'undecoded', start, end, bytes.slice(start, end));
}

/** A cursor that writes down what it reads. */
class Dissection {
	readonly #bytes: Uint8Array;
	readonly #reader: ByteReader;
	readonly #into: FramePart[];

	constructor(bytes: Uint8Array, start: number, end: number, into: FramePart[]) {
		this.#bytes = bytes;
		this.#reader = new ByteReader(bytes, start, end);
		this.#into = into;
	}

	get left(): number {
		return this.#reader.end - this.#reader.at;
	}

	/** Reads as far as it goes; what is left is one part. */
	attempt(read: () => void): void {
		try {
			read();
		} catch {
			// What did not decode is shown as it is, below.
		}
		if (this.left > 0) {
			this.#into.push(rest(this.#bytes, this.#reader.at, this.#reader.end));
			this.#reader.at = this.#reader.end;
		}
	}

	value(name: string, type: Exclude<WireType, 'bit'>): unknown {
		const start = this.#reader.at;
		if (type === 'table') return this.#table(name);
		try {
			const value = WIRE[type].read(this.#reader);
			this.#into.push(part(name, type, start, this.#reader.at, value));
			return value;
		} catch (error) {
			this.#reader.at = start;
			throw error;
		}
	}

	take(name: string, type: string, count: number): void {
		const start = this.#reader.skip(count);
		this.#into.push(part(name, type, start, this.#reader.at, this.#bytes.slice(start, this.#reader.at)));
	}

	method(name: MethodName | null): void {
		this.value('classId', 'short');
		this.value('methodId', 'short');
		if (name === null) return;
		const { fields = {} }: MethodSpec = METHODS[name];
		let bits: string[] = [];
		for (const [field, type] of Object.entries(fields)) {
			if (type === 'bit') {
				bits.push(field);
				continue;
			}
			this.#flags(bits);
			bits = [];
			this.#field(field, type);
		}
		this.#flags(bits);
	}

	contentHeader(): void {
		this.value('classId', 'short');
		this.value('weight', 'short');
		this.value('bodySize', 'longlong');
		const flags = this.value('propertyFlags', 'short') as number;
		Object.entries(PROPERTIES).forEach(([name, type], i) => {
			if ((flags & (0x8000 >> i)) !== 0) this.value(name, type);
		});
	}

	#field(name: string, type: Exclude<WireType, 'bit'> | ReservedType): void {
		if (!type.startsWith('reserved-')) {
			this.value(name, type as Exclude<WireType, 'bit'>);
			return;
		}
		const start = this.#reader.at;
		WIRE[type.slice('reserved-'.length) as 'octet'].skip(this.#reader);
		this.#into.push(part(name, 'reserved', start, this.#reader.at, null));
	}

	/** Adjacent bits share an octet, lowest bit first (C6). */
	#flags(names: readonly string[]): void {
		if (names.length === 0) return;
		const start = this.#reader.at;
		const octet = this.#reader.octet();
		const flags = names.map((name, i) => part(name, 'bit', start, start + 1, (octet & (1 << i)) !== 0));
		this.#into.push(
			flags.length === 1 ? flags[0]! : part(names.join(', '), 'bits', start, start + 1, null, flags)
		);
	}

	/** A table's length and its entries, each with its own bytes (C5). */
	#table(name: string): void {
		const start = this.#reader.at;
		WIRE.table.read(this.#reader);
		const end = this.#reader.at;
		this.#into.push(part(name, 'table', start, end, null, entries(this.#bytes, start, true)));
	}
}

/** Entries of a table or array that is known to decode, whose length stands at `start`. */
function entries(bytes: Uint8Array, start: number, named: boolean): FramePart[] {
	const outer = new ByteReader(bytes, start);
	const reader = outer.part(outer.long());
	const parts: FramePart[] = [];
	while (!reader.done) {
		const from = reader.at;
		const name = named ? reader.shortstr() : String(parts.length);
		const at = reader.at + 1;
		const { type, value } = readValue(reader);
		const nested = type === 'table' || type === 'array';
		parts.push(
			part(
				name,
				type,
				from,
				reader.at,
				nested ? null : value,
				nested ? entries(bytes, at, type === 'table') : []
			)
		);
	}
	return parts;
}
