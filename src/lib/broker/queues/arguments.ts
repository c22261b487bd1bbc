/** What may be asked of a queue and of a consumer: which arguments each type takes, and what values (H17–H20). */
import { AmqpError, get, type FieldTable, type FieldValue } from '../../amqp';
import { isInteger } from '../equivalence';
import { term } from '../erlang-term';
import { preconditionFailed } from '../errors';
import type { Profile } from '../profile';
import { isAge, readOffset } from './stream-offset';
import type { QueueType } from './queue';

/** Why a value won't do, printed as RabbitMQ prints the term; undefined when it will. */
type Objection = string | undefined;
type Check = (value: FieldValue, all: FieldTable) => Objection;

type ArgumentsByType = Readonly<Record<QueueType, readonly string[]>>;

/** The arguments of each queue type, in the order in which a redeclaration compares them (H15, Q11). */
const QUEUE_ARGUMENTS: ArgumentsByType = {
	classic: [
		'x-expires',
		'x-message-ttl',
		'x-dead-letter-exchange',
		'x-dead-letter-routing-key',
		'x-max-length',
		'x-max-length-bytes',
		'x-max-priority',
		'x-overflow',
		'x-queue-mode',
		'x-queue-version',
		'x-single-active-consumer',
		'x-queue-type',
		'x-queue-master-locator'
	],
	quorum: [
		'x-dead-letter-exchange',
		'x-dead-letter-routing-key',
		'x-dead-letter-strategy',
		'x-expires',
		'x-max-length',
		'x-max-length-bytes',
		'x-max-in-memory-length',
		'x-max-in-memory-bytes',
		'x-overflow',
		'x-single-active-consumer',
		'x-queue-type',
		'x-quorum-initial-group-size',
		'x-delivery-limit',
		'x-message-ttl',
		'x-queue-leader-locator'
	],
	stream: [
		'x-max-length-bytes',
		'x-queue-type',
		'x-max-age',
		'x-stream-max-segment-size-bytes',
		'x-initial-cluster-size',
		'x-queue-leader-locator'
	]
};

/** With those of delayed retry (Q37) and the consumer timeout (Q40). Where RabbitMQ compares them is not known: here last. */
const WITH_RETRY_AND_TIMEOUT: ArgumentsByType = {
	...QUEUE_ARGUMENTS,
	quorum: [
		...QUEUE_ARGUMENTS.quorum,
		'x-delayed-retry-type',
		'x-delayed-retry-min',
		'x-delayed-retry-max',
		'x-consumer-timeout'
	]
};

const queueArguments = (profile: Profile): ArgumentsByType =>
	profile.quorumRetryAndTimeout ? WITH_RETRY_AND_TIMEOUT : QUEUE_ARGUMENTS;

const CONSUMER_ARGUMENTS: ArgumentsByType = {
	classic: ['x-cancel-on-ha-failover', 'x-priority', 'x-credit'],
	quorum: ['x-priority', 'x-credit'],
	stream: ['x-stream-offset', 'x-credit']
};

const integer: Check = (value) => (isInteger(value) ? undefined : `"expected integer, got ${value.type}"`);

const notNegative: Check = (value, all) =>
	integer(value, all) ?? (Number(value.value) < 0 ? `{value_negative,${value.value}}` : undefined);

const positive: Check = (value, all) =>
	notNegative(value, all) ?? (Number(value.value) === 0 ? '{value_zero,0}' : undefined);

/** RabbitMQ's longest time: ten years in milliseconds. */
const LONGEST_TIME = 315_360_000_000;

/** A time in milliseconds that a timer can hold. */
export function objectToTime(milliseconds: number | bigint): Objection {
	if (milliseconds < 0) return `{value_negative,${milliseconds}}`;
	return milliseconds > LONGEST_TIME ? `{value_too_large,${milliseconds}}` : undefined;
}

const time: Check = (value, all) => integer(value, all) ?? objectToTime(value.value as number | bigint);

const lease: Check = (value, all) =>
	integer(value, all) ?? (Number(value.value) === 0 ? '{value_zero,0}' : time(value, all));

const unacceptableUnless =
	(type: FieldValue['type']): Check =>
	(value) =>
		value.type === type ? undefined : `{unacceptable_type,${value.type}}`;

const text = unacceptableUnless('longstr');

const oneOf =
	(known: readonly string[], objection: (value: unknown) => string): Check =>
	(value, all) =>
		text(value, all) ??
		(known.some((allowed) => allowed === value.value) ? undefined : objection(value.value));

const priority: Check = (value, all) =>
	notNegative(value, all) ?? (Number(value.value) > 255 ? `{max_value_exceeded,${value.value}}` : undefined);

const deadLetterKey: Check = (value, all) =>
	text(value, all) ?? (get(all, 'x-dead-letter-exchange') ? undefined : 'routing_key_but_no_dlx_defined');

const version: Check = (value, all) =>
	notNegative(value, all) ??
	(Number(value.value) === 1 || Number(value.value) === 2
		? undefined
		: `"unsupported queue version '${value.value}'"`);

const maxAge: Check = (value, all) =>
	text(value, all) ?? (isAge(String(value.value)) ? undefined : 'invalid_max_age');

const offset: Check = (value) =>
	readOffset(value, 0) ? undefined : `{invalid_stream_offset_arg,{${value.type},${term(value)}}}`;

/** In the order in which RabbitMQ checks them. x-queue-type comes before all. */
const CHECKS: readonly (readonly [argument: string, check: Check])[] = [
	['x-expires', lease],
	['x-message-ttl', time],
	['x-dead-letter-exchange', text],
	['x-dead-letter-routing-key', deadLetterKey],
	['x-dead-letter-strategy', oneOf(['at-most-once', 'at-least-once'], () => 'invalid_dlx_strategy')],
	['x-max-length', notNegative],
	['x-max-length-bytes', notNegative],
	['x-max-in-memory-length', notNegative],
	['x-max-in-memory-bytes', notNegative],
	['x-max-priority', priority],
	['x-overflow', oneOf(['drop-head', 'reject-publish', 'reject-publish-dlx'], () => 'invalid_overflow')],
	['x-queue-mode', oneOf(['default', 'lazy'], (mode) => `"unsupported queue mode '${mode}'"`)],
	['x-queue-version', version],
	['x-single-active-consumer', unacceptableUnless('bool')],
	['x-quorum-initial-group-size', positive],
	// What RabbitMQ says to values of these that won't do is not known: the same is said as to those of their neighbours.
	[
		'x-delayed-retry-type',
		oneOf(['disabled', 'all', 'failed', 'returned'], () => 'invalid_delayed_retry_type')
	],
	['x-delayed-retry-min', notNegative],
	['x-delayed-retry-max', notNegative],
	['x-consumer-timeout', notNegative],
	['x-max-age', maxAge],
	['x-stream-max-segment-size-bytes', notNegative],
	['x-initial-cluster-size', positive],
	[
		'x-queue-leader-locator',
		oneOf(['client-local', 'balanced', 'random', 'least-leaders'], () => 'invalid_queue_locator_arg')
	]
];

const CONSUMER_CHECKS: readonly (readonly [argument: string, check: Check])[] = [
	['x-priority', integer],
	['x-cancel-on-ha-failover', unacceptableUnless('bool')],
	['x-stream-offset', offset]
];

const QUEUE_TYPES: readonly QueueType[] = ['classic', 'quorum', 'stream'];
const queueTypeCheck = oneOf(QUEUE_TYPES, (type) => `"unsupported queue type '${type}'"`);

/** The arguments that a redeclaration compares, in order (H15). */
export function comparedArguments(type: QueueType, profile: Profile): readonly string[] {
	return queueArguments(profile)[type];
}

/** The wished-for queue type, classic when none is named or the name is none (which is an error found later). */
export function queueTypeOf(arguments_: FieldTable): QueueType {
	const type = get(arguments_, 'x-queue-type')?.value;
	return type === 'quorum' || type === 'stream' ? type : 'classic';
}

/** Whether the wish for a queue type, if there is one, names one that exists. */
export function namesQueueType(arguments_: FieldTable): boolean {
	const wish = get(arguments_, 'x-queue-type')?.value;
	return wish === undefined || QUEUE_TYPES.some((type) => type === wish);
}

/** Throws H17, H18 or H20 when a queue of this type can't be had with these properties. */
export function checkQueueArguments(
	queue: string,
	type: QueueType,
	wish: {
		readonly arguments: FieldTable;
		readonly durable: boolean;
		readonly exclusive: boolean;
		readonly autoDelete: boolean;
	},
	profile: Profile
): void {
	const known = queueArguments(profile);
	const own = known[type];
	checkValues(queue, wish.arguments, [['x-queue-type', queueTypeCheck]]);
	checkValues(
		queue,
		wish.arguments,
		CHECKS.filter(([argument]) => own.includes(argument))
	);
	checkNames(queue, type, wish.arguments, known);
	if (type === 'classic') return checkLocator(wish.arguments);
	if (wish.autoDelete) throw preconditionFailed(`invalid property 'auto-delete' for ${queue}`);
	if (wish.exclusive) throw preconditionFailed(`invalid property 'exclusive-owner' for ${queue}`);
	if (!wish.durable) throw preconditionFailed(`invalid property 'non-durable' for ${queue}`);
}

/** RabbitMQ finds this out too late to say what is wrong. */
function checkLocator(arguments_: FieldTable): void {
	const locator = get(arguments_, 'x-queue-master-locator')?.value;
	if (locator !== undefined && !LOCATORS.some((known) => known === locator))
		throw new AmqpError('INTERNAL_ERROR');
}

const LOCATORS = ['min-masters', 'client-local', 'random'];

/** Throws H30 or H18 when a queue of this type can't have such a consumer. */
export function checkConsumerArguments(queue: string, type: QueueType, arguments_: FieldTable): void {
	const own = CONSUMER_ARGUMENTS[type];
	checkValues(
		queue,
		arguments_,
		CONSUMER_CHECKS.filter(([argument]) => own.includes(argument))
	);
	checkNames(queue, type, arguments_, CONSUMER_ARGUMENTS);
}

function checkValues(
	queue: string,
	arguments_: FieldTable,
	checks: readonly (readonly [argument: string, check: Check])[]
): void {
	for (const [argument, check] of checks) {
		const value = get(arguments_, argument);
		const objection = value && check(value, arguments_);
		if (objection) throw preconditionFailed(`invalid arg '${argument}' for ${queue}: ${objection}`);
	}
}

/** Arguments that only other types know are refused; those nobody knows are ignored (Q11). */
function checkNames(queue: string, type: QueueType, arguments_: FieldTable, known: ArgumentsByType): void {
	const others = new Set(Object.values(known).flat());
	for (const [name] of arguments_)
		if (others.has(name) && !known[type].includes(name))
			throw preconditionFailed(`invalid arg '${name}' for ${queue} of queue type rabbit_${type}_queue`);
}
