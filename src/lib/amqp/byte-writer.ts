/**
 * A growing buffer that AMQP values are written to, big-endian. It is reused: `take` copies out what was written.
 */
import { utf8Length, writeUtf8 } from './utf8';

/** Up to so many bytes a loop copies faster than `set`. */
const LOOPED = 48;

const scratch = new DataView(new ArrayBuffer(8));

export class ByteWriter {
	bytes: Uint8Array<ArrayBuffer>;
	at = 0;

	/** `capacity` in bytes is only where it starts. */
	constructor(capacity = 1024) {
		this.bytes = new Uint8Array(capacity);
	}

	/** Everything written since the last `take`, in an array of its own. */
	take(): Uint8Array<ArrayBuffer> {
		const written = this.bytes.slice(0, this.at);
		this.at = 0;
		return written;
	}

	/** Makes room for `count` bytes and steps over them; the position before. */
	reserve(count: number): number {
		const at = this.at;
		if (at + count > this.bytes.length) this.grow(at + count);
		this.at = at + count;
		return at;
	}

	private grow(needed: number): void {
		const bytes = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
		bytes.set(this.bytes);
		this.bytes = bytes;
	}

	octet(value: number): void {
		const at = this.reserve(1);
		this.bytes[at] = value;
	}

	short(value: number): void {
		const at = this.reserve(2);
		this.bytes[at] = value >> 8;
		this.bytes[at + 1] = value;
	}

	long(value: number): void {
		this.longAt(this.reserve(4), value);
	}

	/** Writes 32 bits where `reserve` left room. */
	longAt(at: number, value: number): void {
		const b = this.bytes;
		b[at] = value >> 24;
		b[at + 1] = value >> 16;
		b[at + 2] = value >> 8;
		b[at + 3] = value;
	}

	/** 64 bits, of a whole number up to 2⁵³ or any bigint. */
	longlong(value: number | bigint): void {
		if (typeof value === 'number') {
			this.long(Math.floor(value / 0x100000000));
			this.long(value);
		} else {
			this.long(Number(BigInt.asIntN(32, value >> 32n)));
			this.long(Number(BigInt.asIntN(32, value)));
		}
	}

	float(value: number): void {
		scratch.setFloat32(0, value);
		this.long(scratch.getInt32(0));
	}

	double(value: number): void {
		scratch.setFloat64(0, value);
		this.long(scratch.getInt32(0));
		this.long(scratch.getInt32(4));
	}

	/** Throws a RangeError when the text takes more than 255 bytes. */
	shortstr(text: string): void {
		const length = text.length;
		const at = this.reserve(1 + length);
		const b = this.bytes;
		b[at] = length;
		for (let i = 0; i < length; i++) {
			const unit = text.charCodeAt(i);
			if (unit >= 0x80 || length > 255) return this.longerShortstr(text, at);
			b[at + 1 + i] = unit;
		}
	}

	/** One whose bytes are not its characters. */
	private longerShortstr(text: string, at: number): void {
		this.at = at;
		const length = utf8Length(text);
		if (length > 255) throw new RangeError(`a short string of ${length} bytes: ${text.slice(0, 40)}…`);
		this.octet(length);
		this.text(text, length);
	}

	longstr(value: string | Uint8Array): void {
		if (typeof value === 'string') {
			const length = utf8Length(value);
			this.long(length);
			this.text(value, length);
		} else {
			this.long(value.length);
			this.raw(value);
		}
	}

	/** UTF-8 of a length known beforehand. */
	private text(text: string, length: number): void {
		const at = this.reserve(length);
		writeUtf8(text, this.bytes, at);
	}

	raw(bytes: Uint8Array): void {
		const length = bytes.length;
		const at = this.reserve(length);
		if (length > LOOPED) return this.bytes.set(bytes, at);
		const b = this.bytes;
		for (let i = 0; i < length; i++) b[at + i] = bytes[i]!;
	}

	/** Writes a 32-bit length and then what `body` writes. */
	sized(body: () => void): void {
		const at = this.reserve(4);
		body();
		this.longAt(at, this.at - at - 4);
	}
}
