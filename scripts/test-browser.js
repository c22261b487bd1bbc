/** Sees to it that the browser tests have a browser: an installed one, else Playwright's, else Debian's. */
import { run, tool } from './command.js';
import { findBrowser } from './find-browser.js';

const isRoot = process.getuid?.() === 0;

/** Chromium's sandbox refuses to work for root. */
export const launchArguments = isRoot ? ['--no-sandbox'] : [];

/** @returns {Promise<{ executablePath: string | null } | null>} null path: Playwright's own; null: none to be had */
export async function provideBrowser() {
	const installed = findBrowser();
	if (installed) return { executablePath: installed };
	if (await playwrightsOwnWorks()) return { executablePath: null };
	console.error('No Chromium or Chrome is installed; downloading one for the tests …');
	await tool('@playwright/test/cli.js', ['install', 'chromium']);
	if (await playwrightsOwnWorks()) return { executablePath: null };
	if (isRoot && process.platform === 'linux') {
		console.error('That one can’t be started here; trying the package of the system …');
		await run('apt-get', ['update', '-qq']);
		await run('apt-get', ['install', '-y', '-qq', 'chromium']);
	}
	const packaged = findBrowser();
	return packaged ? { executablePath: packaged } : null;
}

async function playwrightsOwnWorks() {
	const { chromium } = await import('@playwright/test');
	try {
		const browser = await chromium.launch({ args: launchArguments });
		await browser.close();
		return true;
	} catch {
		return false;
	}
}
