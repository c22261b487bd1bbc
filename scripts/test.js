/**
 * `npm test`: everything that is checked, from a fresh clone. Installs what is missing, then goes through the stages
 * in order and stops at the first that fails. Ends with a table of the stages and one line of summed test counts.
 */
import './node-version.js';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded } from './build.js';
import { npm, root, tool } from './command.js';
import { install } from './install.js';
import { provideBrowser } from './test-browser.js';

/**
 * @typedef {{ passed: number, failed: number }} Counts
 * @typedef {{ name: string, run: () => Promise<number>, counts?: () => Counts }} Stage
 * @typedef {{ name: string, code: number, seconds: number, counts?: Counts }} Result
 */

const UNIT_REPORT = 'test-results/unit.json';
const BROWSER_REPORT = 'test-results/browser.json';

/** For the browser stage; empty for Playwright's own. */
let chromePath = '';

/** @type {Stage[]} */
const stages = [
	{ name: 'install', run: install },
	{ name: 'browser', run: findBrowser },
	{ name: 'types and lint', run: typesAndLint },
	{ name: 'unit tests', run: unitTests, counts: unitCounts },
	{ name: 'build', run: () => buildIfNeeded() },
	{ name: 'browser tests', run: browserTests, counts: browserCounts }
];

async function findBrowser() {
	const browser = await provideBrowser();
	if (!browser) {
		console.error('No browser for the tests. Install Chrome or Chromium, or set CHROME_PATH to one.');
		return 1;
	}
	chromePath = browser.executablePath ?? '';
	console.log(chromePath || 'Playwright’s own Chromium');
	return 0;
}

/** Both at once: each keeps one core busy. */
async function typesAndLint() {
	const codes = await Promise.all(['types', 'lint'].map((name) => npm(['run', '--silent', name])));
	return Math.max(...codes);
}

function unitTests() {
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`];
	return tool('vitest/vitest.mjs', ['run', ...reporters]);
}

function browserTests() {
	const settings = { CHROME_PATH: chromePath, PLAYWRIGHT_JSON_OUTPUT_NAME: join(root, BROWSER_REPORT) };
	return tool('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
		env: { ...process.env, ...settings }
	});
}

function unitCounts() {
	const { numPassedTests, numFailedTests, numFailedTestSuites, numTotalTests } = report(UNIT_REPORT);
	// A file that can't even be loaded has no tests to fail.
	const failed = numFailedTests || (numTotalTests === numPassedTests ? 0 : numFailedTestSuites);
	return { passed: numPassedTests, failed };
}

function browserCounts() {
	const { expected, flaky, unexpected } = report(BROWSER_REPORT).stats;
	return { passed: expected + flaky, failed: unexpected };
}

/** @param {string} path */
function report(path) {
	return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

/**
 * @param {Stage} stage
 * @returns {Promise<Result>}
 */
async function go({ name, run, counts }) {
	console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
	const began = Date.now();
	const code = await run();
	const seconds = (Date.now() - began) / 1000;
	return { name, code, seconds, counts: countsOrNone(counts) };
}

/**
 * None when the stage broke before it could write its report.
 * @param {Stage['counts']} counts
 */
function countsOrNone(counts) {
	try {
		return counts?.();
	} catch {
		return undefined;
	}
}

/** @param {Result[]} results */
function table(results) {
	const rows = results.map(({ name, code, seconds, counts }) => {
		const tests = counts ? `${counts.passed} passed, ${counts.failed} failed` : '';
		return [name.padEnd(16), code === 0 ? 'ok    ' : 'FAILED', `${seconds.toFixed(1)} s`.padStart(9), tests];
	});
	return rows.map((row) => `  ${row.join('  ')}`.trimEnd()).join('\n');
}

rmSync(join(root, 'test-results'), { recursive: true, force: true });

/** @type {Result[]} */
const results = [];
for (const stage of stages) {
	results.push(await go(stage));
	if (results.at(-1)?.code !== 0) break;
}

/** @param {keyof Counts} which */
const sum = (which) => results.reduce((total, { counts }) => total + (counts?.[which] ?? 0), 0);
const broken = results.find(({ code }) => code !== 0);

console.log(`\n${table(results)}\n`);
if (broken) console.log(`Stopped: ${broken.name} failed.`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(broken ? 1 : 0);
