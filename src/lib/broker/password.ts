/** Passwords as RabbitMQ keeps them: four bytes of salt and a SHA-256 (F2). */
import { encodeUtf8 } from '../amqp';
import { decodeBase64, encodeBase64 } from './base64';
import { sha256 } from './sha256';

/** base64 of salt + SHA-256(salt + password). */
export function hashPassword(password: string, random: () => number): string {
	return withSalt(
		password,
		Uint8Array.from({ length: 4 }, () => Math.floor(random() * 256))
	);
}

export function passwordMatches(password: string, hash: string): boolean {
	const bytes = decodeBase64(hash);
	return bytes !== null && withSalt(password, bytes.subarray(0, 4)) === hash;
}

function withSalt(password: string, salt: Uint8Array): string {
	return encodeBase64(concat(salt, sha256(concat(salt, encodeUtf8(password)))));
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}
