/** The control port, from the outside: a broker of its own process, a real client, and the tools as npm runs them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from 'amqplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTcpBroker, type TcpBroker } from './tcp-broker';

const script = fileURLToPath(new URL('../../scripts/tool.js', import.meta.url));

interface Ended {
	readonly output: string;
	readonly error: string;
	readonly exitCode: number;
}

/** Runs a tool as `npm run` would, from the folder. */
async function tool(folder: string, ...words: readonly string[]): Promise<Ended> {
	const env = { ...process.env, INIT_CWD: folder };
	const child = spawn(process.execPath, [script, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	let error = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
	const [exitCode] = (await once(child, 'close')) as [number];
	return { output, error, exitCode };
}

describe('the control port', () => {
	let broker: TcpBroker;
	let folder: string;
	beforeAll(async () => {
		broker = await startTcpBroker({ control: 0 });
		folder = mkdtempSync(join(tmpdir(), 'control-'));
	});
	afterAll(async () => {
		await broker.stop();
		rmSync(folder, { recursive: true });
	});
	const rabbitmqctl = (...words: readonly string[]) =>
		tool(folder, 'rabbitmqctl', '--control', `${broker.control}`, ...words);

	it('shows what a real client did', async () => {
		const connection = await connect(`amqp://127.0.0.1:${broker.port}`);
		const channel = await connection.createConfirmChannel();
		await channel.assertQueue('orders');
		for (const text of ['a', 'b', 'c']) channel.sendToQueue('orders', Buffer.from(text));
		await channel.waitForConfirms();
		expect(await rabbitmqctl('list_queues', 'name', 'messages')).toEqual({
			output: 'Timeout: 60.0 seconds ...\nListing queues for vhost / ...\nname\tmessages\norders\t3\n',
			error: '',
			exitCode: 0
		});
		await connection.close();
	});

	it('passes errors and exit codes on', async () => {
		expect(await rabbitmqctl('delete_user', 'nobody')).toEqual({
			output: 'Deleting user "nobody" ...\n',
			error: 'Error:\nUser "nobody" does not exist\n',
			exitCode: 67
		});
	});

	it('reads and writes files where it was called', async () => {
		await rabbitmqctl('add_vhost', 'shop');
		await rabbitmqctl('export_definitions', 'shop.json');
		const definitions = JSON.parse(readFileSync(join(folder, 'shop.json'), 'utf8')) as { vhosts: unknown[] };
		expect(definitions.vhosts).toContainEqual(expect.objectContaining({ name: 'shop' }));
		expect((await rabbitmqctl('import_definitions', 'shop.json')).exitCode).toBe(0);
	});

	it('closes the door on what is no request', async () => {
		for (const text of ['GET / HTTP/1.1\r\n\r\n', '{"line":"x"}\n', 'x'.repeat(1_000_001)]) {
			const socket = connectTcp(broker.control!, '127.0.0.1');
			socket.on('error', () => {}).resume();
			socket.write(text);
			await once(socket, 'close');
		}
		expect((await rabbitmqctl('ping')).exitCode).toBe(0);
	});

	it('says so when no broker is there', async () => {
		const gone = await startTcpBroker({ control: 0 });
		await gone.stop();
		const { error, exitCode } = await tool(folder, 'rabbitmqctl', '--control', `${gone.control}`, 'ping');
		expect(error).toContain(`no broker takes commands on port ${gone.control}`);
		expect(exitCode).toBe(69);
	});

	it('must be named', async () => {
		expect(await tool(folder, 'rabbitmqctl', 'list_queues')).toEqual({
			output: '',
			error: 'usage: npm run --silent rabbitmqctl -- --control <port> <command> …\n',
			exitCode: 64
		});
	});
});
