/**
 * What a scenario is played to: a real server on a TCP port, or the engine in memory.
 */
import { connect } from 'node:net';
import { Broker } from '../../src/lib/broker';
import { HandClock } from '../../src/lib/broker/testing/hand-clock';
import type { Client } from './client';
import { carryOut, restartServer, type Server } from './management';
import type { Order, PolicyOrder } from './script';
import { VISITOR } from './visitor';

/** A client's end of a byte stream. */
export interface Stream {
	write(bytes: Uint8Array): void;
	/** Cuts the line without a word. */
	destroy(): void;
	onData(listener: (bytes: Uint8Array) => void): void;
	onClose(listener: () => void): void;
}

export interface Target {
	readonly virtualHost: string;
	/** Whether what one scenario leaves behind is there in the next. */
	readonly lasting: boolean;
	connect(): Promise<Stream>;
	/** Resolves when everything said so far has been answered; `answered` is whether an answer must come. */
	settle(answered: boolean): Promise<void>;
	/**
	 * Resolves when everything that these clients have said is also carried out. Nobody says more before `answered`:
	 * whoever asks a channel that is committing whether it has finished ends the connection.
	 */
	settleAll(answered: () => boolean, clients: readonly Client[]): Promise<void>;
	wait(milliseconds: number): Promise<void>;
	/** Stops, and starts again with what it has kept. */
	restart(): Promise<void>;
	/** An operator's word. */
	order(order: Order): Promise<void>;
}

/** How long a real server must be silent, in milliseconds, before it is taken to have nothing more to say. */
const SILENCE = 40;
/** How long it may think before it begins to speak. */
const PATIENCE = 2000;

export const sleep = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A connection to a port of this machine; `hear` is called on every sign of life. */
export async function openStream(port: number, hear: () => void): Promise<Stream> {
	const socket = connect({ port, host: '127.0.0.1', noDelay: true });
	await new Promise((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('error', reject);
	});
	const listeners: { data: (bytes: Uint8Array) => void; close: () => void } = { data() {}, close() {} };
	socket.on('error', () => {});
	socket.on('data', (bytes) => (listeners.data(bytes), hear()));
	socket.on('close', () => (listeners.close(), hear()));
	return {
		write: (bytes) => void socket.write(bytes),
		destroy: () => socket.destroy(),
		onData: (listener) => void (listeners.data = listener),
		onClose: (listener) => void (listeners.close = listener)
	};
}

/** A server that is watched until it is silent. */
export class RealServer implements Target {
	readonly lasting = true;
	private lastHeard = 0;
	private heard = false;

	constructor(
		readonly server: Server,
		readonly virtualHost: string
	) {}

	connect(): Promise<Stream> {
		return openStream(this.server.port, () => {
			this.heard = true;
			this.lastHeard = performance.now();
		});
	}

	async settle(answered: boolean): Promise<void> {
		const asked = performance.now();
		while (answered && !this.heard && performance.now() - asked < PATIENCE) await sleep(2);
		this.lastHeard = Math.max(this.lastHeard, asked);
		while (performance.now() - this.lastHeard < SILENCE) await sleep(5);
		this.heard = false;
	}

	/**
	 * A method that a server doesn't answer reaches a queue only after its channel has seen it, and a consumer's
	 * channel after the queue has: hence twice.
	 */
	async settleAll(answered: () => boolean, clients: readonly Client[]): Promise<void> {
		const until = performance.now() + PATIENCE;
		do await this.settle(!answered());
		while (!answered() && performance.now() < until);
		for (let round = 0; round < 2; round++) {
			await Promise.all(clients.map((client) => client.catchUp()));
			await this.settle(false);
		}
	}

	wait(milliseconds: number): Promise<void> {
		return sleep(milliseconds);
	}

	restart(): Promise<void> {
		return restartServer(this.server);
	}

	order(order: Order): Promise<void> {
		return carryOut(this.server, this.virtualHost, order);
	}
}

/** A fresh engine with the plugin that the real server is to have, whose clock moves only when a scenario waits. */
export class InMemory implements Target {
	readonly virtualHost = '/';
	readonly lasting = false;
	private readonly clock = new HandClock();
	private readonly broker: Broker;
	private lastPort = 50000;
	/** What the engine said and the client has not heard yet; nobody is interrupted while speaking. */
	private readonly underway: (() => void)[] = [];

	constructor() {
		let state = 1;
		const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
		this.broker = new Broker({ clock: this.clock, random, epoch: 1.7e12 });
		this.broker.plugins.enable('rabbitmq_consistent_hash_exchange');
		const visitor = this.broker.users.add(VISITOR.name, VISITOR.password);
		visitor.permit(this.virtualHost, VISITOR.permission);
		visitor.permitTopic(this.virtualHost, VISITOR.topic.exchange, VISITOR.topic.permission);
	}

	connect(): Promise<Stream> {
		let hear: (bytes: Uint8Array) => void = () => {};
		let close: () => void = () => {};
		const connection = this.broker.connect(
			{
				write: (bytes) => void this.underway.push(() => hear(bytes)),
				close: () => void this.underway.push(() => close())
			},
			{ host: '127.0.0.1', port: this.lastPort++, localHost: '127.0.0.1', localPort: 5672 }
		);
		return Promise.resolve({
			write: (bytes) => connection.receive(bytes.slice()),
			destroy: () => connection.closed(),
			onData: (listener) => (hear = listener),
			onClose: (listener) => (close = listener)
		});
	}

	settle(): Promise<void> {
		do {
			this.clock.pass(0);
			this.underway.shift()?.();
		} while (this.underway.length > 0);
		return Promise.resolve();
	}

	settleAll(): Promise<void> {
		return this.settle();
	}

	wait(milliseconds: number): Promise<void> {
		this.clock.pass(milliseconds);
		return Promise.resolve();
	}

	restart(): Promise<void> {
		this.broker.restart();
		return this.settle();
	}

	order(order: Order): Promise<void> {
		const visitor = this.broker.users.get(VISITOR.name);
		if (order.do === 'policy') this.setPolicy(order);
		else if (order.do === 'permit') visitor.permit(this.virtualHost, order.permission);
		else visitor.permitTopic(this.virtualHost, order.exchange, order.permission);
		return this.settle();
	}

	private setPolicy({ operator, name, pattern, applyTo, definition, priority }: PolicyOrder): void {
		const vhost = this.broker.vhosts.get(this.virtualHost);
		const policies = operator ? vhost.operatorPolicies : vhost.policies;
		if (definition === null) policies.clear(name);
		else policies.set({ name, pattern, applyTo, definition, priority });
	}
}
