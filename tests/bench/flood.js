/**
 * A program that publishes 20,000 messages a second while another consumes and acknowledges them, on a lesson's page:
 * the longest task of the page's main thread. `node tests/bench/flood.js [SECONDS]`, of virtual time.
 */
import { preview } from 'vite';
import { buildIfNeeded } from '../../scripts/build.js';
import { root } from '../../scripts/command.js';
import { launchBrowser } from './support/browser-page.js';
import { quantile, watchMainThread } from './support/main-thread.js';

const PER_SECOND = 20_000;
/** Milliseconds. */
const GOAL = 50;

const seconds = Number(process.argv[2] ?? 2);
const messages = PER_SECOND * seconds;

const CONSUMER = `
	const amqp = require('amqplib');
	(async () => {
		const channel = await (await amqp.connect('amqp://localhost')).createChannel();
		await channel.assertQueue('flood');
		await channel.consume('flood', (message) => channel.ack(message));
		console.log('ready');
	})();
`;
const PRODUCER = `
	const amqp = require('amqplib');
	(async () => {
		const channel = await (await amqp.connect('amqp://localhost')).createChannel();
		const body = Buffer.from('something to carry');
		let sent = 0;
		const timer = setInterval(() => {
			for (let turn = 0; turn < ${PER_SECOND / 100}; turn++) channel.sendToQueue('flood', body);
			if ((sent += ${PER_SECOND / 100}) >= ${messages}) clearInterval(timer);
		}, 10);
	})();
`;

if ((await buildIfNeeded(() => console.error('Building the site …'))) !== 0) process.exit(1);
process.chdir(root);
const site = await preview({ logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
const browser = await launchBrowser();
const address = new URL('en/lessons/hello/', site.resolvedUrls?.local[0]);
// Nothing of Python is fetched.
const preferences = { name: 'warren.preferences', value: JSON.stringify({ language: 'javascript' }) };
const origins = [{ origin: address.origin, localStorage: [preferences] }];
const page = await browser.newPage({
	viewport: { width: 1440, height: 900 },
	storageState: { cookies: [], origins }
});
page.setDefaultTimeout(120_000);
await page.goto(address.href);
await page.locator('.monaco-editor').first().waitFor();
await page.waitForLoadState('networkidle');
const began = performance.now();
let virtual = 0;
const tasks = await watchMainThread(page, async () => {
	virtual = await page.evaluate(run, [CONSUMER, PRODUCER, messages]);
});
const took = (performance.now() - began) / 1000;
await browser.close();
await site.close();
const long = tasks.filter((task) => task > GOAL).length;
console.log(
	`${messages.toLocaleString('en')} messages, each acknowledged, in ${took.toFixed(1)} real seconds,` +
		` ${virtual.toFixed(1)} of virtual time`
);
console.log(
	`tasks of the main thread: longest ${Math.max(...tasks).toFixed(0)} ms (goal ${GOAL}), ${long} longer than that,` +
		` 99th percentile ${quantile(tasks, 0.99).toFixed(1)} ms, all ${(tasks.reduce((a, b) => a + b, 0) / 1000).toFixed(1)} s`
);
process.exit(0);

/**
 * In the page: until all are acknowledged.
 * @param {(string | number)[]} order
 * @returns {Promise<number>} seconds of virtual time since it began
 */
async function run([consumer, producer, wanted]) {
	const lab = /** @type {NonNullable<Window['warren']>} */ (window.warren);
	const seen = (/** @type {() => boolean} */ isSo) =>
		new Promise((resolve) => {
			const timer = setInterval(() => isSo() && (clearInterval(timer), resolve(undefined)), 50);
		});
	await lab.start({ file: 'consumer.js', source: String(consumer) }, []);
	await seen(() => lab.runs.some(({ output }) => output.length > 0));
	let acknowledged = 0;
	lab.trace.subscribe((news) => {
		for (const { type } of news) if (type === 'copy.acknowledged') acknowledged++;
	});
	await lab.start({ file: 'producer.js', source: String(producer) }, []);
	await seen(() => acknowledged >= Number(wanted));
	return lab.now() / 1000;
}
