/**
 * `npm run --silent workspace -- FILE.json`: runs a set of programs in a browser without a window, against the built
 * site, and prints how they went as one JSON object. What FILE.json may say is `WorkspaceOrder` in
 * `src/lib/lab/headless.ts`:
 *
 *     {"seconds": 5, "programs": [{"file": "consumer.py", "source": "…"}, {"file": "producer.py", "source": "…"}]}
 */
import './node-version.js';
import { readFileSync } from 'node:fs';
import { buildIfNeeded } from './build.js';
import { root } from './command.js';
import { launchArguments, provideBrowser } from './test-browser.js';

/** Real milliseconds a run may take, interpreters' loading included. */
const LIMIT = 300_000;

/** @param {string} message */
function fail(message) {
	console.error(message);
	process.exit(1);
}

const [file] = process.argv.slice(2);
if (!file) fail('Usage: npm run --silent workspace -- FILE.json');
const order = JSON.parse(readFileSync(/** @type {string} */ (file), 'utf8'));

if ((await buildIfNeeded(() => console.error('Building the site …'))) !== 0)
	fail('The site could not be built.');
const found = await provideBrowser();
if (!found) fail('There is no browser to run the programs in. Install Chromium, or set CHROME_PATH.');

const { preview } = await import('vite');
const { chromium } = await import('@playwright/test');
process.chdir(root);
const server = await preview({ logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
const browser = await chromium.launch({
	executablePath: found?.executablePath ?? undefined,
	args: launchArguments
});
try {
	const page = await browser.newPage();
	page.setDefaultTimeout(LIMIT);
	await page.goto(new URL('headless/', server.resolvedUrls?.local[0]).href);
	await page.waitForFunction(() => 'runWorkspace' in window);
	const programs = await page.evaluate((input) => /** @type {any} */ (window).runWorkspace(input), order);
	console.log(JSON.stringify({ programs }));
} finally {
	await browser.close();
	await server.close();
}
process.exit(0);
