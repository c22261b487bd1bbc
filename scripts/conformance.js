/**
 * `npm run conformance -- [--sessions 300] [--seed N]`: compares the engine with a RabbitMQ 3.10, live.
 *
 * The RabbitMQ is a private node, installed from Debian if need be and stopped at the end, or the one that URL names
 * (amqp://127.0.0.1:5672/vhost: on this machine, with guest, rabbitmq_consistent_hash_exchange and a virtual host that
 * nobody else uses). Exits with 1 when there is a difference.
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
		seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) }
	}
});
const count = Number(values.sessions);
const firstSeed = Number(values.seed);
/** Sessions with what takes longer are fewer. */
const fewer = Math.ceil(count / 10);
const LENGTH = 50;
/** Virtual hosts, in each of which something is compared at any time. */
const LANES = 8;

/** @type {typeof import('../tests/conformance/live')} */
const { compareClient, compareScenarios, compareSessions } =
	await importTypeScript('tests/conformance/live.ts');
/** @type {typeof import('../tests/conformance/tcp-broker')} */
const { startTcpBroker } = await importTypeScript('tests/conformance/tcp-broker.ts');

const began = Date.now();
const server = await theServer();
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM']))
	process.once(name, () => void server.stop().then(() => process.exit(1)));
let differences = 0;
try {
	await compare();
} finally {
	await server.stop();
}
process.exit(differences === 0 ? 0 : 1);

async function compare() {
	const { port } = server;
	report(await compareScenarios(server));
	report(await compareClient('amqplib', process.execPath, 'amqplib-client.js', port));
	report(await compareClient('pika', '/usr/bin/python3', 'pika_client.py', port));
	report(await amqplibsTests());
	const usual = { firstSeed, count, length: LENGTH, topics: { time: false, kinds: false } };
	report(await compareSessions('random sessions', server, usual));
	const timed = { ...usual, count: fewer, topics: { time: true, kinds: false } };
	report(await compareSessions('random sessions in which messages expire', server, timed));
	const kinds = { ...usual, count: fewer, topics: { time: false, kinds: true } };
	report(await compareSessions('random sessions with quorum queues', server, kinds));
}

/** The server to compare with. @returns {Promise<{ port: number, virtualHosts: string[], stop(): Promise<void> }>} */
async function theServer() {
	if (process.env.URL) {
		const { port, pathname } = new URL(process.env.URL);
		const virtualHost = decodeURIComponent(pathname.slice(1)) || '/';
		return { port: Number(port || 5672), virtualHosts: [virtualHost], stop: async () => {} };
	}
	if (!(await installRabbitMQ())) {
		console.error('There is no RabbitMQ to compare with. Name one in URL, or run this on Debian as root.');
		process.exit(1);
	}
	const virtualHosts = ['/', ...Array.from({ length: LANES - 1 }, (_, index) => `lane ${index + 2}`)];
	return { ...(await startRabbitMQ(virtualHosts)), virtualHosts };
}

/** The tests that amqplib brings for any broker, run with ours. */
async function amqplibsTests() {
	const broker = await startTcpBroker();
	const files = ['channel_api', 'callback_api', 'connect', 'recovery'];
	const code = await run(
		process.execPath,
		[
			'--test',
			'--test-reporter=dot',
			...files.map((name) => `node_modules/amqplib-2.0.1/test/${name}.test.js`)
		],
		{ env: { ...process.env, URL: `amqp://127.0.0.1:${broker.port}` } }
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
