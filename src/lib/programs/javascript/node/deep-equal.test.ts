import assert from 'node:assert';
import { isDeepStrictEqual as nodeIsDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDeepEqual, isDeepStrictEqual } from './deep-equal';

const value = fc.anything({
	withBigInt: true,
	withDate: true,
	withMap: true,
	withSet: true,
	withTypedArray: true,
	withNullPrototype: true,
	withSparseArray: false,
	maxDepth: 2
});

function nodeIsDeepEqual(one: unknown, other: unknown): boolean {
	try {
		assert.deepEqual(one, other);
		return true;
	} catch {
		return false;
	}
}

test('equality is judged as Node judges it', () => {
	fc.assert(
		fc.property(value, value, (one, other) => {
			expect(isDeepStrictEqual(one, other)).toBe(nodeIsDeepStrictEqual(one, other));
			expect(isDeepEqual(one, other)).toBe(nodeIsDeepEqual(one, other));
		})
	);
});

test('a copy is equal to its original', () => {
	fc.assert(
		fc.property(fc.object({ withDate: true, withMap: true, withSet: true, maxDepth: 2 }), (original) => {
			expect(isDeepStrictEqual(original, structuredClone(original))).toBe(
				nodeIsDeepStrictEqual(original, structuredClone(original))
			);
		})
	);
});

test('circles end', () => {
	const circle = (): object => {
		const made: Record<string, unknown> = { name: 'circle' };
		made['self'] = made;
		return made;
	};
	expect(isDeepStrictEqual(circle(), circle())).toBe(true);
});
