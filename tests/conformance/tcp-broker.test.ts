/** The engine behind a real socket: real clients work, and nobody's bad manners hurt anybody else. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { connect, type ChannelModel } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTcpBroker, type TcpBroker } from './tcp-broker';

let broker: TcpBroker;
beforeEach(async () => {
	broker = await startTcpBroker();
});
afterEach(() => broker.stop());

async function dial(): Promise<Socket> {
	const socket = connectTcp(broker.port, '127.0.0.1');
	socket.on('error', () => {});
	await once(socket, 'connect');
	return socket;
}

/** A message there and back, through amqplib. */
async function roundTrip(): Promise<string> {
	const connection: ChannelModel = await connect(`amqp://127.0.0.1:${broker.port}`);
	const channel = await connection.createChannel();
	const { queue } = await channel.assertQueue('', { exclusive: true });
	channel.sendToQueue(queue, Buffer.from('hello'));
	const text = await new Promise<string>((resolve) => {
		void channel.consume(queue, (message) => resolve(message!.content.toString()), { noAck: true });
	});
	await connection.close();
	return text;
}

const everybodyLeft = () => vi.waitFor(() => expect(broker.broker.connections.size).toBe(0));

describe('the broker on a port', () => {
	it('serves amqplib', async () => {
		expect(await roundTrip()).toBe('hello');
		await everybodyLeft();
	});

	it('carries a body of many frames', async () => {
		const connection = await connect(`amqp://127.0.0.1:${broker.port}?frameMax=4096`);
		const channel = await connection.createConfirmChannel();
		await channel.assertQueue('q');
		const body = Buffer.alloc(1_000_000, 'warren');
		channel.sendToQueue('q', body);
		await channel.waitForConfirms();
		const message = await channel.get('q', { noAck: true });
		expect(message && message.content.equals(body)).toBe(true);
		await connection.close();
	});

	const manners: readonly (readonly [string, (socket: Socket) => void])[] = [
		['looks in and leaves', (socket) => socket.end()],
		['vanishes', (socket) => socket.resetAndDestroy()],
		['ends its half after the header', (socket) => socket.end('AMQP\0\0\x09\x01')],
		['asks for a web page', (socket) => socket.write('GET / HTTP/1.1\r\n\r\n')],
		['sends half a frame and leaves', (socket) => socket.end('AMQP\0\0\x09\x01\x01\0\0\0\0\0\xff')],
		['floods', (socket) => socket.end(Buffer.alloc(1_000_000, 0x41))],
		[
			'promises a frame of four gigabytes',
			(socket) => socket.end('AMQP\0\0\x09\x01\x01\0\0\xff\xff\xff\xff')
		],
		['speaks TLS', (socket) => socket.end(Buffer.from('16030100c8010000c40303', 'hex'))],
		['resets in the middle of the header', (socket) => socket.write('AMQP', () => socket.resetAndDestroy())]
	];
	it.each(manners)('outlives a peer that %s', async (_, behave) => {
		const socket = await dial();
		socket.resume();
		behave(socket);
		await once(socket, 'close');
		expect(await roundTrip()).toBe('hello');
		await everybodyLeft();
	});

	it('serves others while a peer says nothing', async () => {
		const silent = await dial();
		expect(await roundTrip()).toBe('hello');
		silent.destroy();
	});

	it('serves others while a peer says its header one byte at a time', async () => {
		const slow = await dial();
		for (const byte of 'AMQP\0\0\x09') slow.write(byte);
		expect(await roundTrip()).toBe('hello');
		slow.write('\x01');
		const [start] = (await once(slow, 'data')) as [Buffer];
		expect(start.toString('latin1')).toContain('RabbitMQ');
		slow.destroy();
		await everybodyLeft();
	});

	it('forgets a message whose publisher vanished in the middle of it', async () => {
		const connection = await connect(`amqp://127.0.0.1:${broker.port}`);
		const channel = await connection.createChannel();
		await channel.assertQueue('q');
		const publisher = await connect(`amqp://127.0.0.1:${broker.port}`);
		publisher.on('error', () => {});
		const { stream } = publisher.connection as unknown as { stream: Socket };
		await publisher.createChannel();
		// basic.publish to q, and a header that promises a hundred bytes, of which none comes.
		stream.write(Buffer.from('0100010000000a003c002800000000017100ce', 'hex'));
		stream.write(Buffer.from('0200010000000e003c000000000000000000640000ce', 'hex'), () =>
			stream.resetAndDestroy()
		);
		await vi.waitFor(() => expect(broker.broker.connections.size).toBe(1));
		expect(await channel.checkQueue('q')).toMatchObject({ messageCount: 0 });
		await connection.close();
	});

	it('is refused by a node that is stopped, and let in when it starts again', async () => {
		const knock = async (): Promise<string | undefined> => {
			const socket = connectTcp(broker.port, '127.0.0.1');
			const refusal = ({ code }: NodeJS.ErrnoException) => code;
			const answer = await once(socket, 'connect').then(() => 'let in', refusal);
			socket.destroy();
			return answer;
		};
		broker.broker.stop();
		expect(await knock()).toBe('ECONNREFUSED');
		broker.broker.start();
		expect(await roundTrip()).toBe('hello');
		broker.broker.listening = false;
		expect(await knock()).toBe('ECONNREFUSED');
		broker.broker.listening = true;
		expect(await roundTrip()).toBe('hello');
	});

	it('rejects a port that is taken', async () => {
		await expect(startTcpBroker({ port: broker.port })).rejects.toThrow('EADDRINUSE');
	});
});

describe('npm run broker', () => {
	it('starts on a free port and stops cleanly when asked to, whoever is connected', async () => {
		const script = fileURLToPath(new URL('../../scripts/broker.js', import.meta.url));
		const child = spawn(process.execPath, [script, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
		const [line] = (await once(child.stdout, 'data')) as [Buffer];
		expect(String(line)).toMatch(/^listening on 127\.0\.0\.1:\d+\n$/);
		const client = connectTcp(Number(/\d+$/m.exec(String(line))![0]), '127.0.0.1');
		client.write('AMQP\0\0\x09\x01');
		await once(client, 'data');
		child.kill('SIGTERM');
		expect(await once(child, 'exit')).toEqual([0, null]);
		client.destroy();
	}, 30_000);
});
