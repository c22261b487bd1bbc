/**
 * How many messages a second a Python program sends and receives here, beside the same program with the real pika and
 * a RabbitMQ on this machine (the one at AMQP_URL, or one started here). `node tests/bench/python-rate.js [MESSAGES] [ROUNDS]`
 *
 * Both are measured from outside, as the time of a program that publishes all and then consumes all, less the time of
 * one that does nothing: so what starting costs is no part of it.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { buildIfNeeded } from '../../scripts/build.js';
import { root } from '../../scripts/command.js';
import { launchArguments, provideBrowser } from '../../scripts/test-browser.js';
import { provideRabbitMQ } from './support/rabbitmq.js';

const messages = Number(process.argv[2] ?? 20_000);
const rounds = Number(process.argv[3] ?? 3);

/** @param {string} url @param {number} count */
const program = (url, count) => `
import pika

connection = pika.BlockingConnection(pika.URLParameters('${url}'))
channel = connection.channel()
queue = channel.queue_declare('', exclusive=True).method.queue
for number in range(${count}):
    channel.basic_publish('', queue, b'a message of some forty bytes, number %d' % number)
received = 0

def receive(channel, method, properties, body):
    global received
    received += 1
    channel.basic_ack(method.delivery_tag)
    if received == ${count}:
        channel.stop_consuming()

if ${count}:
    channel.basic_consume(queue, receive)
    channel.start_consuming()
connection.close()
print(received)
`;

/** @param {(count: number) => Promise<unknown>} run */
async function timed(run) {
	const began = performance.now();
	await run(0);
	const idle = performance.now();
	await run(messages);
	return (performance.now() - idle - (idle - began)) / 1000;
}

/** @param {string} url */
function withRealPika(url) {
	return async (/** @type {number} */ count) => {
		const { stdout } = await promisify(execFile)('/usr/bin/python3', ['-c', program(url, count)]);
		expect(stdout.trim(), count);
	};
}

/** @param {import('@playwright/test').Page} page */
function inBrowser(page) {
	return async (/** @type {number} */ count) => {
		const source = program('amqp://localhost', count);
		const order = { programs: [{ file: 'rate.py', source }], seconds: 3600 };
		const outcome = await page.evaluate((input) => /** @type {any} */ (window).runWorkspace(input), order);
		expect(outcome[0].stdout[0], count);
	};
}

/**
 * @param {string} printed
 * @param {number} count
 */
function expect(printed, count) {
	if (printed !== String(count)) throw new Error(`received ${printed} of ${count}`);
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

if ((await buildIfNeeded(() => console.error('Building the site …'))) !== 0) process.exit(1);
const found = await provideBrowser();
if (!found) throw new Error('There is no browser.');
const server = await provideRabbitMQ();
if (!server) throw new Error('There is no RabbitMQ. Start one and name it in AMQP_URL.');
const runReal = withRealPika(server.url);
process.chdir(root);
const site = await preview({ logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
const browser = await chromium.launch({
	executablePath: found.executablePath ?? undefined,
	args: launchArguments
});
const page = await browser.newPage();
await page.goto(new URL('headless/', site.resolvedUrls?.local[0]).href);
await page.waitForFunction(() => 'runWorkspace' in window);
const runOurs = inBrowser(page);
await runOurs(0);

/** @type {{ real: number, ours: number }[]} */
const results = [];
for (let round = 0; round < rounds; round++) {
	results.push({ real: await timed(runReal), ours: await timed(runOurs) });
	console.error(JSON.stringify(results.at(-1)));
}
const real = median(results.map((result) => result.real));
const ours = median(results.map((result) => result.ours));
console.log(`real pika, RabbitMQ  ${Math.round(messages / real)} messages/s, published and consumed`);
console.log(
	`here                 ${Math.round(messages / ours)} messages/s, ${(real / ours).toFixed(2)} of it (goal 1)`
);
await browser.close();
await site.close();
await server.stop();
process.exit(0);
