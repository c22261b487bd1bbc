/**
 * Where Warren and RabbitMQ 3.10.8 may answer differently, and why. Everything else must be the same.
 *
 * What a RabbitMQ itself answers now so, now so, needs no entry: a session that differs is played again, and counts
 * only if the real server never answers as the engine does. Known reasons for that:
 * - a channel in confirm mode that also consumes hears of its own publish and of the delivery in either order;
 * - when a connection ends, its channels end in any order, and so what they held comes back in any order;
 * - one message that goes to several queues reaches them, and what they dead-letter, in any order;
 * - what a client sends in one piece with a frame that ends its connection, for other channels, they may still take up;
 * - rights that were taken away are forgotten by a channel that has been quiet for a second, at first, and then for any
 *   number of seconds; here always for one.
 *
 * Nor are faults of RabbitMQ 3.10.8 imitated, for which it has no rule: its channel or connection crashes (541) and the
 * engine goes on. Random sessions avoid them:
 * - somebody settles what came from a queue that has been deleted, when there is another one of its name;
 * - somebody uses a name for a queue of another kind than the one he knew by it;
 * - a consumer of a quorum queue begins under the tag of an earlier one that has not settled everything;
 * - a message with a decimal among its headers is published to a stream.
 *
 * Of its regular expressions what JavaScript can't express is refused; `broker/pcre.ts` says what that is.
 */
export interface DeliberateDifference {
	/** The title of the scenario, as it stands in `scenarios`. */
	readonly scenario: string;
	readonly reason: string;
}

export const DIFFERENCES: readonly DeliberateDifference[] = [];
