/**
 * `npm run record -- [part …]`: has a real RabbitMQ 3.10 answer the conformance scenarios and keeps what it said in
 * tests/conformance/recordings. The node is one of our own, which is installed from Debian if need be.
 *
 * `npm run record -- --programs [part …]`: has real pika and amqplib run the programs of tests/workspaces instead,
 * against the RabbitMQ of this machine, and keeps what they printed. Its virtual host `/` is emptied.
 */
import { parseArgs } from 'node:util';
import { importTypeScript } from './import-typescript.js';
import { installRabbitMQ, startRabbitMQ } from './rabbitmq.js';

const { values, positionals } = parseArgs({
	options: { programs: { type: 'boolean', default: false } },
	allowPositionals: true
});

if (values.programs) {
	/** @type {typeof import('../tests/workspaces/record')} */
	const { record } = await importTypeScript('tests/workspaces/record.ts');
	await record(positionals);
} else {
	/** @type {typeof import('../tests/conformance/record')} */
	const { record } = await importTypeScript('tests/conformance/record.ts');
	/** @type {typeof import('../tests/conformance/management')} */
	const { welcomeVisitor } = await importTypeScript('tests/conformance/management.ts');
	if (!(await installRabbitMQ()))
		throw new Error('RabbitMQ is not there, and can only be installed on Debian');
	const virtualHosts = ['/'];
	const plugins = ['rabbitmq_consistent_hash_exchange', 'rabbitmq_management'];
	const server = await startRabbitMQ({ virtualHosts, plugins });
	try {
		await welcomeVisitor(server, virtualHosts);
		await record(server, '/', positionals);
	} finally {
		await server.stop();
	}
}
