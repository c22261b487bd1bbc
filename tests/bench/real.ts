/**
 * One amqplib program against the engine over a link in memory, and against a real RabbitMQ on this machine (the one
 * at AMQP_URL, or one started here). Real time is measured, for the server has processes of its own.
 */
import { connect } from 'amqplib';
import net from 'node:net';
import { performance } from 'node:perf_hooks';
import { Duplex } from 'node:stream';
import { makeBroker } from './support/engine';
import { median } from './support/measure';
import { provideRabbitMQ } from './support/rabbitmq.js';
import { count, printTable, times } from './support/table';

const MESSAGES = 20_000;
const ROUNDS = 5;
const GOAL = 2;

/** Publishes, consumes and acknowledges; messages a second. */
async function pump(url: string): Promise<number> {
	const connection = await connect(url);
	const channel = await connection.createChannel();
	const { queue } = await channel.assertQueue('', { exclusive: true });
	await channel.prefetch(200);
	const body = Buffer.alloc(100);
	let received = 0;
	const began = performance.now();
	const all = new Promise<void>((done) => {
		void channel.consume(queue, (message) => {
			channel.ack(message!);
			if (++received === MESSAGES) done();
		});
	});
	for (let sent = 0; sent < MESSAGES; sent++)
		if (!channel.sendToQueue(queue, body)) await new Promise((drained) => channel.once('drain', drained));
	await all;
	const seconds = (performance.now() - began) / 1000;
	await connection.close();
	return MESSAGES / seconds;
}

/** A socket whose other end is a broker in this process. As a real one, it sends what waits as one. */
function linkTo(broker: ReturnType<typeof makeBroker>): net.Socket {
	const peer = { host: '127.0.0.1', port: 50000, localHost: '127.0.0.1', localPort: 5672 };
	const socket = new Duplex({
		read() {},
		write(bytes: Uint8Array, _encoding, done) {
			connection.receive(bytes);
			setImmediate(done);
		},
		writev(waiting, done) {
			connection.receive(Buffer.concat(waiting.map(({ chunk }) => chunk as Uint8Array)));
			setImmediate(done);
		},
		final(done) {
			connection.closed();
			done();
		}
	});
	const connection = broker.connect(
		{ write: (bytes) => socket.push(bytes), close: () => socket.push(null) },
		peer
	);
	setImmediate(() => socket.emit('connect'));
	return Object.assign(socket, {
		setNoDelay: () => socket,
		setKeepAlive: () => socket
	}) as unknown as net.Socket;
}

/** The same program with Node's sockets leading to the engine. */
async function pumpInMemory(): Promise<number> {
	const { connect: overNetwork } = net;
	net.connect = ((_options: unknown, connected: () => void) =>
		linkTo(makeBroker()).once('connect', connected)) as typeof net.connect;
	try {
		return await pump('amqp://localhost');
	} finally {
		net.connect = overNetwork;
	}
}

async function main(): Promise<void> {
	const server = await provideRabbitMQ();
	if (!server) {
		console.log('  Left out: there is no RabbitMQ. Start one and name it in AMQP_URL.');
		return;
	}
	const ours: number[] = [];
	const theirs: number[] = [];
	try {
		await pumpInMemory();
		await pump(server.url);
		for (let round = 0; round < ROUNDS; round++) {
			ours.push(await pumpInMemory());
			theirs.push(await pump(server.url));
		}
	} finally {
		await server.stop();
	}
	const ratio = median(ours) / median(theirs);
	printTable(
		[
			{
				what: 'publish, consume, ack',
				ours: `${count(median(ours))}/s`,
				peer: `${count(median(theirs))}/s`,
				ratio: times(ratio),
				goal: `≥ ${GOAL}×`,
				met: ratio >= GOAL
			}
		],
		{ what: 'one amqplib program', ours: 'in memory', peer: 'RabbitMQ', ratio: 'faster' }
	);
}

await main();
