/** `node:buffer`: the `buffer` package, with Node's argument errors and the encodings it lacks. */
import * as npm from 'buffer/';
import { nodeError, received } from '../errors/node-error';

const { Buffer: NpmBuffer } = npm as unknown as { Buffer: BufferConstructor };

type From = (value: unknown, encodingOrOffset?: unknown, length?: unknown) => Buffer;
const plainFrom = NpmBuffer.from as unknown as From;
const plainToString = NpmBuffer.prototype.toString;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
export const INSPECT_MAX_BYTES = 50;
/** Bytes from which the native decoder is faster than script. */
const LONG = 64;

function from(value: unknown, encodingOrOffset?: unknown, length?: unknown): Buffer {
	if (typeof value === 'string') {
		if (encodingOrOffset === 'base64url') return plainFrom(fromUrlSafe(value), 'base64');
		return plainFrom(value, encodingOrOffset);
	}
	if (!isBufferSource(value)) {
		const message =
			'The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an ' +
			`Array-like Object.${received(value)}`;
		throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', message);
	}
	return plainFrom(value, encodingOrOffset, length);
}

function isBufferSource(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	const source = value as { length?: unknown; type?: unknown; data?: unknown; buffer?: unknown };
	return (
		value instanceof ArrayBuffer ||
		typeof source.length === 'number' ||
		source.buffer instanceof ArrayBuffer ||
		(source.type === 'Buffer' && Array.isArray(source.data)) ||
		(typeof value.valueOf() !== 'object' && value.valueOf() !== null) ||
		Symbol.toPrimitive in value
	);
}

function fromUrlSafe(text: string): string {
	return text.replace(/-/g, '+').replace(/_/g, '/');
}

function toUrlSafe(text: string): string {
	return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function toString(this: Buffer, encoding?: BufferEncoding, start = 0, end = this.length): string {
	if (encoding === 'base64url') return toUrlSafe(plainToString.call(this, 'base64', start, end));
	if ((encoding === undefined || encoding === 'utf8' || encoding === 'utf-8') && end - start > LONG) {
		return decoder.decode(this.subarray(start, end));
	}
	return plainToString.call(this, encoding, start, end);
}

/** As `util.inspect` shows a buffer: its first 50 bytes in hexadecimal, and how many more there are. */
function inspectBuffer(this: Buffer): string {
	const bytes = [...this.subarray(0, INSPECT_MAX_BYTES)].map((byte) => byte.toString(16).padStart(2, '0'));
	const more = this.length - INSPECT_MAX_BYTES;
	if (more > 0) bytes.push(`... ${more} more byte${more > 1 ? 's' : ''}`);
	return `<${this.constructor.name} ${bytes.join(' ')}>`;
}

const plainIsEncoding = NpmBuffer.isEncoding;
const plainByteLength = NpmBuffer.byteLength;

Object.defineProperty(from, 'name', { value: 'from' });
Object.assign(NpmBuffer, {
	from,
	poolSize: 8192,
	isEncoding: (encoding: string) => /^base64url$/i.test(encoding) || plainIsEncoding(encoding),
	byteLength: (value: string, encoding?: BufferEncoding) =>
		encoding === 'base64url' ? from(value, encoding).length : plainByteLength(value, encoding)
});
for (const [name, value] of [
	['toString', toString],
	['inspect', inspectBuffer],
	[Symbol.for('nodejs.util.inspect.custom'), inspectBuffer]
] as const) {
	Object.defineProperty(NpmBuffer.prototype, name, { value, writable: true, configurable: true });
}

export const Buffer = NpmBuffer;
export const SlowBuffer = NpmBuffer;
export const kMaxLength = 4294967296;
export const kStringMaxLength = 536870888;
export const constants = { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: kStringMaxLength };
export const { atob, btoa, Blob } = globalThis;

export default {
	Buffer,
	SlowBuffer,
	INSPECT_MAX_BYTES,
	kMaxLength,
	kStringMaxLength,
	constants,
	atob,
	btoa,
	Blob
};
