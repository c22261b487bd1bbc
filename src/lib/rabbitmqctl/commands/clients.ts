/** Those at work: connections, channels, consumers, and how connections are closed. */
import type { Broker, ChannelInfo, Connection, ConnectionInfo, ConsumerInfo } from '../../broker';
import { checkedColumns, listing, type Columns } from '../columns';
import { failure, type Behaviours, type Call } from '../command';
import { channelPid, connectionPid } from '../pids';
import { atom, Table, tuple, type Term } from '../terms';

type Of<T> = T & { readonly broker: Broker };

const noTls = (): Term => null;

const CONNECTION_COLUMNS: Columns<Of<ConnectionInfo>> = {
	auth_mechanism: (connection) => connection.authMechanism,
	channel_max: (connection) => connection.channelMax,
	channels: (connection) => connection.channels,
	client_properties: (connection) => new Table(connection.clientProperties),
	connected_at: ({ broker, connectedAt }) => broker.engine.epoch + connectedAt,
	frame_max: (connection) => connection.frameMax,
	host: (connection) => connection.host,
	name: (connection) => connection.name,
	peer_cert_issuer: noTls,
	peer_cert_subject: noTls,
	peer_cert_validity: noTls,
	peer_host: (connection) => connection.peerHost,
	peer_port: (connection) => connection.peerPort,
	pid: ({ broker, id }) => connectionPid(broker, id),
	port: (connection) => connection.port,
	protocol: () => tuple(0, 9, 1),
	recv_cnt: (connection) => connection.receivedPackets,
	recv_oct: (connection) => connection.receivedBytes,
	send_cnt: (connection) => connection.sentPackets,
	send_oct: (connection) => connection.sentBytes,
	send_pend: () => 0,
	ssl: () => false,
	ssl_cipher: noTls,
	ssl_hash: noTls,
	ssl_key_exchange: noTls,
	ssl_protocol: noTls,
	state: (connection) => atom(connection.state),
	timeout: (connection) => connection.timeout,
	user: (connection) => connection.user,
	vhost: (connection) => connection.vhost
};

const CHANNEL_COLUMNS: Columns<Of<ChannelInfo>> = {
	acks_uncommitted: (channel) => channel.acksUncommitted,
	confirm: (channel) => channel.confirm,
	connection: ({ broker, connection }) => connectionPid(broker, connection),
	consumer_count: (channel) => channel.consumers,
	global_prefetch_count: (channel) => channel.globalPrefetchCount,
	messages_unacknowledged: (channel) => channel.messagesUnacknowledged,
	messages_uncommitted: (channel) => channel.messagesUncommitted,
	messages_unconfirmed: (channel) => channel.messagesUnconfirmed,
	name: (channel) => channel.name,
	number: (channel) => channel.number,
	pid: ({ broker, connection, number }) => channelPid(broker, connection, number),
	prefetch_count: (channel) => channel.prefetchCount,
	transactional: (channel) => channel.transactional,
	user: (channel) => channel.user,
	vhost: (channel) => channel.vhost
};

const CONSUMER_COLUMNS: Columns<Of<ConsumerInfo>> = {
	ack_required: (consumer) => consumer.ackRequired,
	active: (consumer) => consumer.active,
	activity_status: (consumer) => atom(consumer.activityStatus),
	arguments: (consumer) => new Table(consumer.arguments),
	channel_pid: ({ broker, connection, channel }) => channelPid(broker, connection, channel),
	consumer_tag: (consumer) => consumer.tag,
	prefetch_count: (consumer) => consumer.prefetchCount,
	queue_name: (consumer) => consumer.queue
};

/** RabbitMQ doesn't list those. */
function readsStream({ vhosts }: Broker, { vhost, queue }: ConsumerInfo): boolean {
	return vhosts.get(vhost).queues.get(queue)?.type === 'stream';
}

function withBroker<T>(broker: Broker, things: readonly T[]): Of<T>[] {
	return things.map((thing) => ({ ...thing, broker }));
}

/** Connections that got in, by who they are. */
function openConnections({ connections }: Broker): Connection[] {
	return [...connections.values()].filter((connection) => connection.session?.open);
}

const PID_SYNTAX = /^<[^.]+\.\d+\.\d+\.\d+>$/;

function closeConnection({ broker, words: [pid = '', reason = ''] }: Call): void {
	if (!PID_SYNTAX.test(pid)) throw failure(`Error:\n{:invalid_pid_syntax, "${pid}"}`);
	openConnections(broker)
		.find(({ id }) => connectionPid(broker, id).text === pid)
		?.force(reason);
}

function closeAll(call: Call): number {
	const { broker, vhost, options, words } = call;
	const limit = Number(options['limit'] ?? 0);
	const doomed = openConnections(broker).filter(
		({ session }) => options['global'] === true || session!.vhost.name === vhost
	);
	const some = limit > 0 ? doomed.slice(0, limit) : doomed;
	for (const connection of some) connection.force(words[0]!);
	return some.length;
}

function closeAllBanner({ options, vhost, words: [reason] }: Call): string {
	const limit = Number(options['limit'] ?? 0);
	const which = limit > 0 ? `${limit}` : 'all';
	const where = options['global'] === true ? 'all vhosts' : `vhost ${vhost}`;
	return `Closing ${which} connections in ${where}, reason: ${reason}...`;
}

export const CLIENTS: Behaviours = {
	list_connections: {
		words: [0, Infinity],
		validate: ({ words }) => checkedColumns(words, CONNECTION_COLUMNS),
		banner: () => 'Listing connections ...',
		run({ broker, words }) {
			const things = withBroker(broker, broker.snapshot().connections);
			const usual = ['user', 'peer_host', 'peer_port', 'state'];
			return { streamed: true, rows: listing(words, usual, CONNECTION_COLUMNS, things) };
		}
	},
	list_channels: {
		words: [0, Infinity],
		validate: ({ words }) => checkedColumns(words, CHANNEL_COLUMNS),
		banner: () => 'Listing channels ...',
		run({ broker, words }) {
			const things = withBroker(broker, broker.snapshot().channels);
			const usual = ['pid', 'user', 'consumer_count', 'messages_unacknowledged'];
			return { streamed: true, rows: listing(words, usual, CHANNEL_COLUMNS, things) };
		}
	},
	list_consumers: {
		words: [0, Infinity],
		validate: ({ words }) => checkedColumns(words, CONSUMER_COLUMNS),
		banner: ({ vhost }) => `Listing consumers in vhost ${vhost} ...`,
		run({ broker, words, vhost }) {
			const here = broker
				.snapshot()
				.consumers.filter((consumer) => consumer.vhost === vhost && !readsStream(broker, consumer));
			const usual = ['queue_name', 'channel_pid', 'consumer_tag', 'ack_required', 'prefetch_count'];
			const names = [...usual, 'active', 'arguments'];
			return { streamed: true, rows: listing(words, names, CONSUMER_COLUMNS, withBroker(broker, here)) };
		}
	},
	close_connection: {
		words: 2,
		banner: ({ words: [pid, reason] }) => `Closing connection ${pid}, reason: ${reason}...`,
		run(call) {
			closeConnection(call);
			return null;
		}
	},
	close_all_connections: {
		words: 1,
		switches: { limit: 'count', global: 'flag', 'per-connection-delay': 'count' },
		banner: closeAllBanner,
		run: (call) => ({ term: `Closed ${closeAll(call)} connections`, answer: true })
	},
	close_all_user_connections: {
		words: 2,
		banner: ({ words: [name, reason] }) => `Closing connections of user ${name}, reason: ${reason}...`,
		run({ broker, words: [name, reason = ''] }) {
			for (const connection of openConnections(broker))
				if (connection.session!.user.name === name) connection.force(reason);
			return null;
		}
	}
};
