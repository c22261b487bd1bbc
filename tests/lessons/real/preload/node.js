/** For Node what `sitecustomize.py` is for Python. */
import 'amqplib';
import { closeSync, readSync } from 'node:fs';
import net from 'node:net';
import process from 'node:process';

const { connect } = net;

/** @type {(options: net.TcpNetConnectOpts, connected?: () => void) => net.Socket} */
const toGate = (options, connected) => {
	const gate = { host: '127.0.0.1', port: Number(process.env.WARREN_GATE) };
	return connect(Number(options.port) === 5672 ? { ...options, ...gate } : options, connected);
};
net.connect = /** @type {typeof net.connect} */ (toGate);
readSync(3, new Uint8Array(1));
closeSync(3);
