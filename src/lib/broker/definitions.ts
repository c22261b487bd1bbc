/**
 * Definitions: a node's users, virtual hosts, policies and named objects as the JSON that `rabbitmqctl
 * export_definitions` and the management interface exchange (section 10).
 */
import { EMPTY_TABLE, longstr, type FieldTable, type FieldValue } from '../amqp';
import type { Broker } from './broker';
import { OperatorError } from './operator-error';
import type { ApplyTo, Policy, PolicyDefinition } from './policies';
import type { QueueType } from './queues/queue';
import type { VirtualHost } from './virtual-host';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The sections of F1 with the objects of F2. */
export interface Definitions {
	readonly rabbit_version: string;
	readonly rabbitmq_version: string;
	readonly product_name: string;
	readonly product_version: string;
	readonly users: readonly {
		readonly name: string;
		readonly password_hash: string;
		readonly hashing_algorithm: string;
		readonly tags: readonly string[];
		readonly limits: Readonly<Record<string, number>>;
	}[];
	readonly vhosts: readonly { readonly name: string }[];
	readonly permissions: readonly {
		readonly user: string;
		readonly vhost: string;
		readonly configure: string;
		readonly write: string;
		readonly read: string;
	}[];
	readonly topic_permissions: readonly {
		readonly user: string;
		readonly vhost: string;
		readonly exchange: string;
		readonly write: string;
		readonly read: string;
	}[];
	/** Operator policies and virtual host limits. */
	readonly parameters: readonly {
		readonly value: Readonly<Record<string, unknown>>;
		readonly vhost: string;
		readonly component: string;
		readonly name: string;
	}[];
	readonly global_parameters: readonly { readonly name: string; readonly value: unknown }[];
	readonly policies: readonly (PolicyFields & { readonly vhost: string; readonly name: string })[];
	readonly queues: readonly {
		readonly name: string;
		readonly vhost: string;
		readonly durable: boolean;
		readonly auto_delete: boolean;
		readonly arguments: Readonly<Record<string, Json>>;
	}[];
	readonly exchanges: readonly {
		readonly name: string;
		readonly vhost: string;
		readonly type: string;
		readonly durable: boolean;
		readonly auto_delete: boolean;
		readonly internal: boolean;
		readonly arguments: Readonly<Record<string, Json>>;
	}[];
	readonly bindings: readonly {
		readonly source: string;
		readonly vhost: string;
		readonly destination: string;
		readonly destination_type: 'queue' | 'exchange';
		readonly routing_key: string;
		readonly arguments: Readonly<Record<string, Json>>;
	}[];
}

interface PolicyFields {
	readonly pattern: string;
	readonly 'apply-to': string;
	readonly definition: PolicyDefinition;
	readonly priority: number;
}

/** Exclusive queues, the default and amq.* exchanges are left out; what is transient is not (F3). */
export function exportDefinitions(broker: Broker): Definitions {
	const { version } = broker.engine.profile;
	const users = [...broker.users];
	const vhosts = [...broker.vhosts];
	const cluster = { name: 'cluster_name', value: broker.node };
	return {
		rabbit_version: version,
		rabbitmq_version: version,
		product_name: 'RabbitMQ',
		product_version: version,
		users: users.map((user) => ({
			name: user.name,
			password_hash: user.passwordHash,
			hashing_algorithm: 'rabbit_password_hashing_sha256',
			tags: user.tags,
			limits: { ...user.limits }
		})),
		vhosts: vhosts.map(({ name }) => ({ name })),
		permissions: users.flatMap((user) =>
			Array.from(user.permissions, ([vhost, permission]) => ({ user: user.name, vhost, ...permission }))
		),
		topic_permissions: users.flatMap((user) =>
			[...user.topicPermissions].flatMap(([vhost, exchanges]) =>
				Array.from(exchanges, ([exchange, { write, read }]) => {
					return { user: user.name, vhost, exchange, write, read };
				})
			)
		),
		parameters: vhosts.flatMap(parametersOf),
		global_parameters: [cluster],
		policies: vhosts.flatMap((vhost) =>
			Array.from(vhost.policies, (policy) => {
				return { vhost: vhost.name, name: policy.name, ...policyFields(policy) };
			})
		),
		queues: vhosts.flatMap(queuesOf),
		exchanges: vhosts.flatMap(exchangesOf),
		bindings: vhosts.flatMap(bindingsOf)
	};
}

function parametersOf(vhost: VirtualHost): Definitions['parameters'] {
	const where = { vhost: vhost.name };
	const operator = Array.from(vhost.operatorPolicies, (policy) => {
		return { value: { ...policyFields(policy) }, ...where, component: 'operator_policy', name: policy.name };
	});
	if (vhost.limits === null) return operator;
	const limits = { value: { ...vhost.limits }, ...where, component: 'vhost-limits', name: 'limits' };
	return [...operator, limits];
}

function policyFields({ pattern, applyTo, definition, priority }: Policy): PolicyFields {
	return { pattern, 'apply-to': applyTo, definition, priority };
}

function queuesOf(vhost: VirtualHost): Definitions['queues'] {
	return [...vhost.queues.values()]
		.filter((queue) => queue.owner === null)
		.map((queue) => ({
			name: queue.name,
			vhost: vhost.name,
			durable: queue.durable,
			auto_delete: queue.autoDelete,
			arguments: jsonTable(queue.arguments_)
		}));
}

function exchangesOf(vhost: VirtualHost): Definitions['exchanges'] {
	return [...vhost.exchanges.values()]
		.filter(({ name }) => name !== '' && !name.startsWith('amq.'))
		.map((exchange) => ({
			name: exchange.name,
			vhost: vhost.name,
			type: exchange.type,
			durable: exchange.durable,
			auto_delete: exchange.autoDelete,
			internal: exchange.internal,
			arguments: jsonTable(exchange.arguments_)
		}));
}

function bindingsOf(vhost: VirtualHost): Definitions['bindings'] {
	return [...vhost.exchanges.values()]
		.flatMap((exchange) => [...exchange.outgoing.values()])
		.filter(({ destination }) => destination.kind === 'exchange' || destination.owner === null)
		.map(({ source, destination, routingKey, arguments_ }) => ({
			source: source.name,
			vhost: vhost.name,
			destination: destination.name,
			destination_type: destination.kind,
			routing_key: routingKey,
			arguments: jsonTable(arguments_)
		}));
}

/** Types are lost: numbers, texts and booleans are all JSON knows (F3). */
export function jsonTable(table: FieldTable): Readonly<Record<string, Json>> {
	return Object.fromEntries(table.map(([name, value]) => [name, jsonValue(value)]));
}

function jsonValue(field: FieldValue): Json {
	switch (field.type) {
		case 'table':
			return jsonTable(field.value);
		case 'array':
			return field.value.map(jsonValue);
		case 'decimal':
			return field.value.value / 10 ** field.value.scale;
		default:
			if (typeof field.value === 'bigint') return Number(field.value);
			return field.value instanceof Uint8Array ? [...field.value] : field.value;
	}
}

/**
 * Adds what is in the definitions; queues and exchanges that are there stay as they are (F4). Throws OperatorError
 * `invalid-definitions`, or what adding a part throws.
 */
export function importDefinitions(broker: Broker, definitions: Partial<Definitions>): void {
	if (typeof definitions !== 'object' || definitions === null)
		throw new OperatorError('invalid-definitions', 'definitions must be an object');
	broker.engine.turn(() => {
		for (const { name } of definitions.vhosts ?? []) broker.vhosts.add(name);
		importUsers(broker, definitions);
		importPolicies(broker, definitions);
		importObjects(broker, definitions);
	});
}

function importUsers({ users }: Broker, definitions: Partial<Definitions>): void {
	for (const { name, password_hash, tags, limits } of definitions.users ?? []) {
		const user = users.put(name, password_hash);
		user.tags = tags;
		user.limits = limits ?? {};
	}
	for (const { user, vhost, configure, write, read } of definitions.permissions ?? [])
		users.get(user).permit(vhost, { configure, write, read });
	for (const { user, vhost, exchange, write, read } of definitions.topic_permissions ?? [])
		users.get(user).permitTopic(vhost, exchange, { write, read });
}

function importPolicies({ vhosts }: Broker, definitions: Partial<Definitions>): void {
	for (const { vhost, name, ...fields } of definitions.policies ?? [])
		vhosts.get(vhost).policies.set(policyFrom(name, fields));
	for (const { vhost, component, name, value } of definitions.parameters ?? []) {
		if (component === 'operator_policy')
			vhosts.get(vhost).operatorPolicies.set(policyFrom(name, value as unknown as PolicyFields));
		else if (component === 'vhost-limits') vhosts.get(vhost).limits = value;
	}
}

function policyFrom(name: string, fields: PolicyFields): Policy {
	const { pattern, definition, priority } = fields;
	return { name, pattern, definition, priority, applyTo: fields['apply-to'] as ApplyTo };
}

function importObjects({ vhosts }: Broker, definitions: Partial<Definitions>): void {
	for (const { vhost, auto_delete, ...exchange } of definitions.exchanges ?? []) {
		const host = vhosts.get(vhost);
		const properties = { ...exchange, autoDelete: auto_delete, arguments: tableFrom(exchange.arguments) };
		if (!host.exchanges.has(exchange.name)) host.createExchange(properties, null);
	}
	for (const { vhost, name, durable, auto_delete, arguments: given } of definitions.queues ?? []) {
		const host = vhosts.get(vhost);
		const type = (given['x-queue-type'] ?? 'classic') as QueueType;
		const properties = { name, type, durable, autoDelete: auto_delete, owner: null, serverNamed: false };
		if (!host.queues.has(name)) host.createQueue({ ...properties, arguments: tableFrom(given) }, null);
	}
	for (const binding of definitions.bindings ?? []) {
		const host = vhosts.get(binding.vhost);
		const source = host.exchanges.get(binding.source);
		const destinations = binding.destination_type === 'queue' ? host.queues : host.exchanges;
		const destination = destinations.get(binding.destination);
		if (!source || !destination)
			throw new OperatorError(
				'invalid-definitions',
				`binding from '${binding.source}' to '${binding.destination}' has no such ends`
			);
		host.bind(source, destination, binding.routing_key, tableFrom(binding.arguments), null);
	}
}

/** JSON values as RabbitMQ takes them in: integers become 64 bits. */
export function tableFrom(json: Readonly<Record<string, Json>>): FieldTable {
	const entries = Object.entries(json);
	return entries.length === 0
		? EMPTY_TABLE
		: entries.map(([name, value]) => [name, fieldFrom(value)] as const);
}

function fieldFrom(value: Json): FieldValue {
	if (typeof value === 'string') return longstr(value);
	if (typeof value === 'boolean') return { type: 'bool', value };
	if (value === null) return { type: 'void', value };
	if (Array.isArray(value)) return { type: 'array', value: value.map(fieldFrom) };
	if (typeof value === 'object')
		return { type: 'table', value: tableFrom(value as Readonly<Record<string, Json>>) };
	return Number.isInteger(value) ? { type: 'long', value: BigInt(value) } : { type: 'double', value };
}
