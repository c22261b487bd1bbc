/**
 * `npm run conformance -- [--sessions 300] [--seed N] [--console all]`: compares the engine, and what its console
 * prints, with a RabbitMQ 3.10, live.
 *
 * The RabbitMQ is a private node, installed from Debian if need be and stopped at the end, or the one that URL names
 * (amqp://127.0.0.1:5672/vhost: on this machine, with guest, rabbitmq_consistent_hash_exchange, rabbitmq_management on
 * the port 10000 above, and a virtual host that nobody else uses; it gets a user named visitor, and is not restarted). Exits with 1 when
 * there is a difference.
 */
import './node-version.js';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { run } from './command.js';
import { importTypeScript } from './import-typescript.js';
import { installRabbitMQ, startRabbitMQ } from './rabbitmq.js';

const { values } = parseArgs({
	options: {
		sessions: { type: 'string', default: '300' },
		seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
		/** Which parts of the console, or all: a second for each line that is typed. Default one, by the seed. */
		console: { type: 'string' }
	}
});
const count = Number(values.sessions);
const firstSeed = Number(values.seed);
const LENGTH = 50;
/** Virtual hosts, in each of which something is compared at any time. */
const LANES = 8;
/** @typedef {import('../tests/conformance/random/generator').Topics} Topics @type {Topics} */
const NO_TOPICS = {
	...{ time: false, kinds: false, streams: false, orders: false },
	...{
		several: false,
		contents: false,
		lifetimes: false,
		restarts: false,
		rights: false,
		routes: false,
		contests: false,
		transactions: false,
		offsets: false
	}
};
/**
 * Random sessions by what they are about, and how many; those that take longer are fewer.
 * @type {readonly (readonly [title: string, topics: readonly (keyof Topics)[], count: number])[]}
 */
const SESSIONS = [
	['random sessions', [], count],
	['random sessions with policies and a user who may not do everything', ['orders'], Math.ceil(count / 3)],
	['random sessions in which messages expire', ['time'], Math.ceil(count / 10)],
	['random sessions with quorum queues', ['kinds'], Math.ceil(count / 10)],
	['random sessions with streams', ['streams'], Math.ceil(count / 10)],
	['random sessions with channels that consume from several queues', ['several'], Math.ceil(count / 6)],
	['random sessions with properties and headers of every kind', ['contents'], Math.ceil(count / 6)],
	['random sessions in which queues expire', ['lifetimes'], Math.ceil(count / 10)],
	['random sessions with a restart', ['restarts'], Math.ceil(count / 10)],
	['random sessions with rights that change', ['rights'], Math.ceil(count / 6)],
	['random sessions with long ways', ['routes'], Math.ceil(count / 10)],
	['random sessions with many consumers of few queues', ['contests'], Math.ceil(count / 10)],
	['random sessions with transactions', ['transactions'], Math.ceil(count / 10)],
	['random sessions with streams from anywhere', ['streams', 'offsets'], Math.ceil(count / 10)]
];

/** @type {typeof import('../tests/conformance/live')} */
const { compareClient, compareScenarios, compareSessions } =
	await importTypeScript('tests/conformance/live.ts');
/** @type {typeof import('../tests/conformance/tcp-broker')} */
const { startTcpBroker } = await importTypeScript('tests/conformance/tcp-broker.ts');

/** @type {typeof import('../tests/conformance/console/live')} */
const { compareConsole, partsNamed } = await importTypeScript('tests/conformance/console/live.ts');
/** @type {typeof import('../tests/conformance/management')} */
const { welcomeVisitor } = await importTypeScript('tests/conformance/management.ts');
/** @typedef {import('../tests/conformance/lanes').Lanes} Lanes */

const began = Date.now();
const server = await theServer();
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(name, () => process.exit(1));
let differences = 0;
try {
	await compare();
} finally {
	await server.stop();
}
await compareTheConsole();
process.exit(differences === 0 ? 0 : 1);

async function compare() {
	const { port } = server;
	await welcomeVisitor(server, server.virtualHosts);
	report(await compareScenarios(server));
	report(await compareClient('amqplib', process.execPath, 'amqplib-client.js', port));
	report(await compareClient('pika', '/usr/bin/python3', 'pika_client.py', port));
	report(await amqplibsTests());
	for (const [title, named, sessions] of SESSIONS) {
		if (named.includes('restarts') && !server.restart) continue;
		const topics = { ...NO_TOPICS, ...Object.fromEntries(named.map((topic) => [topic, true])) };
		report(await compareSessions(title, server, { firstSeed, count: sessions, length: LENGTH, topics }));
	}
}

/** The server to compare with. @returns {Promise<Lanes & { stop(): Promise<void> }>} */
async function theServer() {
	if (process.env.URL) {
		const { port, pathname } = new URL(process.env.URL);
		const virtualHost = decodeURIComponent(pathname.slice(1)) || '/';
		const amqp = Number(port || 5672);
		return { port: amqp, management: amqp + 10000, virtualHosts: [virtualHost], stop: async () => {} };
	}
	if (!(await installRabbitMQ())) {
		console.error('There is no RabbitMQ to compare with. Name one in URL, or run this on Debian as root.');
		process.exit(1);
	}
	const virtualHosts = ['/', ...Array.from({ length: LANES - 1 }, (_, index) => `lane ${index + 2}`)];
	const plugins = ['rabbitmq_consistent_hash_exchange', 'rabbitmq_management'];
	const node = await startRabbitMQ({ virtualHosts, plugins });
	// Without ending the node's process, which would take twice as long.
	const restart = () => node.command('rabbitmqctl', ['eval', 'rabbit:stop(), rabbit:start().']);
	return { ...node, virtualHosts, restart };
}

/** With a node of its own, for it is reset again and again. */
async function compareTheConsole() {
	if (!(await installRabbitMQ()))
		return console.log('       console: not compared, for want of a RabbitMQ of our own');
	const node = await startRabbitMQ(null);
	try {
		report(await compareConsole(node, partsNamed(values.console, firstSeed)));
	} finally {
		await node.stop();
	}
}

/** The tests that amqplib brings for any broker, run with ours, whatever else this machine has on port 5672. */
async function amqplibsTests() {
	const broker = await startTcpBroker();
	const files = ['channel_api', 'callback_api', 'connect', 'recovery'];
	const redirect = new URL('../tests/conformance/clients/redirect.js', import.meta.url).href;
	const code = await run(
		process.execPath,
		[
			'--test',
			'--test-reporter=dot',
			...files.map((name) => `node_modules/amqplib-2.0.1/test/${name}.test.js`)
		],
		{ env: { ...process.env, NODE_OPTIONS: `--import=${redirect}`, BROKER_PORT: String(broker.port) } }
	);
	await broker.stop();
	return {
		title: "amqplib's own tests",
		compared: files.length,
		differences: code === 0 ? [] : ['see above']
	};
}

/** @param {import('../tests/conformance/live').Outcome} outcome */
function report({ title, compared, differences: found, remark }) {
	differences += found.length;
	for (const difference of found) console.log(`\n${difference}\n`);
	const now = `${((Date.now() - began) / 1000).toFixed(0)} s`;
	const rest = remark ? ` (${remark})` : '';
	console.log(`${now.padStart(5)}  ${title}: ${compared} compared, ${found.length} different${rest}`);
}
