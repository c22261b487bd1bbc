/**
 * Where Warren and RabbitMQ 3.10.8 may answer differently, and why. Everything else must be the same.
 *
 * What a RabbitMQ itself answers now so, now so, needs no entry: a session that differs is played again, and counts
 * only if the real server never answers as the engine does. Known reasons for that:
 * - a channel in confirm mode that also consumes hears of its own publish and of the delivery in either order;
 * - when a connection ends, its channels end in any order, and so what they held comes back in any order;
 * - one message that goes to several queues reaches them, and what they dead-letter, in any order.
 *
 * Nor are faults of RabbitMQ 3.10.8 imitated, for which it has no rule: its channel or connection crashes (541) and the
 * engine goes on. Random sessions avoid them:
 * - somebody settles what came from a queue that has been deleted, when there is another one of its name;
 * - somebody uses a name for a queue of another kind than the one he knew by it;
 * - a consumer of a quorum queue begins under the tag of an earlier one that has not settled everything;
 * - a message with a decimal among its headers is published to a stream.
 */
export interface DeliberateDifference {
	/** The title of the scenario, as it stands in `scenarios`. */
	readonly scenario: string;
	readonly reason: string;
}

export const DIFFERENCES: readonly DeliberateDifference[] = [];
