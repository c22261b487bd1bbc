/** Learners' programs, read by the very compiler the editor's worker runs, with the same options and types. */
import { TypeScriptWorker } from 'monaco-editor/languages/features/typescript/tsWorker';
import { describe, expect, test, vi } from 'vitest';
import { optionsFor, type ScriptLanguage } from './compiler-options';
import { extraLibs } from './program-types';

/** One service for a language, as on the page: its files come and go. */
function serviceFor(language: ScriptLanguage) {
	let models: readonly object[] = [];
	let version = 0;
	const worker = new TypeScriptWorker(
		{ getMirrorModels: () => models },
		{ compilerOptions: optionsFor(language), extraLibs }
	);
	return (files: Readonly<Record<string, string>>) => {
		version++;
		models = Object.entries(files).map(([file, source]) => ({
			uri: { path: `/${file}`, toString: () => `file:///program/${file}` },
			version,
			getValue: () => source
		}));
		return worker;
	};
}

const javascript = serviceFor('javascript');
const typescript = serviceFor('typescript');
const service = (files: Readonly<Record<string, string>>) =>
	Object.keys(files)[0]!.endsWith('.ts') ? typescript(files) : javascript(files);

// The first question reads every declaration, which a busy machine takes seconds for.
vi.setConfig({ testTimeout: 60_000 });

/** Messages the editor would mark in the first of the files. */
async function mistakes(files: Readonly<Record<string, string>>): Promise<string[]> {
	const worker = service(files);
	const uri = `file:///program/${Object.keys(files)[0]}`;
	const found = [
		...(await worker.getSyntacticDiagnostics(uri)),
		...(await worker.getSemanticDiagnostics(uri))
	];
	return found.map(
		({ code, messageText }) =>
			`${code} ${typeof messageText === 'string' ? messageText : messageText.messageText}`
	);
}

describe('tutorial JavaScript shows no mark', () => {
	test.each([
		[
			'the callback API with function callbacks',
			`#!/usr/bin/env node
			var amqp = require('amqplib/callback_api');
			amqp.connect('amqp://localhost', function(error0, connection) {
				if (error0) { throw error0; }
				connection.createChannel(function(error1, channel) {
					if (error1) { throw error1; }
					var exchange = 'direct_logs';
					var args = process.argv.slice(2);
					var msg = args.slice(1).join(' ') || 'Hello World!';
					var severity = (args.length > 0) ? args[0] : 'info';
					if (args.length == 0) {
						console.log("Usage: receive.js [info] [warning] [error]");
						process.exit(1);
					}
					channel.assertExchange(exchange, 'direct', { durable: false });
					channel.assertQueue('', { exclusive: true }, function(error2, q) {
						if (error2) { throw error2; }
						args.forEach(function(severity) { channel.bindQueue(q.queue, exchange, severity); });
						channel.consume(q.queue, function(msg) {
							console.log(" [x] %s: '%s'", msg.fields.routingKey, msg.content.toString());
							var secs = msg.content.toString().split('.').length - 1;
							setTimeout(function() { channel.ack(msg); }, secs * 1000);
						}, { noAck: false });
					});
					channel.prefetch(1);
					channel.publish(exchange, severity, Buffer.from(msg), { persistent: true });
				});
				setTimeout(function() { connection.close(); process.exit(0); }, 500);
			});`
		],
		[
			'the promise API by import, with top-level await',
			`import amqp from 'amqplib';
			import { connect } from 'amqplib';
			import { randomUUID } from 'node:crypto';
			import { setTimeout as sleep } from 'node:timers/promises';
			const connection = await amqp.connect('amqp://guest:guest@localhost:5672');
			const ch = await connection.createConfirmChannel();
			const q = await ch.assertQueue('', { exclusive: true, arguments: { 'x-message-ttl': 1000 } });
			const id = randomUUID();
			const pending = {};
			pending[id] = (answer) => console.log(answer);
			process.once('SIGINT', async () => { await ch.close(); await connection.close(); });
			await ch.consume(q.queue, (msg) => {
				if (msg.properties.correlationId === id) console.log('%d', parseInt(msg.content.toString()));
				ch.nack(msg, false, false);
			}, { noAck: true });
			ch.publish('x', 'k', Buffer.from(JSON.stringify({ n: 1 })), { headers: { a: 1 }, replyTo: q.queue }, (err) => {});
			await ch.waitForConfirms();
			await sleep(100);
			await (await connect('amqp://localhost')).close();`
		],
		[
			'require and top-level await in one file',
			`const amqp = require('amqplib');
			const { EventEmitter } = require('events');
			const util = require('node:util');
			const connection = await amqp.connect('amqp://localhost');
			const bus = new EventEmitter();
			bus.on('done', () => util.inspect({}));
			module.exports = { connection };`
		],
		[
			'promises, classes and objects that grow',
			`function generateUuid() { return Math.random().toString() + Math.random().toString(); }
			function fibonacci(n) { if (n == 0 || n == 1) return n; else return fibonacci(n - 1) + fibonacci(n - 2); }
			class Worker { constructor(name) { this.name = name; this.done = 0; } }
			const totals = {};
			totals.one = fibonacci(3);
			const list = [];
			list.push(new Worker(generateUuid()));
			const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
			const once = () => new Promise((resolve) => resolve());
			(async () => {
				try { await wait(10); await once(); } catch (error) { console.error(error.message, error.code); }
			})();
			const t = setInterval(() => clearInterval(t), 5);
			const options = { durable: true };
			options.arguments = { 'x-queue-type': 'quorum' };
			console.table(list); console.time('x'); performance.now(); structuredClone(totals);
			new URL('amqp://localhost').hostname; new TextEncoder().encode('x'); queueMicrotask(() => {});`
		],
		[
			'options built up in a variable',
			`const amqp = require('amqplib');
			async function main() {
				const connection = await amqp.connect({ hostname: 'localhost', username: 'guest', password: 'guest', vhost: '/' });
				const channel = await connection.createChannel();
				let options = {};
				options.persistent = true;
				options.headers = { 'x-match': 'all' };
				channel.publish('', 'hello', Buffer.from('hi'), options);
				channel.on('error', (err) => console.log(err.message));
				channel.on('return', (msg) => console.log(msg.fields.replyText));
				connection.on('close', () => console.log('closed'));
				const got = await channel.get('hello');
				if (got) channel.ack(got);
				channel.sendToQueue('hello', Buffer.from(process.argv[2]), { expiration: 1000, priority: 5, mandatory: true });
			}
			main().catch(console.warn);`
		]
	])('%s', async (_name, source) => {
		expect(await mistakes({ 'program.js': source })).toEqual([]);
	});

	test('files of one workspace may use the same names, and import each other', async () => {
		expect(
			await mistakes({
				'send.js': `import { url } from './common.js';\nconst { port } = require('./settings');\nconst queue = 'a';\nurl.length; port.toFixed();`,
				'receive.js': `const queue = 'b';`,
				'common.js': `export const url = 'amqp://localhost';`,
				'settings.js': `module.exports = { port: 5672 };`
			})
		).toEqual([]);
	});

	test('an .mjs file is read as JavaScript', async () => {
		expect(
			await mistakes({ 'send.mjs': `import amqp from 'amqplib';\nfunction f(a) { return a; }\nf(amqp);` })
		).toEqual([]);
	});
});

describe('the lessons’ own programs show no mark', () => {
	const sources = import.meta.glob<string>('/lessons/*/{javascript,solutions/*/javascript}/*.{js,mjs,ts}', {
		query: '?raw',
		import: 'default',
		eager: true
	});
	const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));
	const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

	test.each(Object.keys(sources))('%s', async (path) => {
		const besides = Object.keys(sources).filter((each) => folderOf(each) === folderOf(path) && each !== path);
		const workspace = [path, ...besides].map((each) => [nameOf(each), sources[each]!]);
		expect(await mistakes(Object.fromEntries(workspace))).toEqual([]);
	});
});

describe('a real mistake is marked', () => {
	const channel = `const amqp = require('amqplib');\nconst c = await amqp.connect('');\nconst ch = await c.createChannel();\n`;
	test.each([
		['a misspelt method', `await ch.asertQueue('hello');`, /asertQueue/],
		['a missing argument', `ch.sendToQueue('hello');`, /Expected 2-3 arguments/],
		['a string where a Buffer belongs', `ch.publish('', 'hello', 'text');`, /'string' is not assignable/],
		['a misspelt option', `ch.assertQueue('q', { durabel: true });`, /durabel/],
		['an unknown name', `console.log(mesage);`, /mesage/],
		['a forgotten await', `const q = ch.assertQueue('');\nconsole.log(q.queue);`, /queue/],
		['a module that is not there', `require('amqp');`, /amqp/],
		['a browser global', `document.title;`, /document/],
		['broken syntax', `ch.ack(;`, /expected/]
	])('%s', async (_name, line, message) => {
		expect((await mistakes({ 'program.js': channel + line })).join('\n')).toMatch(message);
	});

	test('an import the other file does not export', async () => {
		const found = await mistakes({
			'a.js': `import { nothing } from './b.js';`,
			'b.js': `export const one = 1;`
		});
		expect(found.join('\n')).toMatch(/nothing/);
	});
});

describe('TypeScript', () => {
	test('typed programs are clean', async () => {
		const source = `import amqp, { type Channel, type ConsumeMessage } from 'amqplib';
			const connection = await amqp.connect('amqp://localhost');
			const ch: Channel = await connection.createChannel();
			await ch.consume('q', (msg: ConsumeMessage | null) => { if (msg) ch.ack(msg); });
			console.log(process.argv.slice(2).join(' '), Buffer.from('x').toString('hex'));`;
		expect(await mistakes({ 'consumer.ts': source })).toEqual([]);
	});
	test('a message that may be null must be checked', async () => {
		const source = `import amqp from 'amqplib';
			const ch = await (await amqp.connect('')).createChannel();
			ch.consume('q', (msg) => console.log(msg.content));`;
		expect((await mistakes({ 'consumer.ts': source })).join()).toMatch(/possibly 'null'/);
	});
});

test('completion offers the channel methods of amqplib', async () => {
	const source = `const amqp = require('amqplib');\nconst ch = await (await amqp.connect('')).createChannel();\nch.`;
	const completions = await service({ 'program.js': source }).getCompletionsAtPosition(
		'file:///program/program.js',
		source.length
	);
	const names = completions!.entries.map((entry) => entry.name);
	expect(names).toEqual(
		expect.arrayContaining(['assertQueue', 'bindQueue', 'consume', 'prefetch', 'publish'])
	);
});
