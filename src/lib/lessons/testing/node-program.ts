/**
 * A lesson's program as a guest of the world, run right here by Node with the real amqplib from npm: only its
 * sockets, timers and console lead into the world. No sandbox, no threads; for tests.
 */
import net from 'node:net';
import { createRequire } from 'node:module';
import { Duplex } from 'node:stream';
import { format } from 'node:util';
import vm from 'node:vm';
import type { FromProgram, ToProgram } from '../../network/protocol';
import type { ProgramFile } from '../../programs/program';
import type { RehearsedProgram } from './rehearsed-program';

const require = createRequire(import.meta.url);
const realConnect = net.connect;

/** Turns of Node's event loop without a sign of life after which a program counts as idle. */
const quietTurns = 5;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The program's end of a connection, as `net.connect` would give it. */
class WorldSocket extends Duplex {
	constructor(
		private readonly send: (said: FromProgram) => void,
		private readonly number: number
	) {
		super({ allowHalfOpen: false });
	}

	override _read(): void {}

	override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
		this.send({ type: 'write', socket: this.number, bytes: new Uint8Array(chunk) });
		done();
	}

	override _final(done: () => void): void {
		this.send({ type: 'end', socket: this.number });
		done();
	}

	setNoDelay(): this {
		return this;
	}
}

export class NodeProgram implements RehearsedProgram {
	onmessage: ((event: MessageEvent<FromProgram>) => void) | null = null;
	resting = true;
	private readonly sockets = new Map<number, WorldSocket>();
	private readonly timers = new Map<number, { readonly at: number; readonly run: () => void }>();
	private readonly told: ToProgram[] = [];
	private seen = 0;
	private now = 0;
	private lastId = 0;
	private signs = 0;
	private over = false;

	constructor(
		private readonly program: ProgramFile,
		private readonly args: readonly string[]
	) {}

	postMessage(message: ToProgram): void {
		this.told.push(message);
		if (this.resting) void this.work();
	}

	async rested(): Promise<void> {
		while (!this.resting) await nextTurn();
	}

	close(): void {
		this.over = true;
		this.timers.clear();
		for (const socket of this.sockets.values()) socket.removeAllListeners();
	}

	private async work(): Promise<void> {
		this.resting = false;
		for (let message = this.told.shift(); message && !this.over; message = this.told.shift()) {
			this.now = message.now;
			this.hear(message);
			await this.quiet();
			this.seen = message.seq;
		}
		this.resting = true;
		const wake = this.timers.size > 0 ? Math.min(...[...this.timers.values()].map(({ at }) => at)) : null;
		if (wake === null && this.sockets.size === 0) this.say({ type: 'exit', code: 0 });
		else this.say({ type: 'idle', seen: this.seen, wake, background: null });
	}

	private hear(message: ToProgram): void {
		switch (message.type) {
			case 'start':
				return this.start();
			case 'wake':
				return this.wake();
			case 'connected':
				this.sockets.get(message.socket)?.emit('connect');
				return;
			case 'data':
				this.sockets.get(message.socket)?.push(message.bytes);
				return;
			case 'closed':
				this.sockets.get(message.socket)?.push(null);
				this.sockets.delete(message.socket);
		}
	}

	/** Runs the file as Node would: a CommonJS module with the globals that lessons use. */
	private start(): void {
		const globals = {
			require: (name: string) => (name === 'amqplib' ? this.amqplib() : require(name)),
			console: { log: this.print('stdout'), error: this.print('stderr') },
			process: { argv: ['node', this.program.file, ...this.args] },
			setTimeout: (run: () => void, delay: number) => this.setTimer(run, delay)
		};
		const source = `(({ ${Object.keys(globals).join(', ')} }) => {${this.program.source}\n})`;
		const run = vm.runInThisContext(source, { filename: this.program.file }) as (
			scope: typeof globals
		) => void;
		run(globals);
	}

	/** The real one, except that it finds this program's network, and sends no heartbeats in real time. */
	private amqplib(): object {
		const amqplib = require('amqplib') as typeof import('amqplib');
		const connect = (url: string) => {
			const stand = (_options: object, connected: () => void) => this.connect(connected);
			net.connect = stand as unknown as typeof net.connect;
			try {
				return amqplib.connect(`${url}?heartbeat=0`);
			} finally {
				net.connect = realConnect;
			}
		};
		return { ...amqplib, connect };
	}

	private connect(connected: () => void): WorldSocket {
		const number = ++this.lastId;
		const socket = new WorldSocket((said) => this.say(said), number);
		socket.once('connect', connected);
		this.sockets.set(number, socket);
		this.say({ type: 'connect', socket: number, host: 'localhost', port: 5672 });
		return socket;
	}

	private setTimer(run: () => void, delay: number): number {
		this.signs++;
		this.timers.set(++this.lastId, { at: this.now + delay, run });
		return this.lastId;
	}

	private wake(): void {
		const due = [...this.timers].filter(([, { at }]) => at <= this.now);
		for (const [id, { run }] of due) {
			this.timers.delete(id);
			run();
		}
	}

	private print(stream: 'stdout' | 'stderr'): (...values: unknown[]) => void {
		return (...values) => this.say({ type: 'print', stream, text: `${format(...values)}\n` });
	}

	private say(data: FromProgram): void {
		this.signs++;
		if (!this.over) this.onmessage?.({ data } as MessageEvent<FromProgram>);
	}

	private async quiet(): Promise<void> {
		for (let turns = 0, before = this.signs; turns < quietTurns; turns++) {
			await nextTurn();
			if (this.signs !== before) turns = 0;
			before = this.signs;
		}
	}
}
