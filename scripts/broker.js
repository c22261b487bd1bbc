/**
 * `npm run broker -- --port 5672 [--control 5673] [--host 0.0.0.0] [--profile 4.3] [--speed 10]`: the simulator's
 * broker on a TCP port, for real clients, and RabbitMQ's tools on a control port (see `tool.js`). It starts empty,
 * and stops on SIGTERM or SIGINT.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { importTypeScript } from './import-typescript.js';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '5672' },
		control: { type: 'string' },
		host: { type: 'string', default: '127.0.0.1' },
		profile: { type: 'string', default: '3.10' },
		speed: { type: 'string', default: '1' }
	}
});

/** @type {typeof import('../tests/conformance/tcp-broker')} */
const { startTcpBroker } = await importTypeScript('tests/conformance/tcp-broker.ts');

const profile = /** @type {import('../src/lib/broker').ProfileName} */ (values.profile);
const broker = await startTcpBroker({
	port: Number(values.port),
	host: values.host,
	profile,
	speed: Number(values.speed),
	...(values.control !== undefined && { control: Number(values.control) })
}).catch((/** @type {Error} */ error) => {
	console.error(error.message);
	process.exit(1);
});
for (const signal of ['SIGTERM', 'SIGINT']) {
	process.once(signal, () => void broker.stop().then(() => process.exit(0)));
}
console.log(`listening on ${values.host}:${broker.port}`);
if (broker.control !== null) console.log(`commands on 127.0.0.1:${broker.control}`);
