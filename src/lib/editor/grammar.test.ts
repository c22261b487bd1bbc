import { expect, test } from 'vitest';
import { javascriptGrammar, pythonGrammar } from './grammar';

const own: [RegExp, string][] = [[/\w+/, 'identifier']];
const language = { keywords: ['print', 'if'], tokenizer: { root: own, common: own } };

test('print is a name in Python, not a keyword', () => {
	const { keywords } = pythonGrammar(language);
	expect(keywords).not.toContain('print');
	expect(keywords).toContain('lambda');
});

test('JavaScript keeps its keywords', () => {
	expect(javascriptGrammar(language).keywords).toEqual(['print', 'if']);
});

test('Monaco’s own rules still follow ours', () => {
	const { common } = javascriptGrammar(language).tokenizer;
	expect(common!.at(-1)).toEqual(own[0]);
	expect(common!.length).toBeGreaterThan(own.length);
	expect(language.tokenizer.common).toEqual(own);
});
