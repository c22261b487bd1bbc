/**
 * A client for tests: real AMQP bytes through memory. Everything happens at once, so whatever the broker
 * answers to a method is there when `send` returns.
 */
import {
	CommandReader,
	decodeEscaped,
	encodeProperties,
	encodeUtf8,
	FrameWriter,
	longstr,
	PROTOCOL_HEADER,
	type AmqpError,
	type BasicProperties,
	type CommandVisitor,
	type Content,
	type FieldTable,
	type Method,
	type MethodName
} from '../../amqp';
import { Broker, type BrokerOptions } from '../broker';
import type { Connection } from '../connection';
import type { BrokerEvent } from '../trace';
import { HandClock } from './hand-clock';

export interface Received {
	readonly channel: number;
	readonly method: Method;
	readonly content: Content | null;
}

/** A method's fields, all of them optional: what is left out is false, 0, empty. */
export type Fields<N extends MethodName> = Partial<Omit<Method<N>, 'name'>>;

const DEFAULTS = {
	// Fields by the methods' field names; each has the same default wherever it occurs.
	arguments: [] as FieldTable,
	queue: '',
	exchange: '',
	routingKey: '',
	type: 'direct',
	passive: false,
	durable: false,
	exclusive: false,
	autoDelete: false,
	internal: false,
	nowait: false,
	ifUnused: false,
	ifEmpty: false,
	consumerTag: '',
	noLocal: false,
	noAck: false,
	mandatory: false,
	immediate: false,
	deliveryTag: 0,
	multiple: false,
	requeue: false,
	prefetchSize: 0,
	prefetchCount: 0,
	global: false,
	source: '',
	destination: '',
	active: true,
	replyCode: 200,
	replyText: '',
	classId: 0,
	methodId: 0
};

export interface TestBroker {
	readonly broker: Broker;
	readonly clock: HandClock;
	readonly events: BrokerEvent[];
}

/** A broker with a clock driven by hand, repeatable randomness, and its trace in an array. */
export function testBroker(options: Partial<BrokerOptions> = {}): TestBroker {
	const clock = new HandClock();
	const events: BrokerEvent[] = [];
	const random = lcg(1);
	const broker = new Broker({ clock, random, trace: (event) => events.push(event), ...options });
	return { broker, clock, events };
}

/** A small repeatable generator. */
export function lcg(seed: number): () => number {
	let state = seed;
	return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

export interface ConnectOptions {
	/** What the trace calls the client; by default it is no program. */
	readonly program?: string;
	readonly user?: string;
	readonly password?: string;
	readonly vhost?: string;
	readonly capabilities?: readonly string[];
	readonly channelMax?: number;
	readonly frameMax?: number;
	readonly heartbeat?: number;
	readonly clientProperties?: FieldTable;
}

export class TestClient implements CommandVisitor {
	/** Everything received, oldest first; `take` empties it. */
	received: Received[] = [];
	/** Bytes received before the stream was frames. */
	transportClosed = false;
	readonly connection: Connection;
	readonly #reader = new CommandReader(this, { protocolHeader: false });
	readonly #writer = new FrameWriter();

	constructor(
		broker: Broker,
		program: string | null = null,
		/** Raw bytes, as they come. */
		readonly raw: Uint8Array[] = []
	) {
		this.#reader.frameMax = 0;
		this.connection = broker.connect(
			{
				write: (bytes) => {
					this.raw.push(bytes);
					this.#reader.push(bytes);
				},
				close: () => {
					this.transportClosed = true;
				}
			},
			{
				host: '127.0.0.1',
				port: 50001 + broker.engine.lastId.connection,
				localHost: '127.0.0.1',
				localPort: 5672,
				program
			}
		);
	}

	/** Connects and opens a virtual host. */
	static open(broker: Broker, options: ConnectOptions = {}): TestClient {
		const client = new TestClient(broker, options.program ?? null);
		const { frameMax = 131072 } = options;
		client.start(options);
		client.#writer.frameMax = frameMax;
		client.send(0, 'connection.tune-ok', {
			channelMax: options.channelMax ?? 2047,
			frameMax,
			heartbeat: options.heartbeat ?? 0
		});
		client.send(0, 'connection.open', { virtualHost: options.vhost ?? '/' });
		return client;
	}

	/** Sends protocol header and start-ok. */
	start({ user = 'guest', password = 'guest', ...options }: ConnectOptions = {}): Received[] {
		this.receiveRaw(PROTOCOL_HEADER);
		const capabilities = (
			options.capabilities ?? ['consumer_cancel_notify', 'authentication_failure_close']
		).map((name) => [name, { type: 'bool', value: true }] as const);
		return this.send(0, 'connection.start-ok', {
			clientProperties: [
				['capabilities', { type: 'table', value: capabilities }],
				...(options.clientProperties ?? [])
			],
			mechanism: 'PLAIN',
			response: encodeUtf8(`\0${user}\0${password}`),
			locale: 'en_US'
		});
	}

	/** Writes bytes as they are. */
	receiveRaw(bytes: Uint8Array): void {
		this.connection.receive(bytes);
	}

	/** Sends a method; returns what the broker said in answer, and to anything else meanwhile. */
	send<N extends MethodName>(channel: number, name: N, fields: Fields<N> = {}): Received[] {
		this.writeMethod(channel, name, fields);
		return this.flush();
	}

	/** Adds a method to what `flush` sends in one piece. */
	writeMethod<N extends MethodName>(channel: number, name: N, fields: Fields<N> = {}): void {
		this.#writer.method(channel, { ...DEFAULTS, ...fields, name } as unknown as Method);
	}

	publish(
		channel: number,
		fields: Fields<'basic.publish'>,
		body: string | Uint8Array = '',
		properties: BasicProperties = {}
	): Received[] {
		this.received = [];
		this.write(channel, fields, body, properties);
		return this.flush();
	}

	/** Adds a publish to what `flush` sends in one piece. */
	write(
		channel: number,
		fields: Fields<'basic.publish'>,
		body: string | Uint8Array = '',
		properties: BasicProperties = {}
	): void {
		const method = { ...DEFAULTS, ...fields, name: 'basic.publish' } as unknown as Method;
		this.#writer.command(channel, method, {
			properties: encodeProperties(properties),
			body: typeof body === 'string' ? encodeUtf8(body) : body
		});
	}

	flush(): Received[] {
		this.received = [];
		this.connection.receive(this.#writer.take());
		return this.received;
	}

	/** Opens channel `number`. */
	channel(number = 1): TestChannel {
		this.send(number, 'channel.open');
		return new TestChannel(this, number);
	}

	/** What was received since the last command. */
	take(): Received[] {
		const received = this.received;
		this.received = [];
		return received;
	}

	protocolHeader(): void {}

	command(channel: number, method: Method, content: Content | null): void {
		this.received.push({ channel, method, content });
	}

	failed(error: AmqpError | null): void {
		throw error ?? new Error('unreadable bytes from the broker');
	}
}

/** One channel of a test client, with shorthands for what tests do most. */
export class TestChannel {
	constructor(
		readonly client: TestClient,
		readonly number: number
	) {}

	send<N extends MethodName>(name: N, fields: Fields<N> = {}): Received[] {
		return this.client.send(this.number, name, fields);
	}

	/** Sends a method and returns its one answer. */
	ask<N extends MethodName>(name: N, fields: Fields<N> = {}): Method {
		const [answer] = this.send(name, fields);
		if (!answer) throw new Error(`no answer to ${name}`);
		return answer.method;
	}

	/** Sends a method that must fail, and returns `<close method> <code> <text>`. */
	fault<N extends MethodName>(name: N, fields: Fields<N> = {}): string {
		return faultIn(this.send(name, fields));
	}

	queue(queue: string, fields: Fields<'queue.declare'> = {}): Method {
		return this.ask('queue.declare', { queue, ...fields });
	}

	publish(routingKey: string, body: string, properties: BasicProperties = {}, exchange = ''): Received[] {
		return this.client.publish(this.number, { exchange, routingKey }, body, properties);
	}

	/** Starts a consumer; returns everything received, deliveries included. */
	consume(queue: string, fields: Fields<'basic.consume'> = {}): Received[] {
		return this.send('basic.consume', { queue, ...fields });
	}

	ack(deliveryTag: number, multiple = false): Received[] {
		return this.send('basic.ack', { deliveryTag, multiple });
	}

	nack(deliveryTag: number, requeue: boolean, multiple = false): Received[] {
		return this.send('basic.nack', { deliveryTag, multiple, requeue });
	}

	/** The bodies of everything ready in a queue, read without acknowledgement. */
	drain(queue: string): string[] {
		const found: string[] = [];
		for (;;) {
			const [got] = this.send('basic.get', { queue, noAck: true });
			if (got?.method.name !== 'basic.get-ok') return found;
			found.push(bodyOf(got));
		}
	}

	/** Ready messages and consumers of a queue. */
	counts(queue: string): [messages: number, consumers: number] {
		const answer = this.queue(queue, { passive: true }) as Method<'queue.declare-ok'>;
		return [answer.messageCount, answer.consumerCount];
	}
}

export function bodyOf({ content }: Received): string {
	return decodeEscaped(content!.body);
}

/** The deliveries among what was received, as `<tag>:<body>`, with `!` when redelivered. */
export function deliveriesIn(received: readonly Received[]): string[] {
	return received.flatMap((each) =>
		each.method.name === 'basic.deliver'
			? [`${each.method.deliveryTag}:${bodyOf(each)}${each.method.redelivered ? '!' : ''}`]
			: []
	);
}

/** `<close method> <code> <text>` of the first close received. */
export function faultIn(received: readonly Received[]): string {
	for (const { method } of received)
		if (method.name === 'channel.close' || method.name === 'connection.close')
			return `${method.name} ${method.replyCode} ${method.replyText}`;
	throw new Error(`no close among ${received.map(({ method }) => method.name).join(', ') || 'nothing'}`);
}

/** A headers table of texts. */
export function texts(entries: Readonly<Record<string, string>>): FieldTable {
	return Object.entries(entries).map(([name, value]) => [name, longstr(value)]);
}
