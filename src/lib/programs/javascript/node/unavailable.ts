/** Node's modules that have nothing to stand on in this place: asking for one says so, rather than that it doesn't exist. */
import { nodeError } from '../errors/node-error';

const NAMES = [
	'child_process',
	'cluster',
	'dgram',
	'dns',
	'http',
	'http2',
	'https',
	'inspector',
	'repl',
	'tty',
	'v8',
	'vm',
	'wasi',
	'worker_threads',
	'zlib'
];

function refuse(name: string): never {
	const message = `The module '${name}' is not available here: this network has RabbitMQ and nothing else.`;
	throw nodeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', message);
}

export const unavailable: readonly [string, () => never][] = NAMES.map((name) => [name, () => refuse(name)]);
