/**
 * The way from one take's programs to the RabbitMQ that many takes share: a port that puts a prefix before the name
 * of every virtual host, so that each take has virtual hosts of its own and no program has to know.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

const HEADER = 8;
const FRAME_OVERHEAD = 8;
const METHOD = 1;
const CONNECTION = 10;
const OPEN = 40;

export class Gate {
	/** Connections that programs have made so far. */
	connections = 0;
	/** Real milliseconds, of the last byte that went through. */
	lastByte = 0;
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();
	#port = 0;

	private constructor(
		private readonly prefix: string,
		target: number
	) {
		this.#server = createServer((socket) => this.#join(socket, connect(target, '127.0.0.1'), prefix));
	}

	/** Listens on a port of its own for what goes to the RabbitMQ at `target`. */
	static async open(prefix: string, target: number): Promise<Gate> {
		const gate = new Gate(prefix, target);
		await gate.open();
		return gate;
	}

	get port(): number {
		return this.#port;
	}

	/** A text as it would be without a gate. */
	hide(text: string): string {
		return (this.prefix === '' ? text : text.replaceAll(this.prefix, '')).replaceAll(
			`127.0.0.1:${this.port}`,
			'127.0.0.1:5672'
		);
	}

	/** Takes connections, on the same port as before. */
	async open(): Promise<void> {
		this.#server.listen(this.#port, '127.0.0.1');
		await once(this.#server, 'listening');
		this.#port = (this.#server.address() as AddressInfo).port;
	}

	/** Takes no more connections; those that are there stay. */
	shut(): void {
		this.#server.close();
	}

	/** Ends everything. */
	close(): void {
		this.shut();
		for (const socket of this.#sockets) socket.destroy();
	}

	#join(program: Socket, broker: Socket, prefix: string): void {
		this.connections++;
		const rename = renamer(prefix);
		for (const [from, to, change] of [
			[program, broker, rename],
			[broker, program, (bytes: Buffer) => bytes]
		] as const) {
			this.#sockets.add(from);
			from.setNoDelay();
			from.on('data', (bytes) => {
				this.lastByte = performance.now();
				to.write(change(bytes));
			});
			from.on('end', () => to.end());
			from.on('error', () => to.destroy());
			from.on('close', () => this.#sockets.delete(from));
		}
	}
}

/** What to send on of each piece of a client's bytes: the same, but for the virtual host that it opens. */
function renamer(prefix: string): (bytes: Buffer) => Buffer {
	let held = Buffer.alloc(0);
	let passed = 0;
	let renamed = false;
	return (bytes) => {
		if (renamed) return bytes;
		held = Buffer.concat([held, bytes]);
		const ready: Buffer[] = [];
		for (let part = take(passed); part; part = take(passed)) {
			renamed ||= isOpen(part);
			ready.push(isOpen(part) ? withPrefix(part, prefix) : part);
			passed++;
		}
		if (renamed) ready.push(held);
		return Buffer.concat(ready);
	};

	/** The protocol header first, then frame by frame. */
	function take(before: number): Buffer | null {
		const length = before === 0 ? HEADER : held.length < 7 ? Infinity : held.readUInt32BE(3) + FRAME_OVERHEAD;
		if (renamed || held.length < length) return null;
		const part = held.subarray(0, length);
		held = held.subarray(length);
		return part;
	}
}

function isOpen(part: Buffer): boolean {
	return (
		part.length > HEADER + 4 &&
		part[0] === METHOD &&
		part.readUInt16BE(7) === CONNECTION &&
		part.readUInt16BE(9) === OPEN
	);
}

/** connection.open, whose first field is the virtual host: a short string. */
function withPrefix(frame: Buffer, prefix: string): Buffer {
	const at = 11;
	const more = Buffer.byteLength(prefix);
	const renamed = Buffer.concat([frame.subarray(0, at + 1), Buffer.from(prefix), frame.subarray(at + 1)]);
	renamed.writeUInt32BE(frame.readUInt32BE(3) + more, 3);
	renamed.writeUInt8(frame.readUInt8(at) + more, at);
	return renamed;
}
