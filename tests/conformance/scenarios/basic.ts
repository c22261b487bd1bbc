/** Publishing, consuming, acknowledging, transactions, replies. */
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
	type Scenario,
	type Step
} from '../script';

const fill = (queue: string, ...bodies: string[]): Step[] => bodies.map((body) => publish('a1', queue, body));
const drain = (queue: string, messages: number): Step[] =>
	Array.from({ length: messages + 1 }, () => get('a1', queue, true));
const qos = (by: 'a1' | 'a2' | 'b1', prefetchCount: number, global = false): Step =>
	send(by, 'basic.qos', { prefetchCount, global });

export const basic: readonly Scenario[] = [
	scenario(
		'C2 all properties there are',
		declare('a1', 'q'),
		publish('a1', 'q', 'text', {
			contentType: 'text/plain',
			contentEncoding: 'identity',
			headers: { z: 1, a: 'text', t: { n: null }, l: [1, { deep: true }] },
			deliveryMode: 2,
			priority: 7,
			correlationId: 'id',
			replyTo: 'me',
			expiration: '60000',
			messageId: 'message',
			timestamp: 1234567890n,
			type: 'type',
			userId: 'guest',
			appId: 'app',
			clusterId: 'cluster'
		}),
		get('a1', 'q', true)
	),
	scenario('C3 no body', declare('a1', 'q'), publish('a1', 'q', ''), get('a1', 'q', true)),
	scenario(
		'B2, B3 mandatory and unroutable',
		send('a1', 'confirm.select'),
		publish('a1', 'nobody', 'back', { headers: { a: 1 } }, { mandatory: true }),
		publish('a1', 'nobody', 'gone'),
		declare('a1', 'q'),
		publish('a1', 'q', 'kept', {}, { mandatory: true })
	),
	scenario(
		'B4 confirms are counted from the first select',
		declare('a1', 'q'),
		publish('a1', 'q', 'uncounted'),
		send('a1', 'confirm.select'),
		publish('a1', 'q', '1'),
		send('a1', 'confirm.select'),
		publish('a1', 'q', '2'),
		send('a2', 'confirm.select', { nowait: true }),
		publish('a2', 'q', '1')
	),
	scenario(
		'B14 consume-ok, deliveries, cancel-ok',
		declare('a1', 'q'),
		fill('q', '1', '2'),
		consume('a1', 'q', ''),
		send('a1', 'basic.cancel', { consumerTag: 'unknown' }),
		consume('a2', 'q', 'tag'),
		send('a2', 'basic.cancel', { consumerTag: 'tag' }),
		consume('a2', 'q', 'tag'),
		send('a2', 'basic.consume', { queue: 'q', consumerTag: 'quiet', nowait: true }),
		send('a2', 'basic.cancel', { consumerTag: 'quiet', nowait: true }),
		send('a2', 'basic.cancel', { consumerTag: 'tag' })
	),
	scenario(
		'B15, B16 delivery tags',
		declare('a1', 'q'),
		fill('q', '1', '2', '3', '4'),
		get('a1', 'q', true),
		get('a1', 'q'),
		send('a1', 'basic.consume', { queue: 'q', consumerTag: 'c', noAck: true }),
		ack('a1', 2),
		ack('a1', 3)
	),
	scenario(
		'B17 round robin',
		declare('a1', 'q'),
		consume('a1', 'q', 'x'),
		consume('a2', 'q', 'y'),
		consume('a3', 'q', 'z'),
		fill('q', '1', '2', '3', '4', '5')
	),
	scenario(
		'B17 fair dispatch',
		declare('a1', 'q'),
		qos('a1', 1),
		qos('a2', 1),
		consume('a1', 'q', 'x'),
		consume('a2', 'q', 'y'),
		publish('b1', 'q', '1'),
		publish('b1', 'q', '2'),
		publish('b1', 'q', '3'),
		publish('b1', 'q', '4'),
		ack('a2', 1),
		ack('a1', 1),
		ack('a1', 2),
		publish('b1', 'q', '5'),
		publish('b1', 'q', '6'),
		ack('a2', 2)
	),
	scenario(
		'B18 consumer priorities',
		declare('a1', 'q'),
		qos('a2', 2),
		consume('a1', 'q', 'ordinary'),
		consume('a2', 'q', 'preferred', { 'x-priority': 10 }),
		consume('a3', 'q', 'last', { 'x-priority': -1 }),
		fill('q', '1', '2', '3', '4'),
		ack('a2', 1),
		fill('q', '5')
	),
	scenario(
		'B19 prefetch for consumers to come',
		declare('a1', 'q'),
		consume('a1', 'q', 'unlimited'),
		qos('a1', 1),
		fill('q', '1', '2', '3'),
		send('a1', 'basic.cancel', { consumerTag: 'unlimited' }),
		consume('a1', 'q', 'limited'),
		fill('q', '4', '5'),
		ack('a1', 4)
	),
	scenario(
		'B19 prefetch for the whole channel',
		declare('a1', 'q'),
		consume('a1', 'q', 'c'),
		consume('a1', 'q', 'd'),
		fill('q', '1'),
		qos('a1', 2, true),
		fill('q', '2', '3', '4'),
		get('a1', 'q'),
		ack('a1', 1),
		ack('a1', 3),
		qos('a1', 0, true)
	),
	scenario(
		'B19 both limits',
		declare('a1', 'q'),
		qos('a1', 3, true),
		qos('a1', 2),
		consume('a1', 'q', 'c'),
		consume('a1', 'q', 'd'),
		fill('q', '1', '2', '3', '4', '5'),
		ack('a1', 1),
		ack('a1', 3, true)
	),
	scenario(
		'B20, B27 cancelling keeps, closing returns',
		declare('a1', 'q'),
		fill('q', '1', '2', '3'),
		consume('a2', 'q', 'c'),
		send('a2', 'basic.cancel', { consumerTag: 'c' }),
		counts('a1', 'q'),
		ack('a2', 2),
		send('a2', 'channel.close', { replyCode: 200 }),
		drain('q', 2)
	),
	scenario(
		'B21 exclusive consumers',
		declare('a1', 'q'),
		send('a1', 'basic.consume', { queue: 'q', consumerTag: 'c', exclusive: true }),
		consume('a2', 'q', 'd'),
		send('a1', 'basic.cancel', { consumerTag: 'c' }),
		consume('a2', 'q', 'd'),
		send('a1', 'basic.consume', { queue: 'q', consumerTag: 'c', exclusive: true })
	),
	scenario(
		'B23 redelivered',
		declare('a1', 'q'),
		fill('q', '1', '2'),
		consume('b1', 'q', 'c'),
		vanish('b1'),
		get('a1', 'q'),
		nack('a1', 1, true),
		get('a1', 'q', true),
		get('a1', 'q', true)
	),
	scenario(
		'B25 acknowledging several',
		declare('a1', 'q'),
		declare('a1', 'p'),
		fill('q', '1', '2'),
		fill('p', '3', '4'),
		get('a1', 'q'),
		get('a1', 'p'),
		get('a1', 'q'),
		get('a1', 'p'),
		ack('a1', 2),
		ack('a1', 3, true),
		nack('a1', 0, true, true),
		drain('q', 0),
		drain('p', 1),
		ack('a1', 1)
	),
	scenario(
		'B26 requeued messages take their old places',
		declare('a1', 'q'),
		fill('q', '1', '2', '3', '4', '5'),
		...Array.from({ length: 5 }, () => get('a1', 'q')),
		nack('a1', 3, true),
		nack('a1', 1, true),
		nack('a1', 5, true),
		...Array.from({ length: 4 }, () => get('a1', 'q')),
		send('a1', 'channel.close', { replyCode: 200 }),
		drain('q', 5)
	),
	scenario(
		'B28 recover',
		declare('a1', 'q'),
		fill('q', '1', '2'),
		consume('a1', 'q', 'c'),
		send('a1', 'basic.recover', { requeue: true }),
		send('a1', 'basic.recover-async', { requeue: true }),
		ack('a1', 6, true)
	),
	scenario(
		'B29 rejecting',
		declare('a1', 'q'),
		fill('q', '1', '2', '3'),
		get('a1', 'q'),
		send('a1', 'basic.reject', { deliveryTag: 1, requeue: true }),
		get('a1', 'q'),
		send('a1', 'basic.reject', { deliveryTag: 2 }),
		drain('q', 2)
	),
	scenario(
		'B30 a transaction committed',
		declare('a1', 'q'),
		fill('q', 'before'),
		send('a1', 'tx.select'),
		publish('a1', 'q', 'in'),
		publish('a1', 'nobody', 'back', {}, { mandatory: true }),
		get('a1', 'q'),
		ack('a1', 1),
		counts('a2', 'q'),
		send('a1', 'tx.commit'),
		counts('a2', 'q')
	),
	scenario(
		'B30 a transaction rolled back',
		declare('a1', 'q'),
		fill('q', 'before'),
		send('a1', 'tx.select'),
		get('a1', 'q'),
		publish('a1', 'q', 'in'),
		ack('a1', 1),
		send('a1', 'tx.rollback'),
		counts('a2', 'q'),
		ack('a1', 1),
		send('a1', 'tx.commit'),
		send('a1', 'channel.close', { replyCode: 200 }),
		counts('a1', 'q')
	),
	scenario(
		'B30 a transaction with a mistake in it',
		declare('a1', 'q'),
		send('a1', 'tx.select'),
		publish('a1', 'q', 'lost'),
		publish('a1', 'k', 'wrong', {}, { exchange: 'absent' }),
		counts('a1', 'q')
	),
	scenario(
		'B30 a transaction with an unknown tag',
		send('a1', 'tx.select'),
		ack('a1', 5),
		send('a1', 'tx.commit')
	),
	scenario(
		'B31 a transaction that a queue refuses',
		declare('a1', 'q', { 'x-max-length': 0, 'x-overflow': 'reject-publish' }),
		send('a1', 'tx.select'),
		publish('a1', 'q', 'refused'),
		send('a1', 'tx.commit')
	),
	scenario(
		'B32, B33 direct reply-to',
		send('a1', 'basic.consume', { queue: 'amq.rabbitmq.reply-to', noAck: true, consumerTag: 'r' }),
		declare('b1', 'rpc'),
		consume('b1', 'rpc', 'server'),
		publish('a1', 'rpc', 'request', { replyTo: 'amq.rabbitmq.reply-to', correlationId: '1' }),
		send('a1', 'queue.declare', { queue: 'amq.rabbitmq.reply-to', passive: true }),
		send('a1', 'basic.cancel', { consumerTag: 'r' }),
		publish('a1', 'rpc', 'request', { replyTo: 'amq.rabbitmq.reply-to' })
	),
	scenario(
		'B10 deliveries show the key that was published',
		declare('a1', 'q'),
		bind('a1', 'q', 'amq.topic', 'a.#'),
		consume('a1', 'q', 'c'),
		publish('a1', 'a.b', 'm', { headers: { CC: ['a.c'], BCC: ['a.d'] } }, { exchange: 'amq.topic' })
	),
	scenario(
		'B11 header order is kept',
		declare('a1', 'q'),
		publish('a1', 'q', 'm', { headers: { z: 1, a: 2, m: 3 } }),
		get('a1', 'q', true)
	),
	scenario(
		'B22 consuming without acknowledgement ignores prefetch',
		declare('a1', 'q'),
		qos('a1', 1),
		send('a1', 'basic.consume', { queue: 'q', consumerTag: 'c', noAck: true }),
		fill('q', '1', '2', '3')
	),
	scenario(
		'H8 without waiting',
		send('a1', 'queue.declare', { queue: 'q', nowait: true }),
		send('a1', 'queue.bind', { queue: 'q', exchange: 'amq.direct', nowait: true }),
		send('a1', 'queue.purge', { queue: 'q', nowait: true }),
		send('a1', 'exchange.declare', { exchange: 'x', type: 'direct', nowait: true }),
		send('a1', 'exchange.bind', { source: 'x', destination: 'amq.direct', nowait: true }),
		send('a1', 'exchange.unbind', { source: 'x', destination: 'amq.direct', nowait: true }),
		send('a1', 'exchange.delete', { exchange: 'x', nowait: true }),
		send('a1', 'queue.delete', { queue: 'q', nowait: true }),
		send('a1', 'queue.bind', { queue: 'q', exchange: 'amq.direct', nowait: true })
	)
];
