/**
 * A cursor over received bytes, big-endian as AMQP is. Reading past the end throws `UNREADABLE`.
 */
import { decodeName } from './names';
import { decodeEscaped } from './utf8';

/** Thrown by every decoder in this room when bytes don't fit; it never leaves the room. */
export const UNREADABLE = new Error('bytes do not decode');

const scratch = new DataView(new ArrayBuffer(8));

export class ByteReader {
	bytes: Uint8Array;
	at: number;
	end: number;
	/** How many parts this one lies within. */
	readonly depth: number;

	constructor(bytes: Uint8Array, at = 0, end = bytes.length, depth = 0) {
		this.bytes = bytes;
		this.at = at;
		this.end = end;
		this.depth = depth;
	}

	/** The position before `count` bytes, which are then behind. */
	skip(count: number): number {
		const at = this.at;
		if (count > this.end - at) throw UNREADABLE;
		this.at = at + count;
		return at;
	}

	octet(): number {
		return this.bytes[this.skip(1)]!;
	}

	short(): number {
		const at = this.skip(2);
		return (this.bytes[at]! << 8) | this.bytes[at + 1]!;
	}

	long(): number {
		return this.signedLong() >>> 0;
	}

	signedLong(): number {
		const at = this.skip(4);
		const b = this.bytes;
		return (b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!;
	}

	/** Unsigned 64 bits. */
	bigLong(): bigint {
		const high = this.long();
		return (BigInt(high) << 32n) | BigInt(this.long());
	}

	/** Unsigned 64 bits: a number where that is exact, else a bigint. */
	longlong(): number | bigint {
		const at = this.at;
		const high = this.long();
		const low = this.long();
		if (high < 0x200000) return high * 0x100000000 + low;
		this.at = at;
		return this.bigLong();
	}

	float(): number {
		scratch.setInt32(0, this.signedLong());
		return scratch.getFloat32(0);
	}

	double(): number {
		scratch.setInt32(0, this.signedLong());
		scratch.setInt32(4, this.signedLong());
		return scratch.getFloat64(0);
	}

	/** A short string as text; bytes that are no UTF-8 survive the round trip (`decodeEscaped`). */
	shortstr(): string {
		const length = this.octet();
		const at = this.skip(length);
		return decodeName(this.bytes, at, this.at) ?? decodeEscaped(this.bytes, at, this.at);
	}

	/** A long string as text, by the same rule. */
	longtext(): string {
		const length = this.long();
		const at = this.skip(length);
		return decodeEscaped(this.bytes, at, this.at);
	}

	/** The bytes of a long string, a copy. */
	longstr(): Uint8Array {
		const length = this.long();
		const at = this.skip(length);
		return this.bytes.slice(at, this.at);
	}

	/** A reader of the next `length` bytes, which are then behind. */
	part(length: number): ByteReader {
		const at = this.skip(length);
		return new ByteReader(this.bytes, at, this.at, this.depth + 1);
	}

	get done(): boolean {
		return this.at >= this.end;
	}
}
