/** Queues: names, ownership, expiry, limits, priorities. */
import {
	ack,
	bind,
	consume,
	counts,
	declare,
	get,
	nack,
	publish,
	scenario,
	send,
	vanish,
	wait,
	type PlainTable,
	type Scenario,
	type Step
} from '../script';

const drain = (queue: string, messages: number): Step[] =>
	Array.from({ length: messages + 1 }, () => get('a1', queue, true));
const fill = (queue: string, ...bodies: string[]): Step[] => bodies.map((body) => publish('a1', queue, body));
const quorum = (queue: string, args: PlainTable = {}): Step =>
	send('a1', 'queue.declare', { queue, durable: true, arguments: { 'x-queue-type': 'quorum', ...args } });
const confirms = send('a1', 'confirm.select');

export const queues: readonly Scenario[] = [
	scenario(
		'Q1 server-named',
		declare('a1', ''),
		bind('a1', '', 'amq.direct', 'k'),
		publish('a1', 'k', 'm', {}, { exchange: 'amq.direct' }),
		get('a1', '')
	),
	scenario(
		'Q2, Q6 counts are of ready messages',
		declare('a1', 'q'),
		fill('q', '1', '2', '3'),
		get('a1', 'q'),
		counts('a1', 'q'),
		send('a1', 'queue.purge', { queue: 'q' }),
		nack('a1', 1, true),
		counts('a1', 'q'),
		consume('a2', 'q'),
		counts('a1', 'q'),
		send('a1', 'queue.delete', { queue: 'q' }),
		ack('a2', 1)
	),
	scenario(
		'Q3 exclusive and durable',
		send('a1', 'queue.declare', { queue: 'q', durable: true, exclusive: true }),
		send('a1', 'queue.declare', { queue: 'q', exclusive: true }),
		send('a1', 'queue.declare', { queue: 'q', durable: true, exclusive: true }),
		send('a1', 'channel.close', { replyCode: 200 }),
		counts('a2', 'q'),
		send('a0', 'connection.close', { replyCode: 200 }),
		counts('b1', 'q')
	),
	scenario(
		'Q4 auto-delete needs a first consumer',
		send('a1', 'queue.declare', { queue: 'q', autoDelete: true }),
		publish('a1', 'q', 'm'),
		get('a1', 'q', true),
		counts('a1', 'q'),
		consume('a1', 'q', 'c'),
		consume('a1', 'q', 'd'),
		send('a1', 'basic.cancel', { consumerTag: 'c' }),
		counts('a1', 'q'),
		send('a1', 'basic.cancel', { consumerTag: 'd' }),
		counts('a1', 'q')
	),
	scenario(
		'Q4 auto-delete at the end of a channel',
		send('a1', 'queue.declare', { queue: 'q', autoDelete: true }),
		consume('a1', 'q', 'c'),
		send('a1', 'channel.close', { replyCode: 200 }),
		counts('a1', 'q')
	),
	scenario(
		'Q4 auto-delete at the end of a connection',
		send('a1', 'queue.declare', { queue: 'q', autoDelete: true }),
		consume('a1', 'q', 'c'),
		vanish('a1'),
		counts('b1', 'q')
	),
	scenario(
		'Q5, Q7, Q8 deletion cancels consumers and dead-letters nothing',
		declare('a1', 'dead'),
		declare('a1', 'q', { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' }),
		consume('a2', 'q', 'c'),
		consume('b1', 'q', 'd'),
		send('b1', 'basic.qos', { prefetchCount: 1 }),
		fill('q', '1', '2', '3'),
		send('a1', 'queue.delete', { queue: 'q' }),
		ack('a2', 1),
		nack('b1', 1, true),
		counts('a1', 'dead')
	),
	scenario(
		'Q13, Q14, Q18 messages expire at the head only',
		declare('a1', 'q'),
		publish('a1', 'q', 'long', { expiration: '60000' }),
		publish('a1', 'q', 'short', { expiration: '300' }),
		publish('a1', 'q', 'never'),
		wait(600),
		counts('a1', 'q'),
		drain('q', 2)
	),
	scenario(
		'Q13 the smaller time to live wins',
		declare('a1', 'q', { 'x-message-ttl': 2000 }),
		publish('a1', 'q', 'own', { expiration: '50' }),
		publish('a1', 'q', 'queue', { expiration: '90000' }),
		wait(150),
		counts('a1', 'q'),
		wait(2500),
		counts('a1', 'q')
	),
	scenario(
		'Q15 unacknowledged messages do not expire',
		declare('a1', 'q', { 'x-message-ttl': 1000 }),
		publish('a1', 'q', 'held'),
		get('a1', 'q'),
		wait(1500),
		nack('a1', 1, true),
		counts('a1', 'q')
	),
	scenario(
		'Q16 time to live 0',
		declare('a1', 'dead'),
		declare('a1', 'q', {
			'x-message-ttl': 0,
			'x-dead-letter-exchange': '',
			'x-dead-letter-routing-key': 'dead'
		}),
		publish('a1', 'q', 'nobody there'),
		counts('a1', 'q'),
		counts('a1', 'dead'),
		consume('a1', 'q', 'c'),
		publish('a1', 'q', 'somebody there'),
		ack('a1', 1)
	),
	scenario(
		'Q17 expiration is delivered as it was',
		declare('a1', 'q'),
		publish('a1', 'q', 'm', { expiration: '60000' }),
		get('a1', 'q', true)
	),
	scenario(
		'Q18 an unexpired high priority shields expired low ones',
		declare('a1', 'q', { 'x-max-priority': 5 }),
		publish('a1', 'q', 'low', { priority: 1, expiration: '1500' }),
		publish('a1', 'q', 'high', { priority: 5 }),
		wait(2000),
		counts('a1', 'q'),
		get('a1', 'q', true),
		get('a1', 'q', true)
	),
	scenario(
		'Q19 an unused queue expires',
		declare('a1', 'q', { 'x-expires': 1500 }),
		wait(900),
		counts('a1', 'q'),
		wait(900),
		get('a1', 'q'),
		wait(900),
		publish('a1', 'q', 'm'),
		wait(1200),
		counts('a1', 'q')
	),
	scenario(
		'Q19 a queue with a consumer does not expire',
		declare('a1', 'q', { 'x-expires': 1000 }),
		consume('a1', 'q', 'c'),
		wait(1600),
		counts('a1', 'q'),
		send('a1', 'basic.cancel', { consumerTag: 'c' }),
		wait(1600),
		counts('a1', 'q')
	),
	scenario(
		'Q21, Q22 max-length drops the oldest',
		declare('a1', 'q', { 'x-max-length': 2 }),
		fill('q', '1', '2', '3', '4'),
		drain('q', 2)
	),
	scenario(
		'Q21 max-length counts ready messages',
		declare('a1', 'q', { 'x-max-length': 2 }),
		fill('q', '1', '2'),
		get('a1', 'q'),
		fill('q', '3'),
		counts('a1', 'q'),
		fill('q', '4'),
		nack('a1', 1, true),
		drain('q', 2)
	),
	scenario(
		'Q22 max-length-bytes',
		declare('a1', 'q', { 'x-max-length-bytes': 5 }),
		confirms,
		fill('q', 'abc', 'de', 'f', 'far too long'),
		counts('a1', 'q')
	),
	scenario(
		'Q22 both limits',
		declare('a1', 'q', { 'x-max-length-bytes': 5, 'x-max-length': 2 }),
		fill('q', 'a', 'b', 'c', 'dddd'),
		drain('q', 2)
	),
	scenario(
		'Q23 max-length 0 and a waiting consumer',
		declare('a1', 'q', { 'x-max-length': 0 }),
		fill('q', 'dropped'),
		consume('a1', 'q', 'c'),
		fill('q', 'delivered', 'delivered too'),
		counts('a1', 'q')
	),
	scenario(
		'Q24 reject-publish',
		declare('a1', 'q', { 'x-max-length': 1, 'x-overflow': 'reject-publish' }),
		confirms,
		fill('q', 'taken', 'refused'),
		publish('a1', 'q', 'refused, not returned', {}, { mandatory: true }),
		get('a1', 'q'),
		fill('q', 'taken again'),
		drain('q', 1)
	),
	scenario(
		'Q24 reject-publish at 0 delivers nothing',
		declare('a1', 'q', { 'x-max-length': 0, 'x-overflow': 'reject-publish' }),
		confirms,
		consume('a2', 'q', 'c'),
		fill('q', 'refused')
	),
	scenario(
		'Q25 reject-publish-dlx',
		declare('a1', 'dead'),
		declare('a1', 'q', {
			'x-max-length': 1,
			'x-overflow': 'reject-publish-dlx',
			'x-dead-letter-exchange': '',
			'x-dead-letter-routing-key': 'dead'
		}),
		confirms,
		fill('q', 'taken', 'refused'),
		drain('dead', 1)
	),
	scenario(
		'Q26 one queue of several refuses',
		declare('a1', 'q', { 'x-max-length': 0, 'x-overflow': 'reject-publish' }),
		declare('a1', 'p'),
		bind('a1', 'q', 'amq.fanout'),
		bind('a1', 'p', 'amq.fanout'),
		confirms,
		publish('a1', '', 'm', {}, { exchange: 'amq.fanout' }),
		drain('p', 1)
	),
	scenario(
		'Q27 requeue over the limit',
		declare('a1', 'q', { 'x-max-length': 2 }),
		fill('q', '1', '2'),
		get('a1', 'q'),
		get('a1', 'q'),
		fill('q', '3', '4'),
		nack('a1', 2, true, true),
		drain('q', 2)
	),
	scenario(
		'Q28 a full priority queue drops the highest first',
		declare('a1', 'q', { 'x-max-length': 2, 'x-max-priority': 9 }),
		publish('a1', 'q', 'low', { priority: 1 }),
		publish('a1', 'q', 'high', { priority: 9 }),
		publish('a1', 'q', 'middle', { priority: 5 }),
		drain('q', 2)
	),
	scenario(
		'Q30 priorities',
		declare('a1', 'q', { 'x-max-priority': 3 }),
		publish('a1', 'q', 'none'),
		publish('a1', 'q', 'one', { priority: 1 }),
		publish('a1', 'q', 'nine is capped', { priority: 9 }),
		publish('a1', 'q', 'three', { priority: 3 }),
		publish('a1', 'q', 'one too', { priority: 1 }),
		get('a1', 'q'),
		get('a1', 'q'),
		nack('a1', 1, true),
		get('a1', 'q'),
		nack('a1', 3, true, true),
		drain('q', 5)
	),
	scenario(
		'Q32 single active consumer',
		declare('a1', 'q', { 'x-single-active-consumer': true }),
		send('a1', 'basic.qos', { prefetchCount: 1 }),
		consume('a1', 'q', 'first'),
		consume('a2', 'q', 'second'),
		consume('b1', 'q', 'third', { 'x-priority': 9 }),
		fill('q', '1', '2', '3'),
		send('a1', 'basic.cancel', { consumerTag: 'first' }),
		send('a2', 'channel.close', { replyCode: 200 }),
		ack('a1', 1)
	),
	scenario(
		'Q33 exclusive consume on a single active consumer queue',
		declare('a1', 'q', { 'x-single-active-consumer': true }),
		publish('a1', 'q', 'm'),
		get('a1', 'q', true),
		send('a1', 'basic.consume', { queue: 'q', exclusive: true })
	),
	scenario(
		'Q34 a quorum queue without a limit returns to the tail',
		quorum('q'),
		fill('q', '1', '2', '3'),
		get('a1', 'q'),
		nack('a1', 1, true),
		get('a1', 'q'),
		get('a1', 'q'),
		get('a1', 'q')
	),
	scenario(
		'Q35, Q36 a quorum queue counts deliveries up to its limit',
		declare('a1', 'dead'),
		quorum('q', { 'x-delivery-limit': 2, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' }),
		fill('q', '1', '2'),
		get('a1', 'q'),
		nack('a1', 1, true),
		get('a1', 'q'),
		nack('a1', 2, true),
		get('a1', 'q'),
		nack('a1', 3, true),
		get('a1', 'q'),
		drain('dead', 1)
	),
	scenario(
		'H45 quorum queue, if-unused',
		quorum('q'),
		send('a1', 'queue.delete', { queue: 'q', ifUnused: true })
	),
	scenario(
		'H45 quorum queue, if-empty',
		quorum('q'),
		send('a1', 'queue.delete', { queue: 'q', ifEmpty: true })
	),
	scenario(
		'H45 quorum queue, global prefetch',
		quorum('q'),
		send('a1', 'basic.qos', { prefetchCount: 1, global: true }),
		consume('a1', 'q')
	),
	scenario(
		'Q38 quorum queue, exclusive consumers',
		quorum('q'),
		send('a1', 'basic.consume', { queue: 'q', consumerTag: 'c', exclusive: true }),
		send('a2', 'basic.consume', { queue: 'q', consumerTag: 'd', exclusive: true })
	)
];
