/**
 * What an operator sees: the broker's state at one moment, in the management interface's terms (G4–G10) as
 * plain data. Lists are in order of creation.
 */
import type { FieldTable } from '../amqp';
import type { BindingId, ConnectionId, ConsumerId, ExchangeId, QueueId } from './trace';

export interface QueueInfo {
	readonly id: QueueId;
	readonly vhost: string;
	readonly name: string;
	readonly type: 'classic' | 'quorum' | 'stream';
	readonly durable: boolean;
	readonly autoDelete: boolean;
	readonly exclusive: boolean;
	/** The owning connection of an exclusive queue, else null. */
	readonly owner: ConnectionId | null;
	readonly arguments: FieldTable;
	readonly policy: string | null;
	readonly operatorPolicy: string | null;
	readonly effectivePolicy: Readonly<Record<string, unknown>>;
	readonly consumers: number;
	readonly messagesReady: number;
	readonly messagesUnacknowledged: number;
	/** Body bytes. */
	readonly messageBytesReady: number;
	readonly messageBytesUnacknowledged: number;
	readonly exclusiveConsumerTag: string | null;
	readonly singleActiveConsumerTag: string | null;
}

export interface ExchangeInfo {
	readonly id: ExchangeId;
	readonly vhost: string;
	readonly name: string;
	readonly type: string;
	readonly durable: boolean;
	readonly autoDelete: boolean;
	readonly internal: boolean;
	readonly arguments: FieldTable;
	readonly policy: string | null;
}

export interface BindingInfo {
	/** 0 for a queue's implicit binding to the default exchange (X12). */
	readonly id: BindingId;
	readonly vhost: string;
	readonly source: string;
	readonly destination: string;
	readonly destinationType: 'queue' | 'exchange';
	readonly routingKey: string;
	readonly arguments: FieldTable;
}

export interface ConnectionInfo {
	readonly id: ConnectionId;
	/** `<peer host>:<peer port> -> <host>:<port>` (C37). */
	readonly name: string;
	readonly userProvidedName: string | null;
	readonly program: string | null;
	readonly user: string;
	readonly vhost: string;
	readonly state:
		'starting' | 'tuning' | 'opening' | 'running' | 'blocking' | 'blocked' | 'closing' | 'closed';
	readonly channels: number;
	readonly channelMax: number;
	/** Bytes. */
	readonly frameMax: number;
	/** Heartbeat interval in seconds, 0 for none. */
	readonly timeout: number;
	readonly host: string;
	readonly port: number;
	readonly peerHost: string;
	readonly peerPort: number;
	readonly authMechanism: string;
	readonly clientProperties: FieldTable;
	/** Virtual milliseconds. */
	readonly connectedAt: number;
	readonly receivedBytes: number;
	readonly sentBytes: number;
}

export interface ChannelInfo {
	readonly connection: ConnectionId;
	readonly number: number;
	/** `<connection name> (<number>)` (H9). */
	readonly name: string;
	readonly user: string;
	readonly vhost: string;
	readonly transactional: boolean;
	readonly confirm: boolean;
	readonly consumers: number;
	/** qos with global=false, for consumers to come; 0 is unlimited. */
	readonly prefetchCount: number;
	readonly globalPrefetchCount: number;
	readonly messagesUnacknowledged: number;
	readonly messagesUnconfirmed: number;
	readonly messagesUncommitted: number;
	readonly acksUncommitted: number;
}

export interface ConsumerInfo {
	readonly id: ConsumerId;
	readonly vhost: string;
	readonly queue: string;
	readonly connection: ConnectionId;
	readonly channel: number;
	readonly channelName: string;
	readonly tag: string;
	readonly ackRequired: boolean;
	readonly exclusive: boolean;
	readonly active: boolean;
	readonly activityStatus: 'up' | 'single_active' | 'waiting';
	readonly prefetchCount: number;
	readonly priority: number;
	readonly arguments: FieldTable;
}

export interface BrokerSnapshot {
	readonly vhosts: readonly string[];
	readonly exchanges: readonly ExchangeInfo[];
	readonly queues: readonly QueueInfo[];
	readonly bindings: readonly BindingInfo[];
	readonly connections: readonly ConnectionInfo[];
	readonly channels: readonly ChannelInfo[];
	readonly consumers: readonly ConsumerInfo[];
}
