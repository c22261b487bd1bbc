/**
 * The story of one message, from the trace alone: who published it where, which bindings were asked and why each
 * matched or didn't, and what became of every copy. Typed data; the words are the card's.
 */
import { explain, type Explanation } from '../broker';
import type {
	BindingCreated,
	BindingId,
	CopyDropped,
	CopyId,
	CopyRequeued,
	ExchangeDeclared,
	ExchangeId,
	MessageId,
	MessagePublished,
	MessageRouted,
	QueueDeclared,
	QueueId,
	RoutingHop
} from '../broker/trace';
import type { TraceEvent } from '../network/events';
import { onChannel } from './fold-channels';
import { Rivals, type RivalReason } from './rivals';

/** One binding that was asked. */
export interface Trial {
	readonly binding: BindingId;
	readonly bindingKey: string;
	/** Name of the queue or exchange it leads to. */
	readonly to: string;
	readonly matched: boolean;
	/** Its queue had the message already: it matched and added nothing (X9). */
	readonly again: boolean;
	readonly explanation: Explanation;
}

/** One exchange's part in routing the message. */
export interface Asked {
	readonly exchange: string;
	/** direct, fanout, topic, headers … */
	readonly kind: string;
	readonly via: RoutingHop['via'];
	readonly trials: readonly Trial[];
}

/** One routing of the message: its publish, or a dead letter's second journey. */
export interface Routing {
	readonly at: number;
	readonly cause: MessageRouted['cause'];
	readonly routingKeys: readonly string[];
	readonly asked: readonly Asked[];
	/** Names of the queues that got a copy. */
	readonly queues: readonly string[];
}

/** What happened to a copy, in order. */
export type CopyStep =
	| { readonly type: 'enqueued'; readonly at: number }
	/** `program` is a file's name, or a connection's. */
	| {
			readonly type: 'delivered';
			readonly at: number;
			readonly program: string;
			readonly redelivered: boolean;
			readonly noAck: boolean;
			/** Programs whose consumers of the same queue did not get it, and why. */
			readonly passedOver: readonly { readonly program: string; readonly why: RivalReason }[];
	  }
	| { readonly type: 'acknowledged'; readonly at: number }
	| { readonly type: 'requeued'; readonly at: number; readonly reason: CopyRequeued['reason'] }
	| {
			readonly type: 'dropped';
			readonly at: number;
			readonly reason: CopyDropped['reason'];
			readonly deadLettered: boolean;
			/** In a restart: which of the two was not written to disk (P1, P2); null otherwise. */
			readonly transient: 'queue' | 'message' | null;
	  };

export interface CopyStory {
	readonly copy: CopyId;
	readonly queueId: QueueId;
	readonly queue: string;
	readonly steps: readonly CopyStep[];
}

export interface Story {
	readonly message: MessageId;
	/** Who published it: a file's name, or a connection's. */
	readonly program: string;
	readonly line: number | null;
	readonly at: number;
	/** '' for the default exchange. */
	readonly exchange: string;
	readonly routingKey: string;
	/** The body as text; of a long one its first 256 bytes. */
	readonly body: string;
	readonly routings: readonly Routing[];
	readonly copies: readonly CopyStory[];
	/** Handed back to its publisher, which had asked for that (mandatory). */
	readonly returned: boolean;
	/** Handed straight to who had asked (direct reply-to, B32). */
	readonly replied: boolean;
	/** Where its transaction stands, which decides whether it reaches its queues (B30); null outside one. */
	readonly transaction: 'open' | 'committed' | 'rolled-back' | null;
	/** Names of queues that would not take it. */
	readonly refusedBy: readonly string[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
interface OpenCopy extends Writable<Omit<CopyStory, 'steps'>> {
	steps: CopyStep[];
}

const utf8 = new TextDecoder();

/** Reads a trace as it grows and tells the story of one message of it. */
export class StoryTeller {
	readonly #message: MessageId;
	#events: readonly TraceEvent[] | null = null;
	#read = 0;
	readonly #exchanges = new Map<ExchangeId, ExchangeDeclared>();
	readonly #queues = new Map<QueueId, QueueDeclared>();
	/** In order of creation; removed ones are gone. */
	readonly #bindings = new Map<BindingId, BindingCreated>();
	readonly #programs = new Map<number, string>();
	readonly #rivals = new Rivals();
	/** Channels in transaction mode. */
	readonly #transactional = new Set<string>();
	#published: MessagePublished | null = null;
	#publisher = '';
	#routings: Routing[] = [];
	#copies = new Map<CopyId, OpenCopy>();
	#returned = false;
	#replied = false;
	#transaction: Story['transaction'] = null;
	#refusedBy: string[] = [];

	constructor(message: MessageId) {
		this.#message = message;
	}

	/**
	 * Reads on, up to `count` events in all; a replaced or shortened list is read anew. Null while the message
	 * has not been published.
	 */
	tell(events: readonly TraceEvent[], count = events.length): Story | null {
		if (events !== this.#events || count < this.#read) this.#restart(events);
		for (; this.#read < count; this.#read++) this.#hear(events[this.#read]!);
		return this.#story();
	}

	#restart(events: readonly TraceEvent[]): void {
		this.#events = events;
		this.#read = 0;
		for (const map of [this.#exchanges, this.#queues, this.#bindings, this.#programs, this.#copies])
			map.clear();
		this.#rivals.clear();
		this.#transactional.clear();
		this.#transaction = null;
		this.#published = null;
		this.#routings = [];
		this.#returned = false;
		this.#replied = false;
		this.#refusedBy = [];
	}

	#hear(event: TraceEvent): void {
		if ('message' in event && event.message === this.#message) this.#hearMessage(event);
		this.#rivals.hear(event);
		switch (event.type) {
			case 'connection.opened':
				this.#programs.set(event.connection, event.program ?? event.name);
				break;
			case 'exchange.declared':
				this.#exchanges.set(event.exchange, event);
				break;
			case 'queue.declared':
				this.#queues.set(event.queue, event);
				break;
			case 'binding.created':
				this.#bindings.set(event.binding, event);
				break;
			case 'binding.removed':
				this.#bindings.delete(event.binding);
				break;
			case 'channel.mode':
				if (event.mode === 'tx') this.#transactional.add(onChannel(event));
				break;
			case 'transaction.ended':
				if (event.messages.includes(this.#message))
					this.#transaction = event.committed ? 'committed' : 'rolled-back';
		}
	}

	#hearMessage(event: Extract<TraceEvent, { readonly message: MessageId }>): void {
		switch (event.type) {
			case 'message.published':
				this.#published = event;
				this.#publisher = this.#programName(event.connection);
				if (this.#transactional.has(onChannel(event))) this.#transaction = 'open';
				break;
			case 'message.routed':
				this.#routings.push(this.#routing(event));
				break;
			case 'message.returned':
				this.#returned = true;
				break;
			case 'message.replied':
				this.#replied = true;
				break;
			case 'copy.refused':
				this.#refusedBy.push(this.#queueName(event.queue));
				break;
			default:
				this.#hearCopy(event);
		}
	}

	#hearCopy(event: Extract<TraceEvent, { readonly copy: CopyId }>): void {
		const { at } = event;
		switch (event.type) {
			case 'copy.enqueued':
				return this.#step(event, { type: 'enqueued', at });
			case 'copy.delivered': {
				const { connection, redelivered, noAck } = event;
				const program = this.#programName(connection);
				const passedOver = this.#rivals
					.at(event)
					.map((rival) => ({ program: this.#programName(rival.connection), why: rival.why }));
				return this.#step(event, { type: 'delivered', at, program, redelivered, noAck, passedOver });
			}
			case 'copy.acknowledged':
				return this.#step(event, { type: 'acknowledged', at });
			case 'copy.requeued':
				// What was due had gone back before.
				if (event.reason === 'due') return;
				return this.#step(event, { type: 'requeued', at, reason: event.reason });
			case 'copy.dropped':
				return this.#step(event, {
					type: 'dropped',
					at,
					reason: event.reason,
					deadLettered: event.deadLettered,
					transient: event.reason === 'restart' ? this.#transientPart(event.queue) : null
				});
		}
	}

	#step(event: { readonly copy: CopyId; readonly queue: QueueId }, step: CopyStep): void {
		const copy = this.#copies.get(event.copy);
		if (copy) copy.steps.push(step);
		else {
			const queue = this.#queueName(event.queue);
			this.#copies.set(event.copy, { copy: event.copy, queueId: event.queue, queue, steps: [step] });
		}
	}

	readonly #queueName = (id: QueueId): string => this.#queues.get(id)?.name ?? '';

	readonly #programName = (connection: number): string => this.#programs.get(connection) ?? '';

	#transientPart(queue: QueueId): 'queue' | 'message' {
		return this.#queues.get(queue)?.durable ? 'message' : 'queue';
	}

	/** Judged with the bindings alive now, which are those the broker asked. */
	#routing(event: MessageRouted): Routing {
		const reached = new Set<string>();
		return {
			at: event.at,
			cause: event.cause,
			routingKeys: event.routingKeys,
			queues: event.queues.map(this.#queueName),
			asked: event.hops.flatMap((hop) => this.#asked(hop, event, reached))
		};
	}

	#asked(hop: RoutingHop, event: MessageRouted, reached: Set<string>): Asked[] {
		const exchange = this.#exchanges.get(hop.exchange);
		if (!exchange) return [];
		const matched = new Set(hop.matched);
		const trials = [...this.#bindings.values()]
			.filter(({ source }) => source === hop.exchange)
			.map((binding) => this.#trial(binding, exchange.kind, matched.has(binding.binding), event, reached));
		return [{ exchange: exchange.name, kind: exchange.kind, via: hop.via, trials }];
	}

	#trial(
		binding: BindingCreated,
		kind: string,
		matched: boolean,
		{ routingKeys }: MessageRouted,
		reached: Set<string>
	): Trial {
		const { destination } = binding;
		const to =
			'queue' in destination
				? this.#queueName(destination.queue)
				: (this.#exchanges.get(destination.exchange)?.name ?? '');
		const place = JSON.stringify(destination);
		const again = matched && reached.has(place);
		if (matched) reached.add(place);
		const explanation = this.#explain(binding, kind, matched, routingKeys);
		return { binding: binding.binding, bindingKey: binding.routingKey, to, matched, again, explanation };
	}

	/** By the key that tells most: one that agrees with what the broker decided, else the first. */
	#explain(binding: BindingCreated, kind: string, matched: boolean, keys: readonly string[]): Explanation {
		const headers = this.#published?.properties.headers ?? [];
		const explanations = keys.map((key) => explain(kind, binding, key, headers));
		const agreeing = explanations.find(({ matches }) => matches === matched);
		return { ...(agreeing ?? explanations[0] ?? explain(kind, binding, '', headers)), matches: matched };
	}

	#story(): Story | null {
		const published = this.#published;
		if (!published) return null;
		return {
			message: published.message,
			program: this.#publisher,
			line: published.origin?.line ?? null,
			at: published.at,
			exchange: this.#exchanges.get(published.exchange)?.name ?? '',
			routingKey: published.routingKey,
			body: utf8.decode(published.preview),
			routings: [...this.#routings],
			copies: [...this.#copies.values()].map((copy) => ({ ...copy, steps: [...copy.steps] })),
			returned: this.#returned,
			replied: this.#replied,
			transaction: this.#transaction,
			refusedBy: [...this.#refusedBy]
		};
	}
}
