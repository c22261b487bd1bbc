/** The names of everything a trace has spoken of, also of what is gone by now: ids are never given twice. */
import type {
	ConnectionId,
	ConsumerId,
	ExchangeId,
	MessageId,
	MessagePublished,
	QueueId
} from '../broker/trace';
import type { TraceEvent } from '../network/events';
import { onChannel } from './fold-channels';
import { join, leave, type Line } from './line';
import type { EventList } from './player';

export interface NamedBinding {
	readonly source: string;
	/** Of the queue or exchange it leads to. */
	readonly destination: string;
	readonly routingKey: string;
}

export class NameBook {
	readonly #log: EventList;
	#events: readonly TraceEvent[];
	#read = 0;
	readonly #programs = new Map<ConnectionId, string>();
	readonly #exchanges = new Map<ExchangeId, string>();
	readonly #queues = new Map<QueueId, string>();
	readonly #bindings = new Map<number, NamedBinding>();
	readonly #consumers = new Map<ConsumerId, { readonly program: string; readonly queue: string }>();

	readonly #numbers = new Map<MessageId, number>();
	readonly #published = new Map<number, MessagePublished>();
	/** By channel: numbers of publishes on their way. */
	readonly #departed = new Map<string, Line<number>>();
	#nextNumber = 1;

	constructor(log: EventList) {
		this.#log = log;
		this.#events = log.events;
	}

	/** The program at the other end, as the picture calls it; a foreign client goes by its connection's name. */
	program(connection: ConnectionId): string {
		return this.#look(this.#programs, connection) ?? '';
	}

	/** '' is the default exchange. */
	exchange(id: ExchangeId): string {
		return this.#look(this.#exchanges, id) ?? '';
	}

	queue(id: QueueId): string {
		return this.#look(this.#queues, id) ?? '';
	}

	binding(id: number): NamedBinding | undefined {
		return this.#look(this.#bindings, id);
	}

	consumer(id: ConsumerId): { readonly program: string; readonly queue: string } | undefined {
		return this.#look(this.#consumers, id);
	}

	/** The number a message has in the picture: the how manieth to leave a program it was. Null before the broker has it. */
	number(message: MessageId): number | null {
		return this.#look(this.#numbers, message) ?? null;
	}

	/** The publish of the message with this number; undefined before the broker has it. */
	published(number: number): MessagePublished | undefined {
		return this.#look(this.#published, number);
	}

	/** Reads on only when it is asked for something. */
	#look<Id, Name>(names: ReadonlyMap<Id, Name>, id: Id): Name | undefined {
		if (this.#log.events !== this.#events) this.#restart();
		for (; this.#read < this.#events.length; this.#read++) this.#hear(this.#events[this.#read]!);
		return names.get(id);
	}

	#restart(): void {
		this.#events = this.#log.events;
		this.#read = 0;
		this.#nextNumber = 1;
		this.#departed.clear();
		this.#numbers.clear();
		this.#published.clear();
		for (const names of [this.#programs, this.#exchanges, this.#queues, this.#bindings, this.#consumers])
			names.clear();
	}

	#hear(event: TraceEvent): void {
		switch (event.type) {
			case 'connection.opened':
				this.#programs.set(event.connection, event.program === null ? event.name : shortName(event.program));
				break;
			case 'exchange.declared':
				this.#exchanges.set(event.exchange, event.name);
				break;
			case 'queue.declared':
				this.#queues.set(event.queue, event.name);
				break;
			case 'binding.created': {
				const { destination, routingKey } = event;
				this.#bindings.set(event.binding, {
					source: this.#exchanges.get(event.source) ?? '',
					destination:
						('queue' in destination
							? this.#queues.get(destination.queue)
							: this.#exchanges.get(destination.exchange)) ?? '',
					routingKey
				});
				break;
			}
			case 'content.departed':
				if (event.what === 'publish') join(this.#departed, onChannel(event), this.#nextNumber++);
				break;
			case 'message.published': {
				const number = leave(this.#departed, onChannel(event)) ?? this.#nextNumber++;
				this.#numbers.set(event.message, number);
				this.#published.set(number, event);
				break;
			}
			case 'consumer.started':
				this.#consumers.set(event.consumer, {
					program: this.#programs.get(event.connection) ?? '',
					queue: this.#queues.get(event.queue) ?? ''
				});
		}
	}
}

/** `worker.js` for its first instance, `worker.js #2` for the second. */
export function shortName(program: string): string {
	const [, file, instance] = /^(.*)#(\d+)$/.exec(program) ?? [];
	if (file === undefined) return program;
	return instance === '1' ? file : `${file} #${instance}`;
}
