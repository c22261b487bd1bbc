/**
 * `npm run --silent workspace -- FILE.json`: runs a set of programs in a browser without a window, against the built
 * site, and prints how they went as one JSON object. What FILE.json may say is `WorkspaceOrder` in
 * `src/lib/lab/headless.ts`:
 *
 *     {"seconds": 5, "programs": [{"file": "consumer.py", "source": "…"}, {"file": "producer.py", "source": "…"}]}
 *
 * Nothing else goes to stdout. When it can't be done, stderr says why, stdout stays empty and the exit code is 1.
 */
import './node-version.js';
import { readFileSync } from 'node:fs';
import { buildIfNeeded } from './build.js';
import { keepStdoutClean, root } from './command.js';
import { install, isInstalled } from './install.js';
import { faultIn } from './workspace-order.js';

/** Real milliseconds a run may take, interpreters' loading included; endless loops are left alone long before. */
const LIMIT = 300_000;

/** @returns {unknown} */
function readOrder() {
	const [file, ...more] = process.argv.slice(2);
	if (!file || more.length > 0) throw new Error('Usage: npm run --silent workspace -- FILE.json');
	const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new Error(`${file} is not JSON: ${messageOf(error)}`, { cause: error });
	}
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

async function prepare() {
	keepStdoutClean();
	if (!isInstalled()) {
		console.error('Installing what Warren is built with (once) …');
		if ((await install()) !== 0) throw new Error('The packages could not be installed.');
	}
	if ((await buildIfNeeded(() => console.error('Building the site …'))) !== 0)
		throw new Error('The site could not be built.');
}

/** @param {unknown} order */
async function runInBrowser(order) {
	const { launchArguments, provideBrowser } = await import('./test-browser.js');
	const found = await provideBrowser();
	if (!found)
		throw new Error('There is no browser to run the programs in. Install Chromium, or set CHROME_PATH.');
	const { preview } = await import('vite');
	const { chromium } = await import('@playwright/test');
	process.chdir(root);
	const server = await preview({ logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
	const browser = await chromium.launch({
		executablePath: found.executablePath ?? undefined,
		args: launchArguments
	});
	try {
		const page = await browser.newPage();
		page.setDefaultTimeout(LIMIT);
		await page.goto(new URL('headless/', server.resolvedUrls?.local[0]).href);
		await page.waitForFunction(() => 'runWorkspace' in window);
		return await within(
			LIMIT,
			page.evaluate((input) => /** @type {any} */ (window).runWorkspace(input), order)
		);
	} finally {
		await browser.close();
		await server.close();
	}
}

/**
 * @template T
 * @param {number} limit
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
function within(limit, work) {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(
			() => reject(new Error(`It was not over after ${limit / 1000} seconds.`)),
			limit
		);
		work.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}

try {
	const order = readOrder();
	const fault = faultIn(order);
	if (fault) throw new Error(fault);
	await prepare();
	const programs = await runInBrowser(order);
	process.stdout.write(`${JSON.stringify({ programs })}\n`);
} catch (error) {
	// Playwright puts the stack of the page, and its own log, behind the message.
	console.error(messageOf(error).replace(/^page\.evaluate: (?:\w*Error: )?(.*)(?:\n[^]*)?$/, '$1'));
	process.exitCode = 1;
}
