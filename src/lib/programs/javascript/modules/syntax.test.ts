import { expect, test } from 'vitest';
import { readSyntax } from './syntax';

const specifiers = (source: string): string[] => readSyntax(source).imports.map(({ specifier }) => specifier);
const names = (source: string): string[] =>
	readSyntax(source).imports.flatMap((one) => one.names.map(({ name }) => name));

test.each([
	["import amqp from 'amqplib';", ['amqplib'], []],
	["import * as amqp from 'amqplib'", ['amqplib'], []],
	['import amqp, { connect, default as other, a as b } from "amqplib"', ['amqplib'], ['connect', 'a']],
	["import './side-effect.js';", ['./side-effect.js'], []],
	["import {\n\tone,\n\ttwo\n} from './x.js'", ['./x.js'], ['one', 'two']],
	["export { a, b as c } from './y.js';", ['./y.js'], ['a', 'b']],
	["export * from './z.js'; export * as z from './z.js';", ['./z.js', './z.js'], []],
	["import a from 'a'\nimport b from 'b'\nconst s = 'from'", ['a', 'b'], []]
])('%s', (source, expectedSpecifiers, expectedNames) => {
	expect(specifiers(source)).toEqual(expectedSpecifiers);
	expect(names(source)).toEqual(expectedNames);
	expect(readSyntax(source).isModule).toBe(true);
});

test.each([
	"const amqp = require('amqplib'); module.exports = { amqp };",
	"import('x').then(() => {});",
	'const importer = { import: 1, export: 2 }; importer.import; importer.export;',
	'// import x from "x"\n/* export default 1 */',
	'const s = `import x from "x"; ${"export"}`;',
	"const pattern = /import x from 'x'/;"
])('no module: %s', (source) => {
	expect(readSyntax(source)).toMatchObject({ isModule: false, imports: [] });
});

test.each([
	'export const a = 1;',
	'export default class {}',
	'export { a }; let a;',
	'console.log(import.meta.url)'
])('a module without imports: %s', (source) => {
	expect(readSyntax(source)).toMatchObject({ isModule: true, imports: [] });
});

test('import() and import.meta are found where they stand', () => {
	const source = "await import('x'); console.log(import.meta.url, `${import('y')}`);";
	const { dynamicImports, metas } = readSyntax(source);
	expect(dynamicImports.map(({ start, end }) => source.slice(start, end))).toEqual(['import', 'import']);
	expect(metas.map(({ start, end }) => source.slice(start, end))).toEqual(['import.meta']);
});

test('a module that is broken elsewhere is still a module', () => {
	expect(readSyntax("import a from 'a';\nconst = ;").isModule).toBe(true);
});
