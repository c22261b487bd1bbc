/**
 * Random histories: what several clients and an operator do to a broker, as plain data, and the hand that does it.
 * Steps name things by small numbers, so that most of them find something to act on.
 */
import fc from 'fast-check';
import { longstr, type FieldTable, type FieldValue, type MethodName } from '../../amqp';
import type { Broker } from '../broker';
import type { HandClock } from './hand-clock';
import { TestClient, type Fields } from './test-client';

const int = (value: number): FieldValue => ({ type: 'signedint', value });
const dead: FieldTable = [['x-dead-letter-exchange', longstr('dlx')]];

/** Each queue there may be, by name. */
const QUEUES: Readonly<Record<string, Fields<'queue.declare'>>> = {
	plain: {},
	durable: { durable: true },
	expiring: { durable: true, arguments: [['x-message-ttl', int(50)], ...dead] },
	short: { arguments: [['x-max-length', int(3)]] },
	rejecting: {
		arguments: [
			['x-max-length', int(2)],
			['x-overflow', longstr('reject-publish')]
		]
	},
	priorities: { durable: true, arguments: [['x-max-priority', int(3)], ...dead] },
	single: { arguments: [['x-single-active-consumer', { type: 'bool', value: true }], ...dead] },
	quorum: { durable: true, arguments: [['x-queue-type', longstr('quorum')], ...dead] },
	limited: {
		durable: true,
		arguments: [['x-queue-type', longstr('quorum')], ['x-delivery-limit', int(2)], ...dead]
	},
	sure: {
		durable: true,
		arguments: [
			['x-queue-type', longstr('quorum')],
			['x-dead-letter-strategy', longstr('at-least-once')],
			['x-overflow', longstr('reject-publish')],
			...dead
		]
	},
	leaving: { autoDelete: true, durable: true },
	own: { exclusive: true },
	lease: { arguments: [['x-expires', int(300)]] }
};
const QUEUE_NAMES = Object.keys(QUEUES);

/** Where dead letters may go: nowhere that has dead letters of its own, or they could go round for ever. */
const GRAVES = ['plain', 'durable', 'short', 'rejecting', 'leaving', 'lease'];

const EXCHANGES: Readonly<Record<string, Fields<'exchange.declare'>>> = {
	dlx: { type: 'fanout', durable: true },
	passing: { type: 'topic', autoDelete: true },
	fallback: { type: 'direct', arguments: [['alternate-exchange', longstr('amq.fanout')]] }
};
const EXCHANGE_NAMES = Object.keys(EXCHANGES);
const SOURCES = ['amq.direct', 'amq.topic', 'amq.fanout', 'passing', 'fallback'];
const BINDING_KEYS = ['a', 'b', 'a.b', 'a.*', '#'];
const KEYS = ['a', 'b', 'a.b', ''];

/** Virtual host of each client. */
const CLIENTS = ['/', '/', 'other'];
const CHANNELS = [1, 2];
const POLICIES = [{ 'max-length': 2 }, { 'message-ttl': 30 }, { 'dead-letter-exchange': 'dlx' }];

/** Client, then channel. */
type Speaker = readonly [client: number, channel: number];

export type Step =
	| { readonly do: 'declare' | 'remove' | 'purge'; readonly by: Speaker; readonly queue: string }
	| { readonly do: 'exchange' | 'no-exchange'; readonly by: Speaker; readonly exchange: string }
	| {
			readonly do: 'bind' | 'unbind';
			readonly by: Speaker;
			readonly queue: string;
			readonly exchange: string;
			readonly key: string;
	  }
	| { readonly do: 'bury' | 'chain'; readonly by: Speaker; readonly queue: string; readonly key: string }
	| {
			readonly do: 'publish';
			readonly by: Speaker;
			readonly exchange: string;
			readonly key: string;
			readonly count: number;
			readonly persistent: boolean;
			readonly priority: number;
			readonly expiration: number | null;
			readonly mandatory: boolean;
	  }
	| { readonly do: 'consume' | 'get'; readonly by: Speaker; readonly queue: string; readonly noAck: boolean }
	| { readonly do: 'qos'; readonly by: Speaker; readonly count: number; readonly global: boolean }
	| {
			readonly do: 'settle';
			readonly by: Speaker;
			readonly how: 'ack' | 'nack' | 'reject' | 'discard';
			readonly which: number;
			readonly multiple: boolean;
	  }
	| {
			readonly do:
				'cancel' | 'recover' | 'confirm' | 'tx' | 'commit' | 'rollback' | 'fault' | 'close' | 'vanish';
			readonly by: Speaker;
	  }
	| { readonly do: 'pass'; readonly milliseconds: number }
	| { readonly do: 'policy'; readonly policy: number | null }
	| { readonly do: 'restart' };

const by: fc.Arbitrary<Speaker> = fc.tuple(fc.nat(CLIENTS.length - 1), fc.constantFrom(...CHANNELS));

const is = <const D extends Step['do']>(...names: D[]) => fc.constantFrom(...names);

const message = {
	do: is('publish'),
	by,
	count: fc.constantFrom(1, 1, 2, 5),
	persistent: fc.boolean(),
	priority: fc.nat(4),
	expiration: fc.constantFrom(null, null, null, 20, 100),
	mandatory: fc.boolean()
};
const published = fc.record({
	...message,
	exchange: fc.constantFrom(...SOURCES),
	key: fc.constantFrom(...KEYS)
});
const settled = fc.record({
	do: is('settle'),
	by,
	how: fc.constantFrom('ack', 'ack', 'nack', 'reject', 'discard'),
	which: fc.nat(5),
	multiple: fc.boolean()
});
const exchange = fc.record({
	do: is('exchange', 'exchange', 'exchange', 'no-exchange'),
	by,
	exchange: fc.constantFrom(...EXCHANGE_NAMES)
});
const passed = fc.record({ do: is('pass'), milliseconds: fc.constantFrom(1, 10, 60, 400, 90_000) });
const policy = fc.record({ do: is('policy'), policy: fc.option(fc.nat(POLICIES.length - 1)) });

/** A step in a world of few queues, where much happens to each. */
function steps(names: readonly string[]): fc.Arbitrary<Step> {
	const queue = fc.constantFrom(...names);
	const grave = fc.constantFrom(...GRAVES);
	const key = fc.constantFrom(...BINDING_KEYS);
	const source = fc.constantFrom(...SOURCES);
	const noAck = fc.constantFrom(false, false, false, true);
	return fc.oneof(
		{ weight: 20, arbitrary: fc.record({ ...message, exchange: fc.constant(''), key: queue }) },
		{ weight: 8, arbitrary: published },
		{ weight: 20, arbitrary: settled },
		{ weight: 8, arbitrary: fc.record({ do: is('consume'), by, queue, noAck }) },
		{ weight: 6, arbitrary: fc.record({ do: is('get'), by, queue, noAck }) },
		{ weight: 2, arbitrary: fc.record({ do: is('remove', 'purge', 'declare'), by, queue }) },
		{ weight: 3, arbitrary: exchange },
		{
			weight: 6,
			arbitrary: fc.record({ do: is('bind', 'bind', 'bind', 'unbind'), by, queue, exchange: source, key })
		},
		{ weight: 3, arbitrary: fc.record({ do: is('bury', 'bury', 'chain'), by, queue: grave, key }) },
		{ weight: 3, arbitrary: fc.record({ do: is('qos'), by, count: fc.nat(3), global: fc.boolean() }) },
		{ weight: 6, arbitrary: fc.record({ do: is('cancel', 'recover', 'close', 'vanish'), by }) },
		{ weight: 4, arbitrary: fc.record({ do: is('confirm', 'tx', 'commit', 'rollback'), by }) },
		{ weight: 1, arbitrary: fc.record({ do: is('fault'), by }) },
		{ weight: 5, arbitrary: passed },
		{ weight: 2, arbitrary: policy },
		{ weight: 1, arbitrary: fc.record({ do: is('restart') }) }
	);
}

/** Histories of up to `maxLength` steps. */
export function histories(maxLength: number): fc.Arbitrary<Step[]> {
	const few = fc.shuffledSubarray(QUEUE_NAMES, { minLength: 1, maxLength: 3 });
	return few.chain((names) => fc.array(steps(names), { minLength: 1, maxLength, size: 'max' }));
}

/** One channel as its client sees it. */
interface Held {
	/** Tags of deliveries that want an acknowledgement, oldest first. */
	readonly tags: number[];
	/** Consumers by tag, and whether they are without acknowledgement. */
	readonly consumers: Map<string, boolean>;
	mode: 'plain' | 'tx' | 'confirm';
}

/** Does to a broker what a history says. Clients open connections and channels when they first need them. */
export class Actors {
	readonly #clients: (TestClient | undefined)[] = [];
	readonly #channels = new Map<string, Held>();
	#consumers = 0;

	constructor(
		readonly broker: Broker,
		readonly clock: HandClock
	) {
		broker.vhosts.add('other');
		broker.users.get('guest').permit('other', { configure: '.*', write: '.*', read: '.*' });
	}

	act(step: Step): void {
		if (step.do === 'restart') this.broker.restart();
		else if (step.do === 'pass') this.clock.pass(step.milliseconds);
		else if (step.do === 'policy') this.#policy(step.policy);
		else this.#speak(step);
		this.#listen();
	}

	/** The operator's policy, or none. */
	#policy(policy: number | null): void {
		const { policies } = this.broker.vhosts.get('/');
		if (policy === null) {
			if (policies.size > 0) policies.clear('p');
		} else
			policies.set({
				...{ name: 'p', pattern: 'a', applyTo: 'queues', priority: 0 },
				definition: POLICIES[policy]!
			});
	}

	#speak(step: Extract<Step, { by: Speaker }>): void {
		const say = <N extends MethodName>(name: N, fields: Fields<N> = {}) => this.#say(step.by, name, fields);
		switch (step.do) {
			case 'declare':
				return say('queue.declare', { queue: step.queue, ...QUEUES[step.queue] });
			case 'remove':
				return say('queue.delete', { queue: step.queue });
			case 'purge':
				return say('queue.purge', { queue: step.queue });
			case 'exchange':
				return say('exchange.declare', { exchange: step.exchange, ...EXCHANGES[step.exchange] });
			case 'no-exchange':
				return say('exchange.delete', { exchange: step.exchange });
			case 'bind':
				this.#need(step.by, step.queue, step.exchange);
				return say('queue.bind', { queue: step.queue, exchange: step.exchange, routingKey: step.key });
			case 'unbind':
				return say('queue.unbind', { queue: step.queue, exchange: step.exchange, routingKey: step.key });
			case 'bury':
				this.#need(step.by, step.queue, 'dlx');
				return say('queue.bind', { queue: step.queue, exchange: 'dlx' });
			case 'chain':
				this.#need(step.by, step.queue, 'passing');
				return say('exchange.bind', { source: 'passing', destination: 'amq.direct', routingKey: step.key });
			case 'publish':
				return this.#publish(step);
			case 'consume':
				return this.#consume(step.by, step.queue, step.noAck);
			case 'get':
				return this.#get(step.by, step.queue, step.noAck);
			case 'qos':
				return say('basic.qos', { prefetchCount: step.count, global: step.global });
			case 'settle':
				return this.#settle(step);
			case 'cancel':
				return this.#cancel(step.by);
			case 'recover':
				this.#channel(step.by).tags.length = 0;
				return say('basic.recover', { requeue: true });
			case 'confirm':
			case 'tx':
				return this.#select(step.by, step.do);
			case 'commit':
			case 'rollback':
				return this.#channel(step.by).mode === 'tx' ? say(`tx.${step.do}`) : undefined;
			case 'fault':
				return say('basic.ack', { deliveryTag: 1e9 });
			case 'close':
				say('channel.close');
				this.#channels.delete(`${step.by}`);
				return;
			case 'vanish':
				return this.#vanish(step.by[0]);
		}
	}

	#say<N extends MethodName>(speaker: Speaker, name: N, fields: Fields<N> = {}): void {
		this.#channel(speaker);
		const [client, channel] = speaker;
		this.#clients[client]!.writeMethod(channel, name, fields);
		this.#send(client);
	}

	/** What is received stays where `#listen` looks. */
	#send(client: number): void {
		const said = this.#clients[client]!.take();
		const answers = this.#clients[client]!.flush();
		answers.unshift(...said);
	}

	#publish(step: Extract<Step, { do: 'publish' }>): void {
		const { exchange, key, mandatory, priority, expiration, persistent } = step;
		this.#channel(step.by);
		this.#need(step.by, exchange === '' ? key : '', exchange);
		const [client, channel] = step.by;
		for (let count = 0; count < step.count; count++)
			this.#clients[client]!.write(channel, { exchange, routingKey: key, mandatory }, `${count}`, {
				deliveryMode: persistent ? 2 : 1,
				...(priority > 0 ? { priority } : {}),
				...(expiration === null ? {} : { expiration: `${expiration}` })
			});
		this.#send(client);
	}

	#select(speaker: Speaker, mode: 'tx' | 'confirm'): void {
		const held = this.#channel(speaker);
		if (held.mode !== 'plain') return;
		held.mode = mode;
		this.#say(speaker, `${mode}.select`);
	}

	/** Declares what isn't there. */
	#need(speaker: Speaker, queue: string, exchange = ''): void {
		const { queues, exchanges } = this.broker.vhosts.get(CLIENTS[speaker[0]]!);
		if (QUEUES[queue] && !queues.has(queue)) this.#say(speaker, 'queue.declare', { queue, ...QUEUES[queue] });
		if (EXCHANGES[exchange] && !exchanges.has(exchange))
			this.#say(speaker, 'exchange.declare', { exchange, ...EXCHANGES[exchange] });
	}

	#consume(speaker: Speaker, queue: string, noAck: boolean): void {
		this.#need(speaker, queue);
		const { consumers } = this.#channel(speaker);
		const consumerTag = `c${++this.#consumers}`;
		consumers.set(consumerTag, noAck);
		this.#say(speaker, 'basic.consume', { queue, consumerTag, noAck });
	}

	/** A tag that can't be told from those of consumers; so it is noted at once. */
	#get(speaker: Speaker, queue: string, noAck: boolean): void {
		this.#need(speaker, queue);
		this.#say(speaker, 'basic.get', { queue, noAck });
		const held = this.#channels.get(`${speaker}`)!;
		const answer = this.#clients[speaker[0]]!.received.at(-1)?.method;
		if (answer?.name === 'basic.get-ok' && !noAck) held.tags.push(Number(answer.deliveryTag));
	}

	#settle({ by: speaker, how, which, multiple }: Extract<Step, { do: 'settle' }>): void {
		const { tags } = this.#channel(speaker);
		if (tags.length === 0) return;
		const index = which % tags.length;
		const deliveryTag = tags[index]!;
		if (multiple && how !== 'reject') tags.splice(0, index + 1);
		else tags.splice(index, 1);
		if (how === 'ack') return this.#say(speaker, 'basic.ack', { deliveryTag, multiple });
		if (how === 'reject') return this.#say(speaker, 'basic.reject', { deliveryTag, requeue: true });
		this.#say(speaker, 'basic.nack', { deliveryTag, multiple, requeue: how === 'nack' });
	}

	#cancel(speaker: Speaker): void {
		const [consumerTag] = this.#channel(speaker).consumers.keys();
		if (consumerTag === undefined) return;
		this.#say(speaker, 'basic.cancel', { consumerTag });
	}

	#vanish(client: number): void {
		this.#clients[client]?.connection.closed();
		this.#forget(client);
	}

	#forget(client: number): void {
		this.#clients[client] = undefined;
		for (const channel of CHANNELS) this.#channels.delete(`${[client, channel]}`);
	}

	#channel(speaker: Speaker): Held {
		const [client, channel] = speaker;
		const open = (this.#clients[client] ??= TestClient.open(this.broker, { vhost: CLIENTS[client]! }));
		const known = this.#channels.get(`${speaker}`);
		if (known) return known;
		open.writeMethod(channel, 'channel.open');
		this.#send(client);
		const held: Held = { tags: [], consumers: new Map(), mode: 'plain' };
		this.#channels.set(`${speaker}`, held);
		return held;
	}

	/** Takes note of deliveries and closes, and answers these. */
	#listen(): void {
		for (const [client, each] of this.#clients.entries()) {
			if (!each) continue;
			for (const { channel, method } of each.take()) {
				const held = this.#channels.get(`${[client, channel]}`);
				if (method.name === 'basic.deliver') {
					if (held?.consumers.get(method.consumerTag) === false) held.tags.push(Number(method.deliveryTag));
				} else if (method.name === 'channel.close') {
					this.#channels.delete(`${[client, channel]}`);
					each.send(channel, 'channel.close-ok');
				} else if (method.name === 'connection.close') this.#vanish(client);
			}
			if (each.transportClosed) this.#forget(client);
		}
	}
}
