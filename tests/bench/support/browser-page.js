/** The bench page, built and opened in a browser of its own, and what the browser's processes cost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { chromium } from '@playwright/test';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, preview } from 'vite';
import { root } from '../../../scripts/command.js';
import { launchArguments, provideBrowser } from '../../../scripts/test-browser.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Browser} Browser */

/** Pixels: a laptop's. */
const VIEWPORT = { width: 1440, height: 900 };

/** @returns {Promise<Browser>} software rendering, as on a machine without a graphics card */
export async function launchBrowser() {
	const found = await provideBrowser();
	if (!found) throw new Error('There is no browser.');
	return chromium.launch({ executablePath: found.executablePath ?? undefined, args: launchArguments });
}

/**
 * Opens the bench page. `close` ends everything.
 * @returns {Promise<{ page: Page, browser: Browser, close: () => Promise<void> }>}
 */
export async function openBenchPage() {
	const outDir = mkdtempSync(join(tmpdir(), 'warren-bench-'));
	const options = {
		root: join(root, 'tests/bench/page'),
		configFile: /** @type {const} */ (false),
		logLevel: /** @type {const} */ ('error'),
		build: { outDir, emptyOutDir: true }
	};
	await build({
		...options,
		plugins: [svelte({ configFile: false })],
		worker: { format: 'es' },
		resolve: { alias: { $lib: join(root, 'src/lib') } }
	});
	const site = await preview({ ...options, preview: { port: 0, host: '127.0.0.1' } });
	const browser = await launchBrowser();
	const page = await browser.newPage({ viewport: VIEWPORT });
	page.on('pageerror', (error) => console.error(error));
	await page.goto(site.resolvedUrls?.local[0] ?? '');
	return {
		page,
		browser,
		async close() {
			await browser.close();
			await site.close();
			rmSync(outDir, { recursive: true, force: true });
		}
	};
}

/**
 * Processor time of all of the browser's processes so far, in milliseconds: with software rendering what is drawn
 * costs outside the page, too.
 * @param {Browser} browser
 */
export async function processorTime(browser) {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000;
}
