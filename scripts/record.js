/**
 * `npm run record -- [part …]`: has a real RabbitMQ 3.10 answer the conformance scenarios and keeps what it said in
 * tests/conformance/recordings. The virtual host must exist and guest be allowed to do everything there:
 *
 *     rabbitmqctl add_vhost warren && rabbitmqctl set_permissions -p warren guest '.*' '.*' '.*'
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values, positionals } = parseArgs({
	options: {
		port: { type: 'string', default: '5672' },
		vhost: { type: 'string', default: 'warren' }
	},
	allowPositionals: true
});

const entry = fileURLToPath(new URL('../tests/conformance/record.ts', import.meta.url));
/** @type {{ module: typeof import('../tests/conformance/record') }} */
const { module } = await runnerImport(entry, { configFile: false, logLevel: 'error' });
await module.record(Number(values.port), values.vhost, positionals);
