/** What a queue's arguments and policies come to (O4). */
import { get, type FieldTable } from '../../amqp';
import type { PolicyDefinition } from '../policies';
import type { Profile } from '../profile';
import type { DelayedRetry, DelayedRetryType } from './delayed-returns';
import type { QueueType } from './queue';

export type Overflow = 'drop-head' | 'reject-publish' | 'reject-publish-dlx';

export interface QueueSettings {
	/** Milliseconds; Infinity for ever (Q13). */
	readonly messageTtl: number;
	/** Milliseconds of disuse after which the queue goes; Infinity for never (Q19). */
	readonly expires: number;
	/** Ready messages (Q21); Infinity for any number. */
	readonly maxLength: number;
	/** Body bytes of ready messages; Infinity for any number. */
	readonly maxLengthBytes: number;
	readonly overflow: Overflow;
	/** Classic: in a lazy queue, what has to wait does so on disk (Q12). Null leaves the queue as it is. */
	readonly mode: 'default' | 'lazy' | null;
	/** '' is the default exchange; null is no dead lettering (D2). */
	readonly deadLetterExchange: string | null;
	/** Null keeps the messages' own keys (D4). */
	readonly deadLetterRoutingKey: string | null;
	/** Quorum: dead letters are kept until they have arrived (Q39). */
	readonly deadLettersSurely: boolean;
	/** Quorum: failed deliveries after which a message is given up (Q36); null for none. */
	readonly deliveryLimit: number | null;
	/** Quorum: how long what comes back waits (Q37); null for not at all. */
	readonly delayedRetry: DelayedRetry | null;
	/** Quorum: milliseconds a delivery may wait for its acknowledgement (Q40); null for as long as elsewhere. */
	readonly consumerTimeout: number | null;
	/** Stream: milliseconds; Infinity for ever. */
	readonly maxAge: number;
}

export function queueSettings(
	type: QueueType,
	arguments_: FieldTable,
	policy: PolicyDefinition,
	profile: Profile
): QueueSettings {
	const number = (name: string): number | null => {
		const value = get(arguments_, `x-${name}`)?.value;
		return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null;
	};
	const text = (name: string): string | null => {
		const value = get(arguments_, `x-${name}`)?.value;
		return typeof value === 'string' ? value : null;
	};
	const smaller = (name: string): number =>
		Math.min(number(name) ?? Infinity, (policy[name] as number | undefined) ?? Infinity);
	const argumentFirst = (name: string): string | null =>
		text(name) ?? (policy[name] as string | undefined) ?? null;
	const policyFirst = (name: string): string | null => (policy[name] as string | undefined) ?? text(name);
	const overflow = type === 'quorum' ? policyFirst('overflow') : argumentFirst('overflow');
	const maxAge = argumentFirst('max-age');
	const limit = smaller('delivery-limit');
	const timeout = smaller('consumer-timeout');
	// Whether an argument or a policy goes first here is not written anywhere: as with a queue's other limits and modes.
	const delayedRetry = delayedRetryOf(
		policyFirst('delayed-retry-type') as DelayedRetryType | 'disabled' | null,
		smaller('delayed-retry-min'),
		smaller('delayed-retry-max')
	);
	return {
		messageTtl: smaller('message-ttl'),
		expires: smaller('expires'),
		maxLength: smaller('max-length'),
		maxLengthBytes: smaller('max-length-bytes'),
		overflow: overflowOf(type, overflow as Overflow | null),
		mode: argumentFirst('queue-mode') as QueueSettings['mode'],
		deadLetterExchange: argumentFirst('dead-letter-exchange'),
		deadLetterRoutingKey: argumentFirst('dead-letter-routing-key'),
		deadLettersSurely:
			argumentFirst('dead-letter-strategy') === 'at-least-once' && overflow === 'reject-publish',
		deliveryLimit: limit < 0 ? null : limit === Infinity ? profile.quorumDeliveryLimit : limit,
		delayedRetry: profile.quorumRetryAndTimeout ? delayedRetry : null,
		consumerTimeout: profile.quorumRetryAndTimeout && timeout !== Infinity ? timeout : null,
		maxAge: maxAge === null ? Infinity : milliseconds(maxAge)
	};
}

const UNITS: Readonly<Record<string, number>> = {
	s: 1000,
	m: 60_000,
	h: 3_600_000,
	D: 86_400_000,
	M: 30 * 86_400_000,
	Y: 365 * 86_400_000
};

/** `7D`, `12h`: a number and a unit (Q41). */
export function milliseconds(age: string): number {
	return Number.parseInt(age, 10) * UNITS[age.at(-1)!]!;
}

/** The shortest delay is required, so without it nothing waits. The longest is the shortest unless it is given (Q37). */
function delayedRetryOf(
	type: DelayedRetryType | 'disabled' | null,
	min: number,
	max: number
): DelayedRetry | null {
	if (type === null || type === 'disabled' || min === Infinity) return null;
	return { type, min, max: max === Infinity ? min : max };
}

/** A quorum queue can't reject and dead-letter: it then drops from its head (Q38). */
function overflowOf(type: QueueType, asked: Overflow | null): Overflow {
	return asked === null || (type === 'quorum' && asked === 'reject-publish-dlx') ? 'drop-head' : asked;
}
