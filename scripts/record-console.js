/**
 * `npm run record:console -- [part …]`: has the tools of a real RabbitMQ 3.10 run the console scenarios and keeps
 * what they printed in tests/conformance/console/recordings. The node is reset again and again, so it must be one
 * that nobody needs: start one of its own, with RABBITMQ_NODENAME, RABBITMQ_NODE_PORT, RABBITMQ_MNESIA_BASE and
 * RABBITMQ_ENABLED_PLUGINS_FILE set, and run this with the same variables.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values, positionals } = parseArgs({
	options: {
		port: { type: 'string', default: process.env['RABBITMQ_NODE_PORT'] ?? '5672' },
		tools: { type: 'string', default: '/usr/lib/rabbitmq/bin' }
	},
	allowPositionals: true
});

const entry = fileURLToPath(new URL('../tests/conformance/console/record.ts', import.meta.url));
/** @type {{ module: typeof import('../tests/conformance/console/record') }} */
const { module } = await runnerImport(entry, { configFile: false, logLevel: 'error' });
await module.recordConsole(Number(values.port), values.tools, positionals);
