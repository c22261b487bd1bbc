/**
 * Declaring, binding and deleting, as a client asks for it: rights, names, equivalence with what is there, and
 * then the deed, which the virtual host does. Checks come in RabbitMQ's order, because the first that fails
 * names the error.
 */
import { AmqpError, get, longstr, type FieldTable, type Method } from '../amqp';
import { checkAccess, checkPassiveAccess, checkTopicAccess } from './access';
import type { Channel } from './channel';
import { isReplyName } from './direct-reply';
import { accessRefused, notFound, preconditionFailed, resourceLocked, resourceName } from './errors';
import { bindingKey } from './binding';
import { assertSameArguments, assertSameProperty, nameArgument } from './equivalence';
import type { Exchange } from './exchanges/exchange';
import { isKnownWord } from './exchanges/known-words';
import { EXCHANGE_TYPES, type ExchangeType } from './exchanges/types';
import { checkQueueArguments, comparedArguments, namesQueueType, queueTypeOf } from './queues/arguments';
import type { Queue, QueueType } from './queues/queue';
import { randomName } from './random-name';
import type { Session } from './session';
import type { By } from './virtual-host';

type TopologyMethod =
	| 'queue.declare'
	| 'queue.delete'
	| 'queue.purge'
	| 'queue.bind'
	| 'queue.unbind'
	| 'exchange.declare'
	| 'exchange.delete'
	| 'exchange.bind'
	| 'exchange.unbind';

/** What a client asks for: the method's fields. Whether it wants an answer is the wire's business. */
export type Wish<N extends TopologyMethod> = Omit<Method<N>, 'name' | 'nowait'>;

export interface QueueCounts {
	readonly queue: string;
	/** Ready messages (Q2). */
	readonly messageCount: number;
	readonly consumerCount: number;
}

export function declareExchange(channel: Channel, wish: Wish<'exchange.declare'>): void {
	const { session } = channel;
	const { vhost } = session;
	const name = stripped(wish.exchange);
	if (wish.passive) {
		checkNotDefault(name);
		checkPassiveAccess(session, 'exchange', name);
		findExchange(session, name);
		return;
	}
	const type = exchangeType(session, wish.type);
	checkNotDefault(name);
	checkAccess(channel, 'configure', 'exchange', name);
	const existing = vhost.exchanges.get(name);
	if (existing) return assertEquivalent(existing, wish);
	checkNameNotReserved('exchange', name);
	const alternate = nameArgument(wish.arguments, 'alternate-exchange', 'exchange', name, vhost.name);
	if (alternate !== null) {
		checkAccess(channel, 'read', 'exchange', name);
		checkAccess(channel, 'write', 'exchange', alternate);
	}
	type.validate?.(wish.arguments);
	vhost.createExchange({ ...wish, name }, by(channel));
}

export function deleteExchange(channel: Channel, wish: Wish<'exchange.delete'>): void {
	const { session } = channel;
	const name = stripped(wish.exchange);
	checkNotDefault(name);
	if (name.startsWith('amq.'))
		throw accessRefused(
			`deletion of system ${resourceName('exchange', name, session.vhost.name)} not allowed`
		);
	checkAccess(channel, 'configure', 'exchange', name);
	const exchange = session.vhost.exchanges.get(name);
	if (!exchange) return;
	if (wish.ifUnused && exchange.outgoing.size > 0) throw preconditionFailed(`${exchange} in use`);
	session.vhost.deleteExchange(exchange, 'deleted');
}

/** Declares or finds a queue, and makes it the channel's last one (H5). */
export function declareQueue(channel: Channel, wish: Wish<'queue.declare'>): QueueCounts {
	const reply = stripped(wish.queue);
	if (isReplyName(reply)) return declareReply(channel, reply);
	const queue = wish.passive ? findPassively(channel, wish) : declareActively(channel, wish);
	channel.lastQueue = queue.name;
	queue.redeclared();
	return {
		queue: queue.name,
		messageCount: queue.messagesReady,
		consumerCount: queue.consumerCount
	};
}

/** Direct reply-to names can be declared to see whether somebody still waits (B33). */
function declareReply(channel: Channel, name: string): QueueCounts {
	const { engine, vhost } = channel.session;
	// RabbitMQ asks the channel that waits, and crashes when that is the one that asks.
	if (engine.replies.get(name) === channel) throw new AmqpError('INTERNAL_ERROR');
	if (!engine.replies.exists(name)) throw notFound(resourceName('queue', name, vhost.name));
	channel.lastQueue = name;
	return { queue: name, messageCount: 0, consumerCount: 1 };
}

function findPassively({ session }: Channel, wish: Wish<'queue.declare'>): Queue {
	const name = stripped(wish.queue);
	checkPassiveAccess(session, 'queue', name);
	const queue = findQueue(session, name);
	checkOwner(session, queue);
	return queue;
}

/** A queue that the server names is a classic one; RabbitMQ crashes over a type that it doesn't know (H20). */
function checkNameless(arguments_: FieldTable, type: QueueType): void {
	if (type !== 'classic')
		throw preconditionFailed(`Cannot declare a server-named queue for type rabbit_${type}_queue`);
	if (!namesQueueType(arguments_)) throw new AmqpError('INTERNAL_ERROR');
}

function declareActively(channel: Channel, asked: Wish<'queue.declare'>): Queue {
	const { session } = channel;
	const { vhost } = session;
	const wish = { ...asked, arguments: withDefaultType(session, asked) };
	const type = queueTypeOf(wish.arguments);
	checkTransient(session, wish);
	// An exclusive queue is as short-lived as its connection, whatever was asked for (Q3).
	const durable = wish.durable && !wish.exclusive;
	const given = stripped(wish.queue);
	if (given === '') checkNameless(wish.arguments, type);
	const name = given || randomName('amq.gen', session.engine.random);
	if (given !== '') checkNameNotReserved('queue', given);
	checkAccess(channel, 'configure', 'queue', name);
	const existing = vhost.queues.get(name);
	if (existing) {
		assertEquivalentQueue(session, existing, durable, wish);
		return existing;
	}
	checkQueueLimit(session, name);
	const deadLetterExchange = nameArgument(
		wish.arguments,
		'x-dead-letter-exchange',
		'queue',
		name,
		vhost.name
	);
	if (deadLetterExchange !== null) {
		checkAccess(channel, 'read', 'queue', name);
		checkAccess(channel, 'write', 'exchange', deadLetterExchange);
	}
	const resource = resourceName('queue', name, vhost.name);
	checkQueueArguments(resource, type, { ...wish, durable }, session.engine.profile);
	return vhost.createQueue(
		{
			name,
			type,
			durable,
			autoDelete: wish.autoDelete,
			owner: wish.exclusive ? session : null,
			serverNamed: given === '',
			arguments: wish.arguments
		},
		by(channel)
	);
}

/** A virtual host may have a type for durable queues that don't say theirs; 4.x writes it down for all (Q10). */
function withDefaultType(
	{ vhost, engine }: Session,
	{ arguments: given, durable, exclusive, autoDelete }: Wish<'queue.declare'>
): FieldTable {
	if (get(given, 'x-queue-type')) return given;
	const lasting = durable && !exclusive && !autoDelete;
	const type = lasting ? vhost.defaultQueueType : 'classic';
	if (type === 'classic' && !engine.profile.storesQueueType) return given;
	return [...given, ['x-queue-type', longstr(type)]];
}

/** Queues that are neither durable nor exclusive are on their way out (H47). */
function checkTransient({ engine }: Session, { durable, exclusive }: Wish<'queue.declare'>): void {
	if (durable || exclusive || engine.profile.transientQueues) return;
	throw new AmqpError(
		'INTERNAL_ERROR',
		'Feature `transient_nonexcl_queues` is deprecated.\n' +
			'By default, this feature is not permitted anymore.\n' +
			'The feature will be removed from a future major RabbitMQ version, regardless of the configuration; ' +
			'actual version to be determined.\n' +
			'To continue using this feature when it is not permitted by default, set the following parameter in ' +
			'your configuration:\n    "deprecated_features.permit.transient_nonexcl_queues = true"'
	);
}

/** Throws H33. */
function checkQueueLimit({ vhost }: Session, queue: string): void {
	const limit = vhost.limits?.['max-queues'] ?? -1;
	if (limit >= 0 && vhost.queues.size >= limit)
		throw preconditionFailed(
			`cannot declare queue '${queue}': queue limit in vhost '${vhost.name}' (${limit}) is reached`
		);
}

/**
 * Deletes a queue; one that isn't there is fine (H11). `deleted` is told how many messages it had ready, before the
 * queue's consumers hear of it.
 */
export function deleteQueue(
	channel: Channel,
	wish: Wish<'queue.delete'>,
	deleted: (messageCount: number) => void
): void {
	const { session } = channel;
	const name = stripped(namedQueue(channel, wish.queue));
	checkAccess(channel, 'configure', 'queue', name);
	const queue = session.vhost.queues.get(name);
	if (!queue) return deleted(0);
	checkOwner(session, queue);
	queue.checkDelete(wish.ifUnused, wish.ifEmpty);
	deleted(queue.messagesDeleted);
	session.vhost.deleteQueue(queue, 'deleted');
}

/** Drops what is ready; returns how many messages that was (Q6). */
export function purgeQueue(channel: Channel, wish: Wish<'queue.purge'>): number {
	const name = namedQueue(channel, wish.queue);
	checkAccess(channel, 'read', 'queue', name);
	return accessibleQueue(channel.session, name).purge();
}

export function bindQueue(channel: Channel, wish: Wish<'queue.bind'>): void {
	const { vhost } = channel.session;
	const { source, name, routingKey } = queueBinding(channel, wish);
	const queue = vhost.queues.get(name);
	if (!source || !queue) throw missing(channel.session, source, wish.exchange, 'queue', name);
	bind(channel, source, queue, routingKey, wish);
}

export function unbindQueue(channel: Channel, wish: Wish<'queue.unbind'>): void {
	const { vhost } = channel.session;
	const { source, name, routingKey } = queueBinding(channel, wish);
	const queue = vhost.queues.get(name);
	if (!queue || !source?.outgoing.has(bindingKey(queue, routingKey, wish.arguments))) return;
	checkOwner(channel.session, queue);
	vhost.unbind(source, queue, routingKey, wish.arguments);
}

export function bindExchange(channel: Channel, wish: Wish<'exchange.bind'>): void {
	const { source, destination, name } = exchangeBinding(channel, wish);
	if (!source || !destination) throw missing(channel.session, source, wish.source, 'exchange', name);
	bind(channel, source, destination, wish.routingKey, wish);
}

export function unbindExchange(channel: Channel, wish: Wish<'exchange.unbind'>): void {
	const { source, destination } = exchangeBinding(channel, wish);
	if (source && destination)
		channel.session.vhost.unbind(source, destination, wish.routingKey, wish.arguments);
}

/** The queue, for a session that may use it. Throws H10 and H42. */
export function accessibleQueue(session: Session, name: string): Queue {
	const queue = findQueue(session, name);
	checkOwner(session, queue);
	return queue;
}

/** The name, or for an empty one the last queue declared on the channel (H5). */
export function namedQueue(channel: Channel, name: string): string {
	return name === '' ? lastDeclared(channel.lastQueue) : name;
}

/** Throws H5 for none. */
export function lastDeclared(queue: string | null): string {
	if (queue === null) throw new AmqpError('NOT_FOUND', 'no previously declared queue');
	return queue;
}

export function findExchange(session: Session, name: string): Exchange {
	const exchange = session.vhost.exchanges.get(name);
	if (!exchange) throw notFound(resourceName('exchange', name, session.vhost.name));
	return exchange;
}

function findQueue(session: Session, name: string): Queue {
	const queue = session.vhost.queues.get(name);
	if (!queue) throw notFound(resourceName('queue', name, session.vhost.name));
	return queue;
}

/** An exclusive queue is for its own connection only (H42). */
function checkOwner(session: Session, queue: Queue): void {
	if (queue.owner !== null && queue.owner !== session) throw resourceLocked(queue);
}

function exchangeType(session: Session, type: string): ExchangeType {
	const found = EXCHANGE_TYPES.get(type);
	if (!found || (found.plugin && !session.engine.plugins.isRunning(found.plugin))) {
		const problem = isKnownWord(type) ? 'invalid' : 'unknown';
		throw new AmqpError(session.engine.profile.unknownExchangeType, `${problem} exchange type '${type}'`);
	}
	return found;
}

function assertEquivalent(exchange: Exchange, wish: Wish<'exchange.declare'>): void {
	assertSameProperty(exchange, 'type', exchange.type, wish.type);
	assertSameProperty(exchange, 'durable', exchange.durable, wish.durable);
	assertSameProperty(exchange, 'auto_delete', exchange.autoDelete, wish.autoDelete);
	assertSameProperty(exchange, 'internal', exchange.internal, wish.internal);
	assertSameArguments(exchange, exchange.arguments_, wish.arguments, ['alternate-exchange']);
}

/** Order as in H15. A differing exclusive flag shows as a lock, even to the owner (H42). */
function assertEquivalentQueue(
	session: Session,
	queue: Queue,
	durable: boolean,
	wish: Wish<'queue.declare'>
): void {
	if (queue.owner !== (wish.exclusive ? session : null)) throw resourceLocked(queue);
	assertSameProperty(queue, 'durable', queue.durable, durable);
	assertSameProperty(queue, 'auto_delete', queue.autoDelete, wish.autoDelete);
	const compared = comparedArguments(queue.type, session.engine.profile);
	assertSameArguments(queue, queue.arguments_, wish.arguments, compared);
}

/** Both ends of a queue binding, with rights checked (X11) and shortcuts expanded (H5). */
function queueBinding(
	channel: Channel,
	wish: Wish<'queue.unbind'>
): { source: Exchange | undefined; name: string; routingKey: string } {
	const { session } = channel;
	const name = stripped(namedQueue(channel, wish.queue));
	const routingKey = wish.queue === '' && wish.routingKey === '' ? name : wish.routingKey;
	const exchange = stripped(wish.exchange);
	checkAccess(channel, 'write', 'queue', name);
	checkNotDefault(exchange);
	if (session.engine.profile.refusesReplyBindings && isReplyName(name))
		throw accessRefused('cannot bind or unbind to a volatile (direct reply-to) queue');
	return { source: readableSource(channel, exchange, routingKey), name, routingKey };
}

function exchangeBinding(
	channel: Channel,
	wish: Wish<'exchange.unbind'>
): { source: Exchange | undefined; destination: Exchange | undefined; name: string } {
	const { session } = channel;
	const name = stripped(wish.destination);
	const sourceName = stripped(wish.source);
	checkAccess(channel, 'write', 'exchange', name);
	checkNotDefault(name);
	checkNotDefault(sourceName);
	const source = readableSource(channel, sourceName, wish.routingKey);
	return { source, destination: session.vhost.exchanges.get(name), name };
}

function readableSource(channel: Channel, name: string, routingKey: string): Exchange | undefined {
	checkAccess(channel, 'read', 'exchange', name);
	const source = channel.session.vhost.exchanges.get(name);
	if (source) checkTopicAccess(channel, 'read', source, routingKey);
	return source;
}

function bind(
	channel: Channel,
	source: Exchange,
	destination: Queue | Exchange,
	routingKey: string,
	wish: Wish<'queue.unbind'> | Wish<'exchange.unbind'>
): void {
	const { engine, vhost } = channel.session;
	const type = EXCHANGE_TYPES.get(source.type)!;
	type.validateBinding?.(routingKey, wish.arguments, engine.profile);
	if (destination.kind === 'queue') checkOwner(channel.session, destination);
	vhost.bind(source, destination, routingKey, wish.arguments, by(channel));
}

/** Of two missing ends the source is named (H10). */
function missing(
	{ vhost }: Session,
	source: Exchange | undefined,
	sourceName: string,
	kind: 'queue' | 'exchange',
	destination: string
): AmqpError {
	return notFound(
		source
			? resourceName(kind, destination, vhost.name)
			: resourceName('exchange', stripped(sourceName), vhost.name)
	);
}

function checkNotDefault(exchange: string): void {
	if (exchange === '') throw accessRefused('operation not permitted on the default exchange');
}

function checkNameNotReserved(kind: 'queue' | 'exchange', name: string): void {
	if (name.startsWith('amq.')) throw accessRefused(`${kind} name '${name}' contains reserved prefix 'amq.*'`);
}

/** Line ends in names are left out (H6). */
function stripped(name: string): string {
	return /[\r\n]/.test(name) ? name.replaceAll(/[\r\n]/g, '') : name;
}

function by({ session, number }: Channel): By {
	return { connection: session.id, channel: number };
}
