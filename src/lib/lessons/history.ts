/**
 * The trace as a lesson's check wants to read it: who published what, where it went, who got it and what
 * became of it, with names in place of numbers. Everything is kept from the beginning of the trace on, in
 * order of happening; checks are plain filters over these lists.
 */
import type { BasicProperties, FieldTable } from '../amqp';
import type {
	ConnectionId,
	ConsumerId,
	ConsumerStarted,
	CopyDelivered,
	CopyId,
	ExchangeDeclared,
	ExchangeId,
	MessageId,
	MessagePublished,
	MessageRouted,
	QueueDeclared,
	QueueId
} from '../broker';
import type { ProgramStarted, TraceEvent } from '../network/events';

/** One run of one program. */
export interface ProgramHistory {
	/** `worker.js#2` */
	readonly id: string;
	/** `worker.js` */
	readonly file: string;
	readonly args: readonly string[];
	/** Virtual milliseconds. */
	readonly startedAt: number;
	/** All it wrote, stdout and stderr together. */
	readonly output: string;
	/** False once it exited or was killed. */
	readonly running: boolean;
	/** Exit code; null while it runs and when it was killed. */
	readonly exitCode: number | null;
}

export interface ExchangeHistory {
	/** '' for the default exchange. */
	readonly name: string;
	/** direct, fanout, topic, headers … */
	readonly kind: string;
	readonly durable: boolean;
	readonly arguments: FieldTable;
}

export interface QueueHistory {
	readonly name: string;
	readonly durable: boolean;
	readonly exclusive: boolean;
	readonly arguments: FieldTable;
	/** Messages ready in it now. */
	readonly ready: number;
	/** The most messages that were ready at the same time. */
	readonly peak: number;
}

export interface BindingHistory {
	/** Name of the exchange that asks this binding. */
	readonly source: string;
	/** Name of the queue or exchange it leads to. */
	readonly destination: string;
	readonly bindingKey: string;
	readonly arguments: FieldTable;
}

export interface ConsumerHistory {
	readonly id: ConsumerId;
	/** Null for a client that is no program of the lesson. */
	readonly program: string | null;
	readonly queue: string;
	readonly noAck: boolean;
	/** Messages; 0 is unlimited. */
	readonly prefetchCount: number;
	readonly active: boolean;
}

/** One message, as its publisher sent it. */
export interface Publication {
	/** Virtual milliseconds at which the broker got it. */
	readonly at: number;
	readonly message: MessageId;
	/** Null for a client that is no program of the lesson. */
	readonly program: string | null;
	readonly exchange: string;
	readonly routingKey: string;
	readonly properties: BasicProperties;
	/** The body as text, of a long one its first 256 bytes. */
	readonly body: string;
	/** Names of the queues it was routed to; empty: unroutable. Dead-lettering adds none. */
	readonly queues: readonly string[];
	/** Every time a copy of it was given to somebody, redeliveries included. */
	readonly deliveries: readonly Delivery[];
}

/** One copy given to a consumer, or taken by basic.get. */
export interface Delivery {
	/** Virtual milliseconds at which it left the broker. */
	readonly at: number;
	readonly publication: Publication;
	readonly queue: string;
	/** Null for a client that is no program of the lesson. */
	readonly program: string | null;
	/** Null for basic.get. */
	readonly consumer: ConsumerId | null;
	readonly redelivered: boolean;
	readonly noAck: boolean;
	/** `open` while unacknowledged (and for good with noAck); then how it ended. */
	readonly outcome: 'open' | 'acknowledged' | 'requeued' | 'dropped';
	/** Virtual milliseconds at which it ended so; null while it is open. */
	readonly settledAt: number | null;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type OpenPublication = Writable<Publication> & { queues: string[]; deliveries: Delivery[] };

const utf8 = new TextDecoder();

/** The folded trace: of a whole trace, or of what a reader has read. It holds until the reader reads on. */
export class History {
	readonly programs: readonly ProgramHistory[];
	readonly exchanges: readonly ExchangeHistory[];
	readonly queues: readonly QueueHistory[];
	/** Bindings made by somebody; the default exchange's own aren't among them. Removed ones stay. */
	readonly bindings: readonly BindingHistory[];
	readonly consumers: readonly ConsumerHistory[];
	readonly published: readonly Publication[];
	readonly delivered: readonly Delivery[];

	constructor(
		readonly trace: readonly TraceEvent[],
		reader = readerOf(trace)
	) {
		this.programs = [...reader.programs.values()];
		this.exchanges = [...reader.exchanges.values()];
		this.queues = [...reader.queues.values()];
		this.bindings = [...reader.bindings];
		this.consumers = [...reader.consumers.values()];
		this.published = [...reader.publications.values()];
		this.delivered = [...reader.delivered];
	}

	/** Published messages in batches, one for each run of a program, so that an earlier run can't spoil a later. */
	get batches(): readonly (readonly Publication[])[] {
		const batches = new Map<string | null, Publication[]>();
		for (const publication of this.published) {
			const batch = batches.get(publication.program);
			if (batch) batch.push(publication);
			else batches.set(publication.program, [publication]);
		}
		return [...batches.values()];
	}

	/** Those of `publications` of which the run of a program got a copy, each once. */
	deliveredTo(program: string | null, publications = this.published): readonly Publication[] {
		return publications.filter(({ deliveries }) =>
			deliveries.some((delivery) => delivery.program === program)
		);
	}

	/** The run of a program, by its id. */
	program(id: string | null): ProgramHistory | undefined {
		return this.programs.find((program) => program.id === id);
	}
}

function readerOf(trace: readonly TraceEvent[]): TraceReader {
	const reader = new TraceReader();
	for (const event of trace) reader.read(event);
	return reader;
}

/** Events read between two chances to do something else. */
const STEP = 500;

/** Reads a trace that grows, each event once. */
export class HistoryReader {
	readonly #reader = new TraceReader();
	#read = 0;

	constructor(readonly trace: readonly TraceEvent[]) {}

	/** Reads what there is by now, in steps, and returns it all as it is then. */
	*readOn(): Generator<void, History> {
		for (const end = this.trace.length; this.#read < end; this.#read++) {
			this.#reader.read(this.trace[this.#read]!);
			if (this.#read % STEP === 0) yield;
		}
		return new History(this.trace, this.#reader);
	}
}

class TraceReader {
	readonly programs = new Map<string, Writable<ProgramHistory>>();
	readonly exchanges = new Map<ExchangeId, ExchangeHistory>();
	readonly queues = new Map<QueueId, Writable<QueueHistory>>();
	readonly bindings: BindingHistory[] = [];
	readonly consumers = new Map<ConsumerId, Writable<ConsumerHistory>>();
	readonly publications = new Map<MessageId, OpenPublication>();
	readonly delivered: Delivery[] = [];
	private readonly connections = new Map<ConnectionId, string | null>();
	private readonly readyCopies = new Map<QueueId, Set<CopyId>>();
	/** Copies out with somebody, not settled yet. */
	private readonly open = new Map<CopyId, Writable<Delivery>>();

	read(event: TraceEvent): void {
		switch (event.type) {
			case 'program.started':
				return this.started(event);
			case 'program.printed':
				return this.printed(event.program, event.text);
			case 'program.exited':
				return this.exited(event.program, event.code);
			case 'connection.opened':
				this.connections.set(event.connection, event.program);
				return;
			case 'exchange.declared':
				return this.exchangeDeclared(event);
			case 'queue.declared':
				return this.queueDeclared(event);
			case 'binding.created': {
				const { destination, routingKey: bindingKey } = event;
				const name =
					'queue' in destination
						? this.queueName(destination.queue)
						: this.exchangeName(destination.exchange);
				const source = this.exchangeName(event.source);
				this.bindings.push({ source, destination: name, bindingKey, arguments: event.arguments });
				return;
			}
			case 'consumer.started':
				return this.consumerStarted(event);
			case 'consumer.ended': {
				const consumer = this.consumers.get(event.consumer);
				if (consumer) consumer.active = false;
				return;
			}
			case 'message.published':
				return this.published(event);
			case 'message.routed':
				return this.routed(event);
			case 'copy.enqueued':
				if (event.dueAt === undefined) this.ready(event.queue, event.copy);
				return;
			case 'copy.delivered':
				return this.copyDelivered(event);
			case 'copy.acknowledged':
				return this.settled(event.copy, 'acknowledged', event.at);
			case 'copy.requeued':
				if (event.dueAt === undefined) this.ready(event.queue, event.copy);
				return this.settled(event.copy, 'requeued', event.at);
			case 'copy.dropped':
				this.gone(event.queue, event.copy);
				return this.settled(event.copy, 'dropped', event.at);
		}
	}

	private started({ program, file, args, at: startedAt }: ProgramStarted): void {
		const begun = { id: program, file, args, startedAt, output: '', running: true, exitCode: null };
		this.programs.set(program, begun);
	}

	private printed(id: string, text: string): void {
		const program = this.programs.get(id);
		if (program) program.output += text;
	}

	private exited(id: string, code: number | null): void {
		const program = this.programs.get(id);
		if (program) Object.assign(program, { running: false, exitCode: code });
	}

	private exchangeDeclared(event: ExchangeDeclared): void {
		const { name, kind, durable } = event;
		this.exchanges.set(event.exchange, { name, kind, durable, arguments: event.arguments });
	}

	private queueDeclared(event: QueueDeclared): void {
		const { name, durable } = event;
		const exclusive = event.exclusive !== null;
		this.queues.set(event.queue, { name, durable, exclusive, arguments: event.arguments, ready: 0, peak: 0 });
		this.readyCopies.set(event.queue, new Set());
	}

	private consumerStarted(event: ConsumerStarted): void {
		this.consumers.set(event.consumer, {
			id: event.consumer,
			program: this.programOf(event.connection),
			queue: this.queueName(event.queue),
			noAck: event.noAck,
			prefetchCount: event.prefetchCount,
			active: true
		});
	}

	private published(event: MessagePublished): void {
		this.publications.set(event.message, {
			at: event.at,
			message: event.message,
			program: this.programOf(event.connection),
			exchange: this.exchangeName(event.exchange),
			routingKey: event.routingKey,
			properties: event.properties,
			body: utf8.decode(event.preview),
			queues: [],
			deliveries: []
		});
	}

	private routed({ message, cause, queues }: MessageRouted): void {
		if (cause !== 'publish') return;
		this.publications.get(message)?.queues.push(...queues.map((queue) => this.queueName(queue)));
	}

	private copyDelivered(event: CopyDelivered): void {
		this.gone(event.queue, event.copy);
		const publication = this.publications.get(event.message);
		if (!publication) return;
		const delivery: Writable<Delivery> = {
			at: event.at,
			publication,
			queue: this.queueName(event.queue),
			program: this.programOf(event.connection),
			consumer: event.consumer,
			redelivered: event.redelivered,
			noAck: event.noAck,
			outcome: 'open',
			settledAt: null
		};
		publication.deliveries.push(delivery);
		this.delivered.push(delivery);
		if (!event.noAck) this.open.set(event.copy, delivery);
	}

	private settled(copy: CopyId, outcome: Delivery['outcome'], at: number): void {
		const delivery = this.open.get(copy);
		if (delivery) Object.assign(delivery, { outcome, settledAt: at });
		this.open.delete(copy);
	}

	private ready(id: QueueId, copy: CopyId): void {
		const queue = this.queues.get(id);
		const copies = this.readyCopies.get(id);
		if (!queue || !copies) return;
		queue.ready = copies.add(copy).size;
		queue.peak = Math.max(queue.peak, queue.ready);
	}

	private gone(id: QueueId, copy: CopyId): void {
		const queue = this.queues.get(id);
		const copies = this.readyCopies.get(id);
		if (queue && copies?.delete(copy)) queue.ready = copies.size;
	}

	private programOf(connection: ConnectionId): string | null {
		return this.connections.get(connection) ?? null;
	}

	private exchangeName(id: ExchangeId): string {
		return this.exchanges.get(id)?.name ?? '';
	}

	private queueName(id: QueueId): string {
		return this.queues.get(id)?.name ?? '';
	}
}
