/** A TCP connection between a program's socket and the broker: two pipes, and a connection of the broker's at the end. */
import type { Broker, Connection } from '../broker';
import type { ContentDeparted } from './events';
import { Pipe, type Departure } from './pipe';
import type { VirtualClock } from './virtual-clock';
import type { WireLog } from './wire-log';

const LOOPBACK = '127.0.0.1';
const BROKER_PORT = 5672;

export interface LinkOptions {
	readonly clock: VirtualClock;
	readonly broker: Broker;
	/** The program that connects. */
	readonly program: string;
	/** Sees all that is written at either end. */
	readonly wire: WireLog;
	/** Its line that asked for the connection, 0 when unknown: what the client says of itself is laid to it. */
	readonly line: number;
	/** Port number of the program's end. */
	readonly localPort: number;
	/** Virtual milliseconds that content takes now. */
	latency(): number;
	departed(event: ContentDeparted): void;
	/** Bytes for the program. */
	received(bytes: Uint8Array<ArrayBuffer>): void;
	/** The broker's end is closed. */
	closed(reset: boolean): void;
}

export class Link {
	readonly #options: LinkOptions;
	readonly #connection: Connection;
	readonly #toBroker: Pipe;
	readonly #toProgram: Pipe;
	readonly #answered: (bytes: Uint8Array<ArrayBuffer>) => void;
	readonly #sent: (bytes: Uint8Array<ArrayBuffer>) => void;

	constructor(options: LinkOptions) {
		this.#options = options;
		const latency = () => options.latency();
		const departed = (content: Departure) => this.#departed(content);
		this.#toProgram = new Pipe(options.clock, {
			latency,
			departed,
			deliver: (bytes) => options.received(ownBuffer(bytes)),
			ended: (reset) => options.closed(reset),
			synchronous: false
		});
		this.#toBroker = new Pipe(options.clock, {
			latency,
			departed,
			deliver: (bytes, line) => this.#connection.receive(bytes, line),
			ended: () => {
				this.#connection.closed();
				// The broker closes its end in return: a client that has said goodbye waits for that.
				this.#toProgram.end();
			},
			synchronous: true
		});
		this.#connection = options.broker.connect(
			{
				write: (bytes) => this.#answer(bytes as Uint8Array<ArrayBuffer>),
				close: () => this.#toProgram.end()
			},
			{
				host: LOOPBACK,
				port: options.localPort,
				localHost: LOOPBACK,
				localPort: BROKER_PORT,
				program: options.program
			}
		);
		this.#sent = options.wire.tap(this.#connection.id, options.program, 'program');
		this.#answered = options.wire.tap(this.#connection.id, options.program, 'broker');
	}

	/** Nothing is under way in either direction. */
	get empty(): boolean {
		return this.#toBroker.empty && this.#toProgram.empty;
	}

	/** Bytes from the program, written by `line`, 0 when unknown. */
	send(bytes: Uint8Array<ArrayBuffer>, line: number): void {
		this.#sent(bytes);
		const opening = this.#connection.state !== 'running';
		this.#toBroker.write(bytes, line === 0 && opening ? this.#options.line : line);
	}

	/** The program has finished writing. */
	end(): void {
		this.#toBroker.end();
	}

	/** The program is gone: what it wrote still arrives, what is on its way to it is lost. */
	abandon(): void {
		this.#toProgram.drop();
		this.#toBroker.end(true);
	}

	/** The connection breaks: neither end hears a word, and what was under way is lost. */
	cut(): void {
		this.#toBroker.drop();
		this.#toProgram.drop();
		this.#connection.closed();
		this.#options.closed(true);
	}

	/** Bytes from the broker. */
	#answer(bytes: Uint8Array<ArrayBuffer>): void {
		this.#answered(bytes);
		this.#toProgram.write(bytes);
	}

	#departed({ line, ...content }: Departure): void {
		const { clock, program } = this.#options;
		const { id } = this.#connection;
		const event = { type: 'content.departed', at: clock.now(), connection: id, program, ...content } as const;
		this.#options.departed(line === 0 ? event : { ...event, origin: { program, line } });
	}
}

/** The same bytes in a buffer of their own, so that it can be transferred. */
function ownBuffer(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}
