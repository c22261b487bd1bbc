/**
 * What every queue is, whatever it does with its messages: a name in a virtual host, consumers taking turns, a
 * lease, a life. Kinds of queues are in `classic-queue.ts`, `quorum-queue.ts` and `stream-queue.ts`.
 */
import { get, type Content, type FieldTable } from '../../amqp';
import type { Binding } from '../binding';
import type { Channel } from '../channel';
import type { Consumer } from '../consumer';
import type { DeathReason } from '../dead-letter';
import type { Engine } from '../engine';
import { accessRefused, preconditionFailed } from '../errors';
import { inOrder } from '../in-order';
import type { Copy, CopyPast, Message } from '../message';
import { NO_POLICY, type EffectivePolicy } from '../policies';
import type { Session } from '../session';
import type { ConsumerEnded, CopyDropped, CopyRequeued, QueueId } from '../trace';
import type { VirtualHost } from '../virtual-host';
import type { DelayedReturn } from './delayed-returns';
import type { Death } from './lasting-deaths';
import { Lease } from './lease';
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

export abstract class Queue {
	readonly kind = 'queue';
	/** Itself as a list: where nearly every message goes. */
	readonly alone: readonly Queue[] = [this];
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
	/** What its arguments and policies come to. */
	settings: QueueSettings;
	policy: EffectivePolicy = NO_POLICY;
	/** Delivered or got, and not settled. */
	messagesUnacknowledged = 0;
	/** Body bytes. */
	bytesReady = 0;
	bytesUnacknowledged = 0;
	/** Returned, and not ready yet (Q37). They are in none of the other counts. */
	messagesDelayed = 0;
	bytesDelayed = 0;
	/** The last routing that came by here (X9). */
	routed = 0;
	deleted = false;
	/** When it came, or the node last started. */
	protected since: number;
	protected readonly dispatch: Dispatch;
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
		this.dispatch =
			get(this.arguments_, 'x-single-active-consumer')?.value === true
				? new SingleActive(this.type === 'classic', (consumer) => this.#traceActivation(consumer))
				: new Rotation();
		this.settings = queueSettings(this.type, this.arguments_, NO_POLICY.definition, engine.profile);
		this.since = engine.clock.now();
		this.renewLease();
	}

	/** Ready messages; of a stream, all there are. */
	abstract get messagesReady(): number;
	/**
	 * Takes a copy of the message, or refuses it (false). A consumer that waits gets it at once. `publisher` is whoever
	 * will hear that it was refused: a channel, or a queue that dead-letters surely; null for nobody.
	 */
	abstract enqueue(message: Message, publisher: object | null): boolean;
	/** Whether it accepts the message at once, or only when that is stored (B5). */
	acceptsAtOnce(_message: Message): boolean {
		return false;
	}

	/** Delivers what can be delivered. Call when messages came back or a consumer can take more. */
	abstract deliver(): void;
	/** The next message for basic.get; null when there is none. It counts as unacknowledged unless `noAck`. */
	abstract get(noAck: boolean): Copy | null;
	/** Drops what has expired and is next. Call when the head was taken by basic.get, and the client told so. */
	expireHead(): void {}
	/** Messages that are left once `expireHead` has been called, as basic.get is told (B24). */
	messagesLeft(_noAck: boolean): number {
		return this.messagesReady;
	}
	abstract acknowledge(copy: Copy, channel: Channel): void;
	/** Takes a delivered message back. `deliver` may be called once all are back. */
	abstract requeue(copy: Copy, reason: CopyRequeued['reason']): void;
	/** A delivered message that was rejected for good (B29). */
	abstract discard(copy: Copy): void;
	/** Dead-letters what was discarded and is not dead-lettered yet. Call when consumers have had what is next. */
	buryRejected(): void {}
	/** Whether it still knows, when a message dies, which expiration that came with (D8). */
	remembersExpiration(_message: Message): boolean {
		return true;
	}
	/** Drops everything that is ready; returns how many messages that was (Q6). */
	abstract purge(): number;
	/** All that is ready, next one first; for whoever keeps it (see `store.ts`). */
	abstract messages(): Iterable<Copy>;
	/** Milliseconds that a delivery may wait for its acknowledgement (B36); Infinity for ever. */
	get consumerTimeout(): number {
		const { profile, consumerTimeout } = this.engine;
		return profile.ackTimeout === 'channel' ? consumerTimeout : Infinity;
	}

	/** Whether a message outlives a restart (P1, P2). */
	abstract keepsOverRestart(copy: Copy): boolean;
	/** Takes a message that was stored, behind those restored before. */
	abstract restore(message: Message, expiresAt: number, past: CopyPast): void;
	/** What died here and is to be dead-lettered surely, but has not arrived (Q39). */
	get deaths(): Iterable<Death> {
		return [];
	}

	/** Takes one of them that was stored. Only queues that have any are asked to. */
	restoreDeath(_message: Message, _reason: DeathReason): void {}

	/** What was returned here and is not ready yet (Q37), that which is due first before the others. */
	get delayed(): Iterable<DelayedReturn> {
		return [];
	}

	/** Takes one of them that was stored. Only queues that have any are asked to. */
	restoreDelayed(_message: Message, _expiresAt: number, _past: CopyPast, _dueAt: number): void {}

	/** Drops what is left when the queue itself goes. */
	protected abstract clear(reason: CopyDropped['reason']): void;

	/** The node restarts: the queue was durable and stays, its lease begins anew (P4). */
	restart(): void {
		this.since = this.engine.clock.now();
		this.renewLease();
	}

	/** Takes on what the policies say (O5). */
	configure(policy: EffectivePolicy): void {
		this.policy = policy;
		this.settings = queueSettings(this.type, this.arguments_, policy.definition, this.engine.profile);
		this.renewLease();
	}

	/** Begins the time that the queue may go unused (Q19), unless it is in use. */
	renewLease(): void {
		this.#lease?.hold();
		const { expires } = this.settings;
		if (expires === Infinity || this.consumers.size > 0) this.#lease = null;
		else
			this.#lease = new Lease(
				this.engine,
				expires,
				() => this.leaseEnded(),
				(end) => this.leaseEndNoticed(end)
			);
	}

	/** The queue goes, unless something keeps it; whether it has gone. */
	protected leaseEnded(): boolean {
		this.vhost.deleteQueue(this, 'expired');
		return true;
	}

	/** When the queue sees that its lease has ended. */
	protected leaseEndNoticed(end: number): number {
		return end;
	}

	/** Somebody asked for the queue: its lease begins anew. */
	touch(): void {
		if (this.consumers.size === 0) this.#lease?.renew();
	}

	/** Somebody declared the queue, though it was there. */
	redeclared(): void {
		this.touch();
	}

	/** Consumers, as a client is told that declares the queue (Q2). */
	get consumerCount(): number {
		return this.consumers.size;
	}

	/** Messages, as whoever deletes the queue is told (Q6). */
	get messagesDeleted(): number {
		return this.messagesReady;
	}

	/** The same as `consumerCount`, as listings show it. */
	get consumersListed(): number {
		return this.consumers.size;
	}

	/** The consumer that gets everything, on a queue with x-single-active-consumer (Q32). */
	get singleActiveConsumer(): Consumer | null {
		return this.dispatch instanceof SingleActive ? this.dispatch.active : null;
	}

	get singleActive(): boolean {
		return this.dispatch instanceof SingleActive;
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

	/** Whether each message that is given back is ready, and delivered again, before the next comes. */
	get takesBackOneByOne(): boolean {
		return false;
	}

	/** Whether it heeds the prefetch of a channel as a whole (B19). */
	get sharesPrefetch(): boolean {
		return true;
	}

	/** Throws when the queue can't have such a consumer (B21, Q33). */
	checkConsumer(_channel: Channel, _noAck: boolean, exclusive: boolean): void {
		if (this.exclusiveConsumer || (exclusive && (this.consumers.size > 0 || this.singleActive)))
			throw accessRefused(`${this} in exclusive use`);
	}

	/** Throws when the queue's messages can't be given back or up. */
	checkNack(): void {}

	/** Throws when the queue's messages can't be recovered (B28). */
	checkRecover(): void {}

	/** Throws when the queue can't be deleted under these conditions (H21). */
	checkDelete(ifUnused: boolean, ifEmpty: boolean): void {
		if (ifEmpty && this.messagesReady > 0) throw preconditionFailed(`${this} not empty`);
		if (ifUnused && this.consumers.size > 0) throw preconditionFailed(`${this} in use`);
	}

	/** What is sent for a copy: the message's own content, unless a kind of queue adds headers to it. */
	contentOf(copy: Copy, _got: boolean): Content {
		return copy.message.content;
	}

	/** Takes a consumer in. `deliver` is to be called when it may begin. */
	addConsumer(consumer: Consumer): void {
		this.consumers.add(consumer);
		this.#lease?.hold();
		this.dispatch.add(consumer);
	}

	/**
	 * A consumer begins whose tag's former bearer has deliveries outstanding. They take no room from it, but settling them
	 * makes some (B19).
	 */
	inherit(heir: Consumer, deliveries: number): void {
		heir.unacked += deliveries;
		heir.extra += deliveries;
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
		if (this.consumers.size === 0) this.renewLease();
	}

	/** A consumer was cancelled. An auto-delete queue goes with its last one (Q4). */
	consumerCancelled(): void {
		this.deleteIfAbandoned();
	}

	/** An auto-delete queue goes with its last consumer (Q4). */
	deleteIfAbandoned(): void {
		if (this.engine.restarting) return;
		if (this.autoDelete && this.consumers.size === 0) this.vhost.deleteQueue(this, 'auto-delete');
	}

	/** The consumer has room again. */
	unblock(consumer: Consumer): void {
		this.dispatch.unblock(consumer);
	}

	/** The queue is deleted: consumers end, everything in it is lost. */
	close(reason: 'queue-deleted' | 'restart'): void {
		this.deleted = true;
		for (const consumer of [...this.consumers].sort(byTag)) {
			this.removeConsumer(consumer, reason);
			consumer.channel.consumerGone(consumer);
		}
		this.clear(reason);
		this.#lease?.hold();
	}

	#traceActivation(consumer: Consumer): void {
		const { engine } = this;
		if (engine.tracing && !this.deleted)
			engine.emit({ type: 'consumer.activated', at: engine.clock.now(), consumer: consumer.id });
	}
}

/** The order in which a channel hears of its consumers, where they end together or are served together. */
export function byTag({ tag: a }: Consumer, { tag: b }: Consumer): number {
	return inOrder(a, b);
}
