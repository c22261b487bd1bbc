import nodePath from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as path from './path';

const piece = fc.constantFrom(
	'',
	'.',
	'..',
	'/',
	'//',
	'a',
	'b.txt',
	'.hidden',
	'c.tar.gz',
	'dir/',
	'/root',
	'x/../y',
	'..a.',
	'...'
);
const pieces = fc.array(piece, { maxLength: 4 });
const anyPath = pieces.map((parts) => parts.join('/'));

test('paths are joined, normalized and taken apart as in Node', () => {
	fc.assert(
		fc.property(pieces, anyPath, (parts, whole) => {
			expect(path.join(...parts)).toBe(nodePath.posix.join(...parts));
			expect(path.normalize(whole)).toBe(nodePath.posix.normalize(whole));
			expect(path.dirname(whole)).toBe(nodePath.posix.dirname(whole));
			expect(path.basename(whole)).toBe(nodePath.posix.basename(whole));
			for (const suffix of ['.txt', 'txt', '/']) {
				expect(path.basename(whole, suffix)).toBe(nodePath.posix.basename(whole, suffix));
				expect(path.basename(`${whole}x.txt`, suffix)).toBe(nodePath.posix.basename(`${whole}x.txt`, suffix));
			}
			expect(path.extname(whole)).toBe(nodePath.posix.extname(whole));
			expect(path.isAbsolute(whole)).toBe(nodePath.posix.isAbsolute(whole));
			expect(path.parse(whole)).toEqual(nodePath.posix.parse(whole));
		}),
		{
			examples: [
				[[], '////'],
				[[], '/..']
			]
		}
	);
});

test('paths are resolved against the home, and related to each other', () => {
	fc.assert(
		fc.property(anyPath, anyPath, (one, other) => {
			expect(path.resolve(one, other)).toBe(nodePath.posix.resolve('/home/learner', one, other));
			const [from, to] = [`/${one}`, `/${other}`];
			expect(path.relative(from, to)).toBe(nodePath.posix.relative(from, to));
		})
	);
});

test('what is no string is refused', () => {
	expect(() => path.join('a', 5 as never)).toThrow(
		'The "path" argument must be of type string. Received type number (5)'
	);
});
