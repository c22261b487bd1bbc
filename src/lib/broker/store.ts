/**
 * What outlives a restart (section 7): users, virtual hosts, policies, durable exchanges, queues and bindings, and
 * the messages that are kept in them. A store keeps it as plain data; where is its own business.
 */
import type { Content, FieldTable } from '../amqp';
import type { Broker } from './broker';
import type { DeathReason } from './dead-letter';
import { Message, type Copy, type CopyPast } from './message';
import type { Policy } from './policies';
import type { Queue, QueueType } from './queues/queue';
import type { Permission, TopicPermission, UserLimits } from './users';
import type { VirtualHost, VirtualHostLimits } from './virtual-host';

export interface Store {
	/** What was saved last; null or undefined when nothing was. */
	load(): StoredBroker | null | undefined;
	save(state: StoredBroker): void;
}

/** Plain data, structured-cloneable. */
export interface StoredBroker {
	readonly users: readonly StoredUser[];
	readonly vhosts: readonly StoredVirtualHost[];
	/** Plugins enabled by name. */
	readonly plugins: readonly string[];
	readonly globalParameters: readonly (readonly [name: string, value: unknown])[];
}

interface StoredUser {
	readonly name: string;
	readonly passwordHash: string;
	readonly tags: readonly string[];
	readonly limits: UserLimits;
	readonly permissions: readonly (readonly [vhost: string, permission: Permission])[];
	readonly topicPermissions: readonly (readonly [
		vhost: string,
		exchange: string,
		permission: TopicPermission
	])[];
}

interface StoredVirtualHost {
	readonly name: string;
	readonly limits: VirtualHostLimits | null;
	readonly defaultQueueType: QueueType;
	readonly defaultQueueTypeGiven: boolean;
	readonly description: string;
	readonly tags: string | readonly string[];
	readonly tracing: boolean;
	readonly policies: readonly Policy[];
	readonly operatorPolicies: readonly Policy[];
	readonly exchanges: readonly {
		readonly name: string;
		readonly type: string;
		readonly autoDelete: boolean;
		readonly internal: boolean;
		readonly arguments: FieldTable;
	}[];
	readonly queues: readonly {
		readonly name: string;
		readonly type: QueueType;
		readonly autoDelete: boolean;
		readonly arguments: FieldTable;
		readonly messages: readonly StoredMessage[];
		/** What was returned there and is not ready yet (Q37). */
		readonly delayed: readonly StoredReturn[];
		/** What died there and has not arrived where it is to be (Q39). */
		readonly deaths: readonly StoredDeath[];
	}[];
	readonly bindings: readonly {
		readonly source: string;
		readonly destination: string;
		readonly kind: 'queue' | 'exchange';
		readonly routingKey: string;
		readonly arguments: FieldTable;
	}[];
}

interface StoredContent {
	readonly exchange: string;
	readonly routingKey: string;
	readonly extraKeys: readonly string[] | null;
	readonly content: Content;
	readonly persistent: boolean;
	readonly priority: number;
	readonly died: boolean;
}

interface StoredDeath extends StoredContent {
	readonly reason: DeathReason;
}

interface StoredMessage extends StoredContent {
	readonly past: CopyPast;
	/** Wall-clock milliseconds since 1970 (P4); Infinity for never. */
	readonly expiresAt: number;
}

interface StoredReturn extends StoredMessage {
	/** Wall-clock milliseconds since 1970. */
	readonly dueAt: number;
}

/** Everything that would outlive a restart now. What is delivered and not acknowledged is not in it. */
export function storedState(broker: Broker): StoredBroker {
	return {
		users: Array.from(broker.users, (user) => ({
			name: user.name,
			passwordHash: user.passwordHash,
			tags: user.tags,
			limits: user.limits,
			permissions: [...user.permissions],
			topicPermissions: [...user.topicPermissions].flatMap(([vhost, exchanges]) =>
				Array.from(exchanges, ([exchange, permission]) => [vhost, exchange, permission] as const)
			)
		})),
		vhosts: Array.from(broker.vhosts, storedVirtualHost),
		plugins: broker.plugins.known.filter((name) => broker.plugins.isExplicit(name)),
		globalParameters: [...broker.globalParameters]
	};
}

function storedVirtualHost(vhost: VirtualHost): StoredVirtualHost {
	const exchanges = [...vhost.exchanges.values()].filter((exchange) => exchange.durable);
	const bindings = exchanges.flatMap((exchange) => [...exchange.outgoing.values()]);
	return {
		name: vhost.name,
		limits: vhost.limits,
		defaultQueueType: vhost.defaultQueueType,
		defaultQueueTypeGiven: vhost.defaultQueueTypeGiven,
		description: vhost.description,
		tags: vhost.tags,
		tracing: vhost.tracing,
		policies: [...vhost.policies],
		operatorPolicies: [...vhost.operatorPolicies],
		exchanges: exchanges.map(({ name, type, autoDelete, internal, arguments_ }) => {
			return { name, type, autoDelete, internal, arguments: arguments_ };
		}),
		queues: [...vhost.queues.values()].filter((queue) => queue.durable).map(storedQueue),
		bindings: bindings
			.filter((binding) => binding.durable)
			.map(({ source, destination, routingKey, arguments_ }) => ({
				source: source.name,
				destination: destination.name,
				kind: destination.kind,
				routingKey,
				arguments: arguments_
			}))
	};
}

function storedQueue(queue: Queue): StoredVirtualHost['queues'][number] {
	const { name, type, autoDelete, arguments_, engine } = queue;
	const kept: StoredMessage[] = [];
	for (const copy of queue.messages())
		if (queue.keepsOverRestart(copy)) kept.push(storedMessage(copy, engine.epoch));
	const delayed = Array.from(queue.delayed, ({ copy, dueAt }) => ({
		...storedMessage(copy, engine.epoch),
		dueAt: engine.epoch + dueAt
	}));
	const deaths = Array.from(queue.deaths, ({ message, reason }) => ({ ...storedContent(message), reason }));
	return { name, type, autoDelete, arguments: arguments_, messages: kept, delayed, deaths };
}

function storedMessage(copy: Copy, epoch: number): StoredMessage {
	const { message, acquiredCount, deliveryCount, expiresAt } = copy;
	const past = { acquiredCount, deliveryCount };
	return { ...storedContent(message), past, expiresAt: epoch + expiresAt };
}

function storedContent(message: Message): StoredContent {
	const { exchange, routingKey, extraKeys, content, persistent, priority, died } = message;
	return { exchange, routingKey, extraKeys, content, persistent, priority, died };
}

/** Fills an empty broker with what was stored. Call within a turn. */
export function recover(broker: Broker, stored: StoredBroker): void {
	for (const name of stored.plugins) broker.plugins.enable(name);
	for (const [name, value] of stored.globalParameters) broker.globalParameters.set(name, value);
	for (const vhost of stored.vhosts) recoverVirtualHost(broker, vhost);
	for (const { name, passwordHash, tags, limits, permissions, topicPermissions } of stored.users) {
		const user = broker.users.put(name, passwordHash);
		Object.assign(user, { tags, limits });
		for (const [vhost, permission] of permissions) user.permit(vhost, permission);
		for (const [vhost, exchange, permission] of topicPermissions)
			user.permitTopic(vhost, exchange, permission);
	}
}

function recoverVirtualHost(broker: Broker, stored: StoredVirtualHost): void {
	const vhost = broker.vhosts.add(stored.name);
	const { limits, defaultQueueType, defaultQueueTypeGiven, description, tags, tracing } = stored;
	Object.assign(vhost, { limits, defaultQueueType, defaultQueueTypeGiven, description, tags, tracing });
	for (const policy of stored.policies) vhost.policies.set(policy);
	for (const policy of stored.operatorPolicies) vhost.operatorPolicies.set(policy);
	for (const exchange of stored.exchanges)
		if (!vhost.exchanges.has(exchange.name)) vhost.createExchange({ ...exchange, durable: true }, null);
	for (const { messages, delayed, deaths, ...properties } of stored.queues) {
		const queue = vhost.createQueue(
			{ ...properties, durable: true, owner: null, serverNamed: properties.name.startsWith('amq.gen-') },
			null
		);
		for (const message of messages) recoverMessage(broker, queue, message);
		for (const message of delayed) recoverDelayed(broker, queue, message);
		for (const death of deaths) queue.restoreDeath(recovered(broker, death), death.reason);
	}
	for (const { source, destination, kind, routingKey, arguments: arguments_ } of stored.bindings) {
		const to = kind === 'queue' ? vhost.queues.get(destination) : vhost.exchanges.get(destination);
		const from = vhost.exchanges.get(source);
		if (from && to) vhost.bind(from, to, routingKey, arguments_, null);
	}
}

function recoverMessage(broker: Broker, queue: Queue, stored: StoredMessage): void {
	const { expiresAt, past } = stored;
	queue.restore(recovered(broker, stored), expiresAt - broker.engine.epoch, past);
}

function recoverDelayed(broker: Broker, queue: Queue, stored: StoredReturn): void {
	const { expiresAt, past, dueAt } = stored;
	const { epoch } = broker.engine;
	queue.restoreDelayed(recovered(broker, stored), expiresAt - epoch, past, dueAt - epoch);
}

function recovered({ engine }: Broker, stored: StoredContent): Message {
	const { exchange, routingKey, extraKeys, content, persistent, priority, died } = stored;
	const id = ++engine.lastId.message;
	const message = new Message(id, exchange, routingKey, extraKeys, content, persistent, priority, Infinity);
	message.died = died;
	return message;
}

/** Stops and starts a broker where it stands. Call within a turn. */
export function restart(broker: Broker): void {
	const { engine } = broker;
	for (const { session } of broker.connections.values()) session?.endConsumers();
	for (const connection of [...broker.connections.values()])
		connection.shutDown(`broker forced connection closure with reason 'shutdown'`);
	if (engine.tracing) engine.emit({ type: 'broker.restarted', at: engine.clock.now() });
	engine.restarting = true;
	for (const vhost of broker.vhosts) vhost.restart();
	engine.restarting = false;
}
