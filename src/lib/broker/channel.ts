/**
 * A channel: consumers, deliveries, prefetch, confirms, transactions. Usable without a wire: every operation is a
 * typed call made within an engine's turn, and throws AmqpError where RabbitMQ would close the channel or the
 * connection; the caller then closes it.
 */
import { get, type AmqpError, type Content, type FieldTable } from '../amqp';
import { checkAccess } from './access';
import { AckTimeout } from './ack-timeout';
import { Answering } from './answering';
import type { ChannelClient } from './channel-client';
import { Confirms } from './confirms';
import { Consumer } from './consumer';
import { Deliveries } from './deliveries';
import { REPLY_TO } from './direct-reply';
import type { Engine } from './engine';
import { notAllowed, notImplemented, preconditionFailed } from './errors';
import type { Exchange } from './exchanges/exchange';
import { Grants } from './grants';
import type { Copy, Message } from './message';
import { addressNow, deliverAddressed, findWritableExchange } from './publishing';
import { checkConsumerArguments } from './queues/arguments';
import type { Queue } from './queues/queue';
import { randomName } from './random-name';
import type { Session } from './session';
import { accessibleQueue } from './topology';
import type { BrokerEvent, ChannelClosed } from './trace';
import { Transaction } from './transaction';

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

/** Who ended a channel, and why. */
export type ChannelEnding = Pick<ChannelClosed, 'initiator' | 'code' | 'text'>;

export class Channel {
	readonly consumers = new Map<string, Consumer>();
	readonly deliveries: Deliveries;
	readonly grants: Grants;
	confirms: Confirms | null = null;
	/** In tx mode, what waits for commit. */
	transaction: Transaction | null = null;
	/** The last queue declared here, which an empty name means (H5); null before the first. */
	lastQueue: string | null = null;
	/** Prefetch of consumers to come (B19); 0 is unlimited. */
	prefetchCount = 0;
	/** Tag of the direct reply-to consumer and the name it is answered at; null without one. */
	replies: { readonly consumerTag: string; readonly name: string } | null = null;
	readonly #timeout: AckTimeout;
	/** Where its consumers were when it ended. */
	readonly #left: Queue[] = [];
	/** What it is delivered while it publishes. */
	readonly answering = new Answering(this);
	#lastExchange: Exchange | null = null;
	#lastGranted = -1;

	constructor(
		readonly engine: Engine,
		readonly session: Session,
		readonly number: number,
		readonly client: ChannelClient
	) {
		this.deliveries = new Deliveries(this);
		this.grants = new Grants(engine.clock);
		this.#timeout = new AckTimeout(this, (copy, error) => this.#endLate(copy, error));
		if (engine.tracing) this.#trace({ type: 'channel.opened' });
	}

	/** `<connection name> (<number>)` (H9). */
	get name(): string {
		return `${this.session.name} (${this.number})`;
	}

	get isOpen(): boolean {
		return this.session.channels.get(this.number) === this;
	}

	/** Prefetch of the channel as a whole (B19); 0 is unlimited. */
	get globalPrefetchCount(): number {
		return this.deliveries.limit;
	}

	/** Whether the channel's own prefetch leaves room for another delivery. */
	hasRoom(): boolean {
		return this.deliveries.hasRoom();
	}

	/**
	 * Starts a consumer and returns its tag. `started` is called before the first delivery (B14).
	 * Throws as B21, H28, H30, H39, H42, H44 and H45 say.
	 */
	consume(queueName: string, options: ConsumeOptions, started?: (consumerTag: string) => void): string {
		const { consumerTag = '', noAck = false, exclusive = false, arguments: arguments_ = [] } = options;
		if (this.consumers.has(consumerTag)) throw notAllowed(`attempt to reuse consumer tag '${consumerTag}'`);
		const tag = consumerTag || randomName('amq.ctag', this.engine.random);
		if (queueName === REPLY_TO) {
			this.#consumeReplies(tag, noAck);
			started?.(tag);
			return tag;
		}
		checkAccess(this, 'read', 'queue', queueName);
		const queue = accessibleQueue(this.session, queueName);
		checkConsumerArguments(`${queue}`, queue.type, arguments_);
		queue.checkConsumer(this, noAck, exclusive);
		const consumer = new Consumer(
			++this.engine.lastId.consumer,
			tag,
			this,
			queue,
			noAck,
			exclusive,
			this.prefetchCount,
			Number(get(arguments_, 'x-priority')?.value ?? 0),
			arguments_
		);
		this.consumers.set(tag, consumer);
		this.#traceStart(consumer);
		this.deliveries.inherit(consumer);
		queue.addConsumer(consumer);
		started?.(tag);
		queue.deliver();
		return tag;
	}

	/** Ends a consumer; an unknown tag is fine (B14). `stopped` is called before an auto-delete queue goes (Q4). */
	cancel(consumerTag: string, stopped?: () => void): void {
		if (this.replies?.consumerTag === consumerTag) this.#endReplies();
		const consumer = this.consumers.get(consumerTag);
		this.consumers.delete(consumerTag);
		consumer?.queue.removeConsumer(consumer, 'cancelled');
		stopped?.();
		consumer?.queue.consumerCancelled();
	}

	/**
	 * basic.get: the next message, null when the queue has none ready. `answered` is called with it before anything
	 * comes of its having left the queue.
	 */
	get(queueName: string, noAck: boolean, answered?: (got: Got) => void): Got | null {
		checkAccess(this, 'read', 'queue', queueName);
		const queue = accessibleQueue(this.session, queueName);
		const copy = queue.get(noAck);
		if (copy === null) return null;
		const deliveryTag = this.deliveries.nextTag();
		if (!noAck) this.#expectAck(deliveryTag, copy);
		if (this.engine.tracing) this.#traceDelivery(copy, deliveryTag, noAck);
		const { redelivered, message } = copy;
		const content = queue.contentOf(copy, true);
		const got = { deliveryTag, redelivered, message, content, messageCount: queue.messagesLeft(noAck) };
		answered?.(got);
		queue.expireHead();
		return got;
	}

	/** Hands a copy to the client; called by the queue. */
	deliver(copy: Copy, consumer: Consumer): void {
		if (!consumer.noAck) this.deliveries.count(consumer);
		const { answering } = this;
		if (answering.pending && answering.overtakes(consumer, () => this.#send(copy, consumer))) return;
		this.#send(copy, consumer);
	}

	#send(copy: Copy, consumer: Consumer): void {
		const deliveryTag = this.deliveries.nextTag();
		if (!consumer.noAck) this.#expectAck(deliveryTag, copy);
		if (this.engine.tracing) this.#traceDelivery(copy, deliveryTag, consumer.noAck);
		const content = consumer.queue.contentOf(copy, false);
		this.client.deliver(consumer.tag, deliveryTag, copy.redelivered, copy.message, content);
	}

	/** A publish was taken by all its queues, or refused. What a refused one dead-letters comes before that is said. */
	answerPublish(confirms: Confirms, number: number, accepted: boolean): void {
		confirms.answer(number, accepted);
		const first = this.answering.overtakesAny && (accepted || this.deliveries.limit > 0);
		this.answering.end(() => {
			if (first) confirms.settle();
		});
	}

	/** Hands over a direct reply (B32); called by the routing of the default exchange. It uses no delivery tag up. */
	deliverReply(message: Message): void {
		const { consumerTag } = this.replies!;
		const deliveryTag = this.deliveries.tagToCome;
		if (this.engine.tracing)
			this.#trace({ type: 'message.replied', message: message.id, consumerTag, deliveryTag });
		this.engine.replies.sendAfterwards(() =>
			this.client.deliver(consumerTag, deliveryTag, false, message, message.content)
		);
	}

	/** Acknowledges one delivery, or all up to and including it (B25). Throws H22. */
	ack(deliveryTag: number | bigint, multiple: boolean): void {
		if (this.transaction === null) this.deliveries.ack(deliveryTag, multiple);
		else this.#settleLater(this.transaction, 'ack', deliveryTag, multiple);
	}

	/** Gives deliveries back to their place (B26), or up (B29). Throws H22. */
	nack(
		deliveryTag: number | bigint,
		multiple: boolean,
		requeue: boolean,
		reason: 'nack' | 'reject' = 'nack'
	): void {
		const how = requeue ? reason : 'discard';
		if (this.transaction === null) this.deliveries.nack(deliveryTag, multiple, how);
		else this.#settleLater(this.transaction, how, deliveryTag, multiple);
	}

	/** Requeues everything outstanding (B28). `accepted` is called before anything is delivered again. */
	recover(requeue: boolean, accepted?: () => void): void {
		if (!requeue) throw notImplemented('requeue=false');
		this.deliveries.checkRecover();
		accepted?.();
		this.deliveries.recover();
	}

	/**
	 * Prefetch (B19). A limit for consumers to come ends one of the channel as a whole. `accepted` is called before
	 * anything is delivered for which there is room now.
	 */
	qos(prefetchSize: number, prefetchCount: number, global: boolean, accepted?: () => void): void {
		if (prefetchSize !== 0) throw notImplemented(`prefetch_size!=0 (${prefetchSize})`);
		const shared = global && this.engine.profile.globalQos;
		if (!shared) this.prefetchCount = prefetchCount;
		this.deliveries.setLimit(shared ? prefetchCount : 0);
		if (this.engine.tracing) this.#trace({ type: 'channel.qos', prefetchCount, global: shared });
		accepted?.();
		this.deliveries.unblockAll();
	}

	/** Throws H27. */
	confirmSelect(): void {
		if (this.transaction) throw preconditionFailed('cannot switch from tx to confirm mode');
		if (this.confirms !== null) return;
		this.confirms = new Confirms(this.engine, (deliveryTag, multiple, nack) => {
			if (this.engine.tracing) this.#trace({ type: 'confirm.sent', deliveryTag, multiple, nack });
			this.client.confirm(deliveryTag, multiple, nack);
		});
		if (this.engine.tracing) this.#trace({ type: 'channel.mode', mode: 'confirm' });
	}

	/** Throws H27. */
	txSelect(): void {
		if (this.confirms) throw preconditionFailed('cannot switch from confirm to tx mode');
		if (this.transaction !== null) return;
		this.transaction = new Transaction();
		if (this.engine.tracing) this.#trace({ type: 'channel.mode', mode: 'tx' });
	}

	/**
	 * Publishes and settles what was kept. Throws H27 when a queue refuses a message (B31). `committed` is called
	 * when nothing has to be waited for: before anything is delivered again, unless something went to a queue.
	 */
	txCommit(committed?: () => void): void {
		const { publications, settlements } = this.#endTransaction(true);
		const addressed = addressNow(this, publications);
		const atOnce = addressed.every(({ message, queues }) =>
			queues.every((queue) => queue.acceptsAtOnce(message))
		);
		this.answering.begin(atOnce ? 'at once' : 'when stored');
		const outcomes = deliverAddressed(this, addressed);
		const refused = outcomes.includes('refused');
		const answer = (): void => {
			if (!refused) committed?.();
		};
		if (outcomes.every((outcome) => outcome === 'lost')) this.answering.end(answer);
		this.deliveries.settle(settlements);
		if (this.answering.pending) this.answering.end(answer);
		if (refused) throw preconditionFailed('partial tx completion');
	}

	/** Forgets the publishes; deliveries are outstanding again, and not delivered anew (B30). Throws H27. */
	txRollback(): void {
		this.deliveries.restore(this.#endTransaction(false).deliveries);
	}

	/** The exchange to publish to. Publishing mostly names the one of last time, whose rights are then known. */
	writableExchange(name: string): Exchange {
		const last = this.#lastExchange;
		const granted = this.grants.touch();
		if (last !== null && last.name === name && !last.deleted && this.#lastGranted === granted) return last;
		this.#lastExchange = findWritableExchange(this, name);
		this.#lastGranted = this.grants.touch();
		return this.#lastExchange;
	}

	/** Hands a message that nobody wanted back to the client (B2). */
	returnMessage(code: number, text: string, message: Message): void {
		if (this.engine.tracing) this.#trace({ type: 'message.returned', message: message.id, code, text });
		this.client.returned(code, text, message);
	}

	/** A consumer is gone that the client did not cancel, mostly with its queue (Q8). */
	consumerGone(consumer: Consumer): void {
		this.consumers.delete(consumer.tag);
		if (this.session.cancelNotify) this.client.cancelled(consumer.tag);
	}

	/** Ends its consumers, as the first step of its own end: from now on nothing is delivered to it. */
	endConsumers(reason: 'channel-closed' | 'connection-closed'): void {
		for (const consumer of this.consumers.values()) {
			consumer.queue.removeConsumer(consumer, reason);
			this.#left.push(consumer.queue);
		}
		this.consumers.clear();
	}

	/** Ends consumers of queues that the user may not read any more (C36). What they were delivered stays outstanding. */
	endRefusedConsumers(): void {
		const { user, vhost } = this.session;
		for (const consumer of [...this.consumers.values()]) {
			const { queue } = consumer;
			if (user.may('read', vhost.name, queue.name)) continue;
			queue.removeConsumer(consumer, 'cancelled');
			this.consumerGone(consumer);
			queue.consumerCancelled();
		}
	}

	/** Ends the channel: consumers first, then everything outstanding goes back to its place (H1, B27). */
	close(ending: ChannelEnding, reason: 'channel-closed' | 'connection-closed' = 'channel-closed'): void {
		if (!this.session.channels.delete(this.number)) return;
		this.endConsumers(reason);
		this.#endReplies();
		this.#timeout.stop();
		this.confirms?.abandon();
		if (this.transaction) this.txRollback();
		for (const queue of this.#left) queue.deleteIfAbandoned();
		this.deliveries.abandon(reason);
		for (const queue of this.#left) queue.deliver();
		if (this.engine.tracing) this.#trace({ type: 'channel.closed', ...ending });
	}

	#expectAck(deliveryTag: number, copy: Copy): void {
		this.deliveries.add(deliveryTag, copy);
		this.#timeout.watch();
	}

	#settleLater(
		transaction: Transaction,
		how: 'ack' | 'nack' | 'reject' | 'discard',
		deliveryTag: number | bigint,
		multiple: boolean
	): void {
		const deliveries = this.deliveries.withdraw(deliveryTag, multiple);
		transaction.settlements.push({ how, deliveries });
	}

	/** Takes what was kept, and begins the next transaction. */
	#endTransaction(committed: boolean): Transaction {
		const ended = this.transaction;
		if (ended === null) throw preconditionFailed('channel is not transactional');
		this.transaction = new Transaction();
		const messages = ended.publications.map(({ message }) => message.id);
		if (this.engine.tracing) this.#trace({ type: 'transaction.ended', committed, messages });
		return ended;
	}

	/** Throws H28. */
	#consumeReplies(consumerTag: string, noAck: boolean): void {
		if (!noAck) throw preconditionFailed('reply consumer cannot acknowledge');
		if (this.replies !== null) throw preconditionFailed('reply consumer already set');
		this.replies = { consumerTag, name: this.engine.replies.add(this, this.engine.random) };
	}

	#endReplies(): void {
		if (this.replies !== null) this.engine.replies.remove(this.replies.name);
		this.replies = null;
	}

	/**
	 * A delivery has waited too long: the channel ends, or on 4.3 only the consumer it went to, if the client knows what
	 * that means (Q40).
	 */
	#endLate({ consumer }: Copy, error: AmqpError): void {
		const onlyConsumer = this.engine.profile.ackTimeout === 'quorum-consumer' && this.session.cancelNotify;
		if (!onlyConsumer || consumer === null) return this.client.failed(error);
		if (!consumer.ended) {
			consumer.queue.removeConsumer(consumer, 'cancelled');
			this.consumerGone(consumer);
		}
		this.deliveries.requeueOf(consumer, 'timeout');
	}

	/** Emits an event of this channel. Ask whether anybody listens first. */
	#trace(event: OwnEvent): void {
		const { engine, session, number } = this;
		engine.emit({
			at: engine.clock.now(),
			connection: session.id,
			channel: number,
			...event
		} as BrokerEvent);
	}

	/** Written out, for it comes with every message. */
	#traceDelivery(copy: Copy, deliveryTag: number, noAck: boolean): void {
		this.engine.emit({
			type: 'copy.delivered',
			at: this.engine.clock.now(),
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
		if (!this.engine.tracing) return;
		this.#trace({
			type: 'consumer.started',
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
}

/** An event of this channel, less what all of them have in common. */
type OwnEvent = BrokerEvent extends infer Event
	? Event extends { readonly connection: number; readonly channel: number }
		? Omit<Event, 'at' | 'connection' | 'channel' | 'origin'>
		: never
	: never;
