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
	/** Gone for any other reason: rejected, over the length limit, purged, deleted with the queue … */
	dropped: number;
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
	dropped: 0
});

/** Where a copy can be, and where it can end. */
export type CopyPlace = 'ready' | 'unacked' | 'acked' | 'autoAcked' | 'deadLettered' | 'expired' | 'dropped';

/** Everything copies can be counted under, in the order a reader expects. */
export const COPY_PLACES: readonly CopyPlace[] = [
	'acked',
	'autoAcked',
	'ready',
	'unacked',
	'deadLettered',
	'expired',
	'dropped'
];

/** The law: copies = the sum over all places. */
export const isBalanced = (balance: Balance): boolean =>
	balance.copies === COPY_PLACES.reduce((sum, place) => sum + balance[place], 0);
