/**
 * `node:net`, as much of it as a client uses: sockets that are real Duplex streams over the virtual network. Bytes
 * that one line of the program wrote in one turn leave in one message.
 */
import { Buffer } from './buffer';
import { programLine } from '../errors/caller';
import { Duplex } from './stream';
import { invalidArgType, nodeError, outOfRange, withFrames } from '../errors/node-error';
import { loop, send } from '../realm';
import { clearTimeout, setTimeout, type Timeout } from './timers';
import { noteLine, noteOf } from './written-lines';

export interface ConnectOptions {
	port: number | string;
	host?: string;
	allowHalfOpen?: boolean;
	timeout?: number;
}

const sockets = new Map<number, Socket>();
const unsent = new Set<Socket>();
let lastSocket = 0;

type State = 'fresh' | 'connecting' | 'open' | 'over';

export class Socket extends Duplex {
	connecting = false;
	remoteAddress: string | undefined = undefined;
	remoteFamily: string | undefined = undefined;
	remotePort: number | undefined = undefined;
	localAddress: string | undefined = undefined;
	localPort: number | undefined = undefined;
	localFamily: string | undefined = undefined;
	bytesRead = 0;
	bytesWritten = 0;
	timeout = 0;
	readonly #id = ++lastSocket;
	#state: State = 'fresh';
	#unsent: Uint8Array[] = [];
	/** Who wrote what is unsent. */
	#unsentLine = 0;
	#referenced = true;
	#idle: Timeout | null = null;
	#pending: (() => void) | null = null;

	constructor(options: { allowHalfOpen?: boolean } = {}) {
		super({
			allowHalfOpen: Boolean(options.allowHalfOpen),
			emitClose: true,
			autoDestroy: true,
			decodeStrings: false
		});
		this.on('end', () => {
			if (!this.allowHalfOpen) this.end();
		});
	}

	connect(...args: unknown[]): this {
		const { options, listener } = connectArguments(args);
		if (listener) this.once('connect', listener);
		const port = Number(options.port);
		checkPort(options);
		this.connecting = true;
		this.#state = 'connecting';
		this.remotePort = port;
		this.remoteAddress = addressOf(options.host ?? 'localhost');
		sockets.set(this.#id, this);
		this.#updateHandle();
		if (options.timeout) this.setTimeout(options.timeout);
		const line = programLine();
		send({ type: 'connect', socket: this.#id, host: options.host ?? 'localhost', port, ...known(line) });
		return this;
	}

	get pending(): boolean {
		return this.#state === 'fresh' || this.#state === 'connecting';
	}

	get readyState(): string {
		if (this.connecting) return 'opening';
		if (this.readable && this.writable) return 'open';
		if (this.readable) return 'readOnly';
		return this.writable ? 'writeOnly' : 'closed';
	}

	address(): object {
		return this.localPort === undefined
			? {}
			: { address: this.localAddress, family: this.localFamily, port: this.localPort };
	}

	setNoDelay(): this {
		return this;
	}

	setKeepAlive(): this {
		return this;
	}

	setTimeout(milliseconds: number, callback?: () => void): this {
		this.timeout = milliseconds;
		if (callback) {
			if (milliseconds > 0) this.once('timeout', callback);
			else this.removeListener('timeout', callback);
		}
		this.#restartIdle();
		return this;
	}

	ref(): this {
		this.#referenced = true;
		this.#updateHandle();
		return this;
	}

	unref(): this {
		this.#referenced = false;
		this.#updateHandle();
		return this;
	}

	resetAndDestroy(): this {
		return this.destroy();
	}

	destroySoon(): void {
		if (this.writable) this.end();
		if (this.writableFinished) this.destroy();
		else this.once('finish', () => this.destroy());
	}

	/** Takes `(chunk, done)` as well, as Node does. */
	override write(chunk: unknown, encoding?: unknown, done?: unknown): boolean {
		noteLine(chunk);
		return super.write(chunk, encoding as BufferEncoding, done as () => void);
	}

	override _read(): void {}

	override _write(
		chunk: string | Uint8Array,
		encoding: BufferEncoding,
		done: (error?: Error | null) => void
	): void {
		if (this.#state === 'connecting') {
			this.#pending = () => this._write(chunk, encoding, done);
			return;
		}
		if (this.#state !== 'open') {
			done(brokenPipe());
			return;
		}
		const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
		const line = noteOf(chunk);
		if (line !== this.#unsentLine) this.sendUnsent();
		this.#unsentLine = line;
		this.bytesWritten += bytes.length;
		this.#unsent.push(bytes);
		unsent.add(this);
		this.#restartIdle();
		done();
	}

	override _final(done: (error?: Error | null) => void): void {
		if (this.#state === 'connecting') {
			this.#pending = () => this._final(done);
			return;
		}
		if (this.#state === 'open') {
			this.sendUnsent();
			send({ type: 'end', socket: this.#id });
		}
		done();
	}

	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		this.connecting = false;
		this.#pending = null;
		if (this.#state === 'open') {
			this.sendUnsent();
			if (!this.writableFinished) send({ type: 'end', socket: this.#id });
		}
		this.#state = 'over';
		sockets.delete(this.#id);
		this.#updateHandle();
		this.#restartIdle();
		done(error);
	}

	/** Posts what was written in this turn. */
	sendUnsent(): void {
		unsent.delete(this);
		if (this.#unsent.length === 0) return;
		const bytes = concatenate(this.#unsent);
		this.#unsent = [];
		send({ type: 'write', socket: this.#id, bytes, ...known(this.#unsentLine) }, [bytes.buffer]);
	}

	/** The world says that the connection stands. */
	connected(localPort: number): void {
		if (this.#state !== 'connecting') return;
		this.#state = 'open';
		this.connecting = false;
		this.localAddress = '127.0.0.1';
		this.localFamily = 'IPv4';
		this.remoteFamily = 'IPv4';
		this.localPort = localPort;
		const pending = this.#pending;
		this.#pending = null;
		this.emit('connect');
		this.emit('ready');
		pending?.();
		this.read(0);
	}

	/** The world says that nobody listens there. */
	refused(): void {
		if (this.#state !== 'connecting') return;
		const error = connectError('ECONNREFUSED', -111, this.remoteAddress!, this.remotePort!);
		this.destroy(error);
	}

	received(bytes: Uint8Array): void {
		if (this.#state !== 'open') return;
		this.bytesRead += bytes.length;
		this.#restartIdle();
		this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
	}

	/** The world says that the other end is gone. */
	disconnected(reset: boolean): void {
		if (this.#state !== 'open') return;
		if (!reset) {
			this.push(null);
			this.read(0);
			return;
		}
		this.#state = 'over';
		const error = Object.assign(new Error('read ECONNRESET'), {
			errno: -104,
			code: 'ECONNRESET',
			syscall: 'read'
		});
		this.destroy(withFrames(error, 'TCP.onStreamRead (node:internal/stream_base_commons:216:20)'));
	}

	#updateHandle(): void {
		const active = this.#state === 'connecting' || this.#state === 'open';
		if (active && this.#referenced) loop.handles.add(this);
		else loop.handles.delete(this);
	}

	#restartIdle(): void {
		if (this.#idle) clearTimeout(this.#idle);
		this.#idle = null;
		if (this.timeout > 0 && this.#state !== 'over') {
			this.#idle = setTimeout(() => this.emit('timeout'), this.timeout).unref();
		}
	}
}

/** A line as messages carry it. */
function known(line: number): { line?: number } {
	return line === 0 ? {} : { line };
}

function concatenate(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
	const total = pieces.reduce((sum, piece) => sum + piece.length, 0);
	const bytes = new Uint8Array(total);
	let offset = 0;
	for (const piece of pieces) {
		bytes.set(piece, offset);
		offset += piece.length;
	}
	return bytes;
}

function connectArguments(args: unknown[]): { options: ConnectOptions; listener: (() => void) | null } {
	const last = args.at(-1);
	const listener = typeof last === 'function' ? (last as () => void) : null;
	const [first, second] = args;
	if (typeof first === 'object' && first !== null) return { options: first as ConnectOptions, listener };
	return {
		options: {
			port: first as number,
			host: typeof second === 'string' ? second : undefined
		} as ConnectOptions,
		listener
	};
}

function checkPort({ port }: ConnectOptions): void {
	if (typeof port !== 'number' && typeof port !== 'string') {
		throw invalidArgType('options.port', 'of type number or string', port);
	}
	const number = Number(port);
	if (!Number.isInteger(number) || number < 0 || number > 65535 || port === '') {
		const message = `Port should be >= 0 and < 65536. Received type ${typeof port} (${port}).`;
		throw nodeError(RangeError, 'ERR_SOCKET_BAD_PORT', message);
	}
}

/** The virtual network's names all lead to one machine. */
function addressOf(host: string): string {
	return isIP(host) ? host : '127.0.0.1';
}

function connectError(code: string, errno: number, address: string, port: number): Error {
	const error = new Error(`connect ${code} ${address}:${port}`);
	Object.assign(error, { errno, code, syscall: 'connect', address, port });
	return withFrames(error, 'TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)');
}

function brokenPipe(): Error {
	return Object.assign(new Error('write EPIPE'), { errno: -32, code: 'EPIPE', syscall: 'write' });
}

/** A message of the world about a socket. */
export function dispatch(id: number, handle: (socket: Socket) => void): void {
	const socket = sockets.get(id);
	if (socket) handle(socket);
}

/** Posts what all sockets wrote in this turn. */
export function sendAll(): void {
	for (const socket of unsent) socket.sendUnsent();
}

export function connect(...args: unknown[]): Socket {
	const { options } = connectArguments(args);
	return new Socket(options).connect(...args);
}
export const createConnection = connect;
export const Stream = Socket;

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

export function isIPv4(text: unknown): boolean {
	return IPV4.test(String(text));
}

export function isIPv6(text: unknown): boolean {
	const bare = String(text).replace(/%.*$/, '');
	return bare.includes(':') && /^[\da-f:.]+$/i.test(bare) && URL.canParse(`http://[${bare}]`);
}

export function isIP(text: unknown): 0 | 4 | 6 {
	return isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0;
}

export class Server {
	constructor() {
		throw nodeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'This network has one server: RabbitMQ.');
	}
}

export function createServer(): Server {
	return new Server();
}

export function getDefaultAutoSelectFamily(): boolean {
	return true;
}

export function setDefaultAutoSelectFamily(value: boolean): void {
	if (typeof value !== 'boolean') throw outOfRange('value', 'a boolean', value);
}

export default {
	Socket,
	Stream,
	Server,
	connect,
	createConnection,
	createServer,
	isIP,
	isIPv4,
	isIPv6,
	getDefaultAutoSelectFamily,
	setDefaultAutoSelectFamily
};
