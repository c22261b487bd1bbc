/**
 * Preloaded with --import: connections to AMQP's usual port go to 127.0.0.1:BROKER_PORT instead. amqplib's own tests
 * take a broker's address only in part; most of them insist on localhost:5672, and one on [::1]:5672.
 */
import net from 'node:net';
import process from 'node:process';

const USUAL = 5672;
const { connect } = net;
const host = '127.0.0.1';
const port = Number(process.env['BROKER_PORT']);

/**
 * As amqplib calls it.
 * @param {import('node:net').TcpNetConnectOpts} options @param {() => void} [connected]
 */
const redirected = (options, connected) =>
	connect(Number(options.port) === USUAL ? { ...options, host, port } : options, connected);
net.connect = /** @type {typeof connect} */ (redirected);
