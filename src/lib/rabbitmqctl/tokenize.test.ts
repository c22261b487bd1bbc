import { describe, expect, it } from 'vitest';
import { ShellError, tokenize } from './tokenize';

/** What `printf '<%s>' …` shows in a shell. */
const CASES: readonly (readonly [line: string, words: readonly string[]])[] = [
	['', []],
	['   ', []],
	['rabbitmqctl  list_queues\tname', ['rabbitmqctl', 'list_queues', 'name']],
	[`a '' ""`, ['a', '', '']],
	[`'one word' "another one"`, ['one word', 'another one']],
	[`glued'to'"gether"`, ['gluedtogether']],
	[`'{"max-length":1}'`, ['{"max-length":1}']],
	[`"{\\"max-length\\":1}"`, ['{"max-length":1}']],
	['{"max-length":1}', ['{max-length:1}']],
	[`'^a\\.b$'`, ['^a\\.b$']],
	[`"^a\\.b"`, ['^a\\.b']],
	['a\\ b \\"c', ['a b', '"c']],
	['"tab\\t" "back\\\\slash"', ['tab\\t', 'back\\slash']],
	['list_queues # all of them', ['list_queues']],
	['order.#', ['order.#']],
	["'it'\\''s'", ["it's"]]
];

describe('tokenize', () => {
	it.each(CASES)('%s', (line, words) => {
		expect(tokenize(line)).toEqual(words);
	});

	it.each(["'open", '"open', 'a "b', '"\\"'])('wants the quote closed in %s', (line) => {
		expect(() => tokenize(line)).toThrow(
			expect.objectContaining({ kind: 'unterminated-quote' }) as ShellError
		);
	});

	it.each(['a | b', 'a > f', 'a; b', 'a && b', '(a)'])('takes one command only, not %s', (line) => {
		expect(() => tokenize(line)).toThrow(expect.objectContaining({ kind: 'operator' }) as ShellError);
	});

	it('leaves operators in quotes alone', () => {
		expect(tokenize(`'a|b' "c;d" e\\&f`)).toEqual(['a|b', 'c;d', 'e&f']);
	});
});
