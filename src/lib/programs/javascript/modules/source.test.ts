import { expect, test } from 'vitest';
import { commonJsCode, LOAD, META, moduleCode, readSource } from './source';

test('replacements keep every column before a specifier', () => {
	expect(LOAD).toHaveLength('import'.length);
	expect(META).toHaveLength('import.meta'.length);
	const code = "import a from 'a'; import('b'); import.meta.url;";
	const source = readSource(code, '/home/learner/x.mjs');
	expect(moduleCode(source, (specifier) => `url:${specifier}`)).toBe(
		`import a from "url:a"; ${LOAD}('b'); ${META}.url;`
	);
	expect(commonJsCode(readSource("import('b')", '/x.js'))).toBe(`${LOAD}('b')`);
});

test('a first line for the shell is a comment', () => {
	expect(readSource('#!/usr/bin/env node\nx', '/x.js').code).toBe('///usr/bin/env node\nx');
});

test('types go, lines stay, and columns lead back', () => {
	const written =
		'enum E { A }\ninterface I { x: number }\nfunction f(a: string, b?: number): void { g(a); }';
	const { code, column } = readSource(written, '/x.ts');
	const line = code.split('\n')[2]!;
	expect(code.split('\n')).toHaveLength(3);
	expect(line).not.toContain('string');
	expect(column!(3, line.indexOf('g(a)') + 1)).toBe(written.split('\n')[2]!.indexOf('g(a)') + 1);
});

test('an import used only as a type is no import', () => {
	const { syntax } = readSource(
		"import amqp, { Channel } from 'amqplib'; import { T } from './t'; let c: Channel & T; amqp;",
		'/x.ts'
	);
	expect(syntax.imports.map(({ specifier, names }) => [specifier, names.length])).toEqual([['amqplib', 0]]);
});
