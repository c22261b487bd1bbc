import { connect, type ChannelModel } from 'amqplib';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Broker } from './broker';
import { HandClock } from './testing/hand-clock';
import { lcg } from './testing/test-client';

// The real client over a real socket: what it understands, others will.
let server: Server;
let client: ChannelModel;

beforeEach(async () => {
	const broker = new Broker({ clock: new HandClock(), random: lcg(7) });
	server = createServer((socket) => {
		const connection = broker.connect(
			{ write: (bytes) => socket.write(bytes), close: () => socket.end() },
			{
				host: socket.remoteAddress!,
				port: socket.remotePort!,
				localHost: socket.localAddress!,
				localPort: socket.localPort!
			}
		);
		socket.on('data', (bytes) => connection.receive(bytes));
		socket.on('close', () => connection.closed());
		socket.on('error', () => {});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	client = await connect(`amqp://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterEach(async () => {
	await client.close().catch(() => {});
	server.close();
});

it('amqplib publishes with confirms and consumes', async () => {
	const channel = await client.createConfirmChannel();
	await channel.assertExchange('logs', 'fanout', { durable: false });
	const { queue } = await channel.assertQueue('', { exclusive: true });
	expect(queue).toMatch(/^amq\.gen-[\w-]{22}$/);
	await channel.bindQueue(queue, 'logs', '');
	const texts: string[] = [];
	const all = new Promise<void>((done) => {
		void channel.consume(queue, (message) => {
			texts.push(message!.content.toString());
			channel.ack(message!);
			if (texts.length === 3) done();
		});
	});
	for (const text of ['one', 'two', 'three']) channel.publish('logs', '', Buffer.from(text));
	await channel.waitForConfirms();
	await all;
	expect(texts).toEqual(['one', 'two', 'three']);
});

it('amqplib hears a channel error with its text', async () => {
	const channel = await client.createChannel();
	const closed = new Promise<Error>((heard) => channel.on('error', heard));
	await expect(channel.checkQueue('missing')).rejects.toThrow(
		`404 (NOT-FOUND) with message "NOT_FOUND - no queue 'missing' in vhost '/'"`
	);
	expect((await closed).message).toContain('NOT_FOUND');
});
