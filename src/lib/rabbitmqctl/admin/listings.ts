/** The management interface's lists of objects (G3–G12), without rates and what else measures a machine. */
import type { FieldTable } from '../../amqp';
import { jsonTable, type Broker, type User } from '../../broker';
import type { Json } from '../lenient-json';
import { HttpError } from './http-error';

type JsonObject = Readonly<Record<string, Json>>;
type Listing = (broker: Broker, vhosts: ReadonlySet<string>) => JsonObject[];

/** Tags that let a user see more than what is in the virtual hosts that it may enter. */
const SEES_ALL = ['monitoring', 'administrator'];

const hasTag = (user: User, tags: readonly string[]): boolean => user.tags.some((tag) => tags.includes(tag));

/** Throws HttpError 401 for anybody but an administrator. */
export function checkAdministrator(user: User): void {
	if (!hasTag(user, ['administrator'])) throw new HttpError(401);
}

/** The virtual hosts that a user sees. */
export function visibleVhosts(broker: Broker, user: User): ReadonlySet<string> {
	const all = Array.from(broker.vhosts, ({ name }) => name);
	return new Set(hasTag(user, SEES_ALL) ? all : all.filter((name) => user.mayEnter(name)));
}

/** No arguments are an empty object to the interface. */
const argumentsOf = (table: FieldTable): Json => jsonTable(table);

const queues: Listing = (broker, vhosts) =>
	broker
		.snapshot()
		.queues.filter(({ vhost }) => vhosts.has(vhost))
		.map((queue) => ({
			arguments: argumentsOf(queue.arguments),
			auto_delete: queue.autoDelete,
			consumers: queue.consumers,
			durable: queue.durable,
			exclusive: queue.exclusive,
			messages: queue.messagesReady + queue.messagesUnacknowledged + queue.messagesDelayed,
			messages_ready: queue.messagesReady,
			messages_unacknowledged: queue.messagesUnacknowledged,
			message_bytes: queue.messageBytesReady + queue.messageBytesUnacknowledged + queue.messageBytesDelayed,
			message_bytes_ready: queue.messageBytesReady,
			message_bytes_unacknowledged: queue.messageBytesUnacknowledged,
			name: queue.name,
			node: broker.node,
			operator_policy: queue.operatorPolicy,
			policy: queue.policy,
			state: 'running',
			type: queue.type,
			vhost: queue.vhost
		}));

const exchanges: Listing = (broker, vhosts) =>
	broker
		.snapshot()
		.exchanges.filter(({ vhost }) => vhosts.has(vhost))
		.map((exchange) => ({
			arguments: argumentsOf(exchange.arguments),
			auto_delete: exchange.autoDelete,
			durable: exchange.durable,
			internal: exchange.internal,
			name: exchange.name,
			...(exchange.policy === null ? {} : { policy: exchange.policy }),
			type: exchange.type,
			user_who_performed_action: 'rmq-internal',
			vhost: exchange.vhost
		}));

/**
 * How a path names a binding among those of the same ends (G7). Arguments are hashed by the node as terms of its own;
 * here they are spelt out.
 */
export function propertiesKey(routingKey: string, table: FieldTable): string {
	if (table.length > 0)
		return `${encodeURIComponent(routingKey)}~${encodeURIComponent(JSON.stringify(jsonTable(table)))}`;
	return routingKey === '' ? '~' : encodeURIComponent(routingKey);
}

const bindings: Listing = (broker, vhosts) =>
	broker
		.snapshot()
		.bindings.filter(({ vhost }) => vhosts.has(vhost))
		.map((binding) => ({
			source: binding.source,
			vhost: binding.vhost,
			destination: binding.destination,
			destination_type: binding.destinationType,
			routing_key: binding.routingKey,
			arguments: argumentsOf(binding.arguments),
			properties_key: propertiesKey(binding.routingKey, binding.arguments)
		}));

const connections: Listing = (broker, vhosts) =>
	broker
		.snapshot()
		.connections.filter(({ vhost }) => vhosts.has(vhost))
		.map((connection) => ({
			auth_mechanism: connection.authMechanism,
			channel_max: connection.channelMax,
			channels: connection.channels,
			client_properties: jsonTable(connection.clientProperties),
			frame_max: connection.frameMax,
			host: connection.host,
			name: connection.name,
			node: broker.node,
			peer_host: connection.peerHost,
			peer_port: connection.peerPort,
			port: connection.port,
			protocol: 'AMQP 0-9-1',
			ssl: false,
			state: connection.state,
			timeout: connection.timeout,
			type: 'network',
			user: connection.user,
			vhost: connection.vhost
		}));

const channels: Listing = (broker, vhosts) =>
	broker
		.snapshot()
		.channels.filter(({ vhost }) => vhosts.has(vhost))
		.map((channel) => ({
			acks_uncommitted: channel.acksUncommitted,
			confirm: channel.confirm,
			consumer_count: channel.consumers,
			global_prefetch_count: channel.globalPrefetchCount,
			messages_unacknowledged: channel.messagesUnacknowledged,
			messages_uncommitted: channel.messagesUncommitted,
			messages_unconfirmed: channel.messagesUnconfirmed,
			name: channel.name,
			node: broker.node,
			number: channel.number,
			prefetch_count: channel.prefetchCount,
			state: 'running',
			transactional: channel.transactional,
			user: channel.user,
			vhost: channel.vhost
		}));

const consumers: Listing = (broker, vhosts) =>
	broker
		.snapshot()
		.consumers.filter(({ vhost }) => vhosts.has(vhost))
		.map((consumer) => ({
			ack_required: consumer.ackRequired,
			active: consumer.active,
			activity_status: consumer.activityStatus,
			arguments: argumentsOf(consumer.arguments),
			channel_details: { name: consumer.channelName, node: broker.node, number: consumer.channel },
			consumer_tag: consumer.tag,
			exclusive: consumer.exclusive,
			prefetch_count: consumer.prefetchCount,
			queue: { name: consumer.queue, vhost: consumer.vhost }
		}));

const users: Listing = (broker) =>
	Array.from(broker.users, ({ name, passwordHash, tags, limits }) => ({
		name,
		password_hash: passwordHash,
		hashing_algorithm: 'rabbit_password_hashing_sha256',
		tags,
		limits: { ...limits }
	}));

const vhosts: Listing = (broker, visible) => {
	const all = broker.snapshot().queues;
	return [...visible].map((name) => {
		const own = all.filter(({ vhost }) => vhost === name);
		const ready = own.reduce((sum, { messagesReady }) => sum + messagesReady, 0);
		const unacknowledged = own.reduce((sum, { messagesUnacknowledged: each }) => sum + each, 0);
		const delayed = own.reduce((sum, { messagesDelayed }) => sum + messagesDelayed, 0);
		return {
			// A virtual host that never had a queue has no statistics.
			...(own.length === 0
				? {}
				: {
						messages: ready + unacknowledged + delayed,
						messages_ready: ready,
						messages_unacknowledged: unacknowledged
					}),
			name,
			description: broker.vhosts.get(name).description,
			tracing: broker.vhosts.get(name).tracing
		};
	});
};

const permissions: Listing = (broker) =>
	[...broker.users].flatMap((user) =>
		Array.from(user.permissions, ([vhost, permission]) => ({ user: user.name, vhost, ...permission }))
	);

const nodes: Listing = (broker) => [{ name: broker.node, type: 'disc', running: broker.running }];

const parameters: Listing = (broker, visible) =>
	[...broker.vhosts].flatMap(({ name: vhost, operatorPolicies, limits }) => {
		if (!visible.has(vhost)) return [];
		const operator = Array.from(operatorPolicies, ({ name, pattern, applyTo, definition, priority }) => {
			const value = { pattern, definition, priority, 'apply-to': applyTo } as unknown as Json;
			return { value, vhost, component: 'operator_policy', name };
		});
		if (limits === null) return operator;
		return [...operator, { value: { ...limits }, vhost, component: 'vhost-limits', name: 'limits' }];
	});

const policiesOf =
	(kind: 'policies' | 'operatorPolicies'): Listing =>
	(broker, visible) =>
		[...broker.vhosts]
			.filter(({ name }) => visible.has(name))
			.flatMap((vhost) =>
				Array.from(vhost[kind], ({ name, pattern, applyTo, definition, priority }) => ({
					vhost: vhost.name,
					name,
					pattern,
					'apply-to': applyTo,
					definition: definition as Json,
					priority
				}))
			);

const vhostLimits: Listing = (broker, visible) =>
	[...broker.vhosts]
		.filter(({ name, limits }) => visible.has(name) && limits !== null)
		.map(({ name, limits }) => ({ vhost: name, value: { ...limits } }));

interface ListedAt {
	readonly list: Listing;
	/** What they are sorted by. */
	readonly order: readonly string[];
	readonly administrators?: true;
}

/** By the path's first word. */
const LISTS: Readonly<Record<string, ListedAt>> = {
	queues: { list: queues, order: ['vhost', 'name'] },
	exchanges: { list: exchanges, order: ['vhost', 'name'] },
	bindings: {
		list: bindings,
		order: ['vhost', 'source', 'destination_type', 'destination', 'routing_key', 'properties_key']
	},
	connections: { list: connections, order: ['vhost', 'name'] },
	channels: { list: channels, order: ['vhost', 'name'] },
	consumers: { list: consumers, order: [] },
	users: { list: users, order: ['name'], administrators: true },
	vhosts: { list: vhosts, order: ['name'] },
	permissions: { list: permissions, order: ['vhost', 'user'], administrators: true },
	nodes: { list: nodes, order: ['name'] },
	parameters: { list: parameters, order: ['vhost', 'component', 'name'] },
	policies: { list: policiesOf('policies'), order: ['vhost', 'name'] },
	'operator-policies': { list: policiesOf('operatorPolicies'), order: ['vhost', 'name'] },
	'vhost-limits': { list: vhostLimits, order: ['vhost'] }
};

export interface ListQuery {
	readonly columns: readonly string[];
	readonly sort: string | null;
	readonly reverse: boolean;
}

/** What is at a path: `queues`, or `queues` of one virtual host. Throws HttpError. */
export function listObjects(broker: Broker, user: User, path: readonly string[], query: ListQuery): Json[] {
	const [kind = '', vhost] = path;
	const known = LISTS[kind];
	if (!known) throw new HttpError(404);
	if (known.administrators) checkAdministrator(user);
	const visible = visibleVhosts(broker, user);
	if (vhost !== undefined && !broker.vhosts.has(vhost)) throw new HttpError(404);
	if (vhost !== undefined && !visible.has(vhost)) throw new HttpError(401);
	const objects = known.list(broker, vhost === undefined ? visible : new Set([vhost]));
	const order = query.sort === null ? known.order : [query.sort];
	// What isn't asked for doesn't count in the order.
	const sorted = objects.map((object) => only(object, query.columns)).sort((a, b) => compareBy(order, a, b));
	return query.reverse ? sorted.reverse() : sorted;
}

function compareBy(order: readonly string[], a: JsonObject, b: JsonObject): number {
	for (const key of order) {
		const [first, second] = [a[key] ?? '', b[key] ?? ''];
		if (first !== second) return first < second ? -1 : 1;
	}
	return 0;
}

/** The columns that are asked for, `a.b` for one in an object. */
function only(object: JsonObject, columns: readonly string[]): JsonObject {
	if (columns.length === 0) return object;
	const wanted = new Set(columns.map((column) => column.split('.')[0]!));
	return Object.fromEntries(Object.entries(object).filter(([key]) => wanted.has(key)));
}

export function overview(broker: Broker): JsonObject {
	const {
		queues: all,
		exchanges: some,
		connections: open,
		channels: used,
		consumers: eager
	} = broker.snapshot();
	const ready = all.reduce((sum, { messagesReady }) => sum + messagesReady, 0);
	const unacknowledged = all.reduce((sum, { messagesUnacknowledged: each }) => sum + each, 0);
	const delayed = all.reduce((sum, { messagesDelayed }) => sum + messagesDelayed, 0);
	const { version } = broker.engine.profile;
	return {
		rabbitmq_version: version,
		product_name: 'RabbitMQ',
		product_version: version,
		cluster_name: broker.clusterName,
		queue_totals: {
			messages: ready + unacknowledged + delayed,
			messages_ready: ready,
			messages_unacknowledged: unacknowledged
		},
		object_totals: {
			channels: used.length,
			connections: open.length,
			consumers: eager.length,
			exchanges: some.length,
			queues: all.length
		},
		node: broker.node
	};
}
