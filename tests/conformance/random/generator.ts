/**
 * Makes up what clients might say, one step after another. It hears what the engine answers, so that what it says
 * is mostly to the point: it settles what was delivered, and uses what was declared.
 *
 * What a RabbitMQ leaves open it avoids: a channel hears of one queue at a time, because deliveries from two queues
 * come in no order, and tags number them as they come (it consumes from one queue only, or takes back what would
 * bring it messages of several); nobody asks how long a stream is, which is told with
 * a delay; and what crashes a 3.10: a name never means a queue of another kind than before, nobody settles what
 * came from a queue that has been there before the present one of that name, and where there are quorum queues no
 * consumer has the tag of an earlier one.
 */
import {
	ack,
	bind,
	consume,
	get,
	nack,
	permit,
	permitTopic,
	policy,
	restart,
	publish,
	send,
	vanish,
	wait,
	type Plain,
	type PlainProperties,
	type PlainTable,
	type PolicyOrder,
	type Speaker,
	type Step
} from '../script';
import { Contents } from './contents';
import { Random } from './random';

const SPEAKERS: readonly Speaker[] = ['a1', 'a2', 'b1', 'b2', 'c1'];
const QUEUES = ['q1', 'q2', 'q3', 'q4'] as const;
const EXCHANGES = ['x1', 'x2', 'x3'] as const;
const BUILT_IN = ['amq.direct', 'amq.fanout', 'amq.topic', 'amq.headers'] as const;
const KEYS = ['k1', 'k2', 'a.b', 'a.b.c', ''] as const;
const PATTERNS = ['k1', 'a.*', '#', 'a.#', '*.b', '1', '2'] as const;
const TAGS = ['t1', 't2', 't3', 't4'] as const;
const REPLY_TO = 'amq.rabbitmq.reply-to';

/** How long messages with a time to live live, and how long is then waited, in milliseconds. */
const TTL = 300;
const LONG_ENOUGH = 500;
/** Steps that are taken at most while a time to live runs: real ones take time. */
const HURRY = 3;

/** Steps at the beginning that declare something. */
const PROLOGUE = 8;
/** Steps before the restart, where there is one. */
const LIFE = 25;

/** What the generator knows of a channel. */
interface ChannelState {
	/** Deliveries not yet settled. */
	unsettled: number[];
	/** Queues that some were from, settled or not. */
	readonly creditors: Set<string>;
	transactional: boolean;
	/** What each of its consumers, by tag, consumes from, and whether it wants no acknowledgements. */
	readonly consumers: Map<string, { readonly queue: string; readonly noAck: boolean }>;
	/** How many consumers it has had. */
	begun: number;
	/** Whether it waits for direct replies. */
	replies: boolean;
	/** Of consumers to come. */
	prefetchCount: number;
	/** The one queue that it consumes from, where it isn't to be several. */
	readonly queue: string;
}

/** What else there is to say. Each is off at first, so that what the others cover is covered well. */
export interface Topics {
	/** Times to live that pass. */
	readonly time: boolean;
	/** Queues other than classic ones, and plugin exchanges. */
	readonly kinds: boolean;
	/** Streams. */
	readonly streams: boolean;
	/** Policies, and a user who may not do everything. */
	readonly orders: boolean;
	/** Channels that consume from several queues. */
	readonly several: boolean;
	/** Properties and headers of every kind, which are then dead-lettered. */
	readonly contents: boolean;
	/** Queues that go when nobody has used them for a time, and much else that goes by itself. */
	readonly lifetimes: boolean;
	/** A restart of the server, once. */
	readonly restarts: boolean;
	/** The user who may not do everything may now do this, now that. */
	readonly rights: boolean;
	/** Long ways: exchanges bound to each other, alternate and internal ones, further keys. */
	readonly routes: boolean;
	/** Many consumers of few queues, of every rank. */
	readonly contests: boolean;
	/** Channels in tx mode. */
	readonly transactions: boolean;
	/** Where to begin in a stream, and how much of it is kept. */
	readonly offsets: boolean;
}

type Maker = (by: Speaker) => Step;

export class Generator {
	readonly #random: Random;
	readonly #channels = new Map<Speaker, ChannelState>();
	/** What each channel consumes from, also when it is opened again. */
	readonly #consumed = new Map<Speaker, string>();
	/** How each queue and exchange that there should be was declared. */
	readonly #declared = new Map<string, Step>();
	/** What kind of queue each name is for. */
	readonly #kinds = new Map<string, PlainTable>();
	/** Names that the server has made up: of queues, and for replies. */
	readonly #made = { queues: new Set<string>(), replies: new Set<string>() };
	readonly #speakers: readonly Speaker[];
	/** Policies that there should be. */
	readonly #policies = new Set<string>();
	/** How likely it is that a queue has each argument there is, and that it has its dead letters sent on. */
	readonly #particular: number;
	readonly #deadly: number;
	readonly #contents: Contents;
	/** How often each kind of step is said. */
	readonly #makers: readonly (readonly [number, Maker])[];
	#messages = 0;
	/** Steps taken to have something to begin with. */
	#setUp = 0;
	/** Steps heard. */
	#heard = 0;
	/** Whether the server has been restarted. */
	#restarted = false;
	/** Whether anything with a time to live was ever said. */
	#timed = false;
	/** Steps until time must pass; null while no time to live runs. */
	#fuse: number | null = null;

	constructor(
		seed: number,
		readonly topics: Topics
	) {
		this.#random = new Random(seed);
		this.#speakers = speakersFor(topics);
		this.#particular = this.#random.pick([0.03, 0.08, 0.15]);
		this.#deadly = this.#random.pick(topics.contents || topics.offsets ? [0.6] : [0, 0, 0.6]);
		this.#contents = new Contents(this.#random, QUEUES);
		this.#makers = this.#emphasize();
	}

	/** The next step. */
	next(): Step {
		if (this.topics.restarts && this.#heard === LIFE && !this.#restarted) {
			this.#restarted = true;
			return restart();
		}
		if (this.#fuse !== null && this.#fuse-- === 0) {
			this.#fuse = null;
			return wait(LONG_ENOUGH);
		}
		if (this.topics.lifetimes && this.#timed) this.#fuse ??= HURRY;
		const by = this.#random.pick(this.#speakers);
		if (this.#setUp < PROLOGUE) return this.#begin(by, this.#setUp++);
		return this.#random.weighted(this.#makers)(by);
	}

	/** Something to begin with: queues, exchanges, bindings and consumers. */
	#begin(by: Speaker, step: number): Step {
		if (step % 2 === 0) return this.#declareQueue(by);
		return step % 4 === 1
			? this.#declareExchange(by)
			: this.#random.chance(0.5)
				? this.#bind(by)
				: this.#consume(by);
	}

	/**
	 * Whether a RabbitMQ may have answered this step otherwise: a channel got messages of several queues, which come in
	 * any order.
	 */
	leavesOpen(step: Step, lines: readonly string[]): boolean {
		const sources = new Map<string, string>();
		return lines.some((line) => {
			const [, by, consumer] = / (\w\d+) ← basic\.(?:deliver consumerTag="(\w+)"|get-ok)/.exec(line) ?? [];
			if (by === undefined) return false;
			const known = this.#channel(by as Speaker).consumers.get(consumer ?? '');
			const queue = known?.queue ?? (step.do === 'send' ? String(step.fields['queue']) : '');
			const before = sources.get(by) ?? queue;
			sources.set(by, queue);
			return before !== queue;
		});
	}

	/** Takes in what came of a step, as the transcript says it. */
	hear(step: Step, lines: readonly string[]): void {
		this.#heard++;
		const answer = 'by' in step && lines.find((line) => line.startsWith(`  ${step.by} ←`));
		this.#noteNames(step, answer || '');
		for (const line of lines) {
			const heard = /^ {2}(\w\d+) ← ([\w.-]+)(.*)/.exec(line);
			if (heard === null) continue;
			const [, by, what, fields] = heard as unknown as [string, Speaker, string, string];
			this.#noteAnswer(step, by, what, fields);
			for (const [name] of fields.matchAll(/amq\.rabbitmq\.reply-to\.<\d+>/g)) this.#made.replies.add(name);
		}
	}

	#noteAnswer(step: Step, by: Speaker, what: string, fields: string): void {
		const channel = this.#channel(by);
		const said = step.do === 'send' ? (step.fields as Readonly<Record<string, unknown>>) : {};
		const tag = Number(/ deliveryTag=(\d+)/.exec(fields)?.[1]);
		const consumer = / consumerTag="(\w+)"/.exec(fields)?.[1] ?? '';
		const source = what === 'basic.deliver' ? channel.consumers.get(consumer) : undefined;
		if (source?.noAck === false) this.#owe(channel, tag, source.queue);
		if (what === 'basic.get-ok' && said['noAck'] !== true) this.#owe(channel, tag, String(said['queue']));
		if (what === 'basic.consume-ok') {
			channel.consumers.set(consumer, { queue: String(said['queue']), noAck: said['noAck'] === true });
			channel.begun++;
			channel.replies ||= said['queue'] === REPLY_TO;
		}
		if (what === 'basic.cancel-ok' || what === 'basic.cancel') channel.consumers.delete(consumer);
		if (what === 'basic.qos-ok' && said['global'] !== true)
			channel.prefetchCount = Number(said['prefetchCount']);
		if (what === 'tx.select-ok') channel.transactional = true;
		if (what === 'channel.close' || what === 'channel.close-ok') this.#channels.delete(by);
		if (what === 'closed' || what === 'connection.close-ok')
			for (const one of this.#speakers) if (one[0] === by[0]) this.#channels.delete(one);
	}

	#owe(channel: ChannelState, tag: number, queue: string): void {
		channel.unsettled.push(tag);
		channel.creditors.add(queue);
	}

	#noteNames(step: Step, answer: string): void {
		if (step.do === 'restart') this.#noteRestart();
		if (step.do === 'vanish')
			for (const one of this.#speakers) if (one[0] === step.by[0]) this.#channels.delete(one);
		if (step.do !== 'send') return;
		const { queue, exchange, passive } = step.fields as {
			queue?: string;
			exchange?: string;
			passive?: boolean;
		};
		const name = step.method.startsWith('queue.') ? queue : exchange;
		if (name === undefined) return;
		if (answer.includes('.declare-ok') && !passive && !this.#declared.has(name))
			this.#declared.set(name, step);
		if (answer.includes('.delete-ok') || (step.method === 'queue.delete' && answer === ''))
			this.#declared.delete(name);
		const [madeUp] = /amq\.gen-<\d+>/.exec(answer) ?? [];
		if (madeUp !== undefined) this.#made.queues.add(madeUp);
		if (answer.includes('replyCode=404')) this.#made.queues.delete(name);
	}

	#noteRestart(): void {
		this.#channels.clear();
		this.#made.replies.clear();
		for (const [name, declared] of this.#declared)
			if (declared.do === 'send' && declared.fields['durable'] !== true) this.#declared.delete(name);
	}

	/** A session has moods: some of what can be said is said more often, some less, and some not at all. */
	#emphasize(): (readonly [number, Maker])[] {
		const { orders, lifetimes, rights, routes, contests, transactions } = this.topics;
		const leaving = lifetimes ? 2 : 0.5;
		const usual: readonly (readonly [number, Maker])[] = [
			[4, (by) => this.#declareQueue(by)],
			[routes ? 6 : 2, (by) => this.#declareExchange(by)],
			[6, (by) => this.#bind(by)],
			[2, (by) => this.#unbind(by)],
			[routes ? 9 : 3, (by) => this.#bindExchange(by)],
			[routes ? 4 : 1, (by) => this.#unbindExchange(by)],
			[34, (by) => this.#publish(by)],
			[8, (by) => this.#get(by)],
			[contests ? 30 : 12, (by) => this.#consume(by)],
			[contests ? 9 : 3, (by) => send(by, 'basic.cancel', { consumerTag: this.#random.pick(TAGS) })],
			[12, (by) => this.#acknowledge(by)],
			[10, (by) => this.#giveBack(by)],
			[contests ? 9 : 4, (by) => this.#qos(by)],
			[2, (by) => this.#recover(by)],
			[transactions ? 8 : 1, (by) => send(by, 'tx.select')],
			[transactions ? 15 : 3, (by) => this.#endTransaction(by)],
			[transactions ? 4 : 1, (by) => send(by, 'confirm.select')],
			[2, (by) => this.#purge(by)],
			[3, (by) => this.#deleteQueue(by)],
			[2, (by) => this.#deleteExchange(by)],
			[1, (by) => this.#awaitReplies(by)],
			[2, (by) => this.#request(by)],
			[2, (by) => this.#reply(by)],
			[rights ? 16 : orders ? 8 : 0, () => this.#order()],
			[1.5, (by) => send(by, 'channel.close', { replyCode: 200 })],
			[leaving, (by) => send(`${by[0]}0` as Speaker, 'connection.close', { replyCode: 200 })],
			[leaving, (by) => vanish(by)]
		];
		return usual.map(([weight, maker]) => [weight * this.#random.pick([0, 0.5, 1, 1, 1, 2]), maker] as const);
	}

	#channel(by: Speaker): ChannelState {
		const known = this.#channels.get(by);
		if (known) return known;
		const state = {
			unsettled: [],
			creditors: new Set<string>(),
			transactional: false,
			consumers: new Map<string, { queue: string; noAck: boolean }>(),
			begun: 0,
			replies: false,
			prefetchCount: 0,
			queue: this.#consumed.get(by) ?? (this.#queue() || 'q1')
		};
		this.#consumed.set(by, state.queue);
		this.#channels.set(by, state);
		return state;
	}

	#queue(): string {
		const queues = this.topics.contests ? QUEUES.slice(0, 2) : QUEUES;
		const known = queues.filter((queue) => this.#declared.has(queue));
		return this.#random.weighted([
			[60, this.#random.pick(known.length > 0 ? known : queues)],
			[3, this.#random.pick(queues)],
			[this.#made.queues.size > 0 ? 6 : 0, this.#random.pick([...this.#made.queues])],
			[1, '']
		]);
	}

	#exchange(): string {
		const known = EXCHANGES.filter((exchange) => this.#declared.has(exchange));
		return this.#random.weighted([
			[20, this.#random.pick(known.length > 0 ? known : EXCHANGES)],
			[1, this.#random.pick(EXCHANGES)],
			[8, this.#random.pick(BUILT_IN)],
			[0.3, '']
		]);
	}

	/** Mostly one of these that is not there, or not any more. */
	#missing<Name extends string>(names: readonly Name[]): Name {
		const missing = names.filter((name) => !this.#declared.has(name));
		return this.#random.pick(missing.length > 0 && this.#random.chance(0.7) ? missing : names);
	}

	/** Mostly as it was declared before, for otherwise it is an error. */
	#again(by: Speaker, name: string, nowait: boolean, make: () => Step): Step {
		const before = this.#declared.get(name);
		if (before?.do !== 'send' || !this.#random.chance(0.85)) return make();
		return { ...before, by, fields: { ...before.fields, nowait } };
	}

	#declareQueue(by: Speaker, wanted?: string): Step {
		const random = this.#random;
		const { lifetimes, restarts } = this.topics;
		const queue = random.weighted([
			[40, wanted ?? this.#missing(QUEUES)],
			[1, 'amq.q'],
			[this.#made.replies.size > 0 ? 1 : 0, REPLY_TO],
			[3, '']
		]);
		const nowait = this.#isStream(queue);
		if (random.chance(this.#declared.has(queue) ? 0.3 : 0.03))
			return send(by, 'queue.declare', { queue, passive: true, nowait });
		const debtor = this.#mayBeGone(queue) ? this.#debtorOf(queue) : undefined;
		if (debtor !== undefined) return send(debtor, 'channel.close', { replyCode: 200 });
		return this.#again(by, queue, nowait, () => {
			const kind = this.#kind(queue);
			const lasting = kind['x-queue-type'] !== undefined && !random.chance(0.05);
			return send(by, 'queue.declare', {
				queue,
				durable: lasting || random.chance(restarts ? 0.7 : 0.3),
				autoDelete: !lasting && random.chance(lifetimes ? 0.3 : 0.15),
				exclusive: !lasting && random.chance(lifetimes ? 0.2 : 0.04),
				nowait,
				arguments: {
					...kind,
					...(this.#takesArguments(kind) && this.#queueArguments()),
					...this.#focusedArguments(kind)
				}
			});
		});
	}

	#mayBeGone(queue: string): boolean {
		if (this.topics.lifetimes) return true;
		const declared = this.#declared.get(queue);
		if (declared?.do !== 'send') return true;
		const { autoDelete, exclusive } = declared.fields;
		return autoDelete === true || exclusive === true;
	}

	/** A channel that got something from a queue with this name. */
	#debtorOf(queue: string): Speaker | undefined {
		return this.#speakers.find((one) => this.#channel(one).creditors.has(queue));
	}

	/** Who lets the server make up a name wants a classic queue. */
	#kind(queue: string): PlainTable {
		if (queue === '') return {};
		const kind = this.#kinds.get(queue) ?? this.#newKind();
		this.#kinds.set(queue, kind);
		return kind;
	}

	#newKind(): PlainTable {
		const { kinds, streams } = this.topics;
		if (!(kinds || streams) || !this.#random.chance(0.5)) return {};
		return {
			'x-queue-type': this.#random.weighted([
				[kinds ? 8 : 0, 'quorum'],
				[streams ? 8 : 0, 'stream'],
				[1, 'classic'],
				[0.2, 'x']
			])
		};
	}

	/** Streams refuse most. */
	#takesArguments(kind: PlainTable): boolean {
		return kind['x-queue-type'] !== 'stream' || this.#random.chance(0.05);
	}

	#focusedArguments(kind: PlainTable): PlainTable {
		const random = this.#random;
		const { contests, offsets } = this.topics;
		return {
			...(contests && random.chance(0.4) && { 'x-single-active-consumer': true }),
			...(offsets &&
				kind['x-queue-type'] === 'stream' &&
				Object.fromEntries(
					random.some(0.25, LIMITS_OF_STREAMS).map(([name, values]) => [name, random.pick(values)])
				))
		};
	}

	#queueArguments(): PlainTable {
		const random = this.#random;
		const possible: readonly (readonly [name: string, value: () => Plain])[] = [
			[
				'x-max-length',
				() =>
					random.weighted([
						[9, random.pick([0, 1, 2, 3])],
						[0.3, random.pick([-1, 'x'])]
					])
			],
			['x-max-length-bytes', () => random.pick([0, 4, 9, 20])],
			[
				'x-overflow',
				() =>
					random.weighted([
						[4, random.pick(OVERFLOWS)],
						[0.2, 'x']
					])
			],
			[
				'x-max-priority',
				() =>
					random.weighted([
						[9, random.pick([1, 3, 10])],
						[0.3, random.pick([0, 256])]
					])
			],
			['x-message-ttl', () => this.#timeToLive()],
			[
				'x-expires',
				() =>
					random.weighted([
						[9, this.#lifetime()],
						[0.5, 0]
					])
			],
			['x-dead-letter-exchange', () => random.pick(['', 'x1', 'x2', 'amq.fanout', 'absent'])],
			['x-dead-letter-exchange', () => random.pick(['', 'x1', 'x2', 'amq.fanout'])],
			['x-dead-letter-routing-key', () => random.pick([...QUEUES, 'k1'])],
			['x-single-active-consumer', () => random.chance(0.8)],
			[this.topics.kinds ? 'x-delivery-limit' : 'x-unknown-limit', () => random.pick([0, 1, 2])],
			['x-queue-mode', () => random.pick(['lazy', 'default', 'x'])],
			['x-unknown', () => 'anything']
		];
		const chosen = random.some(this.#particular, possible).map(([name, value]) => [name, value()] as const);
		const named = chosen.some(([name]) => name === 'x-dead-letter-exchange');
		const wanted = named || random.chance(0.05);
		return {
			...Object.fromEntries(chosen.filter(([name]) => wanted || name !== 'x-dead-letter-routing-key')),
			// Chains and circles of queues that send their dead on.
			...(random.chance(this.#deadly) && {
				'x-dead-letter-exchange': '',
				'x-dead-letter-routing-key': random.pick(QUEUES)
			})
		};
	}

	/** How long a queue stays without being used. */
	#lifetime(): number {
		if (!this.topics.lifetimes) return 600000;
		this.#timed = true;
		return TTL;
	}

	#timeToLive(): number {
		if (!this.topics.time) return this.#random.pick([0, 0, 600000]);
		this.#timed = true;
		return this.#random.pick([0, TTL, TTL, 600000]);
	}

	#declareExchange(by: Speaker): Step {
		const random = this.#random;
		const { routes } = this.topics;
		const exchange = random.weighted<string>([
			[40, this.#missing(EXCHANGES)],
			[1, random.pick([...BUILT_IN, 'amq.x', ''])]
		]);
		if (random.chance(this.#declared.has(exchange) ? 0.3 : 0.03))
			return send(by, 'exchange.declare', { exchange, passive: true });
		return this.#again(by, exchange, false, () =>
			send(by, 'exchange.declare', {
				exchange,
				type: random.weighted([
					[20, random.pick(['direct', 'fanout', 'topic', 'headers'])],
					[this.topics.kinds ? 5 : 0, 'x-consistent-hash'],
					[0.2, 'x-none']
				]),
				durable: random.chance(this.topics.restarts ? 0.7 : 0.3),
				autoDelete: random.chance(this.topics.lifetimes ? 0.5 : 0.15),
				internal: random.chance(routes ? 0.15 : 0.04),
				arguments: random.chance(routes ? 0.6 : 0.2)
					? { 'alternate-exchange': random.pick([...EXCHANGES, 'amq.fanout', 'absent', 5]) }
					: {}
			})
		);
	}

	#bindingKey(): string {
		return this.#random.pick([...KEYS, ...PATTERNS, ...QUEUES]);
	}

	#bindingArguments(): PlainTable {
		const random = this.#random;
		if (!random.chance(0.3)) return {};
		return {
			...(random.chance(0.7) && { 'x-match': random.pick(['all', 'any', 'all-with-x', 'any-with-x']) }),
			...(random.chance(0.02) && { 'x-match': random.pick(['x', 1]) }),
			...(random.chance(0.6) && { h: this.#headerValue() }),
			...(random.chance(0.3) && { 'x-h': random.pick(HEADER_VALUES) })
		};
	}

	#headerValue(): Plain {
		return this.topics.contents ? this.#contents.value() : this.#random.pick(HEADER_VALUES);
	}

	#bind(by: Speaker): Step {
		return bind(by, this.#queue(), this.#exchange(), this.#bindingKey(), this.#bindingArguments());
	}

	#unbind(by: Speaker): Step {
		const fields = { routingKey: this.#bindingKey(), arguments: this.#bindingArguments() };
		return send(by, 'queue.unbind', { queue: this.#queue(), exchange: this.#exchange(), ...fields });
	}

	#bindExchange(by: Speaker): Step {
		const ends = { destination: this.#exchange(), source: this.#exchange() };
		return send(by, 'exchange.bind', {
			...ends,
			routingKey: this.#bindingKey(),
			arguments: this.#bindingArguments()
		});
	}

	#unbindExchange(by: Speaker): Step {
		const ends = { destination: this.#exchange(), source: this.#exchange() };
		return send(by, 'exchange.unbind', { ...ends, routingKey: this.#bindingKey() });
	}

	#publish(by: Speaker): Step {
		const random = this.#random;
		const { routes } = this.topics;
		const direct = random.chance(routes ? 0.2 : 0.65);
		const exchange = direct ? '' : this.#exchange();
		const key = direct ? this.#queue() : random.pick([...KEYS, ...QUEUES]);
		const mandatory = random.chance(routes ? 0.6 : 0.2);
		const immediate = random.chance(0.001);
		const properties = this.#properties();
		if (this.#timed) this.#fuse ??= HURRY;
		return publish(by, key, `m${++this.#messages}`, properties, { exchange, mandatory, immediate });
	}

	#properties(): PlainProperties {
		const random = this.#random;
		const { contents } = this.topics;
		const headers = { ...this.#headers(), ...(contents && this.#contents.headers()) };
		return {
			...(contents && this.#contents.properties()),
			...(Object.keys(headers).length > 0 && { headers }),
			...(random.chance(this.topics.restarts ? 0.7 : 0.2) && {
				deliveryMode: random.weighted([
					[5, 2],
					[3, 1],
					[0.1, 3]
				])
			}),
			...(random.chance(0.2) && { priority: random.pick([0, 1, 2, 5, 255]) }),
			...(random.chance(0.06) && { expiration: this.#expiration() }),
			...(random.chance(0.03) && { correlationId: 'c', messageId: random.pick(['1', '2']) }),
			...(random.chance(0.03) && {
				userId: random.weighted([
					[5, 'guest'],
					[1, 'other']
				])
			})
		};
	}

	#expiration(): string {
		return this.#random.chance(0.03) ? this.#random.pick(['x', '-1', '1x']) : String(this.#timeToLive());
	}

	#headers(): PlainTable {
		const random = this.#random;
		const further = this.topics.routes ? 0.25 : 0.05;
		return {
			...(random.chance(0.15) && { h: random.pick(HEADER_VALUES) }),
			...(random.chance(0.05) && { 'x-h': random.pick(HEADER_VALUES) }),
			...(random.chance(further) && { CC: random.some(0.4, QUEUES) }),
			...(random.chance(further) && { BCC: random.some(0.4, QUEUES) }),
			...(random.chance(0.002) && { CC: 'q1' }),
			...(this.topics.contents &&
				random.chance(0.03) && {
					[random.pick(['CC', 'BCC'])]: [random.pick(QUEUES), ...this.#made.replies, REPLY_TO]
				})
		};
	}

	#get(by: Speaker): Step {
		const queue = this.#queue();
		if (this.#isStream(queue) && this.#random.chance(0.95)) return this.#publish(by);
		return get(by, queue, this.#random.chance(0.2));
	}

	#purge(by: Speaker): Step {
		const queue = this.#queue();
		if (this.#isStream(queue) && this.#random.chance(0.9)) return this.#publish(by);
		return send(by, 'queue.purge', { queue });
	}

	#consume(by: Speaker): Step {
		const random = this.#random;
		const { contests, offsets } = this.topics;
		const { queue: usual, prefetchCount } = this.#channel(by);
		const queue = (this.topics.several && this.#queue()) || usual;
		if (!this.#declared.has(queue) && random.chance(0.9)) return this.#declareQueue(by, queue);
		const stream = this.#isStream(queue);
		if (stream && prefetchCount === 0 && random.chance(0.95)) return this.#qos(by);
		return consume(
			by,
			queue,
			this.#unusedTag(by),
			{
				...(random.chance(contests ? 0.6 : 0.2) && {
					'x-priority': random.weighted<Plain>([
						[9, random.pick([-1, 1, 5])],
						[0.3, 'x']
					])
				}),
				...((stream || random.chance(0.005)) && {
					'x-stream-offset': random.weighted<Plain>([
						[9, random.pick(offsets ? OFFSETS : ['first', 'last', 'next', 0, 1, 3, 9])],
						[0.3, 'x']
					])
				})
			},
			{ noAck: random.chance(stream ? 0.03 : 0.15), exclusive: random.chance(contests ? 0.2 : 0.08) }
		);
	}

	#isStream(queue: string): boolean {
		const declared = this.#declared.get(queue);
		if (declared?.do !== 'send') return false;
		return (declared.fields['arguments'] as PlainTable)['x-queue-type'] === 'stream';
	}

	/** Mostly one that the channel doesn't use yet. */
	#unusedTag(by: Speaker): string {
		if (this.topics.kinds) return TAGS[this.#channel(by).begun] ?? `t${this.#channel(by).begun + 1}`;
		const unused = TAGS.filter((tag) => !this.#channel(by).consumers.has(tag));
		return this.#random.pick(unused.length > 0 && !this.#random.chance(0.03) ? unused : TAGS);
	}

	#awaitReplies(by: Speaker): Step {
		const tag = this.#unusedTag(by);
		if (this.#channel(by).replies && this.#random.chance(0.9)) return this.#request(by);
		return consume(by, REPLY_TO, tag, {}, { noAck: !this.#random.chance(0.05) });
	}

	/** By somebody who waits for replies, if there is anybody. */
	#request(asked: Speaker): Step {
		const waiting = this.#speakers.filter((one) => this.#channel(one).replies);
		if (waiting.length === 0 && !this.#random.chance(0.05)) return this.#publish(asked);
		const by = waiting.length === 0 ? asked : this.#random.pick(waiting);
		return publish(by, this.#queue(), `m${++this.#messages}`, { replyTo: REPLY_TO });
	}

	#reply(by: Speaker): Step {
		const names = [...this.#made.replies];
		if (names.length === 0) return this.#publish(by);
		const name = this.#random.pick(names);
		if (this.#random.chance(0.1)) return send(by, 'queue.declare', { queue: name, passive: true });
		const mandatory = this.#random.chance(0.2);
		return publish(by, name, `m${++this.#messages}`, {}, { mandatory });
	}

	/** An operator's. */
	#order(): Step {
		const { orders, rights } = this.topics;
		return rights && !(orders && this.#random.chance(0.5)) ? this.#permit() : this.#setPolicy();
	}

	#setPolicy(): Step {
		const random = this.#random;
		const name = random.pick(POLICIES);
		const operator = name.startsWith('o');
		if (this.#policies.has(name) && random.chance(0.3)) {
			this.#policies.delete(name);
			return policy(name, '', null, { operator });
		}
		this.#policies.add(name);
		const applyTo = operator ? 'queues' : random.pick(['all', 'all', 'queues', 'exchanges'] as const);
		return policy(name, random.pick(PATTERNS_OF_NAMES), this.#definition(operator, applyTo), {
			...{ operator, applyTo },
			// Which of two with the same priority applies is nobody's business.
			priority: POLICIES.indexOf(name)
		});
	}

	/** The visitor's rights are others from now on. */
	#permit(): Step {
		const random = this.#random;
		const names = (): string => random.pick(PATTERNS_OF_RIGHTS);
		if (random.chance(0.75)) return permit({ configure: names(), write: names(), read: names() });
		const keys = (): string => random.pick(PATTERNS_OF_KEYS);
		return permitTopic(random.pick(['amq.topic', 'x1', 'x2']), { write: keys(), read: keys() });
	}

	#definition(operator: boolean, applyTo: PolicyOrder['applyTo']): Record<string, string | number> {
		const random = this.#random;
		const limits: Record<string, string | number> = {
			'max-length': random.pick([0, 1, 2, 3]),
			'max-length-bytes': random.pick([0, 4, 9, 20]),
			'message-ttl': this.#timeToLive(),
			expires: this.#lifetime()
		};
		const queues: Record<string, string | number> = {
			...limits,
			overflow: random.pick(OVERFLOWS),
			'dead-letter-exchange': random.pick(['', 'x1', 'x2', 'amq.fanout', 'absent']),
			'dead-letter-routing-key': random.pick([...QUEUES, 'k1'])
		};
		const exchanges = { 'alternate-exchange': random.pick([...EXCHANGES, 'amq.fanout', 'absent']) };
		const possible = operator
			? limits
			: { ...(applyTo !== 'exchanges' && queues), ...(applyTo !== 'queues' && exchanges) };
		const keys = Object.keys(possible);
		const chosen = new Set([random.pick(keys), ...random.some(0.25, keys)]);
		return Object.fromEntries(Object.entries(possible).filter(([key]) => chosen.has(key)));
	}

	/** Of what isn't settled, mostly the oldest; sometimes one that never was. */
	#tag(by: Speaker): number {
		const { unsettled } = this.#channel(by);
		if (unsettled.length === 0 || this.#random.chance(0.03)) return this.#random.pick([0, 1, 9]);
		return this.#random.chance(0.5) ? unsettled[0]! : this.#random.pick(unsettled);
	}

	/** Whether the settling is for all up to a tag; notes what is settled by it. */
	#multiple(by: Speaker, tag: number): boolean {
		const channel = this.#channel(by);
		const multiple = tag === 0 ? this.#random.chance(0.9) : this.#random.chance(0.25);
		channel.unsettled = channel.unsettled.filter(
			(one) => one !== tag && !(multiple && (tag === 0 || one < tag))
		);
		return multiple;
	}

	/** Somebody who has something to settle, mostly; null when there is nobody. */
	#debtor(by: Speaker): Speaker | null {
		if (this.#random.chance(0.02)) return by;
		const debtors = this.#speakers.filter((one) => this.#channel(one).unsettled.length > 0);
		return debtors.length === 0 ? null : this.#random.pick(debtors);
	}

	#acknowledge(asked: Speaker): Step {
		const by = this.#debtor(asked);
		if (by === null) return this.#publish(asked);
		const tag = this.#tag(by);
		return ack(by, tag, this.#multiple(by, tag));
	}

	#giveBack(asked: Speaker): Step {
		const by = this.#debtor(asked);
		if (by === null) return this.#publish(asked);
		const tag = this.#tag(by);
		const requeue = this.#random.chance(0.6);
		if (this.#random.chance(0.3)) {
			this.#channel(by).unsettled = this.#channel(by).unsettled.filter((one) => one !== tag);
			return send(by, 'basic.reject', { deliveryTag: tag, requeue });
		}
		return nack(by, tag, requeue, this.#multiple(by, tag));
	}

	#qos(by: Speaker): Step {
		const { kinds, streams, several } = this.topics;
		// Which queue gets what a channel's limit leaves is nobody's business.
		const global = several ? 0 : kinds || streams ? 0.05 : 0.4;
		return send(by, 'basic.qos', {
			prefetchCount: this.#random.pick(streams ? [0, 1, 2, 3, 9] : [0, 1, 2, 3]),
			global: this.#random.chance(global),
			...(this.#random.chance(0.005) && { prefetchSize: 1 })
		});
	}

	#recover(by: Speaker): Step {
		this.#channel(by).unsettled = [];
		const method = this.#random.chance(0.5) ? 'basic.recover' : 'basic.recover-async';
		return send(by, method, { requeue: !this.#random.chance(0.02) });
	}

	/** By somebody in tx mode, if there is anybody. */
	#endTransaction(by: Speaker): Step {
		const transactional = this.#speakers.filter((one) => this.#channel(one).transactional);
		if (transactional.length === 0)
			return this.#random.chance(0.05) ? send(by, 'tx.commit') : this.#publish(by);
		return send(this.#random.pick(transactional), this.#random.chance(0.7) ? 'tx.commit' : 'tx.rollback');
	}

	#deleteQueue(by: Speaker): Step {
		const random = this.#random;
		const queue = this.#queue();
		return send(by, 'queue.delete', {
			queue,
			nowait: this.#isStream(queue),
			ifUnused: random.chance(0.25),
			ifEmpty: random.chance(0.25)
		});
	}

	#deleteExchange(by: Speaker): Step {
		return send(by, 'exchange.delete', { exchange: this.#exchange(), ifUnused: this.#random.chance(0.4) });
	}
}

function speakersFor({ orders, rights }: Topics): readonly Speaker[] {
	if (rights) return ['a1', 'b1', 'd1', 'd2', 'd3'];
	return orders ? [...SPEAKERS, 'd1'] : SPEAKERS;
}

const POLICIES = ['p0', 'p1', 'o2', 'p3', 'o4'] as const;
const PATTERNS_OF_NAMES = ['^q', 'q[12]', 'q3|q4', '^x', '^amq\\.gen', '.*', '1'] as const;
const OFFSETS: readonly Plain[] = [
	...['first', 'last', 'next', 0, 1, 2, 3, 9, { type: 'long', value: 1n } as const],
	// Everything is younger than an hour, and nothing is from the year 2100.
	...[{ type: 'timestamp', value: 0n } as const, { type: 'timestamp', value: 4102444800n } as const],
	...['1h', '10Y', '01D', '1', '1w', '0h', '']
];
const LIMITS_OF_STREAMS: readonly (readonly [name: string, values: readonly Plain[]])[] = [
	['x-max-length-bytes', [1000000, 0, -1, 'x']],
	['x-max-age', ['1h', '10Y', '1', 'h', 5]],
	['x-stream-max-segment-size-bytes', [500000, 0, -1, 'x', 4000000000]],
	['x-initial-cluster-size', [1, 3, 0, 'x']],
	['x-queue-leader-locator', ['client-local', 'balanced', 'x', 1]]
];
const PATTERNS_OF_RIGHTS = [
	'',
	'.*',
	'^q',
	'^x',
	'^amq',
	'^(q[12]|x1)$',
	'^(q[13]|amq\\.(default|topic))$'
] as const;
const PATTERNS_OF_KEYS = ['', '.*', '^a', 'k1', '^{username}', '^(a\\.b|#)$'] as const;
const OVERFLOWS = ['drop-head', 'reject-publish', 'reject-publish-dlx'] as const;
const HEADER_VALUES = ['v', 1, true, null] as const;
