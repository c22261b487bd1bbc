/**
 * The engine on a TCP port, so that any real client can be pointed at it. Each start is a fresh broker.
 *
 * Sockets are a hostile place: whatever a peer sends, or fails to send, ends at most its own connection.
 */
import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Broker, type Clock, type ProfileName, type Timer } from '../../src/lib/broker';
import { openControlPort } from './control-port';
import { openPort } from './open-port';

export interface TcpBrokerOptions {
	/** 0 for any free port, which is the default. */
	readonly port?: number;
	/** Default 127.0.0.1. */
	readonly host?: string;
	readonly profile?: ProfileName;
	/** Virtual milliseconds that pass in a real one. Default 1. */
	readonly speed?: number;
	/** A port of this machine's for command lines; 0 for any free one. Default none. */
	readonly control?: number;
}

export interface TcpBroker {
	readonly broker: Broker;
	readonly port: number;
	/** The control port, null without. */
	readonly control: number | null;
	/** Closes the ports and every connection. */
	stop(): Promise<void>;
}

/** setTimeout's longest wait. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Real time, a number of times as fast. */
class RealClock implements Clock {
	readonly #start = performance.now();

	constructor(private readonly speed: number) {}

	now(): number {
		return Math.floor((performance.now() - this.#start) * this.speed);
	}

	schedule(at: number, run: () => void): Timer {
		let timeout: NodeJS.Timeout;
		const wait = (): void => {
			const left = (at - this.now()) / this.speed;
			timeout = setTimeout(
				() => (this.now() >= at ? run() : wait()),
				Math.min(Math.max(left, 0), LONGEST_WAIT)
			);
			timeout.unref();
		};
		wait();
		return { at, cancel: () => clearTimeout(timeout) };
	}
}

/** Resolves when the port is open; rejects when it can't be had. */
export async function startTcpBroker(options: TcpBrokerOptions = {}): Promise<TcpBroker> {
	const broker = new Broker({
		clock: new RealClock(options.speed ?? 1),
		random: () => randomInt(2 ** 32) / 2 ** 32,
		epoch: Date.now(),
		...(options.profile && { profile: options.profile })
	});
	const clients = await openPort(options.port ?? 0, options.host ?? '127.0.0.1', (socket) =>
		serve(broker, socket)
	);
	broker.onAccepting = (accepting) => clients.accept(accepting);
	const control = options.control === undefined ? null : await openControlPort(broker, options.control);
	return {
		broker,
		port: clients.port,
		control: control?.port ?? null,
		stop: async () => void (await Promise.all([clients.close(), control?.close()]))
	};
}

function serve(broker: Broker, socket: Socket): void {
	const { remoteAddress = '', remotePort = 0, localAddress = '', localPort = 0 } = socket;
	const connection = broker.connect(
		{
			write: (bytes) => void (socket.writable && socket.write(bytes)),
			close: () => socket.end(() => socket.destroy())
		},
		{ host: remoteAddress, port: remotePort, localHost: localAddress, localPort }
	);
	socket.on('data', (bytes) => connection.receive(bytes));
	// A peer that ends its half can't be an AMQP client any more; one that vanished reports an error first.
	socket.on('end', () => socket.end());
	socket.on('error', () => socket.destroy());
	socket.on('close', () => connection.closed());
}
