/**
 * A RabbitMQ of our own to compare with: installed where that can be done, and started under a name, ports and
 * folders that are nobody else's.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { run } from './command.js';

const INSTALLED = '/usr/lib/rabbitmq/lib';
const PACKAGES = ['rabbitmq-server', 'python3-pika'];
/** Milliseconds a node may take to start and to stop. */
const STARTING = 120_000;
const STOPPING = 20_000;

/** Installs what Debian has, as root. @returns {Promise<boolean>} whether it is there now */
export async function installRabbitMQ() {
	if (existsSync(INSTALLED) && existsSync('/usr/lib/python3/dist-packages/pika')) return true;
	if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	if ((await run('apt-get', ['update', '-q'], { env })) !== 0) return false;
	return (await run('apt-get', ['install', '-qy', '--no-install-recommends', ...PACKAGES], { env })) === 0;
}

/**
 * Starts a node in which guest may do everything in each virtual host; AMQP on `port`, the management plugin's HTTP
 * on `management`.
 * @param {readonly string[]} virtualHosts
 */
export async function startRabbitMQ(virtualHosts) {
	const home = mkdtempSync(join(tmpdir(), 'warren-rabbitmq-'));
	const [port, management, distributionPort, epmdPort] = /** @type {[number, number, number, number]} */ (
		await Promise.all([freePort(), freePort(), freePort(), freePort()])
	);
	for (const folder of ['data', 'log']) mkdirSync(join(home, folder));
	writeFileSync(join(home, 'enabled_plugins'), '[rabbitmq_consistent_hash_exchange,rabbitmq_management].\n');
	writeFileSync(join(home, 'definitions.json'), JSON.stringify(definitions(virtualHosts)));
	writeFileSync(
		join(home, 'rabbitmq.conf'),
		[
			`listeners.tcp.1 = 127.0.0.1:${port}`,
			`management.tcp.ip = 127.0.0.1`,
			`management.tcp.port = ${management}`,
			`load_definitions = ${join(home, 'definitions.json')}\n`
		].join('\n')
	);
	const env = {
		...process.env,
		HOME: home,
		ERL_EPMD_PORT: String(epmdPort),
		RABBITMQ_NODENAME: `warren-${process.pid}@localhost`,
		RABBITMQ_DIST_PORT: String(distributionPort),
		RABBITMQ_MNESIA_BASE: join(home, 'data'),
		RABBITMQ_LOG_BASE: join(home, 'log'),
		RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
		RABBITMQ_CONFIG_FILE: join(home, 'rabbitmq.conf'),
		RABBITMQ_CONF_ENV_FILE: '/dev/null'
	};
	const [version] = readdirSync(INSTALLED);
	const server = join(INSTALLED, version ?? '', 'sbin/rabbitmq-server');
	const node = spawn(server, { env, stdio: 'ignore', detached: true });
	const ended = new Promise((resolve) => node.once('exit', resolve));
	const stop = async () => {
		signal(node, 'SIGTERM');
		const late = setTimeout(() => signal(node, 'SIGKILL'), STOPPING);
		await ended;
		clearTimeout(late);
		spawnSync('epmd', ['-port', String(epmdPort), '-kill'], { env, stdio: 'ignore' });
		rmSync(home, { recursive: true, force: true });
	};
	if (!(await answers(port, node))) {
		await stop();
		throw new Error('RabbitMQ did not start');
	}
	return { port, management, stop };
}

/** @param {import('node:child_process').ChildProcess} node @param {NodeJS.Signals} name */
function signal(node, name) {
	if (node.exitCode === null && node.pid !== undefined) process.kill(-node.pid, name);
}

/** @param {readonly string[]} virtualHosts */
function definitions(virtualHosts) {
	const guest = { name: 'guest', password: 'guest', tags: 'administrator' };
	return {
		users: [guest],
		vhosts: virtualHosts.map((name) => ({ name })),
		permissions: virtualHosts.map((vhost) => ({
			...{ user: 'guest', vhost },
			...{ configure: '.*', write: '.*', read: '.*' }
		}))
	};
}

/** @returns {Promise<number>} */
function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer().once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => resolve(port));
		});
	});
}

/**
 * Waits until the node takes connections. The port opens when everything else is ready.
 * @param {number} port @param {import('node:child_process').ChildProcess} node
 */
async function answers(port, node) {
	for (const until = Date.now() + STARTING; Date.now() < until && node.exitCode === null;) {
		if (await takesConnection(port)) return true;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return false;
}

/** @param {number} port @returns {Promise<boolean>} */
function takesConnection(port) {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => (socket.destroy(), resolve(true)));
		socket.once('error', () => resolve(false));
	});
}
