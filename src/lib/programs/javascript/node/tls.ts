/** `node:tls`: the virtual network has no encryption, and says so. */
import { nodeError } from '../errors/node-error';

function connect(options: { host?: string; port?: number } = {}): never {
	const place = `${options.host ?? 'localhost'}:${options.port ?? 5671}`;
	throw nodeError(
		Error,
		'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
		`No TLS here: nothing listens with encryption on ${place}. Connect with amqp:// (port 5672) instead of amqps://.`
	);
}

export default { connect, createConnection: connect };
