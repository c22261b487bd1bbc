/**
 * Records what the programs of `programs.js` write to stderr with Debian's pika and npm's amqplib against a RabbitMQ
 * on this machine: `node tests/hints/record.js [part of a name]`. It makes the virtual host and the users it needs.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programs } from './programs.js';

const recording = fileURLToPath(new URL('recorded.json', import.meta.url));
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const python = process.env.PYTHON ?? '/usr/bin/python3';
const home = '/home/learner';

/** A program that neither fails nor ends has nothing to record. */
const LIMIT = 20_000;

const control = (/** @type {string[]} */ ...args) => execFileSync('rabbitmqctl', ['-q', ...args]);

/** What an earlier recording may have left. */
function removeOld() {
	if (String(control('list_vhosts')).split('\n').includes('hints')) control('delete_vhost', 'hints');
	const users = String(control('list_users')).split('\n');
	for (const name of ['hints-reader', 'hints-nobody']) {
		if (users.some((line) => line.startsWith(`${name}\t`))) control('delete_user', name);
	}
}

function prepare() {
	removeOld();
	control('add_user', 'hints-reader', 'secret');
	control('add_user', 'hints-nobody', 'secret');
	control('add_vhost', 'hints');
	control('set_permissions', '-p', 'hints', 'guest', '.*', '.*', '.*');
	control('set_permissions', '-p', 'hints', 'hints-reader', '^$', '^$', '.*');
}

/**
 * What a program wrote to stderr, with the learner's folder in place of the one it ran in.
 * @param {{ file: string, source: string }} program
 * @returns {Promise<string>}
 */
function stderrOf({ file, source }) {
	const folder = mkdtempSync(join(tmpdir(), 'hints-'));
	symlinkSync(modules, join(folder, 'node_modules'));
	const path = join(folder, file);
	writeFileSync(path, source);
	return new Promise((resolve) => {
		const child = spawn(file.endsWith('.py') ? python : process.execPath, [path], {
			cwd: folder,
			timeout: LIMIT
		});
		let stderr = '';
		child.stderr.on('data', (/** @type {Buffer} */ piece) => (stderr += piece));
		child.on('close', () => {
			rmSync(folder, { recursive: true });
			resolve(stderr.replaceAll(modules, `${home}/node_modules`).replaceAll(folder, home));
		});
	});
}

const [wanted = ''] = process.argv.slice(2);
/** @type {Record<string, string>} */
const before = wanted === '' ? {} : JSON.parse(readFileSync(recording, 'utf8'));
/** @type {Record<string, string>} */
const recorded = {};
prepare();
for (const program of programs) {
	const { name } = program;
	recorded[name] = name.includes(wanted) ? await stderrOf(program) : (before[name] ?? '');
	if (recorded[name] === '') console.log(`${name} wrote nothing to stderr`);
}
writeFileSync(recording, `${JSON.stringify(recorded, null, '\t')}\n`);
