/**
 * `npm run record -- [part …]`: has a real RabbitMQ 3.10 answer the conformance scenarios and keeps what it said in
 * tests/conformance/recordings. The virtual host must exist and guest be allowed to do everything there:
 *
 *     rabbitmqctl add_vhost warren && rabbitmqctl set_permissions -p warren guest '.*' '.*' '.*'
 *
 * `npm run record -- --programs [part …]`: has real pika and amqplib run the programs of tests/workspaces instead,
 * against the RabbitMQ of this machine, and keeps what they printed. Its virtual host `/` is emptied.
 */
import { parseArgs } from 'node:util';
import { importTypeScript } from './import-typescript.js';

const { values, positionals } = parseArgs({
	options: {
		port: { type: 'string', default: '5672' },
		programs: { type: 'boolean', default: false },
		vhost: { type: 'string', default: 'warren' }
	},
	allowPositionals: true
});

if (values.programs) {
	/** @type {typeof import('../tests/workspaces/record')} */
	const { record } = await importTypeScript('tests/workspaces/record.ts');
	await record(positionals);
} else {
	/** @type {typeof import('../tests/conformance/record')} */
	const { record } = await importTypeScript('tests/conformance/record.ts');
	await record(Number(values.port), values.vhost, positionals);
}
