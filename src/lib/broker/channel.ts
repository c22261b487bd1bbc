/**
 * A channel: consumers, deliveries waiting for acknowledgement, prefetch, confirms. Usable without a wire:
 * every operation is a typed call made within an engine's turn, and throws AmqpError where RabbitMQ would
 * close the channel or the connection; the caller then closes it.
 */
import { get, type Content, type FieldTable } from '../amqp';
import { checkAccess } from './access';
import type { ChannelClient } from './channel-client';
import { Confirms } from './confirms';
import { Consumer } from './consumer';
import type { Engine } from './engine';
import { accessRefused, notAllowed, notImplemented, preconditionFailed } from './errors';
import type { Exchange } from './exchanges/exchange';
import type { Copy, Message } from './message';
import { Outstanding } from './outstanding';
import { findWritableExchange } from './publishing';
import { checkConsumerArguments } from './queues/arguments';
import type { Queue } from './queues/queue';
import { randomName } from './random-name';
import type { Session } from './session';
import type { ChannelClosed, CopyRequeued } from './trace';
import { accessibleQueue } from './topology';

export interface ConsumeOptions {
	/** '' lets the broker choose one. */
	readonly consumerTag?: string;
	readonly noAck?: boolean;
	readonly exclusive?: boolean;
	readonly arguments?: FieldTable;
}

/** What basic.get brings. */
export interface Got {
	readonly deliveryTag: number;
	readonly redelivered: boolean;
	readonly message: Message;
	/** The message's own, except where the queue adds headers to a delivery. */
	readonly content: Content;
	/** Ready messages left in the queue (B24). */
	readonly messageCount: number;
}

export class Channel {
	readonly consumers = new Map<string, Consumer>();
	readonly outstanding = new Outstanding();
	confirms: Confirms | null = null;
	/** The last queue declared here, which an empty name means (H5); null before the first. */
	lastQueue: string | null = null;
	/** Prefetch of consumers to come (B19); 0 is unlimited. */
	prefetchCount = 0;
	/** Prefetch of the channel as a whole; 0 is unlimited. */
	globalPrefetchCount = 0;
	/** What counts against the channel's own prefetch. */
	#volume = 0;
	#lastTag = 0;
	#lastExchange: Exchange | null = null;
	#lastRights = -1;

	constructor(
		readonly engine: Engine,
		readonly session: Session,
		readonly number: number,
		readonly client: ChannelClient
	) {
		if (engine.tracing)
			engine.emit({
				type: 'channel.opened',
				at: engine.clock.now(),
				connection: session.id,
				channel: number
			});
	}

	/** `<connection name> (<number>)` (H9). */
	get name(): string {
		return `${this.session.name} (${this.number})`;
	}

	/** Whether the channel's own prefetch leaves room for another delivery. */
	hasRoom(): boolean {
		return this.globalPrefetchCount === 0 || this.#volume < this.globalPrefetchCount;
	}

	/**
	 * Starts a consumer and returns its tag. `started` is called before the first delivery (B14).
	 * Throws as B21, H30, H39, H42 and H44 say.
	 */
	consume(queueName: string, options: ConsumeOptions, started?: (consumerTag: string) => void): string {
		const { consumerTag = '', noAck = false, exclusive = false, arguments: arguments_ = [] } = options;
		if (this.consumers.has(consumerTag)) throw notAllowed(`attempt to reuse consumer tag '${consumerTag}'`);
		checkAccess(this.session, 'read', 'queue', queueName);
		const queue = accessibleQueue(this.session, queueName);
		checkConsumerArguments(`${queue}`, queue.type, arguments_);
		if (queue.exclusiveConsumer || (exclusive && (queue.consumers.size > 0 || queue.singleActive)))
			throw accessRefused(`${queue} in exclusive use`);
		const consumer = new Consumer(
			++this.engine.lastId.consumer,
			consumerTag || randomName('amq.ctag', this.engine.random),
			this,
			queue,
			noAck,
			exclusive,
			noAck ? 0 : this.prefetchCount,
			consumerPriority(arguments_),
			arguments_
		);
		this.consumers.set(consumer.tag, consumer);
		this.#traceStart(consumer);
		queue.addConsumer(consumer);
		started?.(consumer.tag);
		queue.deliver();
		return consumer.tag;
	}

	/** Ends a consumer; an unknown tag is fine (B14). `stopped` is called before an auto-delete queue goes (Q4). */
	cancel(consumerTag: string, stopped?: () => void): void {
		const consumer = this.consumers.get(consumerTag);
		this.consumers.delete(consumerTag);
		consumer?.queue.removeConsumer(consumer, 'cancelled');
		stopped?.();
		consumer?.queue.consumersLeft();
	}

	/** basic.get: the next message, null when the queue has none ready. */
	get(queueName: string, noAck: boolean): Got | null {
		checkAccess(this.session, 'read', 'queue', queueName);
		const queue = accessibleQueue(this.session, queueName);
		const copy = queue.get(noAck);
		if (copy === null) return null;
		const deliveryTag = ++this.#lastTag;
		if (!noAck) this.outstanding.add(deliveryTag, copy);
		this.#traceDelivery(copy, deliveryTag, noAck);
		const { redelivered, message } = copy;
		const { content } = message;
		return { deliveryTag, redelivered, message, content, messageCount: queue.messagesReady };
	}

	/** Hands a copy to the client; called by the queue. */
	deliver(copy: Copy, consumer: Consumer): void {
		const deliveryTag = ++this.#lastTag;
		if (!consumer.noAck) {
			this.outstanding.add(deliveryTag, copy);
			consumer.unacked++;
			this.#volume++;
		}
		if (this.engine.tracing) this.#traceDelivery(copy, deliveryTag, consumer.noAck);
		this.client.deliver(consumer.tag, deliveryTag, copy.redelivered, copy.message, copy.message.content);
	}

	/** Acknowledges one delivery, or all up to and including it (B25). Throws H22. */
	ack(deliveryTag: number | bigint, multiple: boolean): void {
		if (multiple) {
			const copies = this.#takeThrough(deliveryTag);
			for (const copy of copies) copy.queue.acknowledge(copy, this);
			this.#released(copies);
		} else {
			const copy = this.#take(deliveryTag);
			copy.queue.acknowledge(copy, this);
			this.#releasedOne(copy);
		}
	}

	/** Refuses deliveries: back to their place (B26), or dropped or dead-lettered (B29). Throws H22. */
	nack(
		deliveryTag: number | bigint,
		multiple: boolean,
		requeue: boolean,
		reason: 'nack' | 'reject' = 'nack'
	): void {
		const copies = multiple ? this.#takeThrough(deliveryTag) : [this.#take(deliveryTag)];
		if (requeue) this.#requeue(copies, reason);
		else {
			for (const copy of copies) copy.queue.discard(copy);
			this.#released(copies);
		}
	}

	/** Requeues everything outstanding (B28). */
	recover(requeue: boolean): void {
		if (!requeue) throw notImplemented('requeue=false');
		this.#requeue(this.outstanding.takeThrough(Infinity), 'recover');
	}

	/** Prefetch (B19). A limit for consumers to come ends one of the channel as a whole. */
	qos(prefetchSize: number, prefetchCount: number, global: boolean): void {
		if (prefetchSize !== 0) throw notImplemented(`prefetch_size!=0 (${prefetchSize})`);
		const { engine } = this;
		const forAll = global && engine.profile.globalQos;
		if (forAll && this.globalPrefetchCount === 0) this.#volume = this.outstanding.length;
		if (!forAll) this.prefetchCount = prefetchCount;
		this.globalPrefetchCount = forAll ? prefetchCount : 0;
		if (engine.tracing)
			engine.emit({
				type: 'channel.qos',
				at: engine.clock.now(),
				connection: this.session.id,
				channel: this.number,
				prefetchCount,
				global: forAll
			});
		this.#unblock(this.consumers.values());
	}

	/** The exchange to publish to. Publishing mostly names the one of last time, whose rights are then known. */
	writableExchange(name: string): Exchange {
		const last = this.#lastExchange;
		if (last !== null && last.name === name && !last.deleted && this.#lastRights === this.session.user.rights)
			return last;
		this.#lastRights = this.session.user.rights;
		return (this.#lastExchange = findWritableExchange(this.session, name));
	}

	/** Hands a message that nobody wanted back to the client (B2). */
	returnMessage(code: number, text: string, message: Message): void {
		const { engine } = this;
		if (engine.tracing)
			engine.emit({
				type: 'message.returned',
				at: engine.clock.now(),
				connection: this.session.id,
				channel: this.number,
				message: message.id,
				code,
				text
			});
		this.client.returned(code, text, message);
	}

	confirmSelect(): void {
		if (this.confirms !== null) return;
		this.confirms = new Confirms(this.engine, (deliveryTag, multiple, nack) =>
			this.#confirm(deliveryTag, multiple, nack)
		);
		this.#traceMode('confirm');
	}

	/** The queue of a consumer is gone, and the consumer with it (Q8). */
	consumerGone(consumer: Consumer): void {
		this.consumers.delete(consumer.tag);
		if (this.session.cancelNotify) this.client.cancelled(consumer.tag);
	}

	/** Ends the channel: consumers first, then everything outstanding goes back in its place (H1, B27). */
	close(
		ending: Pick<ChannelClosed, 'initiator' | 'code' | 'text'>,
		reason: 'channel-closed' | 'connection-closed' = 'channel-closed'
	): void {
		const { engine, session } = this;
		if (!session.channels.delete(this.number)) return;
		const consumers = [...this.consumers.values()];
		for (const consumer of consumers) consumer.queue.removeConsumer(consumer, reason);
		this.consumers.clear();
		this.confirms?.abandon();
		this.#requeue(this.outstanding.takeThrough(Infinity), reason);
		for (const { queue } of consumers) queue.consumersLeft();
		if (engine.tracing)
			engine.emit({
				type: 'channel.closed',
				at: engine.clock.now(),
				connection: session.id,
				channel: this.number,
				...ending
			});
	}

	#take(deliveryTag: number | bigint): Copy {
		const copy = this.outstanding.take(Number(deliveryTag));
		if (copy === null) throw preconditionFailed(`unknown delivery tag ${deliveryTag}`);
		return copy;
	}

	/** Tag 0 is everything, even nothing (H22). */
	#takeThrough(deliveryTag: number | bigint): Copy[] {
		if (Number(deliveryTag) === 0) return this.outstanding.takeThrough(Infinity);
		if (!this.outstanding.has(Number(deliveryTag)))
			throw preconditionFailed(`unknown delivery tag ${deliveryTag}`);
		return this.outstanding.takeThrough(Number(deliveryTag));
	}

	#requeue(copies: readonly Copy[], reason: CopyRequeued['reason']): void {
		const queues = new Set<Queue>();
		const consumers = new Set<Consumer>();
		for (const copy of copies) {
			if (copy.consumer) consumers.add(copy.consumer);
			this.#forget(copy.consumer);
			copy.queue.requeue(copy, reason);
			queues.add(copy.queue);
		}
		this.#rejoin(consumers);
		for (const queue of queues) queue.deliver();
		if (copies.length > 0 && this.globalPrefetchCount > 0) this.#unblock(this.consumers.values());
	}

	/** One delivery less to wait for. */
	#forget(consumer: Consumer | null): void {
		if (consumer === null) return;
		consumer.unacked--;
		if (this.#volume > 0) this.#volume--;
	}

	#releasedOne(copy: Copy): void {
		const { consumer } = copy;
		if (consumer === null) return;
		this.#forget(consumer);
		if (this.globalPrefetchCount > 0) this.#unblock(this.consumers.values());
		else if (consumer.blocked) this.#unblock([consumer]);
	}

	#released(copies: readonly Copy[]): void {
		const consumers = new Set<Consumer>();
		for (const { consumer } of copies) {
			this.#forget(consumer);
			if (consumer) consumers.add(consumer);
		}
		this.#unblock(this.globalPrefetchCount > 0 ? this.consumers.values() : consumers);
	}

	/** Lets those that have room again back into their rotations, and delivers to them. */
	#unblock(consumers: Iterable<Consumer>): void {
		for (const queue of this.#rejoin(consumers)) queue.deliver();
	}

	#rejoin(consumers: Iterable<Consumer>): Set<Queue> {
		const queues = new Set<Queue>();
		for (const consumer of consumers) {
			if (!consumer.blocked || consumer.ended || !consumer.canTake()) continue;
			consumer.queue.unblock(consumer);
			queues.add(consumer.queue);
		}
		return queues;
	}

	#confirm(deliveryTag: number, multiple: boolean, nack: boolean): void {
		const { engine } = this;
		if (engine.tracing)
			engine.emit({
				type: 'confirm.sent',
				at: engine.clock.now(),
				connection: this.session.id,
				channel: this.number,
				deliveryTag,
				multiple,
				nack
			});
		this.client.confirm(deliveryTag, multiple, nack);
	}

	#traceDelivery(copy: Copy, deliveryTag: number, noAck: boolean): void {
		const { engine } = this;
		if (!engine.tracing) return;
		engine.emit({
			type: 'copy.delivered',
			at: engine.clock.now(),
			copy: copy.id,
			message: copy.message.id,
			queue: copy.queue.id,
			consumer: copy.consumer?.id ?? null,
			connection: this.session.id,
			channel: this.number,
			deliveryTag,
			redelivered: copy.redelivered,
			noAck
		});
	}

	#traceStart(consumer: Consumer): void {
		const { engine } = this;
		if (!engine.tracing) return;
		engine.emit({
			type: 'consumer.started',
			at: engine.clock.now(),
			connection: this.session.id,
			channel: this.number,
			consumer: consumer.id,
			tag: consumer.tag,
			queue: consumer.queue.id,
			noAck: consumer.noAck,
			exclusive: consumer.exclusive,
			prefetchCount: consumer.prefetchCount,
			priority: consumer.priority,
			arguments: consumer.arguments_
		});
	}

	#traceMode(mode: 'confirm' | 'tx'): void {
		const { engine } = this;
		if (!engine.tracing) return;
		engine.emit({
			type: 'channel.mode',
			at: engine.clock.now(),
			connection: this.session.id,
			channel: this.number,
			mode
		});
	}
}

/** x-priority of a consumer, 0 when absent (B18). */
function consumerPriority(arguments_: FieldTable): number {
	return Number(get(arguments_, 'x-priority')?.value ?? 0);
}
