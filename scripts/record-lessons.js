/**
 * `npm run record:lessons -- [part …]`: plays the lessons with real pika and amqplib against RabbitMQs of our own, and
 * keeps what the programs printed in tests/lessons/recorded. Parts are of titles: `03-work-queues python third-worker`.
 *
 * `npm run record:lessons -- --check [--all] [part …]`: compares with what was recorded instead; without --all only the
 * lessons as shipped and their solutions.
 *
 * Exits with 1 when there is a difference, to Warren or to what was recorded.
 */
import './node-version.js';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { tool } from './command.js';
import { importTypeScript } from './import-typescript.js';
import { installRabbitMQ } from './rabbitmq.js';

const { values, positionals } = parseArgs({
	options: {
		check: { type: 'boolean', default: false },
		all: { type: 'boolean', default: false }
	},
	allowPositionals: true
});

if (!(await installRabbitMQ())) {
	console.error('There is no RabbitMQ. Run this on Debian as root.');
	process.exit(1);
}
// Bundling the programs' runtimes needs the tsconfig that SvelteKit writes.
if ((await tool('@sveltejs/kit/svelte-kit.js', ['sync'])) !== 0) process.exit(1);

for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(name, () => process.exit(1));

/** @type {typeof import('../tests/lessons/real/record')} */
const { check, record } = await importTypeScript('tests/lessons/real/record.ts');
const different = values.check ? await check(positionals, values.all) : await record(positionals);
process.exit(different === 0 ? 0 : 1);
