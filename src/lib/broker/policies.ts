/** Policies: settings for whatever queues and exchanges match a pattern (section 8). */

/** Keys as `set_policy` takes them, e.g. `message-ttl`, with their JSON values. */
export type PolicyDefinition = Readonly<Record<string, unknown>>;

/** What policies come to for one queue or exchange. */
export interface EffectivePolicy {
	/** Name of the policy that applies; null for none. */
	readonly name: string | null;
	readonly operatorName: string | null;
	/** Both merged (O3). */
	readonly definition: PolicyDefinition;
}

export const NO_POLICY: EffectivePolicy = { name: null, operatorName: null, definition: {} };
