/** In which order queues hear of deliveries that are settled together, and what consumers get in between. */
import {
	ack,
	consume,
	counts,
	declare,
	get,
	nack,
	policy,
	publish,
	scenario,
	send,
	type PlainTable,
	type Scenario,
	type Step
} from '../script';

const KINDS: readonly (readonly [kind: string, fields: { durable: boolean; arguments: PlainTable }])[] = [
	['classic', { durable: false, arguments: {} }],
	['quorum', { durable: true, arguments: { 'x-queue-type': 'quorum' } }]
];

function publishMany(count: number): readonly Step[] {
	return Array.from({ length: count }, (_, index) => publish('b1', 'q', `${index + 1}`));
}

/** Of two consumers, the one with the later tag comes first and gets the odd numbers; then so many wait. */
function twoConsumers(prefetchCount: number, count: number): readonly Step[] {
	return [
		send('a1', 'basic.qos', { prefetchCount }),
		consume('a1', 'q', 'z'),
		consume('a1', 'q', 'b'),
		...publishMany(2 * prefetchCount + count)
	];
}

export const settling: readonly Scenario[] = [
	...KINDS.flatMap(([kind, fields]) => {
		const queue = send('a1', 'queue.declare', { queue: 'q', ...fields });
		return [
			scenario(
				`B25 a ${kind} queue hears of acknowledgements consumer by consumer`,
				...[queue, twoConsumers(1, 2), ack('a1', 2, true)]
			),
			scenario(
				`B26 a ${kind} queue takes back consumer by consumer`,
				...[queue, twoConsumers(1, 1), nack('a1', 2, true, true)]
			),
			scenario(
				`B28 a ${kind} queue recovers consumer by consumer`,
				...[queue, twoConsumers(2, 0), send('a1', 'basic.recover', { requeue: true })]
			),
			scenario(
				`B26 a ${kind} queue takes back what was got before what was delivered`,
				...[queue, twoConsumers(1, 2), get('a1', 'q'), get('a1', 'q')],
				...[consume('b1', 'q', 'x'), nack('a1', 4, true, true)]
			),
			scenario(
				`B27 a ${kind} queue is given everything back before it delivers again when a channel ends`,
				...[queue, twoConsumers(1, 10), Array.from({ length: 10 }, () => get('a1', 'q'))],
				...[consume('b1', 'q', 'x'), send('a1', 'channel.close', { replyCode: 200 })]
			)
		];
	}),
	scenario(
		'B29 what is given up is dead-lettered consumer by consumer',
		declare('a1', 'dead'),
		declare('a1', 'q', { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' }),
		...[twoConsumers(1, 2), get('a1', 'q'), get('a1', 'q'), nack('a1', 4, false, true)],
		consume('b1', 'dead')
	),
	scenario(
		'B28 queues recover in the order of their names, and what was got one by one',
		...[declare('a1', 'q'), declare('a1', 'p')],
		...[publish('b1', 'q', 'one'), publish('b1', 'p', 'two'), publish('b1', 'q', 'three')],
		...[get('a1', 'q'), get('a1', 'p'), get('a1', 'q'), consume('b1', 'q', 'x'), consume('b1', 'p', 'y')],
		send('a1', 'basic.recover', { requeue: true })
	),
	scenario(
		'B30 settlements of one kind that follow one another in a transaction are one',
		...[declare('a1', 'q'), send('a1', 'tx.select'), twoConsumers(1, 2)],
		...[ack('a1', 1), ack('a1', 2), send('a1', 'tx.commit')],
		...[nack('a1', 3, true), send('a1', 'basic.reject', { deliveryTag: 4, requeue: true })],
		send('a1', 'tx.commit'),
		...[ack('a1', 5), nack('a1', 6, true), send('a1', 'tx.commit')]
	),
	...(
		[
			['acknowledged', ack('a1', 1)],
			['given back', nack('a1', 2, true, true)]
		] as const
	).map(([how, settlement]) =>
		scenario(
			`B19 what a consumer left behind in a classic queue makes room for the next one of its tag when ${how}`,
			...[declare('a1', 'q'), send('a1', 'basic.qos', { prefetchCount: 2 }), consume('a1', 'q', 't')],
			...[publishMany(6), send('a1', 'basic.cancel', { consumerTag: 't' }), consume('a1', 'q', 't')],
			...[settlement, ack('a1', 3), ack('a1', 4)]
		)
	),
	scenario(
		'B19 what a consumer left behind in a quorum queue takes room from the next one of its tag',
		send('a1', 'queue.declare', { queue: 'q', durable: true, arguments: { 'x-queue-type': 'quorum' } }),
		...[send('a1', 'basic.qos', { prefetchCount: 2 }), consume('a1', 'q', 't'), publishMany(6)],
		...[send('a1', 'basic.cancel', { consumerTag: 't' }), consume('a1', 'q', 's'), consume('a1', 'q', 't')],
		...[consume('b1', 'q', 'x'), send('a1', 'channel.close', { replyCode: 200 })]
	),
	scenario(
		'Q5 an auto-delete queue goes with its last consumer before anything comes back to it',
		declare('a1', 'dead'),
		send('a1', 'queue.declare', {
			...{ queue: 'q', autoDelete: true },
			arguments: { 'x-max-length': 1, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' }
		}),
		...[consume('a2', 'q'), publishMany(3), send('a2', 'channel.close', { replyCode: 200 })],
		counts('a1', 'dead')
	),
	...(
		[
			['with a time to live of 0 nothing is put behind other messages', {}],
			['with a time to live of 0 what is to be dead-lettered is', { 'x-dead-letter-exchange': 'absent' }]
		] as const
	).map(([title, args]) =>
		scenario(
			`Q16 ${title}`,
			declare('a1', 'q', args),
			publish('a1', 'q', 'one'),
			policy('p', 'q', { 'message-ttl': 0, 'max-length-bytes': 4 }),
			publish('a1', 'q', 'two'),
			counts('a1', 'q')
		)
	)
];
