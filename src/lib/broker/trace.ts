/**
 * The trace: everything the broker does, as one stream of plain, typed events.
 *
 * The graph, the timeline, the inspector, the lesson checks and the golden tests read this stream and
 * nothing else, so it must be enough to rebuild the broker's visible state by folding it, and to say why
 * each message went where it went. Events are plain data (structured-cloneable) and never mutated.
 *
 * Identity: names can be reused after a deletion, so every resource has a number of its own, unique for
 * the life of one trace. A `message` is one publish; a `copy` is that message in one queue. A dead-lettered
 * copy keeps its `message` and gets a new `copy` in each queue that takes it.
 */
import type { BasicProperties, FieldTable } from '../amqp';
import type { Alarm } from './alarms';
import type { Policy, PolicyDefinition } from './policies';
import type { Permission, TopicPermission } from './users';

export type ConnectionId = number;
export type ExchangeId = number;
export type QueueId = number;
export type BindingId = number;
export type ConsumerId = number;
export type MessageId = number;
export type CopyId = number;

/** What every event carries. */
interface Happened {
	/** Virtual time in milliseconds since the trace began. */
	readonly at: number;
	/** Who caused the event; none for what the broker does by itself, by time or for a client that is no program. */
	readonly origin?: Origin;
}

/** The program that caused an event, and where in its text. */
export interface Origin {
	/** As its link named it. */
	readonly program: string;
	/** Line of its own file (1-based), null when unknown. */
	readonly line: number | null;
}

/** A channel is known by its connection and its number on that connection. */
interface OnChannel {
	readonly connection: ConnectionId;
	readonly channel: number;
}

/** Who ended a connection or channel, and with which AMQP reply. */
interface Ending {
	/** `network`: the transport vanished without a close handshake. */
	readonly initiator: 'client' | 'broker' | 'network';
	/** AMQP reply code, 200 for a normal close, 0 when there was none. */
	readonly code: number;
	readonly text: string;
}

export interface ConnectionOpened extends Happened {
	readonly type: 'connection.opened';
	readonly connection: ConnectionId;
	/** The program at the other end, as its link named it; null for a client that is no program of ours. */
	readonly program: string | null;
	/** `<peer host>:<peer port> -> <host>:<port>` (C37). */
	readonly name: string;
	readonly user: string;
	readonly vhost: string;
}
export interface ConnectionClosed extends Happened, Ending {
	readonly type: 'connection.closed';
	readonly connection: ConnectionId;
}
/** A client that never got as far as an open connection (wrong header, bad login, unknown vhost). */
export interface ConnectionRefused extends Happened {
	readonly type: 'connection.refused';
	readonly program: string | null;
	readonly code: number;
	readonly text: string;
}
export interface ChannelOpened extends Happened, OnChannel {
	readonly type: 'channel.opened';
}
export interface ChannelClosed extends Happened, OnChannel, Ending {
	readonly type: 'channel.closed';
}
export interface ChannelQosSet extends Happened, OnChannel {
	readonly type: 'channel.qos';
	/** Messages; 0 is unlimited. */
	readonly prefetchCount: number;
	readonly global: boolean;
}
export interface ChannelModeSet extends Happened, OnChannel {
	readonly type: 'channel.mode';
	readonly mode: 'confirm' | 'tx';
}

export interface ExchangeDeclared extends Happened {
	readonly type: 'exchange.declared';
	readonly exchange: ExchangeId;
	readonly vhost: string;
	/** '' for the default exchange. */
	readonly name: string;
	/** direct, fanout, topic, headers, x-consistent-hash, … */
	readonly kind: string;
	readonly durable: boolean;
	readonly autoDelete: boolean;
	readonly internal: boolean;
	readonly arguments: FieldTable;
	/** Null for the exchanges a vhost starts with, and for those restored from the store. */
	readonly by: OnChannel | null;
}
export interface ExchangeDeleted extends Happened {
	readonly type: 'exchange.deleted';
	readonly exchange: ExchangeId;
	readonly reason: 'deleted' | 'auto-delete' | 'vhost-deleted' | 'restart';
}
export interface QueueDeclared extends Happened {
	readonly type: 'queue.declared';
	readonly queue: QueueId;
	readonly vhost: string;
	readonly name: string;
	/** classic, quorum or stream. */
	readonly kind: 'classic' | 'quorum' | 'stream';
	readonly durable: boolean;
	readonly autoDelete: boolean;
	/** The owning connection of an exclusive queue, else null. */
	readonly exclusive: ConnectionId | null;
	readonly serverNamed: boolean;
	readonly arguments: FieldTable;
	readonly by: OnChannel | null;
}
export interface QueueDeleted extends Happened {
	readonly type: 'queue.deleted';
	readonly queue: QueueId;
	readonly reason: 'deleted' | 'auto-delete' | 'exclusive' | 'expired' | 'vhost-deleted' | 'restart';
	/** Ready messages lost with it. */
	readonly messages: number;
}
export interface BindingCreated extends Happened {
	readonly type: 'binding.created';
	readonly binding: BindingId;
	readonly source: ExchangeId;
	readonly destination: { readonly queue: QueueId } | { readonly exchange: ExchangeId };
	readonly routingKey: string;
	readonly arguments: FieldTable;
	readonly by: OnChannel | null;
}
export interface BindingRemoved extends Happened {
	readonly type: 'binding.removed';
	readonly binding: BindingId;
	readonly reason: 'unbound' | 'source-deleted' | 'destination-deleted' | 'restart';
}
export interface ConsumerStarted extends Happened, OnChannel {
	readonly type: 'consumer.started';
	readonly consumer: ConsumerId;
	readonly tag: string;
	readonly queue: QueueId;
	readonly noAck: boolean;
	readonly exclusive: boolean;
	/** Its own limit in messages (qos with global=false); 0 is unlimited. */
	readonly prefetchCount: number;
	/** x-priority, 0 by default. */
	readonly priority: number;
	readonly arguments: FieldTable;
}
export interface ConsumerEnded extends Happened {
	readonly type: 'consumer.ended';
	readonly consumer: ConsumerId;
	readonly reason: 'cancelled' | 'channel-closed' | 'connection-closed' | 'queue-deleted' | 'restart';
}
/** Single active consumer: this consumer is now the active one of its queue (Q32). */
export interface ConsumerActivated extends Happened {
	readonly type: 'consumer.activated';
	readonly consumer: ConsumerId;
}

export interface MessagePublished extends Happened, OnChannel {
	readonly type: 'message.published';
	readonly message: MessageId;
	readonly exchange: ExchangeId;
	readonly routingKey: string;
	readonly mandatory: boolean;
	readonly properties: BasicProperties;
	/** Body size in bytes. */
	readonly size: number;
	/** The first bytes of the body, at most 256. */
	readonly preview: Uint8Array;
	/** Publisher-confirm number, 0 outside confirm mode (B4). */
	readonly confirm: number;
}
/** One exchange's verdict on one message. */
export interface RoutingHop {
	readonly exchange: ExchangeId;
	/** Bindings that matched, in the order the exchange found them; empty for the default exchange. */
	readonly matched: readonly BindingId[];
	/** How the message came here: from the publisher, through an exchange binding, as an alternate, as a dead letter. */
	readonly via: 'publish' | 'binding' | 'alternate' | 'dead-letter';
}
/**
 * A routing decision, complete: every exchange asked and what it matched. It comes again, without hops, at a commit
 * that finds some of the queues gone. Which bindings did *not* match,
 * and why, follows from the bindings alive at this point of the trace (see `explain` of the exchange type).
 */
export interface MessageRouted extends Happened {
	readonly type: 'message.routed';
	readonly message: MessageId;
	readonly cause: 'publish' | 'dead-letter';
	/** The keys it was routed by: routing key, then CC and BCC (B10). */
	readonly routingKeys: readonly string[];
	readonly hops: readonly RoutingHop[];
	/** Queues that get a copy, each once (X9). Empty: unroutable. */
	readonly queues: readonly QueueId[];
}
/** mandatory and unroutable: handed back to the publisher (B2). */
export interface MessageReturned extends Happened, OnChannel {
	readonly type: 'message.returned';
	readonly message: MessageId;
	readonly code: number;
	readonly text: string;
}
export interface ConfirmSent extends Happened, OnChannel {
	readonly type: 'confirm.sent';
	readonly deliveryTag: number;
	readonly multiple: boolean;
	readonly nack: boolean;
}

/** A direct reply, handed to its channel without any queue (B32). It was also published and routed, to nowhere. */
export interface MessageReplied extends Happened, OnChannel {
	readonly type: 'message.replied';
	readonly message: MessageId;
	readonly consumerTag: string;
	readonly deliveryTag: number;
}
/**
 * tx.commit or tx.rollback (B30). The messages were published and routed before; committed, they reach their queues
 * now, else they never will.
 */
export interface TransactionEnded extends Happened, OnChannel {
	readonly type: 'transaction.ended';
	readonly committed: boolean;
	readonly messages: readonly MessageId[];
}

/** A copy is ready in a queue. */
export interface CopyEnqueued extends Happened {
	readonly type: 'copy.enqueued';
	readonly copy: CopyId;
	readonly message: MessageId;
	readonly queue: QueueId;
	/** Restored from the store after a restart rather than routed now. */
	readonly restored?: true;
	/** Restored while it waited: see `CopyRequeued`. */
	readonly dueAt?: number;
}
/** A copy left for a consumer (basic.deliver) or answered a basic.get (then `consumer` is null). */
export interface CopyDelivered extends Happened, OnChannel {
	readonly type: 'copy.delivered';
	readonly copy: CopyId;
	readonly message: MessageId;
	readonly queue: QueueId;
	readonly consumer: ConsumerId | null;
	readonly deliveryTag: number;
	readonly redelivered: boolean;
	/** True: gone from the queue as soon as sent (B16); no acknowledgement follows. */
	readonly noAck: boolean;
}
export interface CopyAcknowledged extends Happened, OnChannel {
	readonly type: 'copy.acknowledged';
	readonly copy: CopyId;
	readonly message: MessageId;
	readonly queue: QueueId;
}
export interface CopyRequeued extends Happened {
	readonly type: 'copy.requeued';
	readonly copy: CopyId;
	readonly message: MessageId;
	readonly queue: QueueId;
	readonly reason:
		| 'nack'
		| 'reject'
		| 'recover'
		| 'timeout'
		| 'channel-closed'
		| 'connection-closed'
		| 'restart'
		/** It had come back before, and has waited until now. */
		| 'due';
	/** It is back, but not ready before this virtual time (Q37). A `copy.requeued` with reason `due` follows then. */
	readonly dueAt?: number;
}
/** A copy's end other than acknowledgement. */
export interface CopyDropped extends Happened {
	readonly type: 'copy.dropped';
	readonly copy: CopyId;
	readonly message: MessageId;
	readonly queue: QueueId;
	readonly reason:
		'rejected' | 'expired' | 'maxlen' | 'delivery-limit' | 'purged' | 'queue-deleted' | 'restart';
	/**
	 * Handed to the queue's dead letter exchange; a `message.routed` with cause `dead-letter` follows. Where dead letters
	 * must arrive (Q39) it comes again with each further try, the first of which may be long after.
	 */
	readonly deadLettered: boolean;
}
/** A queue refused a copy (overflow reject-publish, Q24): it never became one. */
export interface CopyRefused extends Happened {
	readonly type: 'copy.refused';
	readonly message: MessageId;
	readonly queue: QueueId;
	readonly reason: 'maxlen';
	readonly deadLettered: boolean;
}
export interface BrokerRestarted extends Happened {
	readonly type: 'broker.restarted';
}

export interface VirtualHostAdded extends Happened {
	readonly type: 'vhost.added';
	readonly vhost: string;
}
/** Everything in it is gone by now. */
export interface VirtualHostDeleted extends Happened {
	readonly type: 'vhost.deleted';
	readonly vhost: string;
}
export interface UserAdded extends Happened {
	readonly type: 'user.added';
	readonly user: string;
}
export interface UserDeleted extends Happened {
	readonly type: 'user.deleted';
	readonly user: string;
}
export interface PermissionSet extends Happened {
	readonly type: 'permission.set';
	readonly user: string;
	readonly vhost: string;
	/** Null when it was taken away. */
	readonly permission: Permission | null;
}
export interface TopicPermissionSet extends Happened {
	readonly type: 'topic-permission.set';
	readonly user: string;
	readonly vhost: string;
	/** Null for all of them. */
	readonly exchange: string | null;
	/** Null when it was taken away. */
	readonly permission: TopicPermission | null;
}
export interface PolicySet extends Happened {
	readonly type: 'policy.set';
	readonly vhost: string;
	readonly operator: boolean;
	readonly policy: Policy;
}
export interface PolicyCleared extends Happened {
	readonly type: 'policy.cleared';
	readonly vhost: string;
	readonly operator: boolean;
	readonly name: string;
}
/** Other settings hold for a queue or exchange from now on (O5). Until the first one, none do. */
export interface PolicyApplied extends Happened {
	readonly type: 'policy.applied';
	readonly object: { readonly queue: QueueId } | { readonly exchange: ExchangeId };
	/** Name of the policy; null for none. */
	readonly policy: string | null;
	readonly operatorPolicy: string | null;
	/** Both merged (O3). */
	readonly definition: PolicyDefinition;
}
export interface AlarmChanged extends Happened {
	readonly type: 'alarm.changed';
	readonly alarm: Alarm;
	readonly raised: boolean;
}

/** Everything the broker can say. */
export type BrokerEvent =
	| ConnectionOpened
	| ConnectionClosed
	| ConnectionRefused
	| ChannelOpened
	| ChannelClosed
	| ChannelQosSet
	| ChannelModeSet
	| ExchangeDeclared
	| ExchangeDeleted
	| QueueDeclared
	| QueueDeleted
	| BindingCreated
	| BindingRemoved
	| ConsumerStarted
	| ConsumerEnded
	| ConsumerActivated
	| MessagePublished
	| MessageRouted
	| MessageReturned
	| MessageReplied
	| TransactionEnded
	| ConfirmSent
	| CopyEnqueued
	| CopyDelivered
	| CopyAcknowledged
	| CopyRequeued
	| CopyDropped
	| CopyRefused
	| BrokerRestarted
	| VirtualHostAdded
	| VirtualHostDeleted
	| UserAdded
	| UserDeleted
	| PermissionSet
	| TopicPermissionSet
	| PolicySet
	| PolicyCleared
	| PolicyApplied
	| AlarmChanged;

/** Where the broker puts its events. Called synchronously, once an event, in order. */
export type TraceSink = (event: BrokerEvent) => void;
