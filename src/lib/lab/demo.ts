/**
 * The figure on the home page: a small shop whose orders go through the real broker. It runs on the page's own
 * thread, on a clock of its own, and talks to the engine by plain calls, so that a visitor who only looks needs
 * no worker and no client library; the trace it leaves is of the same kind as a lesson's.
 */
import { encodeProperties, encodeUtf8 } from '../amqp';
import { bindQueue, Broker, declareExchange, declareQueue, publish, Session, type Channel } from '../broker';
import type { TraceEvent } from '../network/events';
import { LATENCY } from '../network/pipe';
import { seededRandom } from '../network/random';
import { VirtualClock } from '../network/virtual-clock';
import { TraceLog } from './trace-log';

const EXCHANGE = 'orders';
const PRODUCER = 'shop.js';

interface Reader {
	readonly file: string;
	readonly queue: string;
	readonly bindingKey: string;
	/** Messages. */
	readonly prefetchCount: number;
	/** Virtual milliseconds a message takes it. */
	readonly work: number;
}

const READERS: readonly Reader[] = [
	{ file: 'europe.js', queue: 'europe', bindingKey: '*.europe.*', prefetchCount: 2, work: 700 },
	{ file: 'payments.js', queue: 'payments', bindingKey: '#.paid', prefetchCount: 1, work: 900 },
	{ file: 'audit.js', queue: 'audit', bindingKey: 'order.#', prefetchCount: 4, work: 300 }
];

const ROUTING_KEYS = [
	'order.europe.placed',
	'order.asia.paid',
	'order.europe.paid',
	'refund.asia.paid',
	'order.asia.placed',
	'stock.europe.low'
];

/** Virtual milliseconds between two orders: the least, and how much chance adds. */
const PAUSE = 600;
const CHANCE = 1100;
/** One order in so many comes with two more on its heels. */
const RUSH = 6;
/** Virtual milliseconds after which the shop opens anew, so that the trace stays small. */
const DAY = 600_000;

export class Demo {
	readonly trace = new TraceLog();
	#clock = new VirtualClock();
	#news: TraceEvent[] = [];
	readonly #random: () => number;

	/** `seed`: the same seed gives the same day. */
	constructor(seed = 1) {
		this.#random = seededRandom(seed);
		this.#open();
	}

	/** Virtual milliseconds since the shop opened. */
	now(): number {
		return this.#clock.now();
	}

	/** Lets `elapsed` virtual milliseconds pass, with all that happens in them. */
	advance(elapsed: number): void {
		const until = this.now() + elapsed;
		for (let next = this.#clock.next(); next !== null && next <= until; next = this.#clock.next()) {
			this.#clock.runNext();
		}
		this.#clock.advance(until);
		this.#tell();
		if (until >= DAY) this.#open();
	}

	#open(): void {
		this.trace.clear();
		this.#clock = new VirtualClock();
		new Shop(this.#clock, this.#random, (event) => this.#news.push(event)).open();
		this.#tell();
	}

	#tell(): void {
		const news = this.#news;
		this.#news = [];
		if (news.length > 0) this.trace.append(news);
	}
}

/** One day of the shop: its programs, each with a connection and a channel to the same broker. */
class Shop {
	readonly #clock: VirtualClock;
	readonly #random: () => number;
	readonly #emit: (event: TraceEvent) => void;
	readonly #broker: Broker;
	#connections = 0;

	constructor(clock: VirtualClock, random: () => number, emit: (event: TraceEvent) => void) {
		this.#clock = clock;
		this.#random = random;
		this.#emit = emit;
		this.#broker = new Broker({ clock, random, trace: emit });
	}

	open(): void {
		const producer = this.#connect(PRODUCER, () => undefined);
		this.#turn(() =>
			declareExchange(producer, { ...DURABLE, exchange: EXCHANGE, type: 'topic', internal: false })
		);
		for (const reader of READERS) this.#read(reader);
		this.#sell(producer);
	}

	#read(reader: Reader): void {
		const { file, queue, bindingKey, prefetchCount, work } = reader;
		let arrives = 0;
		const channel = this.#connect(file, (consumerTag, deliveryTag, routingKey) => {
			arrives = Math.max(this.#clock.now() + LATENCY, arrives + work / 4);
			this.#depart(channel, file, { what: 'deliver', routingKey, deliveryTag, consumerTag, arrives });
			this.#at(arrives + work, () => channel.ack(deliveryTag, false));
		});
		this.#turn(() => {
			declareQueue(channel, { ...DURABLE, queue, exclusive: false });
			bindQueue(channel, { queue, exchange: EXCHANGE, routingKey: bindingKey, arguments: [] });
			channel.qos(0, prefetchCount, false);
			channel.consume(queue, {});
		});
	}

	/** Publishes for ever: now one, now three. */
	#sell(channel: Channel): void {
		const orders = this.#random() < 1 / RUSH ? 3 : 1;
		for (let order = 0; order < orders; order++) {
			this.#at(this.#clock.now() + order * 150, () => this.#publish(channel));
		}
		this.#at(this.#clock.now() + PAUSE + this.#random() * CHANCE, () => this.#sell(channel));
	}

	#publish(channel: Channel): void {
		const routingKey = ROUTING_KEYS[Math.floor(this.#random() * ROUTING_KEYS.length)]!;
		const content = { properties: encodeProperties({ deliveryMode: 2 }), body: encodeUtf8(routingKey) };
		const arrives = this.#clock.now() + LATENCY;
		this.#depart(channel, PRODUCER, {
			what: 'publish',
			routingKey,
			deliveryTag: 0,
			consumerTag: '',
			arrives
		});
		this.#at(arrives, () => publish(channel, EXCHANGE, routingKey, false, content));
	}

	#connect(
		file: string,
		deliver: (consumerTag: string, deliveryTag: number, routingKey: string) => void
	): Channel {
		const id = ++this.#connections;
		const program = `${file}#1`;
		const at = this.#clock.now();
		this.#emit({ type: 'program.started', at, program, file, instance: 1, language: 'javascript', args: [] });
		const { engine, users, vhosts } = this.#broker;
		return this.#turn(() => {
			const properties = { id, name: program, program, cancelNotify: true, channelMax: 0 };
			const session = new Session(engine, users.get('guest')!, vhosts.get('/')!, properties);
			return session.openChannel(1, {
				deliver: (consumerTag, deliveryTag, _redelivered, { routingKey }) =>
					deliver(consumerTag, deliveryTag, routingKey),
				returned: () => undefined,
				confirm: () => undefined,
				cancelled: () => undefined,
				failed: () => undefined
			});
		});
	}

	#depart(
		channel: Channel,
		file: string,
		content: {
			readonly what: 'publish' | 'deliver';
			readonly routingKey: string;
			readonly deliveryTag: number;
			readonly consumerTag: string;
			readonly arrives: number;
		}
	): void {
		this.#emit({
			type: 'content.departed',
			at: this.#clock.now(),
			connection: channel.session.id,
			channel: channel.number,
			program: `${file}#1`,
			exchange: EXCHANGE,
			departs: content.arrives - LATENCY,
			...content
		});
	}

	#at(time: number, run: () => void): void {
		this.#clock.schedule(time, () => this.#turn(run));
	}

	#turn<T>(run: () => T): T {
		return this.#broker.engine.turn(run);
	}
}

const DURABLE = { passive: false, durable: true, autoDelete: false, arguments: [] } as const;
