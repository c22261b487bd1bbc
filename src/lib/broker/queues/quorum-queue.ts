/** A quorum queue, as one node shows it: what it refuses, how it counts deliveries, where returns go (4.6). */
import { AmqpError, type Content } from '../../amqp';
import type { Channel } from '../channel';
import { notImplemented } from '../errors';
import { withHeaders } from '../headers';
import { deadLetterSurely, type DeathReason } from '../dead-letter';
import type { Exchange } from '../exchanges/exchange';
import type { Copy, CopyPast, Message } from '../message';
import type { EffectivePolicy } from '../policies';
import type { ConsumerEnded, CopyDropped, CopyRequeued } from '../trace';
import type { Consumer } from '../consumer';
import { Admission } from './admission';
import { ClassicQueue } from './classic-queue';
import { DelayedReturns, retryDelay, type DelayedReturn } from './delayed-returns';
import { byTag, Queue } from './queue';
import { LastingDeaths, type Death } from './lasting-deaths';
import { PriorityList } from './priority-list';
import { QuorumList } from './quorum-list';
import type { ReadyMessages } from './ready-list';

/** A queue that rejects lets publishers go on when it is at most this full. */
const LOW = 0.8;

/** Milliseconds between looks at whether a queue has been unused too long. */
const TICK = 5000;

export class QuorumQueue extends ClassicQueue {
	readonly #admission = new Admission();
	/** Whether it was well below its limits when that was last looked at. */
	#low = true;
	/** While messages are given out: whose they are, until all have been. */
	#promised: Map<Consumer, Copy[]> | null = null;
	/** Consumers that were cancelled, and may have something to settle. */
	readonly #cancelled = new Set<Consumer>();
	/** Rejected for good, and not dead-lettered yet. */
	readonly #rejected: Message[] = [];
	/** Given up, or dropped because there were too many, and not dead-lettered yet. */
	readonly #givenUp: Message[] = [];
	readonly #excess: Message[] = [];
	readonly #delayed = new DelayedReturns(this.engine, (copies) => {
		for (const copy of copies) {
			this.#countDelayed(copy, -1);
			this.takeBack(copy, 'due');
		}
		this.deliver();
	});
	readonly #deaths = new LastingDeaths(
		this.engine,
		(message, reason, taken) => {
			const exchange = this.deadLetterExchange();
			const { deadLetterRoutingKey: key } = this.settings;
			return exchange !== undefined && deadLetterSurely(message, reason, this, exchange, key, taken);
		},
		() => this.#admit()
	);

	/** Dead letters, but for those that are to arrive surely, come from nobody and are never refused. */
	override enqueue(message: Message, publisher: object | null): boolean {
		if (publisher !== null && !this.#admits(publisher)) {
			this.refuse(message);
			return false;
		}
		super.enqueue(message, publisher);
		this.#admit();
		return true;
	}

	override acceptsAtOnce(): boolean {
		return false;
	}

	#admits(publisher: object): boolean {
		const over = this.#rejects && this.#isOver;
		return publisher instanceof Queue
			? this.#admission.admitsTogether(publisher, over, this.engine.turns)
			: this.#admission.admits(publisher, over);
	}

	override get(noAck: boolean): Copy | null {
		if (this.singleActive)
			throw new AmqpError(
				'RESOURCE_LOCKED',
				`cannot obtain access to locked ${this}. basic.get operations are not supported by quorum queues with single active consumer`
			);
		const copy = super.get(noAck);
		this.#admit();
		return copy;
	}

	override expireHead(): void {
		super.expireHead();
		this.#admit();
	}

	override purge(): number {
		const purged = super.purge() + this.#dropDelayed('purged');
		this.#admit();
		return purged;
	}

	override configure(policy: EffectivePolicy): void {
		super.configure(policy);
		this.#admit();
	}

	/** What goes out together goes to one consumer after another, in the order of their tags. */
	override deliver(): void {
		if (this.#promised !== null) return super.deliver();
		this.#promised = new Map();
		super.deliver();
		const promised = [...this.#promised].sort(([a], [b]) => byTag(a, b));
		this.#promised = null;
		for (const [consumer, copies] of promised) {
			consumer.promised -= copies.length;
			for (const copy of copies) consumer.channel.deliver(copy, consumer);
		}
		this.trim();
		this.#admit();
	}

	protected override get takesOnLimitsFirst(): boolean {
		return false;
	}

	protected override get trimsBeforeServing(): boolean {
		return false;
	}

	/** What has expired behind the head counts until something is settled, as what needs no acknowledgement is at once. */
	override messagesLeft(noAck: boolean): number {
		return noAck ? super.messagesLeft(noAck) : this.messagesReady;
	}

	/** What somebody was given and has not settled keeps it. */
	protected override leaseEnded(): boolean {
		return this.#unsettledConsumers() === 0 && super.leaseEnded();
	}

	/** It looks only now and then, and what ends just then is seen the next time (Q19). */
	protected override leaseEndNoticed(end: number): number {
		return this.since + TICK * (Math.floor((end - this.since) / TICK) + 1);
	}

	/** A consumer that can take no more leaves the rotation at once. */
	protected override send(copy: Copy, consumer: Consumer): void {
		if (this.#promised === null) super.send(copy, consumer);
		else this.#promise(this.#promised, copy, consumer);
		if (!consumer.canTake()) this.dispatch.block(consumer);
	}

	#promise(promised: Map<Consumer, Copy[]>, copy: Copy, consumer: Consumer): void {
		const copies = promised.get(consumer);
		if (copies) copies.push(copy);
		else promised.set(consumer, [copy]);
		consumer.promised++;
	}

	/** Whoever declares the queue hears of no consumer that waits to become the single active one. */
	override get consumerCount(): number {
		const active = this.singleActive ? Math.min(this.consumers.size, 1) : this.consumers.size;
		return active + this.#unsettledConsumers();
	}

	/** In listings those that wait are consumers as well. */
	override get consumersListed(): number {
		return this.consumers.size + this.#unsettledConsumers();
	}

	/**
	 * A message that somebody got makes a consumer, which lasts until the message is settled; and one that was cancelled
	 * lasts until it has settled everything.
	 */
	#unsettledConsumers(): number {
		for (const consumer of this.#cancelled)
			if (consumer.unacked === 0 || !consumer.channel.isOpen) this.#cancelled.delete(consumer);
		return this.unsettledGets + this.#cancelled.size;
	}

	override removeConsumer(consumer: Consumer, reason: ConsumerEnded['reason']): void {
		super.removeConsumer(consumer, reason);
		if (reason === 'cancelled') this.#cancelled.add(consumer);
	}

	override acknowledge(copy: Copy, channel: Channel): void {
		super.acknowledge(copy, channel);
		this.#released();
	}

	override requeue(copy: Copy, reason: CopyRequeued['reason']): void {
		super.requeue(copy, reason);
		this.#released();
	}

	override discard(copy: Copy): void {
		super.discard(copy);
		this.#released();
	}

	/** Who settles what keeps the queue uses it (Q19). */
	#released(): void {
		if (!this.deleted) this.touch();
	}

	/** They take up its room, down to none; settling each makes some all the same. */
	override inherit(heir: Consumer, deliveries: number): void {
		for (const consumer of this.#cancelled)
			if (consumer.channel === heir.channel && consumer.tag === heir.tag) this.#cancelled.delete(consumer);
		heir.unacked += deliveries;
		heir.extra += Math.max(0, deliveries - heir.prefetchCount);
	}

	/** Declaring it again is no use (Q19). */
	override redeclared(): void {}

	/** Without a delivery limit it writes down anew what it is given back (Q34). */
	override get takesBackOneByOne(): boolean {
		return this.settings.deliveryLimit === null;
	}

	/** Nor is it when that is asked for later (Q38). */
	override get sharesPrefetch(): boolean {
		return false;
	}

	/** The exclusive flag means nothing here, and a channel's shared prefetch can't be kept (Q38). */
	override checkConsumer(channel: Channel): void {
		if (channel.globalPrefetchCount > 0) throw notImplemented(`${this} does not support global qos`);
	}

	override checkDelete(ifUnused: boolean, ifEmpty: boolean): void {
		const flag = ifUnused ? 'if-unused' : ifEmpty ? 'if-empty' : null;
		if (flag !== null)
			throw notImplemented(
				`cannot delete ${this}. queue.delete operations with ${flag} flag set are not supported by quorum queues`
			);
	}

	/** Unlike a classic one it runs at once, so that the next single active consumer gets what is ready. */
	override consumerCancelled(): void {
		this.deliver();
	}

	/**
	 * x-delivery-count tells of failed deliveries: always to basic.get, else when there were any. On 4.3 x-acquired-count
	 * tells what was had before how often it was (Q35).
	 */
	override contentOf(copy: Copy, got: boolean): Content {
		const { message, deliveryCount, acquiredCount } = copy;
		const tellsDelivery = got || deliveryCount > 0;
		const tellsAcquired = acquiredCount > 0 && this.engine.profile.tellsAcquiredCount;
		if (!tellsDelivery && !tellsAcquired) return super.contentOf(copy, got);
		const counts = {
			...(tellsDelivery && { 'x-delivery-count': deliveryCount }),
			...(tellsAcquired && { 'x-acquired-count': acquiredCount })
		};
		return withHeaders(message.properties(), message.content.body, counts);
	}

	/** Each may have its own (Q40). */
	override get consumerTimeout(): number {
		return this.settings.consumerTimeout ?? this.engine.consumerTimeout;
	}

	/** Everything is kept, persistent or not (P2). */
	override keepsOverRestart(): boolean {
		return true;
	}

	override buryRejected(): void {
		this.#buryAll(this.#rejected.splice(0), 'rejected');
	}

	override remembersExpiration(): boolean {
		return true;
	}

	/** Before 4.3 what is dropped together is dead-lettered last first, and before what was given up then (D14). */
	protected override trim(): boolean {
		const trimmed = super.trim();
		if (this.#excess.length + this.#givenUp.length === 0) return trimmed;
		const backwards = this.engine.profile.quorumBuriesExcessBackwards;
		const [excess, givenUp] = [this.#excess.splice(0), this.#givenUp.splice(0)];
		if (!backwards) this.#buryAll(givenUp, 'delivery_limit');
		this.#buryAll(backwards ? excess.reverse() : excess, 'maxlen');
		if (backwards) this.#buryAll(givenUp, 'delivery_limit');
		return trimmed;
	}

	#buryAll(messages: readonly Message[], death: DeathReason): void {
		for (const message of messages) this.#bury(message, death, this.deadLetterExchange());
	}

	/** Consumers that have room again come before what was rejected. */
	protected override bury(message: Message, death: DeathReason, exchange: Exchange | undefined): void {
		if (death === 'rejected') this.#rejected.push(message);
		else if (death === 'maxlen') this.#excess.push(message);
		else if (death === 'delivery_limit') this.#givenUp.push(message);
		else this.#bury(message, death, exchange);
	}

	/** Only rejecting queues can promise that dead letters arrive; others do as classic ones (Q39). */
	#bury(message: Message, death: DeathReason, exchange: Exchange | undefined): void {
		const { deadLettersSurely, deadLetterExchange } = this.settings;
		if (deadLettersSurely && deadLetterExchange !== null) this.#deaths.add(message, death);
		else super.bury(message, death, exchange);
	}

	/** What died and has not arrived is sent anew, to all that it is for. */
	override restart(): void {
		super.restart();
		this.#deaths.beginAnew();
	}

	override get deaths(): Iterable<Death> {
		return this.#deaths;
	}

	override restoreDeath(message: Message, reason: DeathReason): void {
		this.#deaths.restore(message, reason);
	}

	protected override clear(reason: CopyDropped['reason']): void {
		super.clear(reason);
		this.#dropDelayed(reason);
		this.#deaths.clear();
	}

	override get delayed(): Iterable<DelayedReturn> {
		return this.#delayed;
	}

	override restoreDelayed(message: Message, expiresAt: number, past: CopyPast, dueAt: number): void {
		this.#delay(this.restored(message, expiresAt, past, dueAt), dueAt);
	}

	protected override readyMessages(): ReadyMessages {
		const { quorumPriorities } = this.engine.profile;
		if (quorumPriorities === null) return new QuorumList();
		const { max, absent } = quorumPriorities;
		return new PriorityList(
			max,
			() => new QuorumList(),
			(message) => message.properties().priority ?? absent
		);
	}

	protected override get expiresEagerly(): boolean {
		return true;
	}

	/** What nobody takes at once waits its turn, however short its time to live. */
	protected override get takesOnlyWhatIsDelivered(): boolean {
		return false;
	}

	/** Counts the failed delivery (Q36). 3.10 gives the consumer room for it twice when that was the last. */
	protected override givesUp(copy: Copy, consumer: Consumer | null, reason: CopyRequeued['reason']): boolean {
		const { deliveryLimit } = this.settings;
		const { quorumLimitGivesRoom } = this.engine.profile;
		if (this.#failed(reason)) copy.deliveryCount++;
		if (deliveryLimit === null || copy.deliveryCount <= deliveryLimit) return false;
		if (consumer !== null && quorumLimitGivesRoom) consumer.extra++;
		return true;
	}

	/** Whether a return is a failed delivery (Q35). */
	#failed(reason: CopyRequeued['reason']): boolean {
		return !this.engine.profile.quorumNackIsFree || (reason !== 'nack' && reason !== 'timeout');
	}

	/**
	 * It may have to wait (Q37). RabbitMQ's counts of ready and of unacknowledged messages leave it out then, its total does
	 * not. Nothing is known of limits, which are taken to be for what is ready, of purging, which is taken to be for all that
	 * is not with a consumer, and of expiry: what has expired meanwhile is seen to when it is due.
	 */
	protected override takeBack(copy: Copy, reason: CopyRequeued['reason']): void {
		const { delayedRetry } = this.settings;
		const waits = delayedRetry !== null && reason !== 'due';
		const delay = waits ? retryDelay(delayedRetry, this.#failed(reason), copy.deliveryCount) : 0;
		if (delay === 0) return super.takeBack(copy, reason);
		const dueAt = this.engine.clock.now() + delay;
		if (this.engine.tracing) this.traceReturn(copy, reason, dueAt);
		this.#delay(copy, dueAt);
	}

	#delay(copy: Copy, dueAt: number): void {
		this.#countDelayed(copy, 1);
		this.#delayed.add(copy, dueAt);
	}

	#dropDelayed(reason: CopyDropped['reason']): number {
		const copies = this.#delayed.clear();
		for (const copy of copies) {
			this.#countDelayed(copy, -1);
			this.drop(copy, reason);
		}
		return copies.length;
	}

	#countDelayed({ message }: Copy, by: 1 | -1): void {
		this.messagesDelayed += by;
		this.bytesDelayed += by * message.size;
	}

	/** Without a limit what a client gives back goes to the tail (Q34). */
	protected override putBack(copy: Copy, reason: CopyRequeued['reason']): void {
		const givenBack = reason === 'nack' || reason === 'reject' || reason === 'recover';
		if (this.settings.deliveryLimit !== null || !givenBack) return this.ready.putBack(copy);
		copy.position = ++this.lastPosition;
		this.ready.push(copy);
	}

	/** Whom it refuses is decided before a message comes (see `enqueue`). */
	protected override refuses(): boolean {
		return false;
	}

	/** Tells publishers to stop, or to go on, when there is reason to. */
	#admit(): void {
		if (!this.limited) return;
		const { maxLength, maxLengthBytes } = this.settings;
		const wasLow = this.#low;
		this.#low =
			this.#length <= Math.trunc(LOW * maxLength) && this.#bytes <= Math.trunc(LOW * maxLengthBytes);
		if (!this.#rejects) return;
		if (this.#isOver) this.#admission.stop();
		else if (this.#low && !wasLow) this.#admission.resume();
	}

	get #rejects(): boolean {
		return this.settings.overflow === 'reject-publish';
	}

	get #isOver(): boolean {
		return this.overLimit(this.#length, this.#bytes);
	}

	/** What counts against the limits of a queue that rejects: also what died and has not arrived (Q39). */
	get #length(): number {
		return this.ready.length + this.#deaths.length;
	}

	get #bytes(): number {
		return this.bytesReady + this.#deaths.bytes;
	}
}
