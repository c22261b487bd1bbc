/** What becomes of queues that are too long, and of publishers that may not go on: what policies change, and when. */
import {
	ack,
	bind,
	consume,
	counts,
	declare,
	get,
	policy,
	publish,
	scenario,
	send,
	type PlainTable,
	type Scenario,
	type Speaker,
	type Step
} from '../script';

const QUORUM = { 'x-queue-type': 'quorum' };
const REJECTING = { ...QUORUM, 'x-overflow': 'reject-publish' };
const REJECT = { overflow: 'reject-publish' };

/** The queue `q`, and who confirms what is published. */
function quorumQueue(args: PlainTable, ...confirming: readonly Speaker[]): readonly Step[] {
	return [
		send('a1', 'queue.declare', { queue: 'q', durable: true, arguments: args }),
		...confirming.map((by) => send(by, 'confirm.select'))
	];
}

function publishMany(by: Speaker, count: number): readonly Step[] {
	return Array.from({ length: count }, (_, index) => publish(by, 'q', `${by} ${index + 1}`));
}

function take(count: number): readonly Step[] {
	return Array.from({ length: count }, () => get('c1', 'q', true));
}

export const limits: readonly Scenario[] = [
	...(
		[
			['classic', [declare('a1', 'q')]],
			['quorum', quorumQueue(QUORUM)]
		] as const
	).flatMap(([kind, queue]) => [
		scenario(
			`Q29 a ${kind} queue is told by one policy of a limit and to reject`,
			...[declare('a1', 'dead'), queue, publishMany('a1', 3)],
			policy('p', 'q', {
				...{ 'max-length': 1, ...REJECT },
				...{ 'dead-letter-exchange': '', 'dead-letter-routing-key': 'dead' }
			}),
			...[counts('a1', 'q'), counts('a1', 'dead'), publish('a1', 'q', 'more'), counts('a1', 'q')]
		),
		scenario(
			`Q29 a ${kind} queue that rejects is told of a limit, and then to drop`,
			...[queue, policy('p', 'q', REJECT), publishMany('a1', 3)],
			...[policy('p', 'q', { 'max-length': 1, ...REJECT }), counts('a1', 'q')],
			...[policy('p', 'q', { 'max-length': 1 }), counts('a1', 'q')]
		)
	]),
	scenario(
		'Q38 a quorum queue lets publishers go on when it is at most four fifths full',
		...[quorumQueue({ ...REJECTING, 'x-max-length': 10 }, 'a1'), publishMany('a1', 12)],
		...[1, 2, 3, 4].flatMap(() => [...take(1), publish('a1', 'q')]),
		counts('a1', 'q')
	),
	scenario(
		'Q38 the same by bytes',
		quorumQueue({ ...REJECTING, 'x-max-length-bytes': 10 }, 'a1'),
		...['aa', 'bbbbbbb', 'ccc', 'd'].map((body) => publish('a1', 'q', body)),
		...[take(1), publish('a1', 'q', 'd'), take(1), publish('a1', 'q', 'd'), counts('a1', 'q')]
	),
	scenario(
		'Q38 a publisher that comes when a quorum queue is full and not over its limit need not wait',
		quorumQueue({ ...REJECTING, 'x-max-length': 3 }, 'a1', 'b1', 'c1'),
		...[publishMany('a1', 5), publish('b1', 'q'), take(1), publish('a1', 'q'), publish('b1', 'q')],
		...[publishMany('c1', 2), counts('b1', 'q')]
	),
	scenario(
		'Q38 a publisher that comes when a quorum queue is over its limit waits until it has been so again',
		quorumQueue({ ...REJECTING, 'x-max-length': 3 }, 'a1', 'b1'),
		...[publishMany('a1', 4), publish('b1', 'q'), take(2), publish('a1', 'q'), publish('b1', 'q')],
		...[take(3), publish('b1', 'q'), publishMany('a1', 5), publish('b1', 'q'), take(4), publish('b1', 'q')]
	),
	scenario(
		'Q38 a publisher that was stopped is not told that the queue rejects no more',
		quorumQueue({ ...QUORUM, 'x-max-length': 1 }, 'a1', 'b1'),
		...[policy('p', 'q', REJECT), publishMany('a1', 3), policy('p', 'q', null)],
		...[publish('a1', 'q'), publish('b1', 'q', 'b'), get('a1', 'q'), publish('a1', 'q'), counts('a1', 'q')]
	),
	scenario(
		'Q38 nor that there are no limits, until there are some again',
		quorumQueue(QUORUM, 'a1', 'b1'),
		...[policy('p', 'q', { 'max-length': 1, ...REJECT }), publishMany('a1', 3), policy('p', 'q', null)],
		...[publish('a1', 'q'), publish('b1', 'q'), take(3), publish('a1', 'q')],
		...[policy('p', 'q', { 'max-length': 1, ...REJECT }), publish('a1', 'q'), publishMany('b1', 3)],
		...[take(2), publish('a1', 'q'), counts('a1', 'q')]
	),
	scenario(
		'Q38 purging a quorum queue and acknowledging let publishers go on',
		quorumQueue({ ...REJECTING, 'x-max-length': 1 }, 'a1'),
		...[publishMany('a1', 3), send('b1', 'queue.purge', { queue: 'q' }), publishMany('a1', 3)],
		...[send('b1', 'basic.qos', { prefetchCount: 1 }), consume('b1', 'q'), publish('a1', 'q')],
		...[ack('b1', 1), publish('a1', 'q')]
	),
	scenario(
		'D15 a quorum queue that rejects takes dead letters all the same',
		quorumQueue({ ...REJECTING, 'x-max-length': 1 }),
		declare('a1', 'source', {
			...{ 'x-max-length': 0, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'q' }
		}),
		...[1, 2, 3, 4].map((body) => publish('a1', 'source', `${body}`)),
		...[counts('a1', 'q'), publish('a1', 'q'), counts('a1', 'q')]
	),
	scenario(
		'Q22 a message reaches all its queues before what must go for it is dead-lettered',
		declare('a1', 'none', {
			...{ 'x-max-length': 0, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'all' }
		}),
		...[declare('a1', 'all'), bind('a1', 'none', 'amq.fanout'), bind('a1', 'all', 'amq.fanout')],
		...[publish('a1', '', 'one', {}, { exchange: 'amq.fanout' }), get('b1', 'all'), get('b1', 'all')]
	)
];
