/**
 * The JavaScript runtime in a real browser: each program prints and ends as Node 20 recorded it, and what a
 * program's worker could dig out leads nowhere. The page that runs them is built for the purpose.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import type { ProgramResult, ProgramTest } from '../javascript/harness/main';
import { readCases, steady } from '../javascript/cases.js';

const HARNESS = 'tests/javascript/harness/vite.config.ts';

const test = base.extend<object, { harness: Page }>({
	harness: [
		async ({ browser }, use) => {
			const outDir = await mkdtemp(join(tmpdir(), 'harness-'));
			const options = { configFile: HARNESS, logLevel: 'error', build: { outDir } } as const;
			await build(options);
			const server = await preview({ ...options, preview: { port: 0, host: '127.0.0.1' } });
			const page = await browser.newPage();
			await page.goto(server.resolvedUrls!.local[0]!);
			await page.waitForFunction(() => 'run' in window);
			await use(page);
			await page.close();
			await server.close();
			await rm(outDir, { recursive: true });
		},
		{ scope: 'worker', timeout: 120_000 }
	]
});

function run(page: Page, order: ProgramTest): Promise<ProgramResult> {
	return page.evaluate((program) => window.run(program), order);
}

/** Runs one program that stands alone. */
function runSource(page: Page, source: string, rest: Partial<ProgramTest> = {}): Promise<ProgramResult> {
	return run(page, { files: [{ file: 'main.js', source }], ...rest });
}

for (const { name, files, stdin, expected } of readCases()) {
	test(`${name} prints and ends as in Node`, async ({ harness }) => {
		const result = await run(harness, { files, stdin });
		expect(steady(result)).toEqual(steady(expected));
	});
}

test('SIGINT ends a program with 130, or runs its handler', async ({ harness }) => {
	const waiting = "setInterval(() => {}, 1e6); console.log('waiting');";
	expect(await runSource(harness, waiting, { interruptAt: 'waiting' })).toMatchObject({
		code: 130,
		stdout: 'waiting\n',
		stderr: ''
	});
	const handling = `process.on('SIGINT', (signal) => { console.log(signal); process.exit(0); }); ${waiting}`;
	expect(await runSource(harness, handling, { interruptAt: 'waiting' })).toMatchObject({
		code: 0,
		stdout: 'waiting\nSIGINT\n'
	});
});

test('a loop that waits for the time to pass ends', async ({ harness }) => {
	const source =
		'const since = Date.now(); while (Date.now() - since < 100); console.log(Date.now() - since >= 100);';
	expect(await runSource(harness, source)).toMatchObject({ code: 0, stdout: 'true\n' });
});

test('TypeScript runs, with the lines and columns as written', async ({ harness }) => {
	const source = [
		"import amqp, { type Channel } from 'amqplib';",
		'enum Colour { Red, Green = "green" }',
		'class Box<T> { constructor(private readonly value: T) {} get(): T { return this.value; } }',
		'const channel: Channel | null = null;',
		'console.log(new Box<number>(7).get(), Colour.Red, Colour.Green, typeof amqp.connect, channel);',
		'function fail(reason: string): never { throw new Error(reason as string); }',
		"fail(<string>'typed');"
	].join('\n');
	const result = await run(harness, { files: [{ file: 'main.ts', source }] });
	expect(result).toMatchObject({ code: 1, stdout: '7 0 green function null\n' });
	expect(result.stderr).toContain('Error: typed\n    at fail (file:///home/learner/main.ts:6:46)\n');
	expect(result.stderr).toContain('    at file:///home/learner/main.ts:7:1\n');
	expect(result.stderr).toContain(`${source.split('\n')[5]}\n${' '.repeat(45)}^\n`);
});

test('20,000 messages are published and consumed', async ({ harness }) => {
	const source = `
		const amqp = require('amqplib');
		(async () => {
			const connection = await amqp.connect('amqp://localhost');
			const channel = await connection.createChannel();
			const { queue } = await channel.assertQueue('', { exclusive: true });
			for (let i = 0; i < 20000; i++) channel.sendToQueue(queue, Buffer.from('message ' + i));
			let count = 0;
			await channel.consume(queue, (message) => {
				channel.ack(message);
				if (++count === 20000) connection.close().then(() => console.log(count, message.content.toString()));
			});
		})();`;
	expect(await runSource(harness, source)).toMatchObject({ code: 0, stdout: '20000 message 19999\n' });
});

test('a worker in the sandbox reaches neither network nor storage', async ({ harness }) => {
	const reached = await harness.evaluate(() => window.probe());
	expect(reached).toEqual([]);
});

test('nothing of the browser is left in the learner’s global scope', async ({ harness }) => {
	const names = [
		...['fetch', 'XMLHttpRequest', 'WebSocket', 'WebTransport', 'EventSource', 'indexedDB', 'caches'],
		...['importScripts', 'Worker', 'SharedWorker', 'BroadcastChannel', 'RTCPeerConnection', 'navigator'],
		...['self', 'postMessage', 'close', 'location', 'localStorage', 'addEventListener', 'FileReaderSync']
	];
	const source = `
		const names = ${JSON.stringify(names)};
		const scopes = [];
		for (let scope = globalThis; scope && scope !== Object.prototype; scope = Object.getPrototypeOf(scope)) scopes.push(scope);
		for (const name of names) {
			if (globalThis[name] !== undefined || Function('return typeof ' + name)() !== 'undefined') console.log(name);
			for (const scope of scopes.slice(1, -1)) if (Object.hasOwn(scope, name)) console.log('prototype', name);
		}`;
	expect(await runSource(harness, source)).toMatchObject({ code: 0, stdout: '', stderr: '' });
});

test('a worker that cannot be loaded is reported', async ({ harness }) => {
	expect(await harness.evaluate(() => window.launchBroken())).toMatch(/SyntaxError|could not be loaded/);
});
