/** What may stand in a policy's definition, and what RabbitMQ says to anything else (O3, O6). */
import { binaryTerm, ERLANG_LINE, erlangValue, quotedText } from './erlang-term';
import { OperatorError } from './operator-error';
import { compilePattern, type PatternError } from './pattern';
import type { Policy, PolicyDefinition } from './policies';
import type { Profile } from './profile';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const positive: Check = (value) => Number.isInteger(value) && (value as number) >= 1;
const oneOf =
	(...known: readonly unknown[]): Check =>
	(value) =>
		known.includes(value);

/** What each key's values are called, and which are. */
const KEYS: ReadonlyMap<string, readonly [what: string, check: Check]> = new Map([
	['alternate-exchange', ['alternate exchange name', text]],
	['dead-letter-exchange', ['dead letter exchange name', text]],
	['dead-letter-routing-key', ['dead letter routing key', text]],
	['dead-letter-strategy', ['dead letter strategy', oneOf('at-most-once', 'at-least-once')]],
	['message-ttl', ['message TTL', count]],
	['expires', ['queue expiry', positive]],
	['max-length', ['maximum length', count]],
	['max-length-bytes', ['maximum length in bytes', count]],
	['max-in-memory-length', ['maximum memory in bytes', count]],
	['max-in-memory-bytes', ['maximum memory in bytes', count]],
	['queue-mode', ['queue-mode value', oneOf('default', 'lazy')]],
	['queue-version', ['queue-version value', oneOf(1, 2)]],
	['overflow', ['overflow value', oneOf('drop-head', 'reject-publish', 'reject-publish-dlx')]],
	['delivery-limit', ['delivery limit', count]],
	['max-age', ['max age', (value) => text(value) && /^0*[1-9]\d*[YMDhms]$/.test(value as string)]],
	[
		'queue-leader-locator',
		['queue leader locator value', oneOf('client-local', 'balanced', 'random', 'least-leaders')]
	],
	['initial-cluster-size', ['cluster size', count]],
	// Mirroring is accepted and changes nothing: a single node has nothing to mirror to.
	['ha-mode', ['ha-mode value', oneOf('all', 'exactly', 'nodes')]],
	['ha-params', ['ha-params value', (value) => count(value) || Array.isArray(value)]],
	['ha-sync-mode', ['ha-sync-mode value', oneOf('automatic', 'manual')]],
	['ha-sync-batch-size', ['ha-sync-batch-size value', positive]],
	['ha-promote-on-shutdown', ['ha-promote-on-shutdown value', oneOf('always', 'when-synced')]],
	['ha-promote-on-failure', ['ha-promote-on-failure value', oneOf('always', 'when-synced')]],
	['stream-max-segment-size-bytes', ['segment size', (value) => count(value) && (value as number) <= 3e9]]
] as const);

/**
 * Those of delayed retry (Q37) and the consumer timeout (Q40). What RabbitMQ calls their values is not known: they are
 * called by their keys.
 */
const RETRY_AND_TIMEOUT_KEYS: typeof KEYS = new Map([
	['delayed-retry-type', ['delayed retry type', oneOf('disabled', 'all', 'failed', 'returned')]],
	['delayed-retry-min', ['delayed retry min', count]],
	['delayed-retry-max', ['delayed retry max', count]],
	['consumer-timeout', ['consumer timeout', count]]
] as const);

const WITH_RETRY_AND_TIMEOUT: typeof KEYS = new Map([...KEYS, ...RETRY_AND_TIMEOUT_KEYS]);

const OPERATOR_KEYS: ReadonlySet<string> = new Set([
	'expires',
	'message-ttl',
	'max-length',
	'max-length-bytes',
	'max-in-memory-length',
	'max-in-memory-bytes',
	'delivery-limit',
	'overflow',
	'queue-version',
	...RETRY_AND_TIMEOUT_KEYS.keys()
]);

/** Throws OperatorError `invalid-policy` with everything that is wrong, a line each. */
export function validatePolicy(policy: Policy, operator: boolean, profile: Profile): void {
	const keys = profile.quorumRetryAndTimeout ? WITH_RETRY_AND_TIMEOUT : KEYS;
	const problems = [
		problemIn(policy.definition, keys, operator),
		problemInScope(policy.applyTo, profile.policiesByQueueType),
		problemInPattern(policy.pattern)
	].filter((problem) => problem !== null);
	if (problems.length > 0) throw new OperatorError('invalid-policy', problems.join('\n'));
}

function problemIn(definition: PolicyDefinition, keys: typeof KEYS, operator: boolean): string | null {
	const entries = Object.entries(definition);
	if (entries.length === 0) return 'no policy provided';
	const known = (key: string) => keys.has(key) && (!operator || OPERATOR_KEYS.has(key));
	for (const [key, value] of entries) {
		if (!known(key)) continue;
		const [what, check] = keys.get(key)!;
		if (!check(value)) return `${erlangValue(value)} is not a valid ${what}`;
	}
	const unknown = entries.filter(([key]) => !known(key));
	if (unknown.length === 0) return null;
	const list = unknown.map(([key, value]) => `{${binaryTerm(key)},${erlangValue(value)}}`).join(',');
	return `[${list}] are not recognised policy settings`;
}

function problemInScope(applyTo: string, byQueueType: boolean): string | null {
	if (['all', 'queues', 'exchanges'].includes(applyTo)) return null;
	if (byQueueType && ['classic_queues', 'quorum_queues', 'streams'].includes(applyTo)) return null;
	return `apply-to '${applyTo}' unrecognised; should be 'queues', 'exchanges' or 'all'`;
}

function problemInPattern(pattern: string): string | null {
	try {
		compilePattern(pattern);
		return null;
	} catch (error) {
		const { reason, place } = error as PatternError;
		const [said, text] = ['pattern should be regular expression but is invalid: {', quotedText(reason)];
		// Erlang breaks what doesn't fit its lines.
		const fits = said.length + `${text},${place}}`.length < ERLANG_LINE;
		return `${said}${text},${fits ? '' : `\n${' '.repeat(said.length)}`}${place}}`;
	}
}
