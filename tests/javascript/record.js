/**
 * Records what Node prints for each case, or for those named as arguments: run it with the Node whose behaviour is
 * wanted (20.20.2), and a RabbitMQ server on localhost for the cases whose names begin with `amqp-`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatCase, pathOf, readCases, steady } from './cases.js';

const amqplib = fileURLToPath(new URL('../../node_modules/amqplib', import.meta.url));

/**
 * Runs a case's program in a folder of its own, which it takes for a learner's home.
 * @param {import('./cases.js').Case} test
 */
function record({ files, stdin }) {
	const home = realpathSync(mkdtempSync(join(tmpdir(), 'learner-')));
	for (const { file, source } of files) writeFileSync(join(home, file), source);
	cpSync(amqplib, join(home, 'node_modules/amqplib'), { recursive: true });
	const { stdout, stderr, status } = spawnSync(process.execPath, [files[0]?.file ?? ''], {
		cwd: home,
		encoding: 'utf8',
		input: stdin,
		timeout: 30_000
	});
	rmSync(home, { recursive: true });
	/** @param {string} text */
	const atHome = (text) => text.replaceAll(home, '/home/learner');
	return steady({ code: status, stdout: atHome(stdout), stderr: atHome(stderr) });
}

const wanted = new Set(process.argv.slice(2));
for (const test of readCases()) {
	if (wanted.size > 0 && !wanted.has(test.name)) continue;
	writeFileSync(pathOf(test.name), formatCase({ ...test, expected: record(test) }));
}
