/**
 * A queue: messages waiting in order, consumers taking turns, and what is delivered but not yet settled.
 *
 * This is the classic queue; quorum queues and streams differ from it in the parts they override. Each
 * further concern (expiry, limits, …) has a file of its own beside this one.
 */
import { get, type Content, type FieldTable } from '../../amqp';
import type { Binding } from '../binding';
import type { Channel } from '../channel';
import type { Consumer } from '../consumer';
import type { Engine } from '../engine';
import { accessRefused } from '../errors';
import type { Exchange } from '../exchanges/exchange';
import { Copy, type Message } from '../message';
import type { Session } from '../session';
import type { ConsumerEnded, CopyDropped, CopyRequeued, QueueId } from '../trace';
import type { VirtualHost } from '../virtual-host';
import { deadLetter, type DeathReason } from '../dead-letter';
import { NO_POLICY, type PolicyDefinition } from '../policies';
import { HeadExpiry } from './head-expiry';
import { Lease } from './lease';
import { PriorityList } from './priority-list';
import { ReadyList, type ReadyMessages } from './ready-list';
import { Rotation, type Dispatch } from './rotation';
import { queueSettings, type QueueSettings } from './settings';
import { SingleActive } from './single-active';

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
	/** What its arguments and policies come to. */
	settings!: QueueSettings;
	protected readonly ready: ReadyMessages;
	protected readonly dispatch: Dispatch;
	protected readonly expiry: HeadExpiry;
	#lastPosition = 0;
	/** Whether there is a limit of length or bytes; else none needs to be looked at. */
	#limited = false;
	#lease: Lease | null = null;

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
		this.ready = readyMessages(this.arguments_);
		this.dispatch =
			get(this.arguments_, 'x-single-active-consumer')?.value === true
				? new SingleActive((consumer) => this.#traceActivation(consumer))
				: new Rotation();
		this.expiry = new HeadExpiry(engine, () => this.#expireHead());
		this.configure(NO_POLICY);
	}

	/** Takes on what the policies say; limits apply at once, times only to what is to come (O5). */
	configure(policy: PolicyDefinition): void {
		this.settings = queueSettings(this.type, this.arguments_, policy, this.engine.profile);
		this.#limited = this.settings.maxLength < Infinity || this.settings.maxLengthBytes < Infinity;
		this.#lease?.hold();
		this.#lease =
			this.settings.expires < Infinity
				? new Lease(this.engine, this.settings.expires, () => this.vhost.deleteQueue(this, 'expired'))
				: null;
		if (this.consumers.size > 0) this.#lease?.hold();
		this.#trim();
	}

	/** The consumer that gets everything, on a queue with x-single-active-consumer (Q32). */
	get singleActiveConsumer(): Consumer | null {
		return this.dispatch instanceof SingleActive ? this.dispatch.active : null;
	}

	get singleActive(): boolean {
		return this.dispatch instanceof SingleActive;
	}

	/** Somebody declared or asked for the queue: its lease begins anew (Q19). */
	touch(): void {
		if (this.consumers.size === 0) this.#lease?.renew();
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
		if (this.#limited && this.#refuses(message)) return false;
		const expiresAt = this.#expiryOf(message);
		const copy = new Copy(++engine.lastId.copy, message, this, ++this.#lastPosition, expiresAt);
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
		else {
			this.#keep(copy);
			if (this.#limited) this.#trim();
			if (expiresAt !== Infinity) this.#expireHead();
		}
		return true;
	}

	/** Delivers what can be delivered. Call when messages came back or a consumer can take more. */
	deliver(): void {
		if (this.#limited) this.#trim();
		while (this.ready.length > 0) {
			if (this.ready.peek()!.expiresAt !== Infinity) {
				this.#expireHead();
				if (this.ready.length === 0) return;
			}
			const consumer = this.dispatch.next();
			if (consumer === null) return;
			this.#hand(this.#takeHead(), consumer);
		}
	}

	/** The next message for basic.get; null when there is none. It counts as unacknowledged unless `noAck`. */
	get(noAck: boolean): Copy | null {
		this.touch();
		this.#expireHead();
		if (this.ready.length === 0) return null;
		const copy = this.#takeHead();
		copy.consumer = null;
		if (!noAck) this.#countUnacknowledged(copy, 1);
		this.#expireHead();
		return copy;
	}

	/** Throws when the queue can't have such a consumer (B21, Q33). */
	checkConsumer(
		_channel: Channel,
		{ exclusive }: { readonly noAck: boolean; readonly exclusive: boolean }
	): void {
		if (this.exclusiveConsumer || (exclusive && (this.consumers.size > 0 || this.singleActive)))
			throw accessRefused(`${this} in exclusive use`);
	}

	/** What is sent for a copy: the message's own content, unless a kind of queue adds headers to it. */
	contentOf(copy: Copy, _got: boolean): Content {
		return copy.message.content;
	}

	addConsumer(consumer: Consumer): void {
		this.consumers.add(consumer);
		this.#lease?.hold();
		this.dispatch.add(consumer);
	}

	/** Ends a consumer. What it was delivered stays with its channel (B20). */
	removeConsumer(consumer: Consumer, reason: ConsumerEnded['reason']): void {
		const { engine } = this;
		if (consumer.ended) return;
		this.consumers.delete(consumer);
		consumer.ended = true;
		if (engine.tracing)
			engine.emit({ type: 'consumer.ended', at: engine.clock.now(), consumer: consumer.id, reason });
		this.dispatch.remove(consumer);
		this.touch();
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
		this.#lease?.hold();
		this.expiry.stop();
		this.deleted = true;
	}

	#dropReady(reason: CopyDropped['reason']): number {
		const copies = [...this.ready];
		this.ready.clear();
		this.bytesReady = 0;
		for (const copy of copies) this.#drop(copy, reason);
		return copies.length;
	}

	/** A copy's end other than acknowledgement. Deletion and purge dead-letter nothing (Q5). */
	#drop(copy: Copy, reason: CopyDropped['reason']): void {
		const { engine } = this;
		const death = DEATHS[reason];
		const exchange = death === undefined ? undefined : this.#deadLetterExchange();
		if (engine.tracing)
			engine.emit({
				type: 'copy.dropped',
				at: engine.clock.now(),
				copy: copy.id,
				message: copy.message.id,
				queue: this.id,
				reason,
				deadLettered: exchange !== undefined
			});
		if (exchange !== undefined)
			deadLetter(copy.message, death!, this, exchange, this.settings.deadLetterRoutingKey);
	}

	#deadLetterExchange(): Exchange | undefined {
		const name = this.settings.deadLetterExchange;
		return name === null ? undefined : this.vhost.exchanges.get(name);
	}

	/** The deadline is set now and never changed (Q13). */
	#expiryOf(message: Message): number {
		const ttl = Math.min(this.settings.messageTtl, message.expiration);
		return ttl === Infinity ? Infinity : this.engine.clock.now() + ttl;
	}

	/** Only the head expires: what is behind it waits its turn, expired or not (Q14). */
	#expireHead(): void {
		const now = this.engine.clock.now();
		for (let head = this.ready.peek(); head && head.expiresAt <= now; head = this.ready.peek())
			this.#drop(this.#takeHead(), 'expired');
		this.expiry.watch(this.ready.peek()?.expiresAt ?? Infinity);
	}

	/** Drops from the head until the limits are kept (Q22). Other overflow modes refuse instead. */
	#trim(): void {
		const { maxLength, maxLengthBytes, overflow } = this.settings;
		if (overflow !== 'drop-head') return;
		while (this.ready.length > maxLength || (this.bytesReady > maxLengthBytes && this.ready.length > 0))
			this.#drop(this.#takeHead(), 'maxlen');
	}

	/** Whether the message would be one too many for a queue that rejects (Q24); dead-letters it where asked (Q25). */
	#refuses(message: Message): boolean {
		const { maxLength, maxLengthBytes, overflow, deadLetterRoutingKey } = this.settings;
		if (overflow === 'drop-head') return false;
		if (this.ready.length + 1 <= maxLength && this.bytesReady + message.size <= maxLengthBytes) return false;
		const { engine } = this;
		const exchange = overflow === 'reject-publish-dlx' ? this.#deadLetterExchange() : undefined;
		if (engine.tracing)
			engine.emit({
				type: 'copy.refused',
				at: engine.clock.now(),
				message: message.id,
				queue: this.id,
				reason: 'maxlen',
				deadLettered: exchange !== undefined
			});
		if (exchange !== undefined) deadLetter(message, 'maxlen', this, exchange, deadLetterRoutingKey);
		return true;
	}

	#traceActivation(consumer: Consumer): void {
		const { engine } = this;
		if (engine.tracing)
			engine.emit({
				type: 'consumer.activated',
				at: engine.clock.now(),
				consumer: consumer.id
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

/** What x-death calls the ends that dead-letter a message (D1). */
const DEATHS: { readonly [reason in CopyDropped['reason']]?: DeathReason } = {
	rejected: 'rejected',
	expired: 'expired',
	maxlen: 'maxlen',
	'delivery-limit': 'delivery_limit'
};

/** With x-max-priority there is a level for each priority (Q30). */
function readyMessages(arguments_: FieldTable): ReadyMessages {
	const maxPriority = get(arguments_, 'x-max-priority')?.value;
	return maxPriority === undefined ? new ReadyList() : new PriorityList(Number(maxPriority));
}
