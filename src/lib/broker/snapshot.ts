/**
 * What an operator sees: the broker's state at one moment, in the management interface's terms (G4–G10) as
 * plain data. Lists are in order of creation.
 */
import type { FieldTable } from '../amqp';
import type { Channel } from './channel';
import type { Connection, ConnectionState } from './connection';
import type { Consumer } from './consumer';
import type { Exchange } from './exchanges/exchange';
import type { Queue } from './queues/queue';
import type { BindingId, ConnectionId, ConsumerId, ExchangeId, QueueId } from './trace';
import type { VirtualHost } from './virtual-host';

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
	/** Returned and not ready yet (Q37): in no other count, but in the total. */
	readonly messagesDelayed: number;
	/** Body bytes. */
	readonly messageBytesReady: number;
	readonly messageBytesUnacknowledged: number;
	readonly messageBytesDelayed: number;
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
	readonly state: ConnectionState;
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
	readonly receivedPackets: number;
	readonly sentPackets: number;
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

/** Writes down what is there now. */
export function takeSnapshot(
	vhosts: Iterable<VirtualHost>,
	connections: Iterable<Connection>
): BrokerSnapshot {
	const hosts = [...vhosts];
	const open = [...connections].filter((connection) => connection.session?.open);
	const channels = hosts.flatMap((vhost) =>
		[...vhost.sessions].flatMap((session) => [...session.channels.values()])
	);
	const queues = hosts.flatMap((vhost) => [...vhost.queues.values()]);
	const exchanges = hosts.flatMap((vhost) => [...vhost.exchanges.values()]);
	return {
		vhosts: hosts.map((vhost) => vhost.name),
		exchanges: exchanges.map(exchangeInfo),
		queues: queues.map(queueInfo),
		bindings: [...queues.map(implicitBinding), ...exchanges.flatMap(bindingInfos)],
		connections: open.map(connectionInfo),
		channels: channels.map(channelInfo),
		consumers: queues.flatMap((queue) => [...queue.consumers].map(consumerInfo))
	};
}

function queueInfo(queue: Queue): QueueInfo {
	return {
		id: queue.id,
		vhost: queue.vhost.name,
		name: queue.name,
		type: queue.type,
		durable: queue.durable,
		autoDelete: queue.autoDelete,
		exclusive: queue.owner !== null,
		owner: queue.owner?.id ?? null,
		arguments: queue.arguments_,
		policy: queue.policy.name,
		operatorPolicy: queue.policy.operatorName,
		effectivePolicy: queue.policy.definition,
		consumers: queue.consumers.size,
		messagesReady: queue.messagesReady,
		messagesUnacknowledged: queue.messagesUnacknowledged,
		messagesDelayed: queue.messagesDelayed,
		messageBytesReady: queue.bytesReady,
		messageBytesUnacknowledged: queue.bytesUnacknowledged,
		messageBytesDelayed: queue.bytesDelayed,
		exclusiveConsumerTag: queue.exclusiveConsumer?.tag ?? null,
		singleActiveConsumerTag: queue.singleActiveConsumer?.tag ?? null
	};
}

function exchangeInfo(exchange: Exchange): ExchangeInfo {
	return {
		id: exchange.id,
		vhost: exchange.vhost.name,
		name: exchange.name,
		type: exchange.type,
		durable: exchange.durable,
		autoDelete: exchange.autoDelete,
		internal: exchange.internal,
		arguments: exchange.arguments_,
		policy: exchange.policy.name
	};
}

function implicitBinding(queue: Queue): BindingInfo {
	return {
		id: 0,
		vhost: queue.vhost.name,
		source: '',
		destination: queue.name,
		destinationType: 'queue',
		routingKey: queue.name,
		arguments: []
	};
}

function bindingInfos(exchange: Exchange): BindingInfo[] {
	return Array.from(exchange.outgoing.values(), (binding) => ({
		id: binding.id,
		vhost: exchange.vhost.name,
		source: exchange.name,
		destination: binding.destination.name,
		destinationType: binding.destination.kind,
		routingKey: binding.routingKey,
		arguments: binding.arguments_
	}));
}

function connectionInfo(connection: Connection): ConnectionInfo {
	const { peer, session } = connection;
	return {
		id: connection.id,
		name: connection.name,
		userProvidedName: connection.userProvidedName,
		program: connection.program,
		user: session!.user.name,
		vhost: session!.vhost.name,
		state: connection.state,
		channels: session!.channels.size,
		channelMax: connection.channelMax,
		frameMax: connection.frameMax,
		timeout: connection.heartbeat,
		host: peer.localHost,
		port: peer.localPort,
		peerHost: peer.host,
		peerPort: peer.port,
		authMechanism: connection.authMechanism,
		clientProperties: connection.clientProperties,
		connectedAt: session!.connectedAt,
		receivedBytes: connection.receivedBytes,
		sentBytes: connection.sentBytes,
		receivedPackets: connection.receivedPackets,
		sentPackets: connection.sentPackets
	};
}

function channelInfo(channel: Channel): ChannelInfo {
	return {
		connection: channel.session.id,
		number: channel.number,
		name: channel.name,
		user: channel.session.user.name,
		vhost: channel.session.vhost.name,
		transactional: channel.transaction !== null,
		confirm: channel.confirms !== null,
		consumers: channel.consumers.size,
		prefetchCount: channel.prefetchCount,
		globalPrefetchCount: channel.globalPrefetchCount,
		messagesUnacknowledged: channel.deliveries.outstanding.length,
		messagesUnconfirmed: channel.confirms?.unconfirmed ?? 0,
		messagesUncommitted: channel.transaction?.publications.length ?? 0,
		acksUncommitted: channel.transaction?.deliveries.length ?? 0
	};
}

function consumerInfo(consumer: Consumer): ConsumerInfo {
	const { channel, queue } = consumer;
	return {
		id: consumer.id,
		vhost: queue.vhost.name,
		queue: queue.name,
		connection: channel.session.id,
		channel: channel.number,
		channelName: channel.name,
		tag: consumer.tag,
		ackRequired: !consumer.noAck,
		exclusive: consumer.exclusive,
		active: !queue.singleActive || queue.singleActiveConsumer === consumer,
		activityStatus: activityOf(consumer),
		prefetchCount: consumer.prefetchCount,
		priority: consumer.priority,
		arguments: consumer.arguments_
	};
}

function activityOf(consumer: Consumer): ConsumerInfo['activityStatus'] {
	const { queue } = consumer;
	if (!queue.singleActive) return 'up';
	return queue.singleActiveConsumer === consumer ? 'single_active' : 'waiting';
}
