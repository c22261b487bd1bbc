/**
 * A scripted program that needs no worker: it stands where a program's port would be and speaks AMQP to the broker
 * over a link like any other.
 */
import {
	CommandReader,
	EMPTY_TABLE,
	encodeProperties,
	encodeTable,
	encodeUtf8,
	FrameWriter,
	longstr,
	PROTOCOL_HEADER,
	type AmqpError,
	type BasicProperties,
	type CommandVisitor,
	type Content,
	type Method
} from '../../amqp';
import type { Port } from '../guest';
import type { FromProgram, ToProgram } from '../protocol';

/** A message to publish. */
export interface Post {
	readonly exchange: string;
	readonly routingKey: string;
	readonly body: string;
	readonly properties?: BasicProperties;
}

/** What an actor does once its channel is open. */
export interface Script {
	/** Declarations, qos, consumes: sent in this order, without waiting for answers. */
	readonly setup: readonly Method[];
	/** Publishes one message every so many virtual milliseconds. */
	readonly every?: number;
	/** The nth message to publish, from 0; null skips a turn. */
	publish?(turn: number): Post | null;
	/** Virtual milliseconds of work before a delivery is acknowledged, by its routing key. */
	work?(routingKey: string): number;
}

/** Which lines of its program it says it is at; what it answers to the broker it lays to none. */
export const LINES = { connect: 3, work: 8 } as const;

const SOCKET = 1;
const CHANNEL = 1;
const PORT = 5672;
/** Milliseconds between starting and the first publish. */
const PRELUDE = 400;

export class Actor implements Port, CommandVisitor {
	onmessage: ((event: MessageEvent<FromProgram>) => void) | null = null;
	readonly #script: Script;
	readonly #writer = new FrameWriter();
	readonly #reader = new CommandReader(this, { protocolHeader: false });
	#timers: { readonly at: number; readonly run: () => void }[] = [];
	#now = 0;

	constructor(script: Script) {
		this.#script = script;
	}

	postMessage(told: ToProgram): void {
		queueMicrotask(() => this.#hear(told));
	}

	close(): void {
		this.#timers = [];
	}

	protocolHeader(): void {}

	failed(error: AmqpError | null): void {
		throw error ?? new Error('The broker sent something unreadable.');
	}

	command(_channel: number, method: Method, _content: Content | null): void {
		switch (method.name) {
			case 'connection.start':
				return this.#send(0, {
					name: 'connection.start-ok',
					clientProperties: EMPTY_TABLE,
					mechanism: 'AMQPLAIN',
					response: encodeTable([
						['LOGIN', longstr('guest')],
						['PASSWORD', longstr('guest')]
					]),
					locale: 'en_US'
				});
			case 'connection.tune':
				this.#send(0, { ...method, name: 'connection.tune-ok', heartbeat: 0 });
				return this.#send(0, { name: 'connection.open', virtualHost: '/' });
			case 'connection.open-ok':
				return this.#send(CHANNEL, { name: 'channel.open' });
			case 'channel.open-ok':
				for (const step of this.#script.setup) this.#send(CHANNEL, step);
				if (this.#script.every) this.#after(PRELUDE, () => this.#publish(0));
				return;
			case 'basic.deliver':
				this.#after(this.#script.work?.(method.routingKey) ?? 0, () =>
					this.#send(CHANNEL, { name: 'basic.ack', deliveryTag: method.deliveryTag, multiple: false })
				);
		}
	}

	#hear(told: ToProgram): void {
		this.#now = told.now;
		if (told.type === 'start') {
			this.#say({ type: 'connect', socket: SOCKET, host: 'localhost', port: PORT, line: LINES.connect });
		}
		if (told.type === 'connected') this.#writer.raw(PROTOCOL_HEADER);
		else if (told.type === 'data') this.#reader.push(told.bytes);
		else if (told.type === 'wake') this.#wake();
		const line = told.type === 'wake' ? { line: LINES.work } : {};
		if (this.#writer.length > 0) {
			this.#say({ type: 'write', socket: SOCKET, bytes: this.#writer.take(), ...line });
		}
		this.#say({ type: 'idle', seen: told.seq, wake: this.#nextWake(), background: null });
	}

	#wake(): void {
		const due = this.#timers.filter(({ at }) => at <= this.#now);
		this.#timers = this.#timers.filter(({ at }) => at > this.#now);
		for (const timer of due) timer.run();
	}

	#nextWake(): number | null {
		return this.#timers.length === 0 ? null : Math.min(...this.#timers.map(({ at }) => at));
	}

	#after(delay: number, run: () => void): void {
		this.#timers.push({ at: this.#now + delay, run });
	}

	#publish(turn: number): void {
		const message = this.#script.publish?.(turn);
		if (message) {
			const { exchange, routingKey, body, properties } = message;
			this.#writer.command(
				CHANNEL,
				{ name: 'basic.publish', exchange, routingKey, mandatory: false, immediate: false },
				{ properties: encodeProperties(properties ?? {}), body: encodeUtf8(body) }
			);
		}
		this.#after(this.#script.every!, () => this.#publish(turn + 1));
	}

	#send(channel: number, method: Method): void {
		this.#writer.method(channel, method);
	}

	#say(said: FromProgram): void {
		this.onmessage?.({ data: said } as MessageEvent<FromProgram>);
	}
}
