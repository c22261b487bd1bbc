/** Runs other programs with their output on this terminal; the same on Windows, macOS and Linux. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {import('node:child_process').StdioOptions} */
let terminal = 'inherit';

/** From now on what other programs print goes to stderr: stdout is for our own result. */
export function keepStdoutClean() {
	terminal = ['inherit', process.stderr, 'inherit'];
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code; 1 when it couldn't be started or was killed
 */
export function run(command, args, options = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd: root, stdio: terminal, ...options });
		child.on('error', (error) => {
			console.error(error.message);
			resolve(1);
		});
		child.on('exit', (code) => resolve(code ?? 1));
	});
}

/**
 * npm itself: the one that runs us where there is one, which needs no shell. Elsewhere npm is looked up, on
 * Windows as a batch file, which does.
 * @param {readonly string[]} args
 */
export function npm(args) {
	const { npm_execpath: cli } = process.env;
	if (cli && /\.c?js$/.test(cli)) return run(process.execPath, [cli, ...args]);
	return run('npm', args, { shell: process.platform === 'win32' });
}

/**
 * A tool that npm installed, by the script its package runs: no shell, no batch file.
 * @param {string} script path below node_modules
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function tool(script, args, options) {
	return run(process.execPath, [join(root, 'node_modules', script), ...args], options);
}
