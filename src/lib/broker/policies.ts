/** Policies: settings for whatever queues and exchanges match a pattern (section 8). */

/** Keys as `set_policy` takes them, e.g. `message-ttl`, with their JSON values. */
export type PolicyDefinition = Readonly<Record<string, unknown>>;

export const NO_POLICY: PolicyDefinition = {};
