/**
 * How long a Python program takes to start, beside a plain `loadPyodide` in the same browser, and whether the page
 * stays quick meanwhile. `node tests/bench/python-start.js [ROUNDS]` prints medians and ratios.
 *
 * Every cold round has a browser profile of its own. A start is over when the program's first line is printed.
 */
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { buildIfNeeded } from '../../scripts/build.js';
import { root } from '../../scripts/command.js';
import { launchArguments, provideBrowser } from '../../scripts/test-browser.js';
import { watchMainThread } from './support/main-thread.js';

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('@playwright/test').Page} Page */

const PROGRAM = "import pika\nprint('up')\n";
/** A task of the page's main thread longer than this, in milliseconds, is one that a learner feels. */
const LONG_TASK = 50;
const TYPES = /** @type {Record<string, string>} */ ({
	'.json': 'application/json',
	'.mjs': 'text/javascript',
	'.wasm': 'application/wasm',
	'.zip': 'application/zip'
});

const PLAIN_WORKER = `
	import { loadPyodide } from '/pyodide.mjs';
	const python = await loadPyodide({ indexURL: '/', stdout: (line) => postMessage(line) });
	python.runPython("print('up')");
`;

/** pyodide's own files as they come from npm, and an empty page. */
function servePyodide() {
	const server = createServer((request, response) => {
		const path = request.url ?? '/';
		response.setHeader('Content-Type', TYPES[extname(path)] ?? 'text/html');
		if (path === '/') response.end('<!doctype html><title>plain</title>');
		else if (path === '/worker.mjs') response.end(PLAIN_WORKER);
		else
			createReadStream(join(root, 'node_modules/pyodide', path))
				.on('error', () => response.end())
				.pipe(response);
	});
	return new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => {
			const address = /** @type {import('node:net').AddressInfo} */ (server.address());
			resolve({ url: `http://127.0.0.1:${address.port}/`, close: () => server.close() });
		});
	});
}

/**
 * Real milliseconds until each of `count` workers with a plain pyodide has printed.
 * @param {Page} page
 * @param {number} count
 */
function startPlain(page, count) {
	return page.evaluate(async (wanted) => {
		const began = performance.now();
		const up = Array.from({ length: wanted }, async () => {
			const worker = new Worker('/worker.mjs', { type: 'module' });
			await new Promise((resolve) => (worker.onmessage = resolve));
			worker.terminate();
		});
		await Promise.all(up);
		return performance.now() - began;
	}, count);
}

/**
 * The same for programs in Warren's lab.
 * @param {Page} page
 * @param {number} count
 */
function startOurs(page, count) {
	return page.evaluate(
		async ({ wanted, source }) => {
			const lab = /** @type {NonNullable<Window['warren']>} */ (window.warren);
			await lab.reset();
			const began = performance.now();
			for (let index = 0; index < wanted; index++) void lab.start({ file: 'up.py', source }, []);
			while (!lab.runs.every(({ output }) => output.length > 0))
				await new Promise((resolve) => setTimeout(resolve, 5));
			const time = performance.now() - began;
			if (lab.runs.some(({ output }) => output[0]?.text !== 'up\n')) throw new Error('one failed');
			return time;
		},
		{ wanted: count, source: PROGRAM }
	);
}

/**
 * A lesson with JavaScript in front, so that nothing of Python is fetched ahead; loaded and at rest.
 * @param {Browser} browser
 * @param {string} url
 */
async function openLesson(browser, url) {
	const preferences = { name: 'warren.preferences', value: JSON.stringify({ language: 'javascript' }) };
	const origins = [{ origin: new URL(url).origin, localStorage: [preferences] }];
	const context = await browser.newContext({ storageState: { cookies: [], origins } });
	const page = await context.newPage();
	await page.goto(new URL('en/lessons/hello/', url).href);
	await settle(page);
	return page;
}

/** @param {Page} page */
async function settle(page) {
	await page.locator('.monaco-editor').first().waitFor();
	await page.waitForLoadState('networkidle');
}

/** @param {number[]} values */
function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/**
 * One round of everything, in turns, so that a loaded machine loads all alike.
 * @param {Browser} browser
 * @param {string} plainUrl
 * @param {string} url
 */
async function round(browser, plainUrl, url) {
	const plainPage = await (await browser.newContext()).newPage();
	await plainPage.goto(plainUrl);
	const plain = await startPlain(plainPage, 1);
	const lesson = await openLesson(browser, url);
	const cold = await startOurs(lesson, 1);
	const warm = await startOurs(lesson, 1);
	const four = await startOurs(lesson, 4);
	const task = Math.max(...(await watchMainThread(lesson, () => startOurs(lesson, 4))));
	// The same visitor comes back: nothing is in the page's memory, the snapshot is in the cache.
	await lesson.reload();
	await settle(lesson);
	const again = await startOurs(lesson, 1);
	await plainPage.context().close();
	await lesson.context().close();
	return { plain, cold, warm, again, four, task };
}

const rounds = Number(process.argv[2] ?? 5);
if ((await buildIfNeeded(() => console.error('Building the site …'))) !== 0) process.exit(1);
const found = await provideBrowser();
if (!found) throw new Error('There is no browser.');
const plain = await servePyodide();
process.chdir(root);
const site = await preview({ logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
const browser = await chromium.launch({
	executablePath: found.executablePath ?? undefined,
	args: launchArguments
});
/** @type {Awaited<ReturnType<typeof round>>[]} */
const results = [];
for (let index = 0; index < rounds; index++) {
	results.push(await round(browser, plain.url, site.resolvedUrls?.local[0] ?? ''));
	console.error(JSON.stringify(results.at(-1)));
}
await browser.close();
await site.close();
plain.close();

const base = median(results.map((result) => result.plain));
/** @param {'plain' | 'cold' | 'warm' | 'again' | 'four'} what */
const line = (what) => {
	const time = median(results.map((result) => result[what]));
	return `${Math.round(time)} ms, ${(time / base).toFixed(2)} of plain`;
};
const longest = Math.max(...results.map((result) => result.task));
console.log(`plain loadPyodide  ${line('plain')}`);
console.log(`cold               ${line('cold')} (goal 1)`);
console.log(`warm               ${line('warm')} (goal 0.25)`);
console.log(`warm, next visit   ${line('again')} (goal 0.25)`);
console.log(`four at once, warm ${line('four')} (goal 0.5)`);
console.log(`longest task       ${Math.round(longest)} ms of the main thread (goal ${LONG_TASK})`);
process.exit(0);
