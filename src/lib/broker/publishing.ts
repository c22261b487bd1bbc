/** basic.publish: the checks in their order (B1), and the way from a channel through an exchange into queues. */
import {
	checkProperties,
	decodeProperties,
	encodeProperties,
	get,
	REPLY_CODES,
	without,
	type BasicProperties,
	type Content,
	type FieldTable
} from '../amqp';
import { checkAccess, checkTopicAccess } from './access';
import { sortedByName } from './canonical';
import type { Channel } from './channel';
import { reachAll } from './dead-letter';
import { REPLY_TO } from './direct-reply';
import { accessRefused, preconditionFailed } from './errors';
import type { Exchange } from './exchanges/exchange';
import { parseExpiration } from './expiration';
import { Message } from './message';
import type { Queue } from './queues/queue';
import { routingKeysIn } from './routing-keys';
import type { Session } from './session';
import { findExchange } from './topology';

/** Most bytes of a body that the trace shows. */
const PREVIEW = 256;

/** A message that waits for tx.commit, its route decided. */
export interface Publication {
	readonly message: Message;
	readonly mandatory: boolean;
	/** The queues that there were. */
	readonly queues: readonly Queue[];
	/** The names that count: of those queues, or with the default exchange all keys. */
	readonly names: readonly string[];
}

/** Publishes, or keeps for tx.commit. Throws as B1 says; in confirm mode nothing is then confirmed. */
export function publish(
	channel: Channel,
	exchangeName: string,
	routingKey: string,
	mandatory: boolean,
	content: Content
): void {
	const { session, engine } = channel;
	checkSize(content, engine.profile.maxMessageSize);
	const exchange = channel.writableExchange(exchangeName);
	if (exchange.type === 'topic') checkTopicAccess(channel, 'write', exchange, routingKey);
	const message = read(channel, exchange, routingKey, content, ++engine.lastId.message);
	const confirm = channel.confirms === null ? 0 : channel.confirms.next();
	if (engine.tracing) trace(channel, exchange, message, mandatory, confirm);
	const queues = session.vhost.routing.route(message, exchange, 'publish');
	if (channel.transaction === null) deliver(channel, message, mandatory, queues, confirm);
	else channel.transaction.publications.push({ message, mandatory, queues, names: namesOf(message, queues) });
	engine.replies.sendAll();
}

/** The default exchange doesn't ask whether there are such queues. */
function namesOf({ exchange, routingKey, extraKeys }: Message, queues: readonly Queue[]): readonly string[] {
	if (exchange === '') return [...new Set([routingKey, ...(extraKeys ?? [])])];
	return queues.map(({ name }) => name);
}

/**
 * What is published at tx.commit goes to the queues that have those names now. Bindings that came since change nothing
 * (B30).
 */
export function addressNow(channel: Channel, publications: readonly Publication[]): readonly Publication[] {
	const { vhost, engine } = channel.session;
	return publications.map((publication) => {
		const { message, queues: routed, names } = publication;
		const queues = names.flatMap((name) => vhost.queues.get(name) ?? []);
		const changed = queues.length !== routed.length || queues.some((queue, index) => queue !== routed[index]);
		if (changed && engine.tracing) vhost.routing.report(message, 'publish', [], queues);
		return { ...publication, queues };
	});
}

/**
 * Publishes at tx.commit. What goes to nobody is returned before anything is delivered, and every queue has its own
 * before what must go for it is dead-lettered. What came of each: `lost` when there was no queue.
 */
export function deliverAddressed(
	channel: Channel,
	publications: readonly Publication[]
): ('accepted' | 'refused' | 'lost')[] {
	for (const { message, mandatory, queues } of publications)
		if (queues.length === 0) returnIfMandatory(channel, message, mandatory);
	const outcomes: ('accepted' | 'refused' | 'lost')[] = [];
	reachAll(channel.engine, () => {
		for (const { message, queues } of publications) {
			if (queues.length > 0) channel.answering.another();
			const accepted = reachQueues(channel, message, queues);
			outcomes.push(queues.length === 0 ? 'lost' : accepted ? 'accepted' : 'refused');
		}
	});
	return outcomes;
}

/**
 * Gives the message to its queues, returns it when there are none and it was mandatory, and confirms it, unless
 * `confirm`, its publisher-confirm number, is 0. False when a queue refused it.
 */
function deliver(
	channel: Channel,
	message: Message,
	mandatory: boolean,
	queues: readonly Queue[],
	confirm: number
): boolean {
	if (queues.length === 0) returnIfMandatory(channel, message, mandatory);
	else channel.engine.replies.sendAll();
	if (confirm === 0) return reachQueues(channel, message, queues);
	const confirms = channel.confirms!;
	if (queues.length === 0) {
		confirms.answerAlone(confirm);
		return true;
	}
	channel.answering.begin(queues.every((queue) => queue.acceptsAtOnce(message)) ? 'at once' : 'when stored');
	const accepted = reachQueues(channel, message, queues);
	channel.answerPublish(confirms, confirm, accepted);
	return accepted;
}

function returnIfMandatory(channel: Channel, message: Message, mandatory: boolean): void {
	if (mandatory && !countsAsReply(channel, message))
		channel.returnMessage(REPLY_CODES.NO_ROUTE, 'NO_ROUTE', message);
}

/** Whether all have taken the message. */
function reachQueues(channel: Channel, message: Message, queues: readonly Queue[]): boolean {
	if (queues.length === 1) return queues[0]!.enqueue(message, channel);
	let accepted = true;
	reachAll(channel.engine, () => {
		for (const queue of queues) if (!queue.enqueue(message, channel)) accepted = false;
	});
	return accepted;
}

/** Whether the message was a direct reply, in a version that takes this for routed (B34). */
function countsAsReply({ engine }: Channel, { exchange, routingKey }: Message): boolean {
	return (
		engine.profile.directReplyIsRouted && exchange === '' && engine.replies.get(routingKey) !== undefined
	);
}

/** The exchange, when it is there and the channel may write to it; checked in this order of rights (A3, B1). */
export function findWritableExchange(channel: Channel, name: string): Exchange {
	checkAccess(channel, 'write', 'exchange', name);
	const exchange = findExchange(channel.session, name);
	if (exchange.internal) throw accessRefused(`cannot publish to internal ${exchange}`);
	return exchange;
}

function checkSize({ body }: Content, max: number): void {
	if (body.length > max)
		throw preconditionFailed(`message size ${body.length} is larger than configured max size ${max}`);
}

/** Bits of the property flag word (C2) that this file looks at. */
const CONTENT_TYPE = 0x8000;
const CONTENT_ENCODING = 0x4000;
const HEADERS = 0x2000;
const DELIVERY_MODE = 0x1000;
/** Properties that mean something to the broker: priority, reply-to, expiration, user-id. */
const MEANINGFUL = 0x0b10;

/**
 * Reads what the broker must know of a content. Nearly every message has none of the meaningful properties and
 * no headers, and then only delivery_mode is looked at.
 */
function read(
	channel: Channel,
	exchange: Exchange,
	routingKey: string,
	content: Content,
	id: number
): Message {
	const { properties: raw } = content;
	checkProperties(raw);
	const flags = (raw[0]! << 8) | raw[1]!;
	if ((flags & MEANINGFUL) !== 0 || hasHeaders(raw, flags))
		return readFully(channel, exchange, routingKey, content, id);
	const mode = (flags & DELIVERY_MODE) === 0 ? 1 : raw[headersAt(raw, flags) + ((flags & HEADERS) >> 11)]!;
	checkDeliveryMode(channel.session, mode);
	return new Message(id, exchange.name, routingKey, null, content, mode === 2, 0, Infinity);
}

/** Where the header table, or without one the delivery mode, begins. */
function headersAt(raw: Uint8Array, flags: number): number {
	let at = 2;
	if ((flags & CONTENT_TYPE) !== 0) at += 1 + raw[at]!;
	if ((flags & CONTENT_ENCODING) !== 0) at += 1 + raw[at]!;
	return at;
}

/** Whether there is a header table with anything in it. An empty one is four zero bytes, which `read` relies on. */
function hasHeaders(raw: Uint8Array, flags: number): boolean {
	if ((flags & HEADERS) === 0) return false;
	const at = headersAt(raw, flags);
	return (raw[at]! | raw[at + 1]! | raw[at + 2]! | raw[at + 3]!) !== 0;
}

function readFully(
	channel: Channel,
	exchange: Exchange,
	routingKey: string,
	content: Content,
	id: number
): Message {
	const { session } = channel;
	const sent = decodeProperties(content.properties);
	const properties = sent.replyTo === REPLY_TO ? { ...sent, replyTo: replyName(channel) } : sent;
	checkUserId(session, properties.userId);
	const expiration = parseExpiration(properties.expiration);
	const extraKeys = routingKeysIn(properties.headers ?? []);
	checkDeliveryMode(session, properties.deliveryMode ?? 1);
	return new Message(
		id,
		exchange.name,
		routingKey,
		extraKeys.length > 0 ? extraKeys : null,
		contentFor(content, sent, properties, channel.engine.profile.sortsHeaders),
		properties.deliveryMode === 2,
		properties.priority ?? 0,
		expiration
	);
}

/** What is delivered: nobody is to see BCC, and the reply-to name may be another. */
function contentFor(
	content: Content,
	sent: BasicProperties,
	properties: BasicProperties,
	sorts: boolean
): Content {
	const headers = properties.headers && deliveredHeaders(properties.headers, sorts);
	if (headers === sent.headers && properties === sent) return content;
	return { properties: encodeProperties({ ...properties, headers }), body: content.body };
}

/** The table itself when nothing is to be changed. 4.x sorts it by name, each name once (B11). */
function deliveredHeaders(headers: FieldTable, sorts: boolean): FieldTable {
	const shown = get(headers, 'BCC') ? without(headers, 'BCC') : headers;
	return sorts ? sortedByName([...new Map(shown)]) : shown;
}

/** Where replies to this channel go (B32). Throws H28. */
function replyName({ replies }: Channel): string {
	if (replies === null) throw preconditionFailed('fast reply consumer does not exist');
	return replies.name;
}

function checkDeliveryMode(session: Session, mode: number): void {
	if (mode !== 1 && mode !== 2 && session.engine.profile.strictDeliveryMode)
		throw preconditionFailed(`invalid message: {delivery_mode_unknown,${mode}}`);
}

/** user-id must be the truth, unless the user is an impersonator (B8). */
function checkUserId({ user }: Session, userId: string | undefined): void {
	if (userId === undefined || userId === user.name || user.tags.includes('impersonator')) return;
	throw preconditionFailed(`user_id property set to '${userId}' but authenticated user was '${user.name}'`);
}

function trace(
	channel: Channel,
	exchange: Exchange,
	message: Message,
	mandatory: boolean,
	confirm: number
): void {
	const { engine } = channel;
	const { body } = message.content;
	engine.emit({
		type: 'message.published',
		at: engine.clock.now(),
		connection: channel.session.id,
		channel: channel.number,
		message: message.id,
		exchange: exchange.id,
		routingKey: message.routingKey,
		mandatory,
		properties: message.properties(),
		size: body.length,
		preview: body.length > PREVIEW ? body.slice(0, PREVIEW) : body,
		confirm
	});
}
