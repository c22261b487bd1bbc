/**
 * A client that says what a scenario tells it to, and keeps everything it hears.
 */
import {
	CommandReader,
	decodeEscaped,
	decodeProperties,
	encodeProperties,
	encodeUtf8,
	FrameWriter,
	METHODS,
	PROTOCOL_HEADER,
	type AmqpError,
	type CommandVisitor,
	type Content,
	type FieldTable,
	type Method,
	type MethodName
} from '../../src/lib/amqp';
import type { MethodSpec } from '../../src/lib/amqp/protocol';
import type { PlainTable, Step } from './script';
import type { Stream } from './target';
import { printFields, toProperties, toTable } from './values';

export interface Heard {
	readonly channel: number;
	readonly line: string;
}

const EMPTY: Readonly<Record<string, unknown>> = {
	shortstr: '',
	longstr: '',
	bytes: new Uint8Array(),
	bit: false,
	table: []
};

/** A method with every field that was left out filled in. */
export function complete(name: MethodName, fields: Readonly<Record<string, unknown>>): Method {
	const { fields: spec = {} }: MethodSpec = METHODS[name];
	const values = Object.entries(spec)
		.filter(([, type]) => !type.startsWith('reserved-'))
		.map(([field, type]) => {
			const value = fields[field];
			if (value === undefined) return [field, type in EMPTY ? EMPTY[type] : 0];
			return [field, type === 'table' ? toTable(value as PlainTable) : value];
		});
	return { name, ...Object.fromEntries(values) } as Method;
}

const CAPABILITIES = [
	'publisher_confirms',
	'exchange_exchange_bindings',
	'basic.nack',
	'consumer_cancel_notify',
	'connection.blocked',
	'authentication_failure_close'
];

export interface Login {
	readonly name: string;
	readonly password: string;
}

const GUEST: Login = { name: 'guest', password: 'guest' };

export class Client implements CommandVisitor {
	heard: Heard[] = [];
	closed = false;
	/** It is over, or the server has said that it will be. */
	closing = false;
	readonly channels = new Set<number>();
	/** Names of all queues that it was told exist. */
	readonly declared = new Set<string>();
	/** Who waits for a channel to have dealt with everything before: see `catchUp`. */
	private readonly waiting = new Map<number, () => void>();
	/** Who waits for the next method on a channel of its own: see `ask`. */
	private readonly asking = new Map<number, (answer: Method | null) => void>();
	/** Channels that were opened to ask on. */
	private readonly asked = new Set<number>();
	private readonly reader = new CommandReader(this, { protocolHeader: false });
	private readonly writer = new FrameWriter();

	constructor(private readonly stream: Stream) {
		this.reader.frameMax = 0;
		stream.onData((bytes) => this.receive(bytes));
		stream.onClose(() => {
			if (!this.closed) this.heard.push({ channel: 0, line: 'closed' });
			this.end();
		});
	}

	private receive(bytes: Uint8Array): void {
		if (bytes.length === 8 && bytes[0] === PROTOCOL_HEADER[0]) {
			this.heard.push({ channel: 0, line: `AMQP ${bytes.slice(4).join(' ')}` });
		} else this.reader.push(bytes);
	}

	sayHello(): void {
		this.write(PROTOCOL_HEADER);
	}

	login({ name, password }: Login = GUEST): void {
		const capabilities: FieldTable = CAPABILITIES.map((name) => [name, { type: 'bool', value: true }]);
		this.say(0, {
			name: 'connection.start-ok',
			clientProperties: [['capabilities', { type: 'table', value: capabilities }]],
			mechanism: 'PLAIN',
			response: encodeUtf8(`\0${name}\0${password}`),
			locale: 'en_US'
		});
	}

	enter(virtualHost: string): void {
		this.say(0, { name: 'connection.tune-ok', channelMax: 2047, frameMax: 131072, heartbeat: 0 });
		this.writer.frameMax = 131072;
		this.say(0, { name: 'connection.open', virtualHost });
	}

	openChannel(channel: number): void {
		this.channels.add(channel);
		this.say(channel, { name: 'channel.open' });
	}

	/** Says a step's method; how it reads in a transcript. */
	send(channel: number, step: Extract<Step, { do: 'send' }>): string {
		const method = complete(step.method, step.fields);
		const printed = step.method + printFields(method as never, true);
		if (step.method === 'channel.close') this.channels.delete(channel);
		if (step.body === null) {
			this.say(channel, method);
			return printed;
		}
		const properties = toProperties(step.properties);
		this.writer.command(channel, method, {
			properties: encodeProperties(properties),
			body: encodeUtf8(step.body)
		});
		this.write(this.writer.take());
		return `${printed} ${JSON.stringify(step.body)}${printFields(properties, false)}`;
	}

	say(channel: number, method: Method): void {
		this.writer.method(channel, method);
		this.write(this.writer.take());
	}

	write(bytes: Uint8Array): void {
		if (!this.closed) this.stream.write(bytes);
	}

	/** Whether it has heard, since `heard` was last emptied, what a method came to. */
	hasAnswer(channel: number, method: MethodName): boolean {
		const answers = method === 'basic.get' ? ['basic.get-'] : [`${method}-ok`];
		const ends = (line: string): boolean =>
			[...answers, 'channel.close'].some((start) => line.startsWith(start));
		return this.closing || this.heard.some((heard) => heard.channel === channel && ends(heard.line));
	}

	vanish(): void {
		this.end();
		this.stream.destroy();
	}

	private end(): void {
		this.closed = this.closing = true;
		this.channels.clear();
		this.stopWaiting();
	}

	/**
	 * Says a method on a channel that no scenario uses, which is opened if need be, and resolves with the answer;
	 * null when there is none because the connection has ended. Leaves nothing in `heard`.
	 */
	async ask(channel: number, method: Method): Promise<Method | null> {
		if (!this.asked.has(channel)) {
			this.asked.add(channel);
			await this.ask(channel, { name: 'channel.open' });
		}
		if (this.closing) return null;
		this.say(channel, method);
		const answer = await new Promise<Method | null>((resolve) => this.asking.set(channel, resolve));
		if (answer?.name === 'channel.close') {
			this.asked.delete(channel);
			this.say(channel, { name: 'channel.close-ok' });
		}
		return answer;
	}

	/** Resolves when every channel has dealt with all that was said on it, or is gone. Leaves nothing in `heard`. */
	async catchUp(): Promise<void> {
		const channels = [...this.channels];
		await Promise.all(
			channels.map((channel) => {
				this.say(channel, { name: 'channel.flow', active: true });
				return new Promise<void>((resolve) => this.waiting.set(channel, resolve));
			})
		);
	}

	private answer(channel: number, answer: Method | null): void {
		const asker = this.asking.get(channel);
		this.asking.delete(channel);
		asker?.(answer);
	}

	private stopWaiting(channel?: number): void {
		const channels = channel === undefined ? [...this.waiting.keys()] : [channel];
		for (const one of channels) {
			this.waiting.get(one)?.();
			this.waiting.delete(one);
		}
		if (channel === undefined) for (const one of [...this.asking.keys()]) this.answer(one, null);
	}

	protocolHeader(): void {}

	command(channel: number, method: Method, content: Content | null): void {
		if (this.asked.has(channel)) return this.answer(channel, method);
		if (method.name === 'channel.flow-ok' && this.waiting.has(channel)) return this.stopWaiting(channel);
		if (method.name === 'channel.close-ok' || method.name === 'channel.close') {
			this.channels.delete(channel);
			this.stopWaiting(channel);
		}
		if (method.name === 'queue.declare-ok') this.declared.add(method.queue);
		if (method.name === 'connection.close') {
			this.closing = true;
			this.channels.clear();
			this.stopWaiting();
		}
		this.heard.push({ channel, line: method.name + printReceived(method) + printContent(content) });
		if (method.name === 'channel.close') this.say(channel, { name: 'channel.close-ok' });
		if (method.name === 'connection.close') this.say(0, { name: 'connection.close-ok' });
		if (method.name === 'connection.close-ok') this.vanish();
	}

	failed(error: AmqpError | null): void {
		this.heard.push({ channel: 0, line: `unreadable: ${error?.message ?? 'dropped'}` });
	}
}

function printReceived(method: Method): string {
	// Server properties name the server.
	if (method.name === 'connection.start') return ` mechanisms="${method.mechanisms}"`;
	return printFields(method as never, false);
}

function printContent(content: Content | null): string {
	if (content === null) return '';
	const body = decodeEscaped(content.body);
	return ` ${JSON.stringify(body)}${printFields(decodeProperties(content.properties), false)}`;
}
