/**
 * A growing buffer that AMQP values are written to, big-endian. It is reused: `take` copies out what was written.
 */
import { utf8Length, writeUtf8 } from './utf8';

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
		const length = utf8Length(text);
		if (length > 255) throw new RangeError(`a short string of ${length} bytes: ${text.slice(0, 40)}…`);
		this.octet(length);
		writeUtf8(text, this.bytes, this.reserve(length));
	}

	longstr(value: string | Uint8Array): void {
		if (typeof value === 'string') {
			const length = utf8Length(value);
			this.long(length);
			writeUtf8(value, this.bytes, this.reserve(length));
		} else {
			this.long(value.length);
			this.raw(value);
		}
	}

	raw(bytes: Uint8Array): void {
		const at = this.reserve(bytes.length);
		this.bytes.set(bytes, at);
	}

	/** Writes a 32-bit length and then what `body` writes. */
	sized(body: () => void): void {
		const at = this.reserve(4);
		body();
		this.longAt(at, this.at - at - 4);
	}
}
