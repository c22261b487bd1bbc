/** `node:crypto`, as much as programs about messages use: random values, hashes, HMACs. */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { Buffer } from './buffer';
import { invalidArgType, nodeError, outOfRange } from '../errors/node-error';
import { process } from './process';
import { setImmediate } from './timers';

const native = globalThis.crypto;
const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 };

type Callback<T> = (error: Error | null, value: T) => void;

export function getRandomValues<T extends ArrayBufferView>(array: T): T {
	return native.getRandomValues(array as never);
}

/** Bytes the browser gives in one go. */
const QUOTA = 65_536;

function fill(bytes: Buffer): Buffer {
	for (let at = 0; at < bytes.length; at += QUOTA) {
		native.getRandomValues(bytes.subarray(at, at + QUOTA) as Uint8Array<ArrayBuffer>);
	}
	return bytes;
}

export function randomBytes(size: number, callback?: Callback<Buffer>): Buffer | undefined {
	if (typeof size !== 'number') throw invalidArgType('size', 'of type number', size);
	if (!(size >= 0 && size <= 2 ** 31 - 1)) throw outOfRange('size', '>= 0 && <= 2147483647', size);
	const bytes = fill(Buffer.alloc(size));
	if (!callback) return bytes;
	setImmediate(() => callback(null, bytes));
	return undefined;
}

export function randomFillSync(bytes: Buffer): Buffer {
	return fill(bytes);
}

/** RFC 4122, version 4. */
export function randomUUID(): string {
	const bytes = fill(Buffer.alloc(16));
	bytes[6] = (bytes[6]! & 0x0f) | 0x40;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A whole number in [min, max), evenly distributed. */
export function randomInt(
	min: number,
	max?: number | Callback<number>,
	callback?: Callback<number>
): number | undefined {
	if (typeof max !== 'number') return randomInt(0, min, max);
	if (!Number.isSafeInteger(min)) throw invalidArgType('min', 'a safe integer', min);
	if (!Number.isSafeInteger(max)) throw invalidArgType('max', 'a safe integer', max);
	if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max);
	const value = min + below(max - min);
	if (!callback) return value;
	process.nextTick(() => callback(null, value));
	return undefined;
}

function below(range: number): number {
	const limit = 2 ** 48 - (2 ** 48 % range);
	for (;;) {
		const value = fill(Buffer.alloc(6)).readUIntBE(0, 6);
		if (value < limit) return value % range;
	}
}

type Bytes = string | ArrayBufferView;

function toBytes(data: Bytes, encoding?: BufferEncoding): Uint8Array {
	if (typeof data === 'string') return new Uint8Array(Buffer.from(data, encoding));
	if (!ArrayBuffer.isView(data)) {
		throw invalidArgType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
	}
	return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

interface Digester {
	update(bytes: Uint8Array): unknown;
	digest(): Uint8Array;
}

/** What `createHash` and `createHmac` return. */
class Hash {
	readonly #digester: Digester;
	#done = false;

	constructor(digester: Digester) {
		this.#digester = digester;
	}

	update(data: Bytes, encoding?: BufferEncoding): this {
		if (this.#done) throw nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
		this.#digester.update(toBytes(data, encoding));
		return this;
	}

	digest(encoding?: BufferEncoding): Buffer | string {
		if (this.#done) throw nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
		this.#done = true;
		const bytes = Buffer.from(this.#digester.digest());
		return encoding ? bytes.toString(encoding) : bytes;
	}
}

function algorithm(name: string) {
	const found = HASHES[name.toLowerCase().replace('-', '') as keyof typeof HASHES];
	if (!found)
		throw Object.assign(new Error('Digest method not supported'), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
	return found;
}

export function createHash(name: string): Hash {
	return new Hash(algorithm(name).create());
}

export function createHmac(name: string, key: Bytes): Hash {
	return new Hash(hmac.create(algorithm(name), toBytes(key)));
}

export function getHashes(): string[] {
	return Object.keys(HASHES);
}

export function timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean {
	if (one.length !== other.length) {
		throw nodeError(
			RangeError,
			'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
			'Input buffers must have the same byte length'
		);
	}
	return one.reduce((difference, byte, index) => difference | (byte ^ other[index]!), 0) === 0;
}

/** The global `crypto`. */
export const webcrypto = { getRandomValues, randomUUID };
Object.defineProperty(webcrypto, Symbol.toStringTag, { value: 'Crypto' });

export default {
	createHash,
	createHmac,
	getHashes,
	getRandomValues,
	randomBytes,
	randomFillSync,
	randomInt,
	randomUUID,
	timingSafeEqual,
	webcrypto
};
