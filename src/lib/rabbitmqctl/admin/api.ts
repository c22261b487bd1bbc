/**
 * The management interface as `rabbitmqadmin` uses it: requests on paths, each done as the user who asks. There is
 * no HTTP here, only its answers.
 */
import {
	asOperator,
	bindExchange,
	bindQueue,
	declareExchange,
	declareQueue,
	deleteExchange,
	exportDefinitions,
	getMessages,
	importDefinitions,
	publishMessage,
	purgeMessages,
	removeQueue,
	tableFrom,
	unbindExchange,
	unbindQueue,
	type AckMode,
	type ApplyTo,
	type BindingInfo,
	type Broker,
	type Definitions,
	type Operator,
	type PolicyDefinition,
	type User,
	type VirtualHost
} from '../../broker';
import type { Json } from '../lenient-json';
import { setVirtualHostLimits } from '../vhost-limits';
import { answering, answeringClient, badRequest, HttpError, notThere, unauthorised } from './http-error';
import { checkAdministrator, listObjects, overview, propertiesKey, type ListQuery } from './listings';
import { bodyFrom, messageJson, propertiesFrom } from './message-json';
import { isObject } from './python';

type Body = Readonly<Record<string, Json>>;
/** What declares, deletes or asks; takes the words of the path after the first. */
type Handler = (api: ManagementApi, path: readonly string[], body: Body) => Json;

export type Verb = 'PUT' | 'POST' | 'DELETE';

/** Tags that let a user in at all (A5). */
const ADMITTED = ['management', 'policymaker', 'monitoring', 'administrator'];
const ACK_MODES = ['ack_requeue_true', 'ack_requeue_false', 'reject_requeue_true', 'reject_requeue_false'];

function flag(value: Json | undefined): boolean {
	if (value === undefined || value === 'false' || value === false) return false;
	if (value === 'true' || value === true) return true;
	throw badRequest(['not_boolean', value]);
}

function whole(value: Json | undefined): number {
	const number = Number(value);
	if (typeof value === 'string' && !/^[-+]?\d+$/.test(value)) throw badRequest(['not_integer', value]);
	if (!Number.isInteger(number)) throw badRequest(['not_integer', value ?? null]);
	return number;
}

function table(value: Json | undefined) {
	return tableFrom(isObject(value) ? value : {});
}

const word = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The default exchange has a name in paths (G6). */
const exchangeNamed = (name: string): string => (name === 'amq.default' ? '' : name);

export class ManagementApi {
	readonly user: User;

	/** Throws HttpError 401 for a user that is none, or may not use the interface. */
	constructor(
		readonly broker: Broker,
		user: User | null
	) {
		if (!user?.tags.some((tag) => ADMITTED.includes(tag))) throw unauthorised();
		this.user = user;
	}

	/** Throws HttpError. */
	list(path: readonly string[], query: ListQuery): Json[] {
		return listObjects(this.broker, this.user, path, query);
	}

	overview(): Json {
		return overview(this.broker);
	}

	/** Throws HttpError. */
	request(verb: Verb, [kind = '', ...path]: readonly string[], body: Body = {}): Json {
		// Only what is in a virtual host has deeds under its name: `queues/<vhost>/<name>/get`.
		const deed = (kind === 'queues' || kind === 'exchanges') && path[2] ? `/${path[2]}` : '';
		const handler = HANDLERS[`${verb} ${kind}${deed}`];
		if (!handler) throw new HttpError(405);
		return handler(this, path, body);
	}

	/** The definitions of all, or of one virtual host, which names neither it nor users. */
	definitions(vhost: string | null): Json {
		checkAdministrator(this.user);
		const all = exportDefinitions(this.broker) as unknown as Readonly<Record<string, Json>>;
		if (vhost === null) return all;
		this.vhost(vhost);
		const own = (section: Json | undefined): Json[] =>
			(section as Body[]).filter((each) => each['vhost'] === vhost).map(({ vhost: _vhost, ...each }) => each);
		const sections = ['parameters', 'policies', 'queues', 'exchanges', 'bindings'];
		return {
			rabbit_version: all['rabbit_version']!,
			...Object.fromEntries(sections.map((name) => [name, own(all[name])]))
		};
	}

	/** Throws HttpError. */
	import(definitions: Json, vhost: string | null): void {
		checkAdministrator(this.user);
		if (!isObject(definitions)) throw badRequest('not_json');
		const placed = (section: Json): Json =>
			Array.isArray(section)
				? section.map((each: Json) => (isObject(each) ? { ...each, vhost } : each))
				: section;
		if (vhost !== null) this.vhost(vhost);
		const entries = Object.entries(definitions).map(([key, each]) => [
			key,
			vhost === null ? each : placed(each)
		]);
		answering(() => importDefinitions(this.broker, Object.fromEntries(entries) as Partial<Definitions>));
	}

	/** A virtual host that is there and that the user may enter. Throws HttpError. */
	vhost(name: string): VirtualHost {
		if (!this.broker.vhosts.has(name)) throw notThere();
		if (!this.user.mayEnter(name)) throw unauthorised();
		return this.broker.vhosts.get(name);
	}

	operator(vhost: string): Operator {
		this.vhost(vhost);
		return { user: this.user.name, vhost };
	}

	/** Throws HttpError 404 unless the queue is there. */
	queue(vhost: string, name: string): string {
		if (!this.vhost(vhost).queues.has(name)) throw notThere();
		return name;
	}

	named(name: string): User {
		checkAdministrator(this.user);
		if (!this.broker.users.has(name)) throw notThere();
		return this.broker.users.get(name);
	}
}

const NOTHING: Json = null;

function putQueue(api: ManagementApi, [vhost = '', queue = '']: readonly string[], body: Body): Json {
	const operator = api.operator(vhost);
	const wish = {
		queue,
		passive: false,
		exclusive: false,
		durable: flag(body['durable']),
		autoDelete: flag(body['auto_delete']),
		arguments: table(body['arguments'])
	};
	answering(() => asOperator(api.broker, operator, (channel) => declareQueue(channel, wish)));
	return NOTHING;
}

function putExchange(api: ManagementApi, [vhost = '', exchange = '']: readonly string[], body: Body): Json {
	const operator = api.operator(vhost);
	const wish = {
		exchange,
		type: word(body['type']),
		passive: false,
		durable: flag(body['durable']),
		autoDelete: flag(body['auto_delete']),
		internal: flag(body['internal']),
		arguments: table(body['arguments'])
	};
	answering(() => asOperator(api.broker, operator, (channel) => declareExchange(channel, wish)));
	return NOTHING;
}

/** Both ends of the bindings at `vhost/e/source/q/destination`. Throws HttpError 404 unless they are there. */
function ends(api: ManagementApi, [vhost = '', , source = '', kind, destination = '']: readonly string[]) {
	const { exchanges, queues } = api.vhost(vhost);
	const toQueue = kind === 'q';
	const there = exchanges.has(exchangeNamed(source)) && (toQueue ? queues : exchanges).has(destination);
	if (!there) throw notThere();
	return { vhost, source: exchangeNamed(source), destination, toQueue };
}

type Ends = ReturnType<typeof ends>;
type BindingEnd = Pick<BindingInfo, 'routingKey' | 'arguments'>;

function rebind(
	api: ManagementApi,
	{ vhost, source, destination, toQueue }: Ends,
	end: BindingEnd,
	gone: boolean
) {
	const [queueDeed, exchangeDeed] = gone ? [unbindQueue, unbindExchange] : [bindQueue, bindExchange];
	answering(() =>
		asOperator(api.broker, api.operator(vhost), (channel) =>
			toQueue
				? queueDeed(channel, { queue: destination, exchange: source, ...end })
				: exchangeDeed(channel, { source, destination, ...end })
		)
	);
}

function postBinding(api: ManagementApi, path: readonly string[], body: Body): Json {
	const end = { routingKey: word(body['routing_key']), arguments: table(body['arguments']) };
	rebind(api, ends(api, path), end, false);
	return NOTHING;
}

function deleteBinding(api: ManagementApi, path: readonly string[]): Json {
	const at = ends(api, path);
	const found = api.broker
		.snapshot()
		.bindings.find(
			(binding) =>
				binding.vhost === at.vhost &&
				binding.source === at.source &&
				binding.destination === at.destination &&
				(binding.destinationType === 'queue') === at.toQueue &&
				propertiesKey(binding.routingKey, binding.arguments) === path[5]
		);
	if (!found) throw notThere();
	rebind(api, at, { routingKey: found.routingKey, arguments: found.arguments }, true);
	return NOTHING;
}

function removeExchange(api: ManagementApi, [vhost = '', exchange = '']: readonly string[]): Json {
	const operator = api.operator(vhost);
	if (!api.vhost(vhost).exchanges.has(exchangeNamed(exchange))) throw notThere();
	answering(() =>
		asOperator(api.broker, operator, (channel) => deleteExchange(channel, { exchange, ifUnused: false }))
	);
	return NOTHING;
}

function publish(api: ManagementApi, [vhost = '', exchange = '']: readonly string[], body: Body): Json {
	const message = {
		exchange: exchangeNamed(exchange),
		routingKey: word(body['routing_key']),
		properties: propertiesFrom(body['properties']),
		body: bodyFrom(word(body['payload']), word(body['payload_encoding']))
	};
	const operator = api.operator(vhost);
	return { routed: answeringClient(() => publishMessage(api.broker, operator, message)) };
}

function get(api: ManagementApi, [vhost = '', name = '']: readonly string[], body: Body): Json {
	const queue = api.queue(vhost, name);
	const count = whole(body['count']);
	const mode = word(body['ackmode']);
	if (!ACK_MODES.includes(mode)) throw new HttpError(500);
	const operator = api.operator(vhost);
	const got = answeringClient(() => getMessages(api.broker, operator, queue, count, mode as AckMode));
	return got.map((message) => messageJson(message, word(body['encoding'])));
}

function putUser(api: ManagementApi, [name = '']: readonly string[], body: Body): Json {
	const { broker, user } = api;
	checkAdministrator(user);
	const hash = body['password_hash'];
	const known = typeof hash === 'string' ? broker.users.put(name, hash) : broker.users.put(name, '');
	if (typeof hash !== 'string') broker.users.changePassword(name, word(body['password']));
	known.tags = word(body['tags'])
		.split(',')
		.map((tag) => tag.trim())
		.filter((tag) => tag !== '');
	return NOTHING;
}

/** Whoever makes a virtual host may do everything there. */
function putVhost(api: ManagementApi, [name = '']: readonly string[], body: Body): Json {
	const { broker, user } = api;
	checkAdministrator(user);
	const isNew = !broker.vhosts.has(name);
	const vhost = broker.vhosts.add(name);
	if ('tracing' in body) vhost.tracing = flag(body['tracing']);
	if (isNew) user.permit(name, { configure: '.*', write: '.*', read: '.*' });
	return NOTHING;
}

function putPermission(api: ManagementApi, [vhost = '', name = '']: readonly string[], body: Body): Json {
	checkAdministrator(api.user);
	const { users, vhosts } = api.broker;
	if (!users.has(name) || !vhosts.has(vhost)) throw badRequest('vhost_or_user_not_found');
	const permission = {
		configure: word(body['configure']),
		write: word(body['write']),
		read: word(body['read'])
	};
	answering(() => users.get(name).permit(vhost, permission));
	return NOTHING;
}

function deletePermission(api: ManagementApi, [vhost = '', name = '']: readonly string[]): Json {
	const user = api.named(name);
	if (!user.permissions.has(vhost)) throw notThere();
	user.forbid(vhost);
	return NOTHING;
}

const policiesAt = (api: ManagementApi, vhost: string, kind: PolicyKind) => api.vhost(vhost)[kind];
type PolicyKind = 'policies' | 'operatorPolicies';

const putPolicy =
	(kind: PolicyKind): Handler =>
	(api, [vhost = '', name = ''], body) => {
		const policy = {
			name,
			pattern: word(body['pattern']),
			definition: body['definition'] as PolicyDefinition,
			applyTo: (body['apply-to'] ?? 'all') as ApplyTo,
			priority: whole(body['priority'])
		};
		answering(() => policiesAt(api, vhost, kind).set(policy));
		return NOTHING;
	};

const deletePolicy =
	(kind: PolicyKind): Handler =>
	(api, [vhost = '', name = '']) => {
		const policies = policiesAt(api, vhost, kind);
		if (![...policies].some((policy) => policy.name === name)) throw notThere();
		policies.clear(name);
		return NOTHING;
	};

function putVhostLimit(api: ManagementApi, [vhost = '', name = '']: readonly string[], body: Body): Json {
	checkAdministrator(api.user);
	const host = api.vhost(vhost);
	answering(() =>
		setVirtualHostLimits(api.broker, host.name, { ...host.limits, [name]: body['value'] ?? null })
	);
	return NOTHING;
}

function deleteVhostLimit(api: ManagementApi, [vhost = '', name = '']: readonly string[]): Json {
	checkAdministrator(api.user);
	const host = api.vhost(vhost);
	host.limits = Object.fromEntries(Object.entries(host.limits ?? {}).filter(([key]) => key !== name));
	return NOTHING;
}

/** A node without plugins knows one kind of parameters, and that one by another path. */
function putParameter(_api: ManagementApi, [component = '']: readonly string[]): Json {
	throw badRequest(`Validation failed\n\ncomponent ${component} not found\n`);
}

function closeConnection({ broker }: ManagementApi, [name = '']: readonly string[]): Json {
	const found = [...broker.connections.values()].find((connection) => connection.name === name);
	if (!found) throw notThere();
	broker.engine.turn(() => found.session!.force('Closed via management plugin'));
	return NOTHING;
}

const HANDLERS: Readonly<Record<string, Handler>> = {
	'PUT queues': putQueue,
	'DELETE queues': (api, [vhost = '', name = '']) => {
		const queue = api.queue(vhost, name);
		return answering(() => removeQueue(api.broker, api.operator(vhost), queue));
	},
	'DELETE queues/contents': (api, [vhost = '', name = '']) => {
		const queue = api.queue(vhost, name);
		return answering(() => purgeMessages(api.broker, api.operator(vhost), queue));
	},
	'PUT exchanges': putExchange,
	'DELETE exchanges': removeExchange,
	'POST bindings': postBinding,
	'DELETE bindings': deleteBinding,
	'POST exchanges/publish': publish,
	'POST queues/get': get,
	'PUT users': putUser,
	'DELETE users': (api, [name = '']) => {
		api.broker.users.delete(api.named(name).name);
		return NOTHING;
	},
	'PUT vhosts': putVhost,
	'DELETE vhosts': (api, [name = '']) => {
		checkAdministrator(api.user);
		if (!api.broker.vhosts.has(name)) throw notThere();
		api.broker.vhosts.delete(name);
		return NOTHING;
	},
	'PUT permissions': putPermission,
	'DELETE permissions': deletePermission,
	'PUT policies': putPolicy('policies'),
	'DELETE policies': deletePolicy('policies'),
	'PUT operator-policies': putPolicy('operatorPolicies'),
	'DELETE operator-policies': deletePolicy('operatorPolicies'),
	'PUT vhost-limits': putVhostLimit,
	'DELETE vhost-limits': deleteVhostLimit,
	'PUT parameters': putParameter,
	'DELETE parameters': () => {
		throw notThere();
	},
	'DELETE connections': closeConnection
};
