import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinArguments, splitArguments } from './arguments';

describe('program arguments', () => {
	it.each([
		['', []],
		['  info   error ', ['info', 'error']],
		["'two words' three", ['two words', 'three']],
		['"say \\"hi\\"" x', ['say "hi"', 'x']],
		['kern.\'*\' "#"', ['kern.*', '#']],
		['a\\ b', ['a b']],
		["''", ['']],
		["'open to the end", ['open to the end']]
	])('splits %j as a shell does', (line, words) => {
		expect(splitArguments(line)).toEqual(words);
	});

	it('split what join joined, whatever it was', () => {
		fc.assert(
			fc.property(fc.array(fc.string()), (words) => {
				expect(splitArguments(joinArguments(words))).toEqual(words);
			})
		);
	});
});
