import { expect, test } from 'vitest';
import { resolveImport, resolveRequire } from './resolve';
import { Workspace } from './workspace';

const packages = {
	'amqplib/package.json': JSON.stringify({
		main: './channel_api.js',
		exports: { '.': { default: './channel_api.js' }, './callback_api': { default: './callback_api.js' } }
	}),
	'amqplib/channel_api.js': '',
	'amqplib/callback_api.js': '',
	'amqplib/lib/connect.js': ''
};
const own = ['main.js', 'helper.js', 'data.json', 'types.ts', 'lib/index.js'].map((file) => ({
	file,
	source: ''
}));
const workspace = new Workspace(own, packages);
const builtins = new Set(['fs', 'timers/promises']);
const main = '/home/learner/main.js';
const required = (specifier: string, importer = main) =>
	resolveRequire(specifier, importer, [importer], workspace, builtins);
const imported = (specifier: string, importer = main) =>
	resolveImport(specifier, importer, workspace, builtins);
const file = (path: string) => ({ kind: 'file', path: `/home/learner/${path}` });

test('require finds built-in modules, packages by their exports, and files by their possible endings', () => {
	expect(required('fs')).toEqual({ kind: 'builtin', name: 'fs' });
	expect(required('node:timers/promises')).toEqual({ kind: 'builtin', name: 'timers/promises' });
	expect(required('amqplib')).toEqual(file('node_modules/amqplib/channel_api.js'));
	expect(required('amqplib/callback_api')).toEqual(file('node_modules/amqplib/callback_api.js'));
	expect(required('./helper')).toEqual(file('helper.js'));
	expect(required('./data')).toEqual(file('data.json'));
	expect(required('./lib')).toEqual(file('lib/index.js'));
	expect(required('/home/learner/helper.js')).toEqual(file('helper.js'));
	expect(required('../package.json', '/home/learner/node_modules/amqplib/lib/connect.js')).toEqual(
		file('node_modules/amqplib/package.json')
	);
});

test('import takes no guesses, but TypeScript may write .js or nothing for .ts', () => {
	expect(imported('./helper.js')).toEqual(file('helper.js'));
	expect(imported('file:///home/learner/helper.js')).toEqual(file('helper.js'));
	expect(() => imported('./helper')).toThrow(
		"Cannot find module '/home/learner/helper' imported from /home/learner/main.js"
	);
	expect(imported('./types.js', '/home/learner/main.ts')).toEqual(file('types.ts'));
	expect(imported('./types', '/home/learner/main.ts')).toEqual(file('types.ts'));
});

test('what cannot be found is said as Node says it', () => {
	expect(() => required('./nope')).toThrow(
		"Cannot find module './nope'\nRequire stack:\n- /home/learner/main.js"
	);
	expect(() => required('express')).toThrow(expect.objectContaining({ code: 'MODULE_NOT_FOUND' }));
	expect(() => imported('express')).toThrow(
		expect.objectContaining({
			code: 'ERR_MODULE_NOT_FOUND',
			message: "Cannot find package 'express' imported from /home/learner/main.js"
		})
	);
	expect(() => required('node:nope')).toThrow(
		expect.objectContaining({
			code: 'ERR_UNKNOWN_BUILTIN_MODULE',
			message: 'No such built-in module: node:nope'
		})
	);
	expect(() => required('amqplib/lib/connect')).toThrow(
		expect.objectContaining({ code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' })
	);
});
