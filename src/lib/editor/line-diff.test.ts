import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hunks, lineDiff, type DiffLine } from './line-diff';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
const side = (lines: readonly DiffLine[], hidden: DiffLine['kind']) =>
	lines
		.filter(({ kind }) => kind !== hidden)
		.map((line) => line.text)
		.join('\n');
const kinds = (lines: readonly DiffLine[]) => lines.map(({ kind }) => kind[0]).join('');

describe('a line diff', () => {
	test('holds both texts, whole and in order', () => {
		fc.assert(
			fc.property(text, text, (original, modified) => {
				const lines = lineDiff(original, modified);
				expect(side(lines, 'added')).toBe(original);
				expect(side(lines, 'removed')).toBe(modified);
			})
		);
	});
	test('numbers the lines of each side from 1', () => {
		fc.assert(
			fc.property(text, text, (original, modified) => {
				const lines = lineDiff(original, modified);
				const numbers = (key: 'before' | 'after') => lines.map((line) => line[key]).filter((n) => n !== null);
				expect(numbers('before')).toEqual(original.split('\n').map((_, i) => i + 1));
				expect(numbers('after')).toEqual(modified.split('\n').map((_, i) => i + 1));
			})
		);
	});
	test('of a text with itself changes nothing', () => {
		fc.assert(fc.property(text, (same) => lineDiff(same, same).every(({ kind }) => kind === 'same')));
	});
	test('shows one changed line as removed, then added', () => {
		expect(kinds(lineDiff('a\nold\nb', 'a\nnew\nb'))).toBe('sras');
	});
});

describe('hunks', () => {
	const long = Array.from({ length: 20 }, (_, i) => `line ${i}`);
	test('leave out what is far from a change and say how much', () => {
		const changed = long.with(10, 'changed');
		const [hunk, ...rest] = hunks(lineDiff(long.join('\n'), changed.join('\n')), 2);
		expect(rest).toEqual([]);
		expect(hunk!.skipped).toBe(8);
		expect(kinds(hunk!.lines)).toBe('ssrass');
	});
	test('are none without a change', () => {
		expect(hunks(lineDiff('a\nb', 'a\nb'))).toEqual([]);
	});
	test('are two when two changes are far apart', () => {
		const changed = long.with(0, 'x').with(19, 'y');
		expect(hunks(lineDiff(long.join('\n'), changed.join('\n')), 1).map(({ skipped }) => skipped)).toEqual([
			0, 16
		]);
	});
});
