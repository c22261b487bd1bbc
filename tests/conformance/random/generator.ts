/**
 * Makes up what clients might say, one step after another. It hears what the engine answers, so that what it says
 * is mostly to the point: it settles what was delivered, and uses what was declared.
 *
 * What a RabbitMQ leaves open it avoids: a channel consumes from one queue only, because deliveries from two
 * queues come in no order, and tags number them as they come.
 */
import {
	ack,
	bind,
	consume,
	get,
	nack,
	publish,
	send,
	vanish,
	wait,
	type Plain,
	type PlainProperties,
	type PlainTable,
	type Speaker,
	type Step
} from '../script';
import { Random } from './random';

const SPEAKERS = ['a1', 'a2', 'b1', 'b2', 'c1'] as const;
const QUEUES = ['q1', 'q2', 'q3', 'q4'] as const;
const EXCHANGES = ['x1', 'x2', 'x3'] as const;
const BUILT_IN = ['amq.direct', 'amq.fanout', 'amq.topic', 'amq.headers'] as const;
const KEYS = ['k1', 'k2', 'a.b', 'a.b.c', ''] as const;
const PATTERNS = ['k1', 'a.*', '#', 'a.#', '*.b', '1', '2'] as const;
const TAGS = ['t1', 't2', 't3', 't4'] as const;

/** How long messages with a time to live live, and how long is then waited, in milliseconds. */
const TTL = 300;
const LONG_ENOUGH = 500;
/** Steps that are taken at most while a time to live runs: real ones take time. */
const HURRY = 3;

/** Steps at the beginning that declare something. */
const PROLOGUE = 8;

/** What the generator knows of a channel. */
interface ChannelState {
	/** Deliveries not yet settled. */
	unsettled: number[];
	transactional: boolean;
	/** The one queue that it consumes from. */
	readonly queue: string;
}

/** What else there is to say. Each is off at first, so that what the others cover is covered well. */
export interface Topics {
	/** Times to live that pass. */
	readonly time: boolean;
	/** Queues other than classic ones, and plugin exchanges. */
	readonly kinds: boolean;
}

type Maker = (by: Speaker) => Step;

export class Generator {
	readonly #random: Random;
	readonly #channels = new Map<Speaker, ChannelState>();
	/** How each queue and exchange that there should be was declared. */
	readonly #declared = new Map<string, Step>();
	/** How often each kind of step is said. */
	readonly #makers: readonly (readonly [number, Maker])[];
	#messages = 0;
	/** Steps taken to have something to begin with. */
	#setUp = 0;
	/** Whether anything with a time to live was ever said. */
	#timed = false;
	/** Steps until time must pass; null while no time to live runs. */
	#fuse: number | null = null;

	constructor(
		seed: number,
		readonly topics: Topics
	) {
		this.#random = new Random(seed);
		this.#makers = this.#emphasize();
	}

	/** The next step. */
	next(): Step {
		if (this.#fuse !== null && this.#fuse-- === 0) {
			this.#fuse = null;
			return wait(LONG_ENOUGH);
		}
		const by = this.#random.pick(SPEAKERS);
		if (this.#setUp < PROLOGUE)
			return this.#setUp++ % 2 === 0 ? this.#declareQueue(by) : this.#declareExchange(by);
		return this.#random.weighted(this.#makers)(by);
	}

	/** Takes in what came of a step, as the transcript says it. */
	hear(step: Step, lines: readonly string[]): void {
		this.#noteNames(step, lines[1] ?? '');
		for (const line of lines) {
			const heard = /^ {2}(\w\d+) ← ([\w.-]+)(?:.* deliveryTag=(\d+))?/.exec(line);
			if (heard === null) continue;
			const [, by, what, tag] = heard as unknown as [string, Speaker, string, string | undefined];
			if (what === 'basic.deliver' || what === 'basic.get-ok') this.#channel(by).unsettled.push(Number(tag));
			if (what === 'tx.select-ok') this.#channel(by).transactional = true;
			if (what === 'channel.close' || what === 'channel.close-ok') this.#end(by);
			if (what === 'closed' || what === 'connection.close-ok')
				for (const one of SPEAKERS) if (one[0] === by[0]) this.#end(one);
		}
	}

	#noteNames(step: Step, answer: string): void {
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
		if (answer.includes('.delete-ok')) this.#declared.delete(name);
	}

	#end(by: Speaker): void {
		const channel = this.#channel(by);
		channel.unsettled = [];
		channel.transactional = false;
	}

	/** A session has moods: some of what can be said is said more often, some less, and some not at all. */
	#emphasize(): (readonly [number, Maker])[] {
		const usual: readonly (readonly [number, Maker])[] = [
			[8, (by) => this.#declareQueue(by)],
			[5, (by) => this.#declareExchange(by)],
			[6, (by) => this.#bind(by)],
			[2, (by) => this.#unbind(by)],
			[3, (by) => this.#bindExchange(by)],
			[1, (by) => this.#unbindExchange(by)],
			[26, (by) => this.#publish(by)],
			[8, (by) => this.#get(by)],
			[9, (by) => this.#consume(by)],
			[3, (by) => send(by, 'basic.cancel', { consumerTag: this.#random.pick(TAGS) })],
			[12, (by) => this.#acknowledge(by)],
			[10, (by) => this.#giveBack(by)],
			[4, (by) => this.#qos(by)],
			[2, (by) => this.#recover(by)],
			[1, (by) => send(by, 'tx.select')],
			[3, (by) => this.#endTransaction(by)],
			[1, (by) => send(by, 'confirm.select')],
			[2, (by) => send(by, 'queue.purge', { queue: this.#queue() })],
			[3, (by) => this.#deleteQueue(by)],
			[2, (by) => this.#deleteExchange(by)],
			[1.5, (by) => send(by, 'channel.close', { replyCode: 200 })],
			[0.5, (by) => send(`${by[0]}0` as Speaker, 'connection.close', { replyCode: 200 })],
			[0.5, (by) => vanish(by)]
		];
		return usual.map(([weight, maker]) => [weight * this.#random.pick([0, 0.5, 1, 1, 1, 2]), maker] as const);
	}

	#channel(by: Speaker): ChannelState {
		const known = this.#channels.get(by);
		if (known) return known;
		const state = { unsettled: [], transactional: false, queue: this.#queue() || 'q1' };
		this.#channels.set(by, state);
		return state;
	}

	#queue(): string {
		const known = QUEUES.filter((queue) => this.#declared.has(queue));
		return this.#random.weighted([
			[60, this.#random.pick(known.length > 0 ? known : QUEUES)],
			[3, this.#random.pick(QUEUES)],
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

	/** Mostly as it was declared before, for otherwise it is an error. */
	#again(by: Speaker, name: string, make: () => Step): Step {
		const before = this.#declared.get(name);
		return before?.do === 'send' && this.#random.chance(0.6) ? { ...before, by } : make();
	}

	#declareQueue(by: Speaker): Step {
		const random = this.#random;
		const queue = random.weighted([
			[40, random.pick(QUEUES)],
			[1, 'amq.q'],
			[2, '']
		]);
		if (random.chance(0.2)) return send(by, 'queue.declare', { queue, passive: true });
		return this.#again(by, queue, () => {
			const kind = this.#kind();
			const lasting = kind['x-queue-type'] !== undefined && !random.chance(0.05);
			return send(by, 'queue.declare', {
				queue: lasting && queue === '' ? 'q1' : queue,
				durable: lasting || random.chance(0.3),
				autoDelete: !lasting && random.chance(0.15),
				exclusive: !lasting && random.chance(0.1),
				arguments: { ...kind, ...this.#queueArguments() }
			});
		});
	}

	#kind(): PlainTable {
		if (!this.topics.kinds || !this.#random.chance(0.5)) return {};
		return {
			'x-queue-type': this.#random.weighted([
				[8, 'quorum'],
				[1, 'classic'],
				[0.2, 'x']
			])
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
						[9, 600000],
						[0.5, 0]
					])
			],
			['x-dead-letter-exchange', () => random.pick(['', 'x1', 'x2', 'amq.fanout', 'absent'])],
			['x-dead-letter-exchange', () => random.pick(['', 'x1', 'x2', 'amq.fanout'])],
			['x-dead-letter-routing-key', () => random.pick([...QUEUES, 'k1'])],
			['x-single-active-consumer', () => random.chance(0.8)],
			['x-delivery-limit', () => random.pick([0, 1, 2])],
			['x-queue-mode', () => random.pick(['lazy', 'default', 'x'])],
			['x-unknown', () => 'anything']
		];
		const chosen = random.some(0.08, possible).map(([name, value]) => [name, value()] as const);
		const named = chosen.some(([name]) => name === 'x-dead-letter-exchange');
		const wanted = named || random.chance(0.05);
		return Object.fromEntries(chosen.filter(([name]) => wanted || name !== 'x-dead-letter-routing-key'));
	}

	#timeToLive(): number {
		if (!this.topics.time) return this.#random.pick([0, 0, 600000]);
		this.#timed = true;
		return this.#random.pick([0, TTL, TTL, 600000]);
	}

	#declareExchange(by: Speaker): Step {
		const random = this.#random;
		const exchange = random.weighted<string>([
			[40, random.pick(EXCHANGES)],
			[1, random.pick([...BUILT_IN, 'amq.x', ''])]
		]);
		if (random.chance(0.15)) return send(by, 'exchange.declare', { exchange, passive: true });
		return this.#again(by, exchange, () =>
			send(by, 'exchange.declare', {
				exchange,
				type: random.weighted([
					[20, random.pick(['direct', 'fanout', 'topic', 'headers'])],
					[this.topics.kinds ? 5 : 0, 'x-consistent-hash'],
					[0.2, 'x-none']
				]),
				durable: random.chance(0.3),
				autoDelete: random.chance(0.15),
				internal: random.chance(0.1),
				arguments: random.chance(0.2)
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
			...(random.chance(0.6) && { h: random.pick(HEADER_VALUES) }),
			...(random.chance(0.3) && { 'x-h': random.pick(HEADER_VALUES) })
		};
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
		const direct = random.chance(0.55);
		const exchange = direct ? '' : this.#exchange();
		const key = direct ? this.#queue() : random.pick([...KEYS, ...QUEUES]);
		const mandatory = random.chance(0.2);
		const immediate = random.chance(0.003);
		const properties = this.#properties();
		if (this.#timed) this.#fuse ??= HURRY;
		return publish(by, key, `m${++this.#messages}`, properties, { exchange, mandatory, immediate });
	}

	#properties(): PlainProperties {
		const random = this.#random;
		const headers = this.#headers();
		return {
			...(Object.keys(headers).length > 0 && { headers }),
			...(random.chance(0.2) && {
				deliveryMode: random.weighted([
					[5, 2],
					[3, 1],
					[0.1, 3]
				])
			}),
			...(random.chance(0.2) && { priority: random.pick([0, 1, 2, 5, 255]) }),
			...(random.chance(0.06) && { expiration: this.#expiration() }),
			...(random.chance(0.03) && { correlationId: 'c' }),
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
		return {
			...(random.chance(0.15) && { h: random.pick(HEADER_VALUES) }),
			...(random.chance(0.05) && { 'x-h': random.pick(HEADER_VALUES) }),
			...(random.chance(0.05) && { CC: random.some(0.4, QUEUES) }),
			...(random.chance(0.05) && { BCC: random.some(0.4, QUEUES) }),
			...(random.chance(0.002) && { CC: 'q1' })
		};
	}

	#get(by: Speaker): Step {
		return get(by, this.#queue(), this.#random.chance(0.3));
	}

	#consume(by: Speaker): Step {
		const random = this.#random;
		return consume(
			by,
			this.#channel(by).queue,
			random.pick(TAGS),
			random.chance(0.2)
				? {
						'x-priority': random.weighted<Plain>([
							[9, random.pick([-1, 1, 5])],
							[0.3, 'x']
						])
					}
				: {},
			{ noAck: random.chance(0.25), exclusive: random.chance(0.08) }
		);
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
		const debtors = SPEAKERS.filter((one) => this.#channel(one).unsettled.length > 0);
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
		return send(by, 'basic.qos', {
			prefetchCount: this.#random.pick([0, 1, 2, 3]),
			global: this.#random.chance(0.4),
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
		const transactional = SPEAKERS.filter((one) => this.#channel(one).transactional);
		if (transactional.length === 0)
			return this.#random.chance(0.05) ? send(by, 'tx.commit') : this.#publish(by);
		return send(this.#random.pick(transactional), this.#random.chance(0.7) ? 'tx.commit' : 'tx.rollback');
	}

	#deleteQueue(by: Speaker): Step {
		const random = this.#random;
		return send(by, 'queue.delete', {
			queue: this.#queue(),
			ifUnused: random.chance(0.25),
			ifEmpty: random.chance(0.25)
		});
	}

	#deleteExchange(by: Speaker): Step {
		return send(by, 'exchange.delete', { exchange: this.#exchange(), ifUnused: this.#random.chance(0.4) });
	}
}

const OVERFLOWS = ['drop-head', 'reject-publish', 'reject-publish-dlx'] as const;
const HEADER_VALUES = ['v', 1, true, null] as const;
