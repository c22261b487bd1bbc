/** The books: every publish and every copy is counted once, and in exactly one place. */

/** Messages and copies since the trace began. */
export interface Balance {
	/** Messages that reached an exchange. */
	published: number;
	/** Of those, lost because no queue wanted them. */
	unroutable: number;
	/** Of those, wanted by no queue and handed back to the publisher. */
	returned: number;
	/** Of those, handed straight to who had asked, without a queue. */
	replied: number;
	/** Times a queue refused a message (it never became a copy). */
	refused: number;
	/** Copies ever put into queues. Equals the sum of all that follow. */
	copies: number;
	acked: number;
	/** Delivered to a consumer that acknowledges automatically, and so gone when sent. */
	autoAcked: number;
	ready: number;
	unacked: number;
	deadLettered: number;
	expired: number;
	/** Refused by a consumer that wanted it neither back in the queue nor as a dead letter. */
	rejected: number;
	/** Pushed out by the queue's length limit. */
	overLength: number;
	/** Delivered more often than the queue allows. */
	overDelivered: number;
	purged: number;
	/** Gone with their queue. */
	queueDeleted: number;
	/** Not on disk when the broker went down. */
	restartLost: number;
}

export const emptyBalance = (): Balance => ({
	published: 0,
	unroutable: 0,
	returned: 0,
	replied: 0,
	refused: 0,
	copies: 0,
	acked: 0,
	autoAcked: 0,
	ready: 0,
	unacked: 0,
	deadLettered: 0,
	expired: 0,
	rejected: 0,
	overLength: 0,
	overDelivered: 0,
	purged: 0,
	queueDeleted: 0,
	restartLost: 0
});

/** Where a copy can be, and where it can end. */
export type CopyPlace =
	| 'ready'
	| 'unacked'
	| 'acked'
	| 'autoAcked'
	| 'deadLettered'
	| 'expired'
	| 'rejected'
	| 'overLength'
	| 'overDelivered'
	| 'purged'
	| 'queueDeleted'
	| 'restartLost';

/** Everything copies can be counted under, in the order a reader expects. */
export const COPY_PLACES: readonly CopyPlace[] = [
	'acked',
	'autoAcked',
	'ready',
	'unacked',
	'deadLettered',
	'expired',
	'rejected',
	'overLength',
	'overDelivered',
	'purged',
	'queueDeleted',
	'restartLost'
];

/** The law: copies = the sum over all places. */
export const isBalanced = (balance: Balance): boolean =>
	balance.copies === COPY_PLACES.reduce((sum, place) => sum + balance[place], 0);
