/**
 * `npm run record:console -- [part …]`: has the tools of a real RabbitMQ 3.10 run the console scenarios and keeps
 * what they printed in tests/conformance/console/recordings. The node is reset again and again, so it must be one
 * that nobody needs: start one of its own, with RABBITMQ_NODENAME, RABBITMQ_NODE_PORT, RABBITMQ_MNESIA_BASE and
 * RABBITMQ_ENABLED_PLUGINS_FILE set, and run this with the same variables.
 */
import { parseArgs } from 'node:util';
import { importTypeScript } from './import-typescript.js';

const { values, positionals } = parseArgs({
	options: {
		port: { type: 'string', default: process.env['RABBITMQ_NODE_PORT'] ?? '5672' },
		tools: { type: 'string', default: '/usr/lib/rabbitmq/bin' }
	},
	allowPositionals: true
});

/** @type {typeof import('../tests/conformance/console/record')} */
const { recordConsole } = await importTypeScript('tests/conformance/console/record.ts');
await recordConsole(Number(values.port), values.tools, positionals);
