/** The recorded programs once more, in threads of Node instead of a browser's workers. */
import type { Worker } from 'node:worker_threads';
import { beforeAll, expect, test } from 'vitest';
import { readCases, steady, type Case, type Recording } from '../../../../tests/javascript/cases.js';
import { programThreads } from '../../../../tests/javascript/program-threads';
import type { TraceEvent } from '../../network/events';
import type { Port } from '../../network/guest';
import { seededRandom } from '../../network/random';
import { World, type RealTime } from '../../network/world';

/** Where the report shows the place of the throw, or that a module was being evaluated: Node doesn't tell script. */
const BROWSER_ONLY = new Set([
	'amqp-consumer-throws',
	'amqp-unheard-channel-error',
	'connection-refused-callback',
	'require-beside-await',
	'syntax-error',
	'throw-in-module',
	'throw-object',
	'throw-string'
]);

const realTime: RealTime = {
	now: () => performance.now(),
	after(delay, run) {
		const timer = setTimeout(run, delay);
		return () => clearTimeout(timer);
	}
};

let startThread: Awaited<ReturnType<typeof programThreads>>;

beforeAll(async () => {
	startThread = await programThreads();
}, 60_000);

/** The world's port to a thread. */
function portTo(worker: Worker): Port {
	const port: Port = {
		onmessage: null,
		postMessage: (message, transfer) => worker.postMessage(message, transfer as never),
		close: () => {}
	};
	worker.on('message', (data) => port.onmessage?.({ data } as MessageEvent));
	return port;
}

function run({ files, stdin }: Case, trace: TraceEvent[] = []): Promise<Recording> {
	const { file, source } = files[0]!;
	const worker = startThread({ file, source, args: [], workspace: files });
	const printed = { stdout: '', stderr: '' };
	return new Promise((resolve, reject) => {
		worker.on('error', reject);
		const hear = (event: TraceEvent): void => {
			trace.push(event);
			if (event.type === 'program.printed') printed[event.stream] += event.text;
			if (event.type !== 'program.exited') return;
			void worker.terminate();
			resolve({ ...printed, code: event.code });
		};
		const world = new World({ realTime, random: seededRandom(1), epoch: 0, speed: 'instant', trace: hear });
		world.attach({ program: file, file, instance: 1, language: 'javascript', args: [] }, portTo(worker));
		if (stdin === undefined) return;
		world.type(file, stdin);
		world.type(file, null);
	});
}

for (const program of readCases().filter(({ name }) => !BROWSER_ONLY.has(name))) {
	test(`${program.name} prints and ends as in Node`, { timeout: 30_000 }, async () => {
		expect(steady(await run(program))).toEqual(steady(program.expected));
	});
}

/** Which line of `program` caused the first event of each kind. */
async function lines(file: string, source: string): Promise<Record<string, number | null | undefined>> {
	const trace: TraceEvent[] = [];
	await run({ files: [{ file, source }] } as unknown as Case, trace);
	const first: Record<string, number | null | undefined> = {};
	for (const event of trace) {
		if ('origin' in event && !(event.type in first)) first[event.type] = event.origin?.line;
	}
	return first;
}

const PROGRAM = `
LOAD
async function main() {
	const connection = await amqp.connect('amqp://localhost');
	const channel = await connection.createChannel();
	await channel.assertQueue('q',
		{ durable: false });
	await channel.assertExchange('x', 'topic');
	await channel.bindQueue('q', 'x', '#');
	channel.publish('x', 'a.b', Buffer.alloc(5000));
	await channel.consume('q', (message) => {
		channel.ack(message);
		setTimeout(() => {
			connection.close();
		}, 10);
	});
}
main();
`;

test.each([
	['lined.js', "const amqp = require('amqplib');"],
	['lined.mjs', "import amqp from 'amqplib';"],
	['lined.ts', "import amqp from 'amqplib'; type A = string;"]
])('every AMQP call of %s is laid to its line', { timeout: 30_000 }, async (file, load) => {
	expect(await lines(file, PROGRAM.replace('LOAD', load))).toEqual({
		'connection.opened': 4,
		'channel.opened': 5,
		'queue.declared': 6,
		'exchange.declared': 8,
		'binding.created': 9,
		'message.published': 10,
		'message.routed': 10,
		'copy.enqueued': 10,
		'consumer.started': 11,
		'copy.delivered': 11,
		'copy.acknowledged': 12,
		'connection.closed': 14,
		'channel.closed': 14,
		'consumer.ended': 14
	});
});

const CALLBACKS = `
const amqp = require('amqplib/callback_api');
amqp.connect('amqp://localhost', (error, connection) => {
	connection.createChannel((error, channel) => {
		channel.assertExchange('x', 'fanout');
		channel.assertQueue('q');
		channel.bindQueue('q', 'x', '');
		const take = (message) => {
			channel.ack(message);
			connection.close();
		};
		channel.consume('q', take, {}, () => {
			channel.publish('x', '', Buffer.from('now there is a queue'));
		});
	});
});
`;

test('calls that wait their turn on a channel are laid to their lines', { timeout: 30_000 }, async () => {
	expect(await lines('callbacks.js', CALLBACKS)).toMatchObject({
		'exchange.declared': 5,
		'queue.declared': 6,
		'binding.created': 7,
		'consumer.started': 12,
		'message.published': 13
	});
});
