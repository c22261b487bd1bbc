/**
 * A RabbitMQ of our own to compare with: installed where that can be done, and started under a name, ports and
 * folders that are nobody else's.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
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
 * What is in a node from the beginning. guest may do everything in each virtual host.
 * @typedef {{
 *     virtualHosts: readonly string[],
 *     plugins?: readonly string[],
 *     users?: readonly { name: string, password: string, tags: readonly string[] }[],
 *     permissions?: readonly { user: string, vhost: string, configure: string, write: string, read: string }[]
 * }} Contents
 */

/**
 * Starts a node, which ends with this process at the latest: AMQP on `port`, the management plugin's HTTP, where it is
 * enabled, on `management`.
 * @param {Contents | null} contents null for a node as it is when nobody has used it yet
 */
export async function startRabbitMQ(contents) {
	const home = mkdtempSync(join(tmpdir(), 'warren-rabbitmq-'));
	const [port, management, distributionPort, epmdPort] = /** @type {[number, number, number, number]} */ (
		await Promise.all([freePort(), freePort(), freePort(), freePort()])
	);
	for (const folder of ['data', 'log']) mkdirSync(join(home, folder));
	writeFileSync(join(home, 'enabled_plugins'), `[${(contents?.plugins ?? []).join(',')}].\n`);
	if (contents) writeFileSync(join(home, 'definitions.json'), JSON.stringify(definitions(contents)));
	writeFileSync(
		join(home, 'rabbitmq.conf'),
		[
			`listeners.tcp.1 = 127.0.0.1:${port}`,
			`management.tcp.ip = 127.0.0.1`,
			`management.tcp.port = ${management}`,
			...(contents ? [`load_definitions = ${join(home, 'definitions.json')}`] : []),
			''
		].join('\n')
	);
	// Without hyphens, for the tools put quotes around such a name.
	const name = `warren_${process.pid}_${port}@localhost`;
	writeFileSync(join(home, '.rabbitmqadmin.conf'), `[default]\nport = ${management}\n`);
	const env = {
		...process.env,
		HOME: home,
		ERL_EPMD_PORT: String(epmdPort),
		RABBITMQ_NODENAME: name,
		RABBITMQ_DIST_PORT: String(distributionPort),
		RABBITMQ_MNESIA_BASE: join(home, 'data'),
		RABBITMQ_LOG_BASE: join(home, 'log'),
		RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
		RABBITMQ_CONFIG_FILE: join(home, 'rabbitmq.conf'),
		RABBITMQ_CONF_ENV_FILE: '/dev/null'
	};
	const cleanUp = () => {
		process.off('exit', abandon);
		spawnSync('epmd', ['-port', String(epmdPort), '-kill'], { env, stdio: 'ignore' });
		rmSync(home, { recursive: true, force: true });
	};
	/** @type {RunningNode | undefined} */
	let node;
	const abandon = () => {
		node?.kill();
		cleanUp();
	};
	process.once('exit', abandon);
	const start = async () => {
		node = RunningNode.start(env);
		if (await answers(port, node.process)) return;
		abandon();
		throw new Error('RabbitMQ did not start');
	};
	await start();
	return {
		name,
		port,
		management,
		/** In which RabbitMQ's tools are found, and mean this node. */
		environment: { ...env, PATH: `${serverFolder()}:${process.env['PATH']}` },
		/** The node shuts down, and starts again with what it had on disk. */
		async restart() {
			await node?.stop();
			await start();
		},
		/**
		 * Has one of RabbitMQ's tools do something. Rejects with what it complains of.
		 * @param {string} tool @param {readonly string[]} args
		 */
		async command(tool, args) {
			await promisify(execFile)(join(serverFolder(), tool), args, { env });
		},
		async stop() {
			await node?.stop();
			cleanUp();
		}
	};
}

/** Where the programs of the installed version are. */
const serverFolder = () => join(INSTALLED, readdirSync(INSTALLED)[0] ?? '', 'sbin');

/** A node's process. */
class RunningNode {
	/** @param {import('node:child_process').ChildProcess} started */
	constructor(started) {
		this.process = started;
		this.ended = new Promise((resolve) => started.once('exit', resolve));
	}

	/** @param {NodeJS.ProcessEnv} env */
	static start(env) {
		return new RunningNode(
			spawn(join(serverFolder(), 'rabbitmq-server'), { env, stdio: 'ignore', detached: true })
		);
	}

	async stop() {
		this.#signal('SIGTERM');
		const late = setTimeout(() => this.kill(), STOPPING);
		await this.ended;
		clearTimeout(late);
	}

	kill() {
		this.#signal('SIGKILL');
	}

	/** @param {NodeJS.Signals} name */
	#signal(name) {
		const { exitCode, signalCode, pid } = this.process;
		if (exitCode === null && signalCode === null && pid !== undefined) process.kill(-pid, name);
	}
}

/** @param {Contents} contents */
function definitions({ virtualHosts, users = [], permissions = [] }) {
	const guest = { name: 'guest', password: 'guest', tags: ['administrator'] };
	return {
		users: [guest, ...users].map(({ tags, ...user }) => ({ ...user, tags: tags.join(',') })),
		vhosts: virtualHosts.map((name) => ({ name })),
		permissions: [
			...virtualHosts.map((vhost) => ({ user: 'guest', vhost, configure: '.*', write: '.*', read: '.*' })),
			...permissions
		]
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
