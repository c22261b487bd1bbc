/** The spine, end to end: programs pasted into the code pane run on the real amqplib against the broker. */
import type { Page } from '@playwright/test';
import type { TraceEvent } from '../../src/lib/network/events';
import { expect, test } from './fixtures';

/** Programs run in workers of a loaded machine. */
const SLOW = { timeout: 30_000 };

async function open(page: Page, speed = '16×'): Promise<void> {
	await page.goto('./en/lessons/work-queues/');
	await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
	await expect(page.locator('.monaco-editor').first()).toBeVisible();
	await page.getByRole('button', { name: speed }).click();
}

function trace(page: Page): Promise<TraceEvent[]> {
	return page.evaluate(() => window.warren!.trace.events.filter(({ type }) => type !== 'message.published'));
}

async function eventsOf<T extends TraceEvent['type']>(page: Page, type: T) {
	const events = await trace(page);
	return events.filter((event): event is Extract<TraceEvent, { type: T }> => event.type === type);
}

/** Everything a program printed, by its name in the trace. */
async function printed(page: Page, program: string): Promise<string> {
	const events = await eventsOf(page, 'program.printed');
	return events
		.filter((event) => event.program === program)
		.map(({ text }) => text)
		.join('');
}

async function paste(page: Page, file: string, source: string): Promise<void> {
	await page
		.getByRole('tab', { name: new RegExp(`^${file}`) })
		.first()
		.click();
	await page.getByRole('textbox', { name: new RegExp(`^Code of ${file}`) }).focus();
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.insertText(source);
}

async function run(page: Page): Promise<void> {
	await page.keyboard.press('ControlOrMeta+Enter');
	await expect(page.getByRole('button', { name: 'Stop all' })).toBeVisible();
}

const acknowledged = (page: Page, count: number) =>
	expect.poll(async () => (await eventsOf(page, 'copy.acknowledged')).length, SLOW).toBe(count);

/** For each consumer, in order of starting, the deliveries it got, numbered from 1 in order of publishing. */
async function shares(page: Page): Promise<number[][]> {
	const consumers = (await eventsOf(page, 'consumer.started')).map(({ consumer }) => consumer);
	const delivered = await eventsOf(page, 'copy.delivered');
	return consumers.map((own) =>
		delivered.filter(({ consumer }) => consumer === own).map(({ message }) => message)
	);
}

const FAIR_WORKER = `
const amqp = require('amqplib');
const work = (ms) => new Promise((done) => setTimeout(done, ms));

(async () => {
	const connection = await amqp.connect('amqp://localhost');
	const channel = await connection.createChannel();
	await channel.assertQueue('tasks');
	await channel.prefetch(1);
	await channel.consume('tasks', async (message) => {
		const dots = message.content.toString().split('.').length - 1;
		console.log('slowly', message.content.toString());
		await work(dots * 2000);
		channel.ack(message);
	});
})();
`;

test('two workers take turns; with prefetch and slower work, pasted in, whoever is free is next', async ({
	page
}) => {
	await open(page);
	await run(page);
	await acknowledged(page, 8);
	const [first, second] = await shares(page);
	expect(first).toEqual([1, 3, 5, 7]);
	expect(second).toEqual([2, 4, 6, 8]);
	expect(await printed(page, 'worker.js#1')).toMatch(/Finished Task 1 \./);
	expect(await printed(page, 'worker.js#2')).toMatch(/Finished Task 2 \.\.\./);
	expect(await printed(page, 'worker.js#1')).not.toMatch(/Task 2/);

	await paste(page, 'worker.js', FAIR_WORKER);
	await page.keyboard.press('ControlOrMeta+Period');
	await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible(SLOW);
	await run(page);
	await acknowledged(page, 8);
	const consumers = await eventsOf(page, 'consumer.started');
	expect(consumers.map(({ prefetchCount }) => prefetchCount)).toEqual([1, 1]);
	expect((await shares(page))[0]).not.toEqual([1, 3, 5, 7]);
	expect(await printed(page, 'worker.js#1')).toMatch(/^slowly Task 1 \.$/m);
});

test('an endless loop stops nobody but itself, and can be stopped', async ({ page }) => {
	await open(page, '1×');
	await paste(
		page,
		'producer.js',
		"console.log('round and round');\nsetTimeout(() => {\n\twhile (true) {}\n}, 10);"
	);
	await page.evaluate(() => {
		const late: number[] = [];
		Object.assign(window, { late });
		let due = performance.now() + 20;
		setInterval(() => {
			late.push(Math.max(0, performance.now() - due));
			due = performance.now() + 20;
		}, 20);
	});
	await run(page);
	await expect.poll(() => printed(page, 'producer.js#1'), SLOW).toContain('round and round');
	// Time goes on for the others, and the page answers.
	const before = await page.evaluate(() => window.warren!.now());
	await expect.poll(() => page.evaluate(() => window.warren!.now()), SLOW).toBeGreaterThan(before + 2000);
	await page
		.getByRole('tab', { name: /^worker.js/ })
		.first()
		.click();
	await page.keyboard.press('ControlOrMeta+Period');
	await expect.poll(async () => (await eventsOf(page, 'program.exited')).length, SLOW).toBe(3);
	const killed = (await eventsOf(page, 'program.exited')).filter(({ code }) => code === null);
	expect(killed.map(({ program }) => program)).toEqual(['producer.js#1']);
	const late = await page.evaluate(() =>
		(window as unknown as { late: number[] }).late.sort((a, b) => a - b)
	);
	console.log(
		`  the page answered ${late.length} times, ${Math.round(late[late.length >> 1]!)} ms late in the median,`,
		`${Math.round(late[Math.floor(late.length * 0.99)]!)} ms at the 99th percentile, ${Math.round(late.at(-1)!)} ms at most`
	);
	expect(late[late.length >> 1]!).toBeLessThan(100);
});

/** In the style of the official tutorials for Node, parts 1 to 4: the consumer, the producer, what each prints. */
const TUTORIALS = [
	{
		part: 'hello',
		consumer: `
var amqp = require('amqplib/callback_api');

amqp.connect('amqp://localhost', function(failure, connection) {
  if (failure) { throw failure; }
  connection.createChannel(function(failure, channel) {
    if (failure) { throw failure; }
    channel.assertQueue('greetings', { durable: false });
    console.log(' [*] Waiting in %s. CTRL+C ends it', 'greetings');
    channel.consume('greetings', function(msg) {
      console.log(' [x] Got %s', msg.content.toString());
    }, { noAck: true });
  });
});`,
		producer: `
var amqp = require('amqplib/callback_api');

amqp.connect('amqp://localhost', function(failure, connection) {
  if (failure) { throw failure; }
  connection.createChannel(function(failure, channel) {
    if (failure) { throw failure; }
    channel.assertQueue('greetings', { durable: false });
    channel.sendToQueue('greetings', Buffer.from('Hello there'));
    console.log(' [x] Sent %s', 'Hello there');
  });
  setTimeout(function() {
    connection.close();
    process.exit(0);
  }, 500);
});`,
		args: '',
		consumed: /^ \[\*\] Waiting in greetings\. CTRL\+C ends it\n \[x\] Got Hello there\n$/,
		produced: ' [x] Sent Hello there\n'
	},
	{
		part: 'work queue',
		consumer: `
var amqp = require('amqplib/callback_api');

amqp.connect('amqp://localhost', function(failure, connection) {
  connection.createChannel(function(failure, channel) {
    channel.assertQueue('jobs', { durable: true });
    channel.prefetch(1);
    channel.consume('jobs', function(msg) {
      var secs = msg.content.toString().split('.').length - 1;
      console.log(' [x] Got %s', msg.content.toString());
      setTimeout(function() {
        console.log(' [x] Done');
        channel.ack(msg);
      }, secs * 1000);
    }, { noAck: false });
  });
});`,
		producer: `
var amqp = require('amqplib/callback_api');

amqp.connect('amqp://localhost', function(failure, connection) {
  connection.createChannel(function(failure, channel) {
    var msg = process.argv.slice(2).join(' ') || 'Hello there';
    channel.assertQueue('jobs', { durable: true });
    channel.sendToQueue('jobs', Buffer.from(msg), { persistent: true });
    console.log(" [x] Sent '%s'", msg);
  });
  setTimeout(function() {
    connection.close();
    process.exit(0);
  }, 500);
});`,
		args: 'a heavy one...',
		consumed: /^ \[x\] Got a heavy one\.\.\.\n \[x\] Done\n$/,
		produced: " [x] Sent 'a heavy one...'\n"
	},
	{
		part: 'publish/subscribe',
		consumer: `
var amqp = require('amqplib/callback_api');

amqp.connect('amqp://localhost', function(failure, connection) {
  connection.createChannel(function(failure, channel) {
    channel.assertExchange('journal', 'fanout', { durable: false });
    channel.assertQueue('', { exclusive: true }, function(failure, q) {
      console.log(q.queue.startsWith('amq.gen-'), q.queue.length);
      channel.bindQueue(q.queue, 'journal', '');
      channel.consume(q.queue, function(msg) {
        if (msg.content) { console.log(' [x] %s', msg.content.toString()); }
      }, { noAck: true });
    });
  });
});`,
		producer: `
var amqp = require('amqplib/callback_api');

amqp.connect('amqp://localhost', function(failure, connection) {
  connection.createChannel(function(failure, channel) {
    var msg = process.argv.slice(2).join(' ') || 'Hello everybody';
    channel.assertExchange('journal', 'fanout', { durable: false });
    channel.publish('journal', '', Buffer.from(msg));
    console.log(' [x] Sent %s', msg);
  });
  setTimeout(function() { connection.close(); process.exit(0); }, 500);
});`,
		args: '',
		consumed: /^true 30\n \[x\] Hello everybody\n$/,
		produced: ' [x] Sent Hello everybody\n'
	},
	{
		part: 'routing',
		consumer: `
var amqp = require('amqplib/callback_api');

amqp.connect('amqp://localhost', function(failure, connection) {
  connection.createChannel(function(failure, channel) {
    channel.assertExchange('levels', 'direct', { durable: false });
    channel.assertQueue('', { exclusive: true }, function(failure, q) {
      ['warning', 'error'].forEach(function(severity) {
        channel.bindQueue(q.queue, 'levels', severity);
      });
      channel.consume(q.queue, function(msg) {
        console.log(" [x] %s: '%s'", msg.fields.routingKey, msg.content.toString());
      }, { noAck: true });
    });
  });
});`,
		producer: `
var amqp = require('amqplib/callback_api');

amqp.connect('amqp://localhost', function(failure, connection) {
  connection.createChannel(function(failure, channel) {
    var args = process.argv.slice(2);
    var msg = args.slice(1).join(' ') || 'Hello there';
    var severity = (args.length > 0) ? args[0] : 'info';
    channel.assertExchange('levels', 'direct', { durable: false });
    channel.publish('levels', 'info', Buffer.from('nobody wants this'));
    channel.publish('levels', severity, Buffer.from(msg));
    console.log(" [x] Sent %s: '%s'", severity, msg);
  });
  setTimeout(function() { connection.close(); process.exit(0); }, 500);
});`,
		args: 'error disk is full',
		consumed: /^ \[x\] error: 'disk is full'\n$/,
		produced: " [x] Sent error: 'disk is full'\n"
	}
];

test('programs in the style of the official tutorials run as pasted', async ({ page }) => {
	await open(page);
	for (const { part, consumer, producer, args, consumed, produced } of TUTORIALS)
		await test.step(part, async () => {
			await paste(page, 'worker.js', consumer);
			await paste(page, 'producer.js', producer);
			await page
				.getByRole('textbox', { name: /argument/i })
				.first()
				.fill(args);
			await page.getByRole('textbox', { name: /^Code of/ }).focus();
			await run(page);
			await expect.poll(async () => (await eventsOf(page, 'program.exited')).length, SLOW).toBe(1);
			expect(await printed(page, 'producer.js#1')).toBe(produced);
			const workers = ['worker.js#1', 'worker.js#2'];
			await expect
				.poll(async () => Promise.all(workers.map((worker) => printed(page, worker))), SLOW)
				.toContainEqual(expect.stringMatching(consumed));
			expect((await eventsOf(page, 'program.exited')).map(({ code }) => code)).toEqual([0]);
			await page.keyboard.press('ControlOrMeta+Period');
			await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible(SLOW);
		});
});

const BURGLAR = `
const names = ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebTransport', 'EventSource', 'indexedDB', 'caches',
  'importScripts', 'Worker', 'SharedWorker', 'BroadcastChannel', 'localStorage', 'RTCPeerConnection'];
const everything = (0, eval)('this');
for (const name of names) {
  let found = typeof everything[name] !== 'undefined';
  for (let up = everything; up; up = Object.getPrototypeOf(up)) found ||= Object.hasOwn(up, name);
  if (found) console.log('reachable:', name);
}
(async () => {
  for (const url of ['http://127.0.0.1/', 'data:text/javascript,export default 1']) {
    try {
      await (0, eval)('import(' + JSON.stringify(url) + ')');
      console.log('imported', url);
    } catch {}
  }
  console.log('origin', everything.origin ?? everything.location?.origin ?? 'none');
  console.log('searched');
})();
`;

test('a program finds no network, no storage and no further workers', async ({ browser, baseURL }) => {
	// The policy's refusals are the point here, so this page may be noisy.
	const page = await browser.newPage({ baseURL: baseURL! });
	await open(page);
	await paste(page, 'producer.js', BURGLAR);
	await run(page);
	await expect.poll(() => printed(page, 'producer.js#1'), SLOW).toContain('searched');
	expect(await printed(page, 'producer.js#1')).toMatch(/^origin (null|none)\nsearched\n$/);
	await page.close();
});
