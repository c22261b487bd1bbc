/**
 * A classic queue: messages waiting in order until they are taken, expire, or are too many. What leaves it for a
 * reason may be dead-lettered.
 */
import { get } from '../../amqp';
import type { Channel } from '../channel';
import type { Consumer } from '../consumer';
import { deadLetter, type DeathReason } from '../dead-letter';
import type { Engine } from '../engine';
import type { Exchange } from '../exchanges/exchange';
import { Copy, type CopyPast, type Message } from '../message';
import type { EffectivePolicy } from '../policies';
import type { CopyDropped, CopyRequeued, QueueId } from '../trace';
import type { VirtualHost } from '../virtual-host';
import { HeadExpiry } from './head-expiry';
import { PriorityList } from './priority-list';
import { Queue, type QueueProperties } from './queue';
import { ReadyList, type ReadyMessages } from './ready-list';

export class ClassicQueue extends Queue {
	protected readonly ready: ReadyMessages;
	protected lastPosition = 0;
	/** Unacknowledged messages that went to basic.get. */
	protected unsettledGets = 0;
	/** Whether there is a limit of length or bytes; else none needs to be looked at. */
	protected limited = false;
	/**
	 * Where, at each level of priority, a message was lost that had never been delivered. A queue takes note of how far
	 * it has delivered without a gap; so what came after is never said to be redelivered (P2).
	 */
	readonly #gaps = new Map<number, number>();
	/** Whether messages have come back that `deliver` has not looked at yet. */
	#returned = false;
	#lazy = false;
	/** Messages that wait, or have waited, on its disk, of those that expire. */
	readonly #fromDisk = new WeakSet<Message>();
	readonly #expiry: HeadExpiry;

	constructor(engine: Engine, id: QueueId, vhost: VirtualHost, properties: QueueProperties) {
		super(engine, id, vhost, properties);
		this.ready = this.readyMessages();
		this.#expiry = new HeadExpiry(engine, () => this.expireHead());
		this.#noteLimits();
		this.#noteMode();
	}

	override get messagesReady(): number {
		return this.ready.length;
	}

	/** Limits apply at once, times only to what is to come (Q13, Q29). */
	override configure(policy: EffectivePolicy): void {
		const { overflow } = this.settings;
		super.configure(policy);
		this.#noteLimits();
		this.#noteMode();
		if (this.#lazy) for (const copy of this.ready) this.#putOnDisk(copy);
		if (overflow === 'drop-head' && this.takesOnLimitsFirst) this.#dropExcess();
		else this.trim();
		this.expireHead();
	}

	override enqueue(message: Message, _publisher: object | null): boolean {
		const { engine } = this;
		if (this.limited && this.refuses(message)) return false;
		const expiresAt = this.#expiryOf(message);
		const copy = new Copy(++engine.lastId.copy, message, this, ++this.lastPosition, expiresAt);
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
		else if (this.takesOnlyWhatIsDelivered) this.drop(copy, 'expired');
		else {
			this.#keep(copy);
			const trimmed = this.limited && this.trim();
			if (trimmed || this.ready.length === 1 || this.expiresEagerly) this.expireHead();
		}
		return true;
	}

	override acceptsAtOnce({ persistent }: Message): boolean {
		return !(this.durable && persistent);
	}

	override deliver(): void {
		if (this.#returned) {
			this.#returned = false;
			if (this.limited && this.trimsBeforeServing) this.trim();
			this.expireHead();
		}
		while (this.ready.length > 0) {
			if (this.expiresEagerly) this.expireHead();
			const consumer = this.ready.length === 0 ? null : this.dispatch.next();
			if (consumer === null) return;
			this.#hand(this.#takeHead(), consumer);
			this.expireHead();
		}
	}

	override get(noAck: boolean): Copy | null {
		this.touch();
		if (this.expiresEagerly) this.expireHead();
		if (this.ready.length === 0) return null;
		const copy = this.#takeHead();
		copy.consumer = null;
		if (!noAck) this.#countUnacknowledged(copy, 1);
		return copy;
	}

	/** Only the head expires: what is behind it waits its turn, expired or not (Q14). */
	override expireHead(): void {
		const now = this.engine.clock.now();
		for (let head = this.ready.peek(); head && head.expiresAt <= now; head = this.ready.peek())
			this.drop(this.#takeHead(), 'expired');
		this.#expiry.watch(this.ready.peek()?.expiresAt ?? Infinity);
	}

	override messagesLeft(_noAck: boolean): number {
		const now = this.engine.clock.now();
		let expired = 0;
		for (const copy of this.ready) {
			if (copy.expiresAt > now) break;
			expired++;
		}
		return this.ready.length - expired;
	}

	override acknowledge(copy: Copy, channel: Channel): void {
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

	/** Back to its original place (B26). */
	override requeue(copy: Copy, reason: CopyRequeued['reason']): void {
		if (this.deleted) return;
		this.#countUnacknowledged(copy, -1);
		const { consumer } = copy;
		if (this.#notesDelivery(copy)) copy.acquiredCount++;
		copy.consumer = null;
		if (this.givesUp(copy, consumer, reason)) return this.drop(copy, 'delivery-limit');
		this.takeBack(copy, reason);
	}

	/** What was returned is ready again. */
	protected takeBack(copy: Copy, reason: CopyRequeued['reason']): void {
		this.putBack(copy, reason);
		if (this.#lazy) this.#putOnDisk(copy);
		this.#returned = true;
		this.bytesReady += copy.message.size;
		if (this.engine.tracing) this.traceReturn(copy, reason);
	}

	protected traceReturn(copy: Copy, reason: CopyRequeued['reason'], dueAt?: number): void {
		const { engine } = this;
		engine.emit({
			type: 'copy.requeued',
			at: engine.clock.now(),
			copy: copy.id,
			message: copy.message.id,
			queue: this.id,
			reason,
			...(dueAt !== undefined && { dueAt })
		});
	}

	override discard(copy: Copy): void {
		if (this.deleted) return;
		this.#countUnacknowledged(copy, -1);
		this.drop(copy, 'rejected');
	}

	override remembersExpiration(message: Message): boolean {
		return !(this.engine.profile.diskForgetsExpiration && this.#fromDisk.has(message));
	}

	override purge(): number {
		const { length } = this.ready;
		this.#dropReady('purged');
		return length;
	}

	override messages(): Iterable<Copy> {
		return { [Symbol.iterator]: () => this.ready[Symbol.iterator]() };
	}

	override restore(message: Message, expiresAt: number, past: CopyPast): void {
		this.#keepRestored(this.restored(message, expiresAt, past));
		if (expiresAt !== Infinity) this.expireHead();
	}

	/** The copy of a message that was stored. `dueAt` is when it is ready again, if it is not now (Q37). */
	protected restored(message: Message, expiresAt: number, past: CopyPast, dueAt?: number): Copy {
		const { engine } = this;
		const copy = new Copy(++engine.lastId.copy, message, this, ++this.lastPosition, expiresAt);
		Object.assign(copy, past);
		if (engine.tracing)
			engine.emit({
				type: 'copy.enqueued',
				at: engine.clock.now(),
				copy: copy.id,
				message: message.id,
				queue: this.id,
				restored: true,
				...(dueAt !== undefined && { dueAt })
			});
		return copy;
	}

	/** Transient messages are lost (P2). */
	override restart(): void {
		super.restart();
		this.#lazy = this.settings.mode === 'lazy';
		const copies = [...this.ready];
		this.ready.clear();
		this.bytesReady = 0;
		for (const copy of copies) {
			if (this.keepsOverRestart(copy)) this.#keepRestored(copy);
			else {
				if (!copy.redelivered) this.#noteGap(copy);
				this.drop(copy, 'restart');
			}
		}
	}

	#notesDelivery(copy: Copy): boolean {
		return this.#gaps.size === 0 || copy.position < (this.#gaps.get(this.#levelOf(copy)) ?? Infinity);
	}

	#noteGap(copy: Copy): void {
		const level = this.#levelOf(copy);
		this.#gaps.set(level, Math.min(copy.position, this.#gaps.get(level) ?? Infinity));
	}

	#levelOf({ message }: Copy): number {
		return Math.min(message.priority, this.maxPriority);
	}

	override keepsOverRestart(copy: Copy): boolean {
		return copy.message.persistent;
	}

	protected override clear(reason: CopyDropped['reason']): void {
		this.#dropReady(reason);
		this.#expiry.stop();
	}

	/** With x-max-priority there is a level for each priority (Q30). */
	protected readyMessages(): ReadyMessages {
		return this.maxPriority === 0 ? new ReadyList() : new PriorityList(this.maxPriority);
	}

	/** 0 when there is but one level. */
	protected get maxPriority(): number {
		return Number(get(this.arguments_, 'x-max-priority')?.value ?? 0);
	}

	protected putBack(copy: Copy, _reason: CopyRequeued['reason']): void {
		this.ready.putBack(copy);
	}

	/** Whether a message has come back too often. Only quorum queues count. */
	protected givesUp(_copy: Copy, _from: Consumer | null, _reason: CopyRequeued['reason']): boolean {
		return false;
	}

	/** A copy's end other than acknowledgement. Deletion and purge dead-letter nothing (Q5). */
	protected drop(copy: Copy, reason: CopyDropped['reason']): void {
		const { engine } = this;
		const death = DEATHS[reason];
		const exchange = death === undefined ? undefined : this.deadLetterExchange();
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
		if (death !== undefined) this.bury(copy.message, death, exchange);
	}

	/** What becomes of a dead message. The dead letter exchange may be missing. */
	protected bury(message: Message, death: DeathReason, exchange: Exchange | undefined): void {
		if (exchange) deadLetter(message, death, this, exchange, this.settings.deadLetterRoutingKey);
	}

	/**
	 * Drops from the head until the limits are kept (Q22); whether anything was. Other overflow modes refuse instead.
	 */
	protected trim(): boolean {
		return this.settings.overflow === 'drop-head' && this.#dropExcess();
	}

	#dropExcess(): boolean {
		let trimmed = false;
		while (this.ready.length > 0 && this.overLimit(this.ready.length, this.bytesReady)) {
			this.drop(this.#takeHead(), 'maxlen');
			trimmed = true;
		}
		return trimmed;
	}

	/** Whether the message would be one too many for a queue that rejects (Q24); dead-letters it where asked (Q25). */
	protected refuses(message: Message): boolean {
		const { overflow } = this.settings;
		if (overflow === 'drop-head') return false;
		if (!this.overLimit(this.ready.length + 1, this.bytesReady + message.size)) return false;
		this.refuse(message, overflow === 'reject-publish-dlx' ? this.deadLetterExchange() : undefined);
		return true;
	}

	protected refuse(message: Message, exchange?: Exchange): void {
		const { engine } = this;
		if (engine.tracing)
			engine.emit({
				type: 'copy.refused',
				at: engine.clock.now(),
				message: message.id,
				queue: this.id,
				reason: 'maxlen',
				deadLettered: exchange !== undefined
			});
		if (exchange) deadLetter(message, 'maxlen', this, exchange, this.settings.deadLetterRoutingKey);
	}

	protected overLimit(messages: number, bytes: number): boolean {
		return messages > this.settings.maxLength || bytes > this.settings.maxLengthBytes;
	}

	#noteLimits(): void {
		this.limited = this.settings.maxLength < Infinity || this.settings.maxLengthBytes < Infinity;
	}

	/** A mode that is no longer asked for stays (Q12). */
	#noteMode(): void {
		const { mode } = this.settings;
		if (mode !== null) this.#lazy = mode === 'lazy';
	}

	protected deadLetterExchange(): Exchange | undefined {
		const name = this.settings.deadLetterExchange;
		return name === null ? undefined : this.vhost.exchanges.get(name);
	}

	/** The deadline is set now and never changed (Q13). */
	#expiryOf(message: Message): number {
		const ttl = Math.min(this.settings.messageTtl, message.expiration);
		return ttl === Infinity ? Infinity : this.engine.clock.now() + ttl;
	}

	/** Whether new limits are kept, in the old way, before there is a new way of keeping them (Q29). */
	protected get takesOnLimitsFirst(): boolean {
		return true;
	}

	/** Whether what comes back counts against the limits before consumers have had it (Q27). */
	protected get trimsBeforeServing(): boolean {
		return true;
	}

	/**
	 * Whether the head is looked at on every occasion. A classic queue looks only when a message has gone or come
	 * back, or is the only one, and when its timer says so: what comes to stand at the head of a priority queue
	 * otherwise is not seen to be expired (Q18).
	 */
	protected get expiresEagerly(): boolean {
		return false;
	}

	/** With a time to live of 0, and no dead letters to send on, a message is not even put behind others (Q16). */
	protected get takesOnlyWhatIsDelivered(): boolean {
		return this.settings.messageTtl === 0 && this.settings.deadLetterExchange === null;
	}

	#dropReady(reason: CopyDropped['reason']): void {
		const copies = [...this.ready];
		this.ready.clear();
		this.bytesReady = 0;
		for (const copy of copies) this.drop(copy, reason);
	}

	#keep(copy: Copy): void {
		this.ready.push(copy);
		this.bytesReady += copy.message.size;
		if (this.#lazy) this.#putOnDisk(copy);
	}

	#keepRestored(copy: Copy): void {
		this.#keep(copy);
		this.#putOnDisk(copy);
	}

	#putOnDisk({ message, expiresAt }: Copy): void {
		if (expiresAt < Infinity) this.#fromDisk.add(message);
	}

	#takeHead(): Copy {
		const copy = this.ready.shift()!;
		this.bytesReady -= copy.message.size;
		return copy;
	}

	#hand(copy: Copy, consumer: Consumer): void {
		copy.consumer = consumer;
		if (!consumer.noAck) this.#countUnacknowledged(copy, 1);
		this.send(copy, consumer);
	}

	/** Gives a copy to the consumer whose turn it was. */
	protected send(copy: Copy, consumer: Consumer): void {
		consumer.channel.deliver(copy, consumer);
	}

	#countUnacknowledged(copy: Copy, by: 1 | -1): void {
		this.messagesUnacknowledged += by;
		if (copy.consumer === null) this.unsettledGets += by;
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
