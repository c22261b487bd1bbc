import nodeCrypto from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as crypto from './crypto';

test('digests are those of Node', () => {
	fc.assert(
		fc.property(fc.constantFrom('md5', 'sha1', 'sha256', 'SHA512', 'sha384'), fc.string(), (name, text) => {
			expect(crypto.createHash(name).update(text).digest('hex')).toBe(
				nodeCrypto.createHash(name).update(text).digest('hex')
			);
			expect(crypto.createHmac(name, 'key').update(text).digest('base64')).toBe(
				nodeCrypto.createHmac(name, 'key').update(text).digest('base64')
			);
		})
	);
});

test('random values keep to their form', () => {
	expect(crypto.randomUUID()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
	expect(crypto.randomBytes(70_000)).toHaveLength(70_000);
	const drawn = Array.from({ length: 200 }, () => crypto.randomInt(3, 6) as number);
	expect(new Set(drawn)).toEqual(new Set([3, 4, 5]));
	expect(() => crypto.randomInt(5, 5)).toThrow('out of range');
});
