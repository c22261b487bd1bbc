/** Monaco's grammars with one thing more: names that are called stand out, and a member is never a keyword. */
import type { languages } from 'monaco-editor/editor';

type Rules = languages.IMonarchLanguageRule[];

/** Monaco's own list paints every builtin and some Python 2 like a keyword. */
const pythonKeywords =
	'False None True and as assert async await break case class continue def del elif else except finally for from ' +
	'global if import in is lambda match nonlocal not or pass raise return self try while with yield';

const members: Rules = [
	[/(\.)([a-zA-Z_$][\w$]*)(?=\s*\()/, ['delimiter', 'function']],
	[/(\.)([a-zA-Z_$][\w$]*)/, ['delimiter', 'identifier']]
];

const calls: Rules = [
	[/[a-z_$][\w$]*(?=\s*\()/, { cases: { '@keywords': 'keyword', '@default': 'function' } }]
];

export function pythonGrammar(language: languages.IMonarchLanguage): languages.IMonarchLanguage {
	return { ...before(language, 'root', [...members, ...calls]), keywords: pythonKeywords.split(' ') };
}

/** Also for TypeScript. */
export function javascriptGrammar(language: languages.IMonarchLanguage): languages.IMonarchLanguage {
	const shebang: Rules = [[/^#!.*$/, 'comment']];
	return before(language, 'common', [...shebang, ...members, ...calls]);
}

function before(
	language: languages.IMonarchLanguage,
	state: string,
	rules: Rules
): languages.IMonarchLanguage {
	return {
		...language,
		tokenizer: { ...language.tokenizer, [state]: [...rules, ...language.tokenizer[state]!] }
	};
}
