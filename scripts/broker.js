/**
 * `npm run broker -- --port 5673 [--host 0.0.0.0] [--profile 4.3] [--speed 10]`: the simulator's broker on a TCP
 * port, for real clients. It starts empty, and stops on SIGTERM or SIGINT.
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '5672' },
		host: { type: 'string', default: '127.0.0.1' },
		profile: { type: 'string', default: '3.10' },
		speed: { type: 'string', default: '1' }
	}
});

const entry = fileURLToPath(new URL('../tests/conformance/tcp-broker.ts', import.meta.url));
/** @type {{ module: typeof import('../tests/conformance/tcp-broker') }} */
const { module } = await runnerImport(entry, { configFile: false, logLevel: 'error' });

const profile = /** @type {import('../src/lib/broker').ProfileName} */ (values.profile);
const broker = await module
	.startTcpBroker({ port: Number(values.port), host: values.host, profile, speed: Number(values.speed) })
	.catch((/** @type {Error} */ error) => {
		console.error(error.message);
		process.exit(1);
	});
for (const signal of ['SIGTERM', 'SIGINT']) {
	process.once(signal, () => void broker.stop().then(() => process.exit(0)));
}
console.log(`listening on ${values.host}:${broker.port}`);
