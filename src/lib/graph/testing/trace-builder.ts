/**
 * Traces for tests and drafts, without an engine: a toy broker on virtual time that knows exchanges, queues and
 * round robin just well enough to write valid traces. The real one is `src/lib/broker`.
 */
import type { FieldTable } from '../../amqp';
import type { BindingCreated, PolicyApplied, QueueDeclared } from '../../broker/trace';
import type { TraceEvent } from '../../network/events';
import { VirtualClock } from '../../network/virtual-clock';

export const LATENCY = 500;

interface ToyQueue {
	readonly id: number;
	readonly ready: { readonly copy: number; readonly message: number; redelivered: boolean }[];
	readonly consumers: ToyConsumer[];
	readonly deadLetterExchange: string | null;
}
interface ToyConsumer {
	readonly id: number;
	readonly program: string;
	readonly queue: ToyQueue;
	readonly prefetch: number;
	readonly noAck: boolean;
	readonly work: number;
	readonly held: Set<number>;
	alive: boolean;
}
interface ToyBinding {
	readonly id: number;
	readonly source: number;
	readonly key: string;
	readonly queue: string | null;
	readonly exchange: number | null;
}

/** What a consumer does: how long it works on a message before it acknowledges, in virtual milliseconds. */
export interface ConsumeOptions {
	readonly prefetch?: number;
	readonly noAck?: boolean;
	readonly work?: number;
}

type Draft = TraceEvent extends infer E ? (E extends TraceEvent ? Omit<E, 'at'> : never) : never;

export class TraceBuilder {
	readonly events: TraceEvent[] = [];
	#ids = 0;
	readonly #clock = new VirtualClock();
	readonly #exchanges = new Map<string, { id: number; kind: string }>();
	readonly #queues = new Map<string, ToyQueue>();
	readonly #bindings: ToyBinding[] = [];
	readonly #connections = new Map<string, number>();
	readonly #instances = new Map<string, number>();
	readonly #consumers: ToyConsumer[] = [];
	readonly #linkFree = new Map<string, number>();
	#tags = 0;

	readonly #gap: number;

	/** `gap`: virtual milliseconds between contents written at one moment. */
	constructor(gap = 100) {
		this.#gap = gap;
		this.#declareExchange('', 'direct', null);
	}

	/** Starts a program with a connection and returns its id. */
	program(file: string, args: readonly string[] = []): string {
		const instance = (this.#instances.get(file) ?? 0) + 1;
		this.#instances.set(file, instance);
		const program = `${file}#${instance}`;
		const connection = this.#id();
		this.#connections.set(program, connection);
		this.#emit({ type: 'program.started', program, file, instance, language: 'javascript', args });
		const name = `127.0.0.1:${49151 + connection} -> 127.0.0.1:5672`;
		this.#emit({ type: 'connection.opened', connection, program, name, user: 'guest', vhost: '/' });
		this.#emit({ type: 'channel.opened', connection, channel: 1 });
		return program;
	}

	exchange(name: string, kind: string, by: string | null = null, table: FieldTable = []): void {
		if (!this.#exchanges.has(name)) this.#declareExchange(name, kind, by, table);
	}

	queue(name: string, by: string, overrides: Partial<QueueDeclared> = {}): void {
		if (this.#queues.has(name)) return;
		const id = this.#id();
		const table = overrides.arguments ?? [];
		const dead = table.find(([key]) => key === 'x-dead-letter-exchange')?.[1].value;
		this.#queues.set(name, {
			id,
			ready: [],
			consumers: [],
			deadLetterExchange: dead === undefined ? null : String(dead)
		});
		this.#emit({
			type: 'queue.declared',
			queue: id,
			vhost: '/',
			name,
			kind: 'classic',
			durable: false,
			autoDelete: false,
			exclusive: null,
			serverNamed: false,
			arguments: table,
			by: this.#channel(by),
			...overrides
		});
	}

	/** Binds a queue, or with `exchange` an exchange, to `source`. */
	bind(source: string, to: string | { exchange: string }, key = '', table: FieldTable = []): void {
		const id = this.#id();
		const from = this.#exchanges.get(source)!.id;
		const queue = typeof to === 'string' ? to : null;
		const exchange = typeof to === 'string' ? null : this.#exchanges.get(to.exchange)!.id;
		this.#bindings.push({ id, source: from, key, queue, exchange });
		const destination: BindingCreated['destination'] =
			exchange === null ? { queue: this.#queues.get(queue!)!.id } : { exchange };
		this.#emit({
			type: 'binding.created',
			binding: id,
			source: from,
			destination,
			routingKey: key,
			arguments: table,
			by: null
		});
	}

	consume(program: string, queue: string, options: ConsumeOptions = {}): number {
		const { prefetch = 0, noAck = false, work = 1000 } = options;
		const of = this.#queues.get(queue)!;
		const id = this.#id();
		const consumer = { id, program, queue: of, prefetch, noAck, work, held: new Set<number>(), alive: true };
		of.consumers.push(consumer);
		this.#consumers.push(consumer);
		this.#emit({
			type: 'consumer.started',
			...this.#channel(program),
			consumer: id,
			tag: `ctag${id}`,
			queue: of.id,
			noAck,
			exclusive: false,
			prefetchCount: prefetch,
			priority: 0,
			arguments: []
		});
		this.#dispatch(of);
		return id;
	}

	/** Publishes from a program: it arrives, is routed and is handed out a latency later. */
	publish(program: string, exchange: string, routingKey: string, mandatory = false): void {
		const [departs, arrives] = this.#travel(`${program} up`);
		this.#depart(program, 'publish', exchange, routingKey, 0, departs, arrives);
		this.#later(arrives, () => this.#receive(program, exchange, routingKey, mandatory));
	}

	/** Kills a program without a word: its consumers end and what they held goes back. */
	kill(program: string): void {
		const connection = this.#connections.get(program)!;
		for (const consumer of this.#consumers.filter((one) => one.program === program && one.alive)) {
			consumer.alive = false;
			consumer.queue.consumers.splice(consumer.queue.consumers.indexOf(consumer), 1);
			this.#emit({ type: 'consumer.ended', consumer: consumer.id, reason: 'connection-closed' });
			for (const copy of consumer.held) this.#requeue(consumer.queue, copy);
			this.#dispatch(consumer.queue);
		}
		this.#emit({ type: 'connection.closed', connection, initiator: 'network', code: 0, text: '' });
		this.#emit({ type: 'program.exited', program, code: null });
	}

	exit(program: string): void {
		const connection = this.#connections.get(program)!;
		this.#emit({ type: 'connection.closed', connection, initiator: 'client', code: 200, text: 'Goodbye' });
		this.#emit({ type: 'program.exited', program, code: 0 });
	}

	/** Drops the head of a queue as expired; to its dead letter exchange if it has one. */
	expire(queue: string): void {
		const of = this.#queues.get(queue)!;
		const head = of.ready.shift();
		if (!head) return;
		const target = of.deadLetterExchange === null ? undefined : this.#exchanges.get(of.deadLetterExchange);
		const { copy, message } = head;
		const deadLettered = target !== undefined;
		this.#emit({ type: 'copy.dropped', copy, message, queue: of.id, reason: 'expired', deadLettered });
		if (target) this.#route(message, target.id, '', 'dead-letter');
	}

	/** Lets virtual time go on to `until` milliseconds. */
	run(until: number): this {
		for (let next = this.#clock.next(); next !== null && next <= until; next = this.#clock.next()) {
			this.#clock.runNext();
		}
		this.#clock.advance(until);
		return this;
	}

	/** Does something at a moment to come. */
	at(at: number, run: () => void): this {
		this.#later(at, run);
		return this;
	}

	#id(): number {
		return ++this.#ids;
	}

	#later(at: number, run: () => void): void {
		this.#clock.schedule(at, run);
	}

	#emit(draft: Draft): void {
		this.events.push({ at: this.#clock.now(), ...draft } as TraceEvent);
	}

	/** Has a policy's definition hold for a queue, or with `exchange` for an exchange. */
	policy(of: string | { exchange: string }, definition: PolicyApplied['definition']): void {
		const object =
			typeof of === 'string'
				? { queue: this.#queues.get(of)!.id }
				: { exchange: this.#exchanges.get(of.exchange)!.id };
		this.#emit({ type: 'policy.applied', object, policy: 'policy', operatorPolicy: null, definition });
	}

	#channel(program: string): { connection: number; channel: number } {
		return { connection: this.#connections.get(program)!, channel: 1 };
	}

	#declareExchange(name: string, kind: string, by: string | null, table: FieldTable = []): void {
		const id = this.#id();
		this.#exchanges.set(name, { id, kind });
		this.#emit({
			type: 'exchange.declared',
			exchange: id,
			vhost: '/',
			name,
			kind,
			durable: true,
			autoDelete: false,
			internal: false,
			arguments: table,
			by: by === null ? null : this.#channel(by)
		});
	}

	/** Content on one link keeps order, a little apart. */
	#travel(link: string): [departs: number, arrives: number] {
		const departs = Math.max(this.#clock.now(), this.#linkFree.get(link) ?? 0);
		this.#linkFree.set(link, departs + this.#gap);
		return [departs, departs + LATENCY];
	}

	#depart(
		program: string,
		what: 'publish' | 'deliver' | 'return',
		exchange: string,
		routingKey: string,
		deliveryTag: number,
		departs: number,
		arrives: number
	): void {
		this.#emit({
			type: 'content.departed',
			...this.#channel(program),
			program,
			what,
			departs,
			arrives,
			exchange,
			routingKey,
			deliveryTag,
			consumerTag: ''
		});
	}

	#receive(program: string, exchange: string, routingKey: string, mandatory: boolean): void {
		const message = this.#id();
		const target = this.#exchanges.get(exchange)!;
		this.#emit({
			type: 'message.published',
			...this.#channel(program),
			message,
			exchange: target.id,
			routingKey,
			mandatory,
			properties: {},
			size: 5,
			preview: new TextEncoder().encode('hello'),
			confirm: 0
		});
		const queues = this.#route(message, target.id, routingKey, 'publish');
		if (queues > 0 || !mandatory) return;
		this.#emit({ type: 'message.returned', ...this.#channel(program), message, code: 312, text: 'NO_ROUTE' });
		const [departs, arrives] = this.#travel(`${program} down`);
		this.#depart(program, 'return', exchange, routingKey, 0, departs, arrives);
	}

	#route(message: number, exchange: number, key: string, cause: 'publish' | 'dead-letter'): number {
		const hops: { exchange: number; matched: number[]; via: 'publish' | 'binding' | 'dead-letter' }[] = [];
		const names = new Set<string>();
		const ask = [exchange];
		for (const id of ask) {
			const kind = [...this.#exchanges.values()].find((one) => one.id === id)!.kind;
			const matched = this.#bindings.filter((one) => one.source === id && matches(kind, one.key, key));
			const via = id === exchange ? cause : 'binding';
			hops.push({ exchange: id, matched: matched.map((one) => one.id), via });
			for (const binding of matched) {
				if (binding.queue !== null) names.add(binding.queue);
				else if (!ask.includes(binding.exchange!)) ask.push(binding.exchange!);
			}
			if (id === this.#exchanges.get('')!.id && this.#queues.has(key)) names.add(key);
		}
		const queues = [...names].map((name) => this.#queues.get(name)!);
		this.#emit({
			type: 'message.routed',
			message,
			cause,
			routingKeys: [key],
			hops,
			queues: queues.map((queue) => queue.id)
		});
		for (const queue of queues) {
			const copy = this.#id();
			queue.ready.push({ copy, message, redelivered: false });
			this.#emit({ type: 'copy.enqueued', copy, message, queue: queue.id });
			this.#dispatch(queue);
		}
		return queues.length;
	}

	#dispatch(queue: ToyQueue): void {
		for (;;) {
			const index = queue.consumers.findIndex((one) => one.prefetch === 0 || one.held.size < one.prefetch);
			const consumer = queue.consumers[index];
			const head = queue.ready[0];
			if (!consumer || !head) return;
			queue.ready.shift();
			queue.consumers.push(...queue.consumers.splice(index, 1));
			this.#deliver(consumer, head);
		}
	}

	#deliver(consumer: ToyConsumer, head: { copy: number; message: number; redelivered: boolean }): void {
		const { copy, message, redelivered } = head;
		const deliveryTag = ++this.#tags;
		const on = this.#channel(consumer.program);
		const { id, noAck, queue } = consumer;
		const settled = { ...on, copy, message, queue: queue.id };
		this.#emit({ type: 'copy.delivered', ...settled, consumer: id, deliveryTag, redelivered, noAck });
		const [departs, arrives] = this.#travel(`${consumer.program} down`);
		this.#depart(consumer.program, 'deliver', '', '', deliveryTag, departs, arrives);
		if (noAck) return;
		consumer.held.add(copy);
		this.#messages.set(copy, message);
		this.#later(arrives + consumer.work, () => {
			if (!consumer.held.delete(copy) || !consumer.alive) return;
			this.#emit({ type: 'copy.acknowledged', ...settled });
			this.#dispatch(queue);
		});
	}

	readonly #messages = new Map<number, number>();

	#requeue(queue: ToyQueue, copy: number): void {
		const message = this.#messages.get(copy)!;
		this.#emit({ type: 'copy.requeued', copy, message, queue: queue.id, reason: 'connection-closed' });
		queue.ready.push({ copy, message, redelivered: true });
		queue.ready.sort((a, b) => a.copy - b.copy);
	}
}

function matches(kind: string, pattern: string, key: string): boolean {
	if (kind === 'fanout') return true;
	if (kind === 'topic') return matchesWords(pattern.split('.'), key === '' ? [] : key.split('.'));
	return pattern === key;
}

function matchesWords([first, ...rest]: readonly string[], words: readonly string[]): boolean {
	if (first === undefined) return words.length === 0;
	if (first === '#')
		return matchesWords(rest, words) || (words.length > 0 && matchesWords([first, ...rest], words.slice(1)));
	return words.length > 0 && (first === '*' || first === words[0]) && matchesWords(rest, words.slice(1));
}
