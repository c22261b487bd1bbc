/** Policies: settings for whatever queues and exchanges match a pattern (section 8). */
import { canonical } from './canonical';
import type { Exchange } from './exchanges/exchange';
import { OperatorError } from './operator-error';
import { compilePattern, type Pattern } from './pattern';
import { validatePolicy } from './policy-validation';
import type { Profile } from './profile';
import type { Queue, QueueType } from './queues/queue';

/** Keys as `set_policy` takes them, e.g. `message-ttl`, with their JSON values. */
export type PolicyDefinition = Readonly<Record<string, unknown>>;

export type ApplyTo = 'all' | 'queues' | 'exchanges' | 'classic_queues' | 'quorum_queues' | 'streams';

export interface Policy {
	readonly name: string;
	/** Sought anywhere in the object's name (O1). */
	readonly pattern: string;
	readonly applyTo: ApplyTo;
	readonly definition: PolicyDefinition;
	/** The highest that matches applies, alone. */
	readonly priority: number;
}

/** What policies come to for one queue or exchange. */
export interface EffectivePolicy {
	/** Name of the policy that applies; null for none. */
	readonly name: string | null;
	readonly operatorName: string | null;
	/** Both merged (O3). */
	readonly definition: PolicyDefinition;
}

export const NO_POLICY: EffectivePolicy = { name: null, operatorName: null, definition: {} };

interface Compiled {
	readonly policy: Policy;
	readonly pattern: Pattern;
}

/** The policies of one kind, in one virtual host. */
export class PolicyList {
	readonly #byName = new Map<string, Compiled>();

	constructor(
		readonly operator: boolean,
		/** What there is to set, and for what (O2, Q37). */
		readonly profile: Profile,
		/** Called when what applies may be different: with the policy that was set, or null. */
		readonly changed: (name: string, policy: Policy | null) => void
	) {}

	[Symbol.iterator](): Iterator<Policy> {
		return Array.from(this.#byName.values(), ({ policy }) => policy).values();
	}

	get size(): number {
		return this.#byName.size;
	}

	/** Throws OperatorError `invalid-policy` with O6's reasons. */
	set(policy: Policy): void {
		validatePolicy(policy, this.operator, this.profile);
		this.#byName.set(policy.name, { policy, pattern: compilePattern(policy.pattern) });
		this.changed(policy.name, policy);
	}

	/** Throws OperatorError `no-such-parameter`. */
	clear(name: string): void {
		if (!this.#byName.delete(name)) throw new OperatorError('no-such-parameter', 'Parameter does not exist');
		this.changed(name, null);
	}

	/** The policy for a queue or exchange: of those that match, the one with the highest priority (O1). */
	match(object: Queue | Exchange): Policy | null {
		let best: Policy | null = null;
		for (const { policy, pattern } of this.#byName.values()) {
			if (best !== null && policy.priority <= best.priority) continue;
			if (appliesTo(policy, object) && pattern.test(object.name)) best = policy;
		}
		return best;
	}
}

/** Keys for quorum queues alone (Q37, Q40). */
const RETRY_AND_TIMEOUT = [
	'delayed-retry-type',
	'delayed-retry-min',
	'delayed-retry-max',
	'consumer-timeout'
];

/** Policies that a kind of queue can't honour don't reach it (O2). */
const BEYOND: Readonly<Record<QueueType, readonly string[]>> = {
	classic: [
		'max-age',
		'stream-max-segment-size-bytes',
		'queue-leader-locator',
		'initial-cluster-size',
		'delivery-limit',
		'dead-letter-strategy',
		...RETRY_AND_TIMEOUT
	],
	quorum: ['queue-mode', 'max-age', 'stream-max-segment-size-bytes', 'initial-cluster-size'],
	stream: [
		'expires',
		'message-ttl',
		'dead-letter-exchange',
		'dead-letter-routing-key',
		'max-length',
		'max-in-memory-length',
		'max-in-memory-bytes',
		'overflow',
		'queue-mode',
		'delivery-limit',
		'dead-letter-strategy',
		...RETRY_AND_TIMEOUT
	]
};

const ONE_TYPE: Readonly<Record<string, QueueType>> = {
	classic_queues: 'classic',
	quorum_queues: 'quorum',
	streams: 'stream'
};

function appliesTo({ applyTo, definition }: Policy, object: Queue | Exchange): boolean {
	if (object.kind === 'exchange') return applyTo === 'all' || applyTo === 'exchanges';
	if (Object.keys(definition).some((key) => BEYOND[object.type].includes(key))) return false;
	return applyTo === 'all' || applyTo === 'queues' || ONE_TYPE[applyTo] === object.type;
}

/** One policy and one operator policy as one, key by key (O3). */
export function mergePolicies(policy: Policy | null, operator: Policy | null): EffectivePolicy {
	if (policy === null && operator === null) return NO_POLICY;
	const definition: Record<string, unknown> = { ...policy?.definition };
	for (const [key, value] of Object.entries(operator?.definition ?? {}))
		definition[key] = key in definition ? mergeValue(key, definition[key], value) : value;
	return { name: policy?.name ?? null, operatorName: operator?.name ?? null, definition };
}

function mergeValue(key: string, value: unknown, operator: unknown): unknown {
	if (typeof value !== 'number' || typeof operator !== 'number' || key === 'queue-version') return operator;
	// A negative delivery limit is none at all.
	const unlimited = key === 'delivery-limit' && (value < 0 || operator < 0);
	return unlimited ? Math.max(value, operator) : Math.min(value, operator);
}

/** Whether two policies come to the same. */
export function samePolicy(a: EffectivePolicy, b: EffectivePolicy): boolean {
	return canonical(a) === canonical(b);
}
