/** Browser tests: against the built site, which is brought up to date and served for the run. */
import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/find-browser.js';
import { launchArguments } from './scripts/test-browser.js';

/** Chosen once; Playwright's workers read this file too, and inherit the choice. */
const port = Number((process.env.WARREN_TEST_PORT ??= String(await freePort())));

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.on('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

/** A reader who has chosen JavaScript; what needs Python says so. */
const preferences = { name: 'warren.preferences', value: JSON.stringify({ language: 'javascript' }) };

export default defineConfig({
	testDir: 'tests/browser',
	outputDir: 'test-results/browser',
	fullyParallel: true,
	forbidOnly: Boolean(process.env.CI),
	retries: 0,
	workers: 2,
	timeout: 60_000,
	expect: { timeout: 15_000 },
	use: {
		baseURL: `http://127.0.0.1:${port}/`,
		// It would keep the whole site for each test; the one that is about it allows it.
		serviceWorkers: 'block',
		storageState: {
			cookies: [],
			origins: [{ origin: `http://127.0.0.1:${port}`, localStorage: [preferences] }]
		},
		// Recording a trace doubles what a test costs; `--trace on` asks for one.
		trace: 'off',
		screenshot: 'only-on-failure',
		// None found: Playwright's own.
		launchOptions: { executablePath: findBrowser() ?? undefined, args: launchArguments }
	},
	webServer: {
		command: `node scripts/start.js --port ${port} --host 127.0.0.1`,
		url: `http://127.0.0.1:${port}/`,
		timeout: 300_000,
		// What it says matters when it fails.
		stdout: 'ignore',
		stderr: 'pipe'
	}
});
