/**
 * A queue: messages waiting in order, consumers taking turns, and what is delivered but not yet settled.
 *
 * This is the classic queue; quorum queues and streams differ from it in the parts they override. Each
 * further concern (expiry, limits, …) has a file of its own beside this one.
 */
import type { FieldTable } from '../../amqp';
import type { Binding } from '../binding';
import type { Channel } from '../channel';
import type { Consumer } from '../consumer';
import type { Engine } from '../engine';
import { Copy, type Message } from '../message';
import type { Session } from '../session';
import type { ConsumerEnded, CopyDropped, CopyRequeued, QueueId } from '../trace';
import type { VirtualHost } from '../virtual-host';
import { ReadyList, type ReadyMessages } from './ready-list';
import { Rotation, type Dispatch } from './rotation';

export type QueueType = 'classic' | 'quorum' | 'stream';

/** What a client or operator asked for. */
export interface QueueProperties {
	readonly name: string;
	readonly type: QueueType;
	readonly durable: boolean;
	readonly autoDelete: boolean;
	/** The owner of an exclusive queue, else null. */
	readonly owner: Session | null;
	readonly serverNamed: boolean;
	readonly arguments: FieldTable;
}

export class Queue {
	readonly kind = 'queue';
	readonly name: string;
	readonly type: QueueType;
	readonly durable: boolean;
	readonly autoDelete: boolean;
	readonly owner: Session | null;
	readonly serverNamed: boolean;
	readonly arguments_: FieldTable;
	/** Bindings to here. */
	readonly incoming = new Set<Binding>();
	/** In order of subscription. */
	readonly consumers = new Set<Consumer>();
	/** Delivered or got, and not settled. */
	messagesUnacknowledged = 0;
	/** Body bytes. */
	bytesReady = 0;
	bytesUnacknowledged = 0;
	/** The last routing that came by here (X9). */
	routed = 0;
	deleted = false;
	protected readonly ready: ReadyMessages = new ReadyList();
	protected readonly dispatch: Dispatch = new Rotation();
	#lastPosition = 0;

	constructor(
		readonly engine: Engine,
		readonly id: QueueId,
		readonly vhost: VirtualHost,
		properties: QueueProperties
	) {
		this.name = properties.name;
		this.type = properties.type;
		this.durable = properties.durable;
		this.autoDelete = properties.autoDelete;
		this.owner = properties.owner;
		this.serverNamed = properties.serverNamed;
		this.arguments_ = properties.arguments;
	}

	get messagesReady(): number {
		return this.ready.length;
	}

	/** The consumer that has the queue to itself (B21), if there is one. */
	get exclusiveConsumer(): Consumer | null {
		for (const consumer of this.consumers) if (consumer.exclusive) return consumer;
		return null;
	}

	/** `queue 'q' in vhost '/'`, as reply texts name it. */
	toString(): string {
		return `queue '${this.name}' in vhost '${this.vhost.name}'`;
	}

	/** Takes a copy of the message, or refuses it (false). A consumer that waits gets it at once. */
	enqueue(message: Message): boolean {
		const { engine } = this;
		const copy = new Copy(++engine.lastId.copy, message, this, ++this.#lastPosition, Infinity);
		if (engine.tracing)
			engine.emit({
				type: 'copy.enqueued',
				at: engine.clock.now(),
				copy: copy.id,
				message: message.id,
				queue: this.id
			});
		const consumer = this.ready.length === 0 ? this.dispatch.next() : null;
		if (consumer !== null) this.#hand(copy, consumer);
		else this.#keep(copy);
		return true;
	}

	/** Delivers what can be delivered. Call when messages came back or a consumer can take more. */
	deliver(): void {
		while (this.ready.length > 0) {
			const consumer = this.dispatch.next();
			if (consumer === null) return;
			this.#hand(this.#takeHead(), consumer);
		}
	}

	/** The next message for basic.get; null when there is none. It counts as unacknowledged unless `noAck`. */
	get(noAck: boolean): Copy | null {
		if (this.ready.length === 0) return null;
		const copy = this.#takeHead();
		copy.consumer = null;
		if (!noAck) this.#countUnacknowledged(copy, 1);
		return copy;
	}

	addConsumer(consumer: Consumer): void {
		this.consumers.add(consumer);
		this.dispatch.add(consumer);
	}

	/** Ends a consumer. What it was delivered stays with its channel (B20). */
	removeConsumer(consumer: Consumer, reason: ConsumerEnded['reason']): void {
		const { engine } = this;
		if (consumer.ended) return;
		this.dispatch.remove(consumer);
		this.consumers.delete(consumer);
		consumer.ended = true;
		if (engine.tracing)
			engine.emit({ type: 'consumer.ended', at: engine.clock.now(), consumer: consumer.id, reason });
	}

	/** An auto-delete queue goes with its last consumer (Q4). */
	deleteIfAbandoned(): void {
		if (this.autoDelete && this.consumers.size === 0) this.vhost.deleteQueue(this, 'auto-delete');
	}

	/** The consumer has room again. */
	unblock(consumer: Consumer): void {
		this.dispatch.unblock(consumer);
	}

	acknowledge(copy: Copy, channel: Channel): void {
		const { engine } = this;
		if (this.deleted) return;
		this.#countUnacknowledged(copy, -1);
		if (engine.tracing)
			engine.emit({
				type: 'copy.acknowledged',
				at: engine.clock.now(),
				copy: copy.id,
				message: copy.message.id,
				queue: this.id,
				connection: channel.session.id,
				channel: channel.number
			});
	}

	/** Puts a delivered message back in its place (B26). `deliver` may be called once all are back. */
	requeue(copy: Copy, reason: CopyRequeued['reason']): void {
		const { engine } = this;
		if (this.deleted) return;
		this.#countUnacknowledged(copy, -1);
		copy.redelivered = true;
		copy.consumer = null;
		this.ready.putBack(copy);
		this.bytesReady += copy.message.size;
		if (engine.tracing)
			engine.emit({
				type: 'copy.requeued',
				at: engine.clock.now(),
				copy: copy.id,
				message: copy.message.id,
				queue: this.id,
				reason
			});
	}

	/** A delivered message that was rejected for good (B29). */
	discard(copy: Copy): void {
		if (this.deleted) return;
		this.#countUnacknowledged(copy, -1);
		this.#drop(copy, 'rejected');
	}

	/** Drops everything that is ready; returns how many messages that was (Q6). */
	purge(): number {
		return this.#dropReady('purged');
	}

	/** The queue is deleted: consumers end, everything in it is lost. */
	close(reason: 'queue-deleted' | 'restart'): void {
		for (const consumer of [...this.consumers]) {
			this.removeConsumer(consumer, reason);
			consumer.channel.consumerGone(consumer);
		}
		this.#dropReady(reason);
		this.deleted = true;
	}

	#dropReady(reason: CopyDropped['reason']): number {
		const copies = [...this.ready];
		this.ready.clear();
		this.bytesReady = 0;
		for (const copy of copies) this.#drop(copy, reason);
		return copies.length;
	}

	#drop(copy: Copy, reason: CopyDropped['reason']): void {
		const { engine } = this;
		if (engine.tracing)
			engine.emit({
				type: 'copy.dropped',
				at: engine.clock.now(),
				copy: copy.id,
				message: copy.message.id,
				queue: this.id,
				reason,
				deadLettered: false
			});
	}

	#keep(copy: Copy): void {
		this.ready.push(copy);
		this.bytesReady += copy.message.size;
	}

	#takeHead(): Copy {
		const copy = this.ready.shift()!;
		this.bytesReady -= copy.message.size;
		return copy;
	}

	#hand(copy: Copy, consumer: Consumer): void {
		copy.consumer = consumer;
		if (!consumer.noAck) this.#countUnacknowledged(copy, 1);
		consumer.channel.deliver(copy, consumer);
	}

	#countUnacknowledged(copy: Copy, by: 1 | -1): void {
		this.messagesUnacknowledged += by;
		this.bytesUnacknowledged += by * copy.message.size;
	}
}
