/**
 * The broker's state rebuilt from its trace alone, with a protest at any event that breaks a law: a copy is in one
 * state at a time, queues hand out their heads, prefetch limits hold, nothing crosses virtual hosts.
 */
import type { PolicyDefinition } from '../policies';
import type {
	BrokerEvent,
	ConnectionOpened,
	ConsumerStarted,
	CopyDelivered,
	CopyDropped,
	CopyEnqueued,
	CopyRequeued,
	ExchangeDeclared,
	MessagePublished,
	MessageRouted,
	QueueDeclared
} from '../trace';
import { WaitingCopies } from './waiting-copies';

export interface LedgerCopy {
	readonly id: number;
	readonly message: LedgerMessage;
	readonly queue: LedgerQueue;
	/** Where it was delivered to and not settled yet; null while it is ready. */
	holder: { readonly channel: LedgerChannel; readonly consumer: number | null } | null;
}

interface LedgerMessage {
	readonly vhost: string;
	readonly size: number;
	readonly priority: number;
	/** Queues that the last routing chose and that have neither taken nor refused it. */
	readonly due: Set<number>;
	/** Every queue in `due` must come to answer: not so of dead letters, which may have gone in a circle (D12). */
	sure: boolean;
	/** Waits for the end of a transaction. */
	held: boolean;
}

export interface LedgerQueue {
	readonly declared: QueueDeclared;
	readonly waiting: WaitingCopies;
	readonly unacknowledged: Set<LedgerCopy>;
	/** Returned and not ready yet (Q37). */
	readonly delayed: Set<LedgerCopy>;
	policy: Applied;
	activeConsumer: number | null;
}

interface LedgerChannel {
	readonly vhost: string;
	readonly mode: { confirm: boolean; tx: boolean };
	prefetchCount: number;
	globalPrefetchCount: number;
	readonly outstanding: Set<LedgerCopy>;
	/** Given back because it closes. */
	closing: boolean;
	/** It has had something from a queue that doesn't know its shared prefetch; settling that makes room for more. */
	generous: boolean;
}

interface Applied {
	readonly policy: string | null;
	readonly operatorPolicy: string | null;
	readonly definition: PolicyDefinition;
}

/** Kinds of queues that heed the prefetch of a channel as a whole. */
const SHARES_PREFETCH: ReadonlySet<string> = new Set(['classic']);

const NOTHING: Applied = { policy: null, operatorPolicy: null, definition: {} };

/** Throws with the event that can't be. */
function insist(condition: unknown, law: string, event: BrokerEvent): asserts condition {
	if (condition) return;
	const shown = JSON.stringify(event, (_name, value: unknown) =>
		typeof value === 'bigint' ? `${value}` : value
	);
	throw new Error(`${law}: ${shown}`);
}

export class Ledger {
	readonly vhosts = new Set<string>();
	readonly connections = new Map<number, ConnectionOpened>();
	readonly channels = new Map<string, LedgerChannel>();
	readonly exchanges = new Map<number, { readonly declared: ExchangeDeclared; policy: Applied }>();
	readonly queues = new Map<number, LedgerQueue>();
	readonly bindings = new Map<number, Extract<BrokerEvent, { type: 'binding.created' }>>();
	readonly consumers = new Map<number, ConsumerStarted>();
	readonly copies = new Map<number, LedgerCopy>();
	/** What a consumer may have beyond its prefetch: a quorum queue's thanks for each delivery that was one too many. */
	readonly #extra = new Map<number, number>();
	/** Channels that were delivered more than they may hold, unless something is given back at the same time. */
	readonly #full = new Map<LedgerChannel, CopyDelivered>();
	readonly #messages = new Map<number, LedgerMessage>();
	#now = 0;

	/** Takes in one event. */
	add(event: BrokerEvent): void {
		insist(event.at >= this.#now, 'time does not go back', event);
		this.#now = event.at;
		if (!this.#addClients(event) && !this.#addTopology(event)) this.#addMessages(event);
	}

	/** What must hold whenever the broker is at rest. */
	rest(): void {
		for (const [{ outstanding, globalPrefetchCount }, event] of this.#full) {
			const held = [...outstanding].filter(({ holder }) => holder?.consumer != null);
			insist(held.length <= globalPrefetchCount, 'a channel is within its prefetch', event);
		}
		this.#full.clear();
		for (const [id, { due, sure, held }] of this.#messages)
			if (due.size > 0 && sure && !held)
				throw new Error(`message ${id} never came to queues ${[...due].join()}`);
		for (const [key, { closing }] of this.channels)
			if (closing) throw new Error(`channel ${key} gave its deliveries back and did not close`);
		for (const [id, { waiting }] of this.queues)
			if (!waiting.inOrder) throw new Error(`in queue ${id} something was overtaken`);
	}

	#addClients(event: BrokerEvent): boolean {
		switch (event.type) {
			case 'vhost.added':
				this.vhosts.add(event.vhost);
				return true;
			case 'vhost.deleted':
				return this.vhosts.delete(event.vhost);
			case 'connection.opened':
				this.connections.set(event.connection, event);
				return true;
			case 'connection.closed':
				insist(this.#channelsOf(event.connection).length === 0, 'channels close first', event);
				return this.connections.delete(event.connection);
			case 'channel.opened':
				this.channels.set(keyOf(event), {
					vhost: this.connections.get(event.connection)!.vhost,
					mode: { confirm: false, tx: false },
					prefetchCount: 0,
					globalPrefetchCount: 0,
					outstanding: new Set(),
					closing: false,
					generous: false
				});
				return true;
			case 'channel.closed':
				insist(this.#channel(event).outstanding.size === 0, 'a channel gives back all it held', event);
				return this.channels.delete(keyOf(event));
			case 'channel.qos': {
				const channel = this.#channel(event);
				if (!event.global) channel.prefetchCount = event.prefetchCount;
				channel.globalPrefetchCount = event.global ? event.prefetchCount : 0;
				return true;
			}
			case 'channel.mode':
				return (this.#channel(event).mode[event.mode] = true);
			default:
				return false;
		}
	}

	#addTopology(event: BrokerEvent): boolean {
		switch (event.type) {
			case 'exchange.declared':
				this.exchanges.set(event.exchange, { declared: event, policy: NOTHING });
				return true;
			case 'exchange.deleted':
				for (const { source, destination } of this.bindings.values())
					insist(
						source !== event.exchange &&
							!('exchange' in destination && destination.exchange === event.exchange),
						'bindings go before their ends',
						event
					);
				return this.exchanges.delete(event.exchange);
			case 'queue.declared':
				this.queues.set(event.queue, {
					declared: event,
					waiting: new WaitingCopies(event),
					unacknowledged: new Set(),
					delayed: new Set(),
					policy: NOTHING,
					activeConsumer: null
				});
				return true;
			case 'queue.deleted':
				this.#queueDeleted(event);
				return true;
			case 'binding.created':
				this.bindings.set(event.binding, event);
				return true;
			case 'binding.removed':
				insist(this.bindings.delete(event.binding), 'a binding goes once', event);
				return true;
			case 'policy.applied': {
				const { object } = event;
				const target =
					'queue' in object ? this.queues.get(object.queue) : this.exchanges.get(object.exchange);
				target!.policy = event;
				return true;
			}
			case 'consumer.started':
				this.consumers.set(event.consumer, event);
				return true;
			case 'consumer.activated':
				this.#queueOf(event.consumer).activeConsumer = event.consumer;
				return true;
			case 'consumer.ended': {
				const queue = this.#queueOf(event.consumer);
				if (queue.activeConsumer === event.consumer) queue.activeConsumer = null;
				return this.consumers.delete(event.consumer);
			}
			default:
				return false;
		}
	}

	#addMessages(event: BrokerEvent): void {
		switch (event.type) {
			case 'message.published':
				return this.#published(event);
			case 'message.routed':
				return this.#routed(event);
			case 'transaction.ended':
				return this.#transactionEnded(event.messages, event.committed);
			case 'copy.enqueued':
				return this.#enqueued(event);
			case 'copy.refused':
				return insist(this.#message(event).due.delete(event.queue), 'only what is routed is refused', event);
			case 'copy.delivered':
				return this.#delivered(event);
			case 'copy.acknowledged':
				return this.#end(this.#settled(event), event);
			case 'copy.requeued':
				return this.#requeued(event);
			case 'copy.dropped':
				return this.#dropped(event);
			case 'broker.restarted':
				insist(this.connections.size === 0, 'no connection outlives its broker', event);
				for (const { waiting } of this.queues.values()) waiting.restart();
		}
	}

	#published(event: MessagePublished): void {
		const { vhost, mode } = this.#channel(event);
		const { size, properties } = event;
		insist(this.exchanges.get(event.exchange)!.declared.vhost === vhost, 'publishes stay in', event);
		this.#messages.set(event.message, {
			...{ vhost, size, priority: properties.priority ?? 0 },
			due: new Set(),
			sure: true,
			held: mode.tx
		});
	}

	#routed(event: MessageRouted): void {
		const message = this.#message(event);
		const { vhost, due } = message;
		message.sure = event.cause === 'publish';
		due.clear();
		for (const id of event.queues) {
			insist(this.queues.get(id)?.declared.vhost === vhost, 'nothing crosses virtual hosts', event);
			insist(!due.has(id), 'a queue gets one copy', event);
			due.add(id);
		}
	}

	#transactionEnded(messages: readonly number[], committed: boolean): void {
		for (const id of messages) {
			const message = this.#messages.get(id)!;
			message.held = false;
			if (!committed) message.due.clear();
		}
	}

	#enqueued(event: CopyEnqueued): void {
		const queue = this.queues.get(event.queue);
		const message = this.#message(event);
		insist(queue, 'a queue that takes a copy is there', event);
		insist(!this.copies.has(event.copy), 'a copy is made once', event);
		insist(message.due.delete(event.queue), 'only what is routed is enqueued', event);
		const copy: LedgerCopy = { id: event.copy, message, queue, holder: null };
		this.copies.set(event.copy, copy);
		queue.waiting.add(copy);
	}

	#delivered(event: CopyDelivered): void {
		const copy = this.#copy(event);
		const channel = this.#channel(event);
		insist(copy.queue.waiting.mayGo(copy), 'the head is delivered', event);
		insist(channel.vhost === copy.queue.declared.vhost, 'nothing crosses virtual hosts', event);
		if (event.consumer !== null) this.#checkConsumer(event.consumer, copy, event);
		copy.queue.waiting.remove(copy);
		if (event.noAck) return this.#end(copy, event);
		copy.holder = { channel, consumer: event.consumer };
		channel.outstanding.add(copy);
		channel.generous ||= !SHARES_PREFETCH.has(copy.queue.declared.kind);
		copy.queue.unacknowledged.add(copy);
		this.#checkPrefetch(channel, event);
	}

	#checkConsumer(id: number, { queue }: LedgerCopy, event: CopyDelivered): void {
		const consumer = this.consumers.get(id);
		insist(consumer?.queue === queue.declared.queue, 'a consumer gets what is in its queue', event);
		insist(keyOf(consumer) === keyOf(event), 'a consumer is on one channel', event);
		insist([null, id].includes(queue.activeConsumer), 'a single active consumer is alone', event);
	}

	/** What a transaction has acknowledged counts no more when a channel's shared limit is set anew. */
	#checkPrefetch(channel: LedgerChannel, event: CopyDelivered): void {
		if (event.consumer === null) return;
		const { outstanding, globalPrefetchCount, mode, generous } = channel;
		const held = [...outstanding].filter(({ holder }) => holder?.consumer != null);
		const own = held.filter(({ holder }) => holder!.consumer === event.consumer);
		const { prefetchCount } = this.consumers.get(event.consumer)!;
		const room = prefetchCount + (this.#extra.get(event.consumer) ?? 0);
		insist(prefetchCount === 0 || own.length <= room, 'a consumer is within its prefetch', event);
		// What is being given back by the same order still counts here, but no more in the channel's limit.
		if (globalPrefetchCount > 0 && !mode.tx && !generous && held.length > globalPrefetchCount)
			this.#full.set(channel, event);
	}

	#requeued(event: CopyRequeued): void {
		if (event.reason === 'due') return this.#due(event);
		const { channel } = this.#copy(event).holder ?? {};
		const copy = this.#settled(event);
		if (event.reason.endsWith('-closed')) channel!.closing = true;
		else insist(!channel!.closing, 'a closing channel settles nothing', event);
		if (event.dueAt === undefined) copy.queue.waiting.putBack(copy, event.reason);
		else copy.queue.delayed.add(copy);
	}

	#due(event: CopyRequeued): void {
		const copy = this.#copy(event);
		insist(copy.queue.delayed.delete(copy), 'only what waits comes due', event);
		copy.queue.waiting.putBack(copy, event.reason);
	}

	#dropped(event: CopyDropped): void {
		const copy = this.#copy(event);
		const consumer = copy.holder?.consumer;
		if (event.reason === 'delivery-limit' && consumer != null)
			this.#extra.set(consumer, (this.#extra.get(consumer) ?? 0) + 1);
		if (event.reason === 'rejected' || event.reason === 'delivery-limit')
			return this.#end(this.#settled(event), event);
		const { waiting, delayed } = copy.queue;
		const fromHead = event.reason === 'expired' || event.reason === 'maxlen';
		insist(!fromHead || waiting.mayGo(copy), 'queues lose their heads only', event);
		insist(waiting.remove(copy) || delayed.delete(copy), 'what is dropped was in the queue', event);
		this.#end(copy, event);
	}

	/** Takes a copy out of the hands it was delivered into. */
	#settled(event: BrokerEvent & { readonly copy: number }): LedgerCopy {
		const copy = this.#copy(event);
		insist(copy.holder, 'only what is delivered is settled', event);
		copy.holder.channel.outstanding.delete(copy);
		copy.queue.unacknowledged.delete(copy);
		copy.holder = null;
		return copy;
	}

	#end(copy: LedgerCopy, event: BrokerEvent): void {
		insist(this.copies.delete(copy.id), 'a copy ends once', event);
	}

	/** What was delivered from it is forgotten without a word (Q7). */
	#queueDeleted(event: Extract<BrokerEvent, { type: 'queue.deleted' }>): void {
		const { waiting, unacknowledged, delayed } = this.queues.get(event.queue)!;
		insist(waiting.length === 0 && delayed.size === 0, 'what was ready is dropped before its queue', event);
		for (const copy of unacknowledged) {
			copy.holder!.channel.outstanding.delete(copy);
			this.copies.delete(copy.id);
		}
		for (const { queue } of this.consumers.values())
			insist(queue !== event.queue, 'consumers end before their queue', event);
		this.queues.delete(event.queue);
		for (const { due } of this.#messages.values()) due.delete(event.queue);
	}

	#copy(event: BrokerEvent & { readonly copy: number }): LedgerCopy {
		const copy = this.copies.get(event.copy);
		insist(copy, 'what happens to a copy happens while there is one', event);
		return copy;
	}

	#message(event: BrokerEvent & { readonly message: number }): LedgerMessage {
		return this.#messages.get(event.message)!;
	}

	#channel(event: BrokerEvent & { readonly connection: number; readonly channel: number }): LedgerChannel {
		const channel = this.channels.get(keyOf(event));
		insist(channel, 'channels are open while they act', event);
		return channel;
	}

	#channelsOf(connection: number): string[] {
		return [...this.channels.keys()].filter((key) => key.startsWith(`${connection}/`));
	}

	#queueOf(consumer: number): LedgerQueue {
		return this.queues.get(this.consumers.get(consumer)!.queue)!;
	}
}

function keyOf({ connection, channel }: { readonly connection: number; readonly channel: number }): string {
	return `${connection}/${channel}`;
}
