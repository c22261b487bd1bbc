/** What random sessions found that the other scenarios had not asked for: see `../random`. */
import {
	ack,
	bind,
	consume,
	counts,
	declare,
	exchange,
	get,
	nack,
	permit,
	permitTopic,
	policy,
	publish,
	scenario,
	send,
	vanish,
	wait,
	type PlainTable,
	type Scenario,
	type Step
} from '../script';

export const found: readonly Scenario[] = [
	scenario(
		'Q8 the consumers of a deleted queue end in the order of their tags',
		declare('a1', 'q'),
		consume('a1', 'q', 'two'),
		consume('a1', 'q', 'one'),
		consume('a1', 'q', 'Three'),
		send('a2', 'queue.delete', { queue: 'q' })
	),
	scenario(
		'B1 CC is looked at before the delivery mode',
		publish('a1', 'q', '', { deliveryMode: 3, headers: { CC: 'q' } })
	),
	scenario(
		'H1 an error that ends the connection first ends the channel at fault',
		declare('c1', 'q'),
		publish('a1', 'q', 'one'),
		consume('a2', 'q', 'first'),
		consume('a1', 'q', 'second'),
		consume('a2', 'q', 'first'),
		counts('c1', 'q')
	),
	scenario(
		'Q32 the next single active consumer is the one of highest priority',
		declare('a1', 'q', { 'x-single-active-consumer': true }),
		consume('b1', 'q', 'active'),
		consume('c1', 'q', 'low', { 'x-priority': -1 }),
		consume('c1', 'q', 'usual'),
		consume('c1', 'q', 'high', { 'x-priority': 1 }),
		consume('c1', 'q', 'high too', { 'x-priority': 1 }),
		publish('a1', 'q', 'one'),
		send('b1', 'basic.cancel', { consumerTag: 'active' }),
		publish('a1', 'q', 'two'),
		send('c1', 'basic.cancel', { consumerTag: 'high' }),
		publish('a1', 'q', 'three')
	),
	scenario(
		'Q32 the next single active consumer of a quorum queue is the one that subscribed first',
		send('a1', 'queue.declare', {
			queue: 'q',
			durable: true,
			arguments: { 'x-queue-type': 'quorum', 'x-single-active-consumer': true }
		}),
		consume('b1', 'q', 'active'),
		consume('c1', 'q', 'low', { 'x-priority': -1 }),
		consume('c1', 'q', 'high', { 'x-priority': 1 }),
		publish('a1', 'q', 'one'),
		send('b1', 'basic.cancel', { consumerTag: 'active' }),
		publish('a1', 'q', 'two')
	),
	scenario(
		'Q18 what comes to the head of a priority queue is not seen to be expired until something leaves it',
		declare('a1', 'q', { 'x-max-priority': 3 }),
		publish('a1', 'q', 'low'),
		publish('a1', 'q', 'high', { priority: 3, expiration: '0' }),
		counts('a1', 'q'),
		get('a1', 'q'),
		publish('a1', 'q', 'higher', { priority: 3, expiration: '0' }),
		nack('a1', 1, true),
		counts('a1', 'q')
	),
	scenario(
		'Q14, Q22 what comes to the head because the queue was too long expires',
		declare('a1', 'q', { 'x-max-length': 2 }),
		publish('a1', 'q', 'one'),
		publish('a1', 'q', 'two', { expiration: '0' }),
		counts('a1', 'q'),
		publish('a1', 'q', 'three'),
		counts('a1', 'q')
	),
	scenario(
		'X11 a binding is checked before whose queue it is',
		send('a1', 'queue.declare', { queue: 'q', exclusive: true }),
		bind('b1', 'q', 'amq.headers', '', { 'x-match': 1 }),
		bind('b1', 'q', 'amq.headers')
	),
	scenario(
		"H42 somebody else's queue can't be unbound",
		send('a1', 'queue.declare', { queue: 'q', exclusive: true }),
		exchange('a1', 'x', 'fanout'),
		bind('a1', 'q', 'x'),
		send('b1', 'queue.unbind', { queue: 'q', exchange: 'x', routingKey: 'other' }),
		send('b1', 'queue.unbind', { queue: 'q', exchange: 'x' }),
		send('a1', 'queue.unbind', { queue: 'q', exchange: 'x' })
	),
	scenario(
		'H12 a type that is not one word stands in quotes of its own',
		exchange('a1', 'x', 'direct'),
		exchange('a1', 'x', 'x-consistent-hash')
	),
	scenario(
		'Q38 a quorum queue that is to reject and dead-letter drops from its head',
		send('a1', 'queue.declare', {
			queue: 'q',
			durable: true,
			arguments: { 'x-queue-type': 'quorum', 'x-max-length': 1, 'x-overflow': 'reject-publish-dlx' }
		}),
		publish('a1', 'q', 'one'),
		publish('a1', 'q', 'two'),
		get('a1', 'q'),
		get('a1', 'q')
	),
	scenario(
		'Q2 of a quorum queue whoever got messages counts as a consumer until they are settled',
		send('a1', 'queue.declare', { queue: 'q', durable: true, arguments: { 'x-queue-type': 'quorum' } }),
		...['one', 'two', 'three', 'four', 'five'].map((body) => publish('a1', 'q', body)),
		get('a1', 'q'),
		counts('b1', 'q'),
		get('a1', 'q'),
		counts('b1', 'q'),
		get('a2', 'q'),
		counts('b1', 'q'),
		get('a2', 'q', true),
		counts('b1', 'q'),
		ack('a1', 1),
		counts('b1', 'q'),
		ack('a1', 2),
		counts('b1', 'q'),
		nack('a2', 1, true),
		counts('b1', 'q')
	),
	scenario(
		'B30 a transaction without publishes is committed before anything is delivered again',
		declare('a1', 'q'),
		publish('a1', 'q', 'one'),
		publish('a1', 'q', 'two'),
		send('b1', 'tx.select'),
		consume('b1', 'q'),
		nack('b1', 1, true),
		send('b1', 'tx.commit'),
		nack('b1', 2, true),
		publish('b1', 'q', 'three'),
		send('b1', 'tx.commit')
	),
	scenario(
		'B27 what comes back to a quorum queue goes to one consumer after another, by their tags',
		quorumQueue(),
		...['one', 'two', 'three', 'four'].map((body) => publish('a1', 'q', body)),
		consume('b1', 'q', 'first'),
		consume('a2', 'q', 'z'),
		consume('a2', 'q', 'y'),
		send('b1', 'channel.close', { replyCode: 200 })
	),
	scenario(
		'B17 a consumer of a quorum queue whose prefetch is full leaves the rotation at once',
		quorumQueue({ 'x-dead-letter-exchange': '' }),
		publish('a1', 'q', 'one'),
		send('b1', 'basic.qos', { prefetchCount: 1 }),
		consume('b1', 'q', 'full'),
		consume('c1', 'q', 'free'),
		nack('b1', 1, false),
		publish('a1', 'q', 'two'),
		publish('a1', 'q', 'three')
	),
	scenario(
		'Q36 a delivery beyond the limit of a quorum queue makes room for two',
		quorumQueue({ 'x-delivery-limit': 0 }),
		send('b1', 'basic.qos', { prefetchCount: 1 }),
		consume('b1', 'q'),
		publish('a1', 'q', 'one'),
		nack('b1', 1, true),
		...['two', 'three', 'four'].map((body) => publish('a1', 'q', body)),
		ack('b1', 2),
		ack('b1', 3),
		publish('a1', 'q', 'five'),
		publish('a1', 'q', 'six')
	),
	scenario(
		'Q27 a quorum queue serves its consumers before it looks at its limits',
		quorumQueue({ 'x-max-length': 0 }),
		consume('b1', 'q'),
		publish('a1', 'q', 'one'),
		nack('b1', 1, true),
		send('b1', 'basic.cancel', { consumerTag: 'c' }),
		nack('b1', 2, true),
		counts('a1', 'q')
	),
	scenario(
		'B24 what expires when the head is got is dead-lettered when that has been answered',
		declare('a1', 'dead'),
		declare('a1', 'q', { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' }),
		publish('a1', 'q', 'one'),
		publish('a1', 'q', 'two', { expiration: '0' }),
		publish('a1', 'q', 'three', { expiration: '0' }),
		consume('b1', 'dead'),
		get('b1', 'q'),
		counts('a1', 'q')
	),
	scenario(
		'B24 what expires in a quorum queue when its head is got is counted still',
		quorumQueue(),
		publish('a1', 'q', 'one'),
		publish('a1', 'q', 'two', { expiration: '0' }),
		get('b1', 'q'),
		counts('a1', 'q')
	),
	scenario(
		'Q41 an offset that makes no sense crashes the connection',
		streamQueue(),
		send('a2', 'basic.qos', { prefetchCount: 9 }),
		consume('a2', 'q', 'c', { 'x-stream-offset': 'x' })
	),
	scenario(
		'B28 recovering what is from a stream crashes the connection',
		streamQueue(),
		send('a2', 'basic.qos', { prefetchCount: 9 }),
		consume('a2', 'q', 'c'),
		publish('a1', 'q', 'one'),
		send('a2', 'basic.recover', { requeue: true })
	),
	scenario(
		'Q41 consumers of a stream on one channel are served in the reverse order of their tags',
		streamQueue(),
		send('a2', 'basic.qos', { prefetchCount: 9 }),
		consume('a2', 'q', 'first'),
		consume('a2', 'q', 'second'),
		consume('a2', 'q', 'Third'),
		publish('a1', 'q', 'one'),
		publish('a1', 'q', 'two')
	),
	scenario(
		'Q41 a stream keeps no arrays and tables in headers',
		streamQueue(),
		publish('a1', 'q', 'one', {
			headers: { CC: ['q'], table: { a: 1 }, text: 'a', number: 1, truth: true, nothing: null, half: 0.5 }
		}),
		publish('a1', 'q', 'two', { headers: { array: ['q'] } }),
		publish('a1', 'q', 'three', {
			contentType: 'text/plain',
			contentEncoding: 'gzip',
			headers: {
				long: { type: 'long', value: 5n },
				short: { type: 'short', value: 5 },
				byte: { type: 'byte', value: 5 },
				octet: { type: 'unsignedbyte', value: 5 },
				word: { type: 'unsignedshort', value: 5 },
				double: { type: 'unsignedint', value: 5 },
				float: { type: 'float', value: 0.5 },
				time: { type: 'timestamp', value: 5n },
				bytes: { type: 'binary', value: new Uint8Array([65, 66]) },
				'x-text': 'x'
			},
			deliveryMode: 2,
			priority: 3,
			correlationId: 'c',
			replyTo: 'r',
			expiration: '60000',
			messageId: 'm',
			timestamp: 1700000000n,
			type: 't',
			userId: 'guest',
			appId: 'app',
			clusterId: 'cluster'
		}),
		publish('a1', 'q', 'four', { deliveryMode: 1, messageId: '' }),
		send('a2', 'basic.qos', { prefetchCount: 9 }),
		consume('a2', 'q', 'c', { 'x-stream-offset': 'first' })
	),
	...['quorum', 'stream'].map((kind) =>
		scenario(
			`B19 a ${kind} queue knows nothing of a channel's shared prefetch, but settling makes room in it`,
			durableQueue({ 'x-queue-type': kind }),
			send('a1', 'queue.declare', { queue: 'classic' }),
			send('a2', 'basic.qos', { prefetchCount: 9 }),
			consume('a2', 'q', 'generous'),
			consume('a2', 'classic', 'strict'),
			send('a2', 'basic.qos', { prefetchCount: 1, global: true }),
			publish('a1', 'q', 'one'),
			publish('a1', 'q', 'two'),
			publish('a1', 'classic', 'three'),
			publish('a1', 'classic', 'four'),
			publish('a1', 'classic', 'five'),
			ack('a2', 1),
			ack('a2', 3)
		)
	),
	...(['b1', 'a1'] as const).map((by) =>
		scenario(
			`B32 a reply comes before what queues deliver, ${by === 'a1' ? 'its asker’s own' : 'another’s'}, and uses no delivery tag up`,
			declare('a1', 'rpc'),
			declare('a1', 'q'),
			consume('a1', 'amq.rabbitmq.reply-to', 'r', {}, { noAck: true }),
			consume('a1', 'q', 'c'),
			publish('a1', 'rpc', 'request', { replyTo: 'amq.rabbitmq.reply-to' }),
			get('b1', 'rpc'),
			publish(by, 'amq.rabbitmq.reply-to.<1>', 'one'),
			publish(by, 'amq.rabbitmq.reply-to.<1>', 'two', { headers: { CC: ['q'] } }),
			publish(by, 'q', 'three', { headers: { CC: ['amq.rabbitmq.reply-to.<1>'] } })
		)
	),
	scenario(
		'B32 a reply whose key is named twice comes once',
		declare('a1', 'rpc'),
		consume('a1', 'amq.rabbitmq.reply-to', 'r', {}, { noAck: true }),
		publish('a1', 'rpc', 'request', { replyTo: 'amq.rabbitmq.reply-to' }),
		get('b1', 'rpc'),
		publish('b1', 'amq.rabbitmq.reply-to.<1>', 'reply', { headers: { CC: ['amq.rabbitmq.reply-to.<1>'] } })
	),
	scenario(
		'B30 a commit that reaches no queue is over before what it gives back is delivered again',
		declare('a1', 'q'),
		publish('a1', 'q', 'one'),
		consume('a2', 'q', 'c'),
		send('a2', 'tx.select'),
		nack('a2', 1, true),
		publish('a2', 'nowhere', 'two'),
		publish('a2', 'nowhere', 'three', {}, { mandatory: true }),
		send('a2', 'tx.commit')
	),
	scenario(
		'Q39 what dies together is on its way together before a queue that rejects can stop it',
		quorumQueue({
			'x-overflow': 'reject-publish',
			'x-dead-letter-exchange': '',
			'x-dead-letter-routing-key': 'narrow',
			'x-dead-letter-strategy': 'at-least-once'
		}),
		send('a1', 'queue.declare', {
			queue: 'narrow',
			durable: true,
			arguments: { 'x-queue-type': 'quorum', 'x-overflow': 'reject-publish', 'x-max-length': 1 }
		}),
		...['one', 'two', 'three', 'four', 'five'].map((body) => publish('a1', 'q', body)),
		consume('a2', 'q', 'c'),
		nack('a2', 3, false, true),
		counts('a1', 'narrow'),
		nack('a2', 5, false, true),
		counts('a1', 'narrow')
	),
	scenario(
		'B19 qos-ok comes before what there is room for then',
		declare('a1', 'q'),
		...['one', 'two', 'three', 'four'].map((body) => publish('a1', 'q', body)),
		send('a2', 'basic.qos', { prefetchCount: 1, global: true }),
		consume('a2', 'q', 'c'),
		send('a2', 'basic.qos', { prefetchCount: 3, global: true }),
		send('a2', 'basic.qos', { prefetchCount: 3 })
	),
	scenario(
		'B17 B19 consumers that a shared limit held up come back in the order in which they were',
		declare('a1', 'q'),
		send('a2', 'basic.qos', { prefetchCount: 1, global: true }),
		consume('a2', 'q', 'acks'),
		consume('a2', 'q', 'never', {}, { noAck: true }),
		...['one', 'two', 'three'].map((body) => publish('a1', 'q', body)),
		send('a2', 'basic.reject', { deliveryTag: 1, requeue: true }),
		ack('a2', 3)
	),
	scenario(
		'C33 what a channel of a connection that ends gives back goes to none of its others',
		declare('c1', 'q'),
		publish('c1', 'q', 'one'),
		consume('a1', 'q', 'first'),
		consume('a2', 'q', 'second'),
		send('a0', 'connection.close', { replyCode: 200, replyText: '', classId: 0, methodId: 0 }),
		counts('c1', 'q')
	),
	...[false, true].map((noAck) =>
		scenario(
			`B24 what has expired behind the head of a quorum queue ${noAck ? 'is gone when' : 'counts until'} that is settled`,
			quorumQueue(),
			publish('a1', 'q', 'long', { expiration: '60000' }),
			publish('a1', 'q', 'short', { expiration: '100' }),
			wait(700),
			get('a1', 'q', noAck)
		)
	),
	...[1500, 7500].map((unused) =>
		scenario(
			`Q19 a quorum queue looks every five seconds whether it goes unused: after ${unused} ms`,
			quorumQueue({ 'x-expires': 300 }),
			wait(unused),
			counts('a1', 'q')
		)
	),
	...['at-most-once', 'at-least-once'].map((strategy) =>
		scenario(
			`D15 Q39 a dead letter and a stream, ${strategy}`,
			send('a1', 'queue.declare', {
				queue: 'stream',
				durable: true,
				arguments: { 'x-queue-type': 'stream' }
			}),
			quorumQueue({
				'x-overflow': 'reject-publish',
				'x-dead-letter-exchange': '',
				'x-dead-letter-routing-key': 'stream',
				'x-dead-letter-strategy': strategy
			}),
			publish('a1', 'q', 'dead'),
			get('a1', 'q'),
			nack('a1', 1, false),
			publish('a1', 'stream', 'alive'),
			send('a2', 'basic.qos', { prefetchCount: 9 }),
			consume('a2', 'stream', 'c', { 'x-stream-offset': 'first' })
		)
	),
	scenario(
		'Q19 a quorum queue is not unused while something that somebody got is not settled',
		quorumQueue({ 'x-expires': 500 }),
		publish('a1', 'q', 'one'),
		get('a1', 'q'),
		wait(7000),
		counts('a1', 'q')
	),
	scenario(
		'B16 B19 a shared limit that is reached holds up who needs no acknowledgement, too',
		declare('a1', 'q'),
		publish('a1', 'q', 'one'),
		publish('a1', 'q', 'two'),
		send('a2', 'basic.qos', { prefetchCount: 1, global: true }),
		consume('a2', 'q', 'strict'),
		consume('a2', 'q', 'free', {}, { noAck: true }),
		publish('a1', 'q', 'three'),
		ack('a2', 1)
	),
	scenario(
		'O5 a policy applies to all queues before what one drops for it comes to another',
		declare('a1', 'q', { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' }),
		declare('a1', 'dead'),
		publish('a1', 'q', 'one'),
		publish('a1', 'q', 'two'),
		policy('o', '.*', { 'max-length': 1, 'message-ttl': 0 }, { operator: true }),
		counts('a1', 'q'),
		counts('a1', 'dead')
	),
	scenario(
		'B5 B19 what a queue accepts is confirmed before it knows whether a shared limit has room',
		declare('a1', 'q'),
		send('a1', 'confirm.select'),
		send('a1', 'basic.qos', { prefetchCount: 1, global: true }),
		consume('a1', 'q', 'c'),
		publish('a1', 'q', 'one'),
		publish('a1', 'q', 'two')
	),
	...['classic', 'quorum'].map((type) =>
		scenario(
			`B5 B6 what a ${type} queue drops for a message comes back behind its confirm`,
			durableQueue({
				'x-queue-type': type,
				'x-max-length': 0,
				'x-dead-letter-exchange': '',
				'x-dead-letter-routing-key': 'dead'
			}),
			declare('a1', 'dead'),
			send('a1', 'confirm.select'),
			consume('a1', 'dead', 'c'),
			publish('a1', 'q', 'one')
		)
	),
	...['x-queue-mode', 'x-unknown-mode'].map((argument) =>
		scenario(
			`D8 ${argument === 'x-queue-mode' ? 'what waited in a lazy queue has forgotten' : 'what waited in a queue remembers'} its expiration when it dies`,
			declare('a1', 'q', {
				[argument]: 'lazy',
				'x-dead-letter-exchange': '',
				'x-dead-letter-routing-key': 'dead'
			}),
			declare('a1', 'dead'),
			publish('a1', 'q', 'expired', { expiration: '0' }),
			publish('a1', 'q', 'got', { expiration: '60000' }),
			get('a1', 'q'),
			nack('a1', 1, false),
			consume('a2', 'q', 'c'),
			publish('a1', 'q', 'delivered', { expiration: '60000' }),
			publish('a1', 'q', 'returned', { expiration: '60000' }),
			nack('a2', 1, false),
			nack('a2', 2, true),
			send('a2', 'basic.cancel', { consumerTag: 'c' }),
			nack('a2', 3, true),
			get('a1', 'q'),
			nack('a1', 2, false),
			...[1, 2, 3, 4].map(() => get('a1', 'dead', true))
		)
	),
	scenario(
		'D8 Q12 what waits in a queue when it becomes lazy has forgotten its expiration, also when it is no more',
		declare('a1', 'q', { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' }),
		declare('a1', 'dead'),
		publish('a1', 'q', 'taken', { expiration: '60000' }),
		publish('a1', 'q', 'waiting', { expiration: '60000' }),
		get('a1', 'q'),
		policy('lazy', '^q$', { 'queue-mode': 'lazy' }),
		nack('a1', 1, true),
		policy('lazy', '', null),
		publish('a1', 'q', 'new', { expiration: '60000' }),
		policy('short', '^q$', { 'max-length': 0 }),
		...[1, 2, 3].map(() => get('a1', 'dead', true))
	),
	scenario(
		'D14 Q22 what a quorum queue drops together is dead-lettered last first',
		quorumQueue({
			'x-max-length-bytes': 9,
			'x-dead-letter-exchange': '',
			'x-dead-letter-routing-key': 'dead'
		}),
		declare('a1', 'dead'),
		...['one', 'two', 'three', '10 letters'].map((body) => publish('a1', 'q', body)),
		...[1, 2, 3, 4].map(() => get('a1', 'dead', true)),
		...['a', 'b', 'c', 'd'].map((body) => publish('a1', 'q', body)),
		policy('short', '^q$', { 'max-length': 1 }),
		...[1, 2, 3].map(() => get('a1', 'dead', true))
	),
	...(
		[
			['x-max-length', 2],
			['x-max-length-bytes', 8]
		] as const
	).map(([argument, limit]) =>
		scenario(
			`Q24 Q39 what died and has not arrived counts against ${argument}`,
			quorumQueue({
				[argument]: limit,
				'x-overflow': 'reject-publish',
				'x-dead-letter-exchange': 'absent',
				'x-dead-letter-strategy': 'at-least-once'
			}),
			send('a2', 'confirm.select'),
			...['dies', 'dies too'].map((body) => publish('a2', 'q', body, { expiration: '0' })),
			wait(100),
			counts('a1', 'q'),
			...['lives', 'is one too many', 'is refused'].map((body) => publish('a2', 'q', body)),
			counts('a1', 'q'),
			get('a1', 'q', true),
			get('a1', 'q', true),
			publish('a2', 'q', 'is refused as well'),
			counts('a1', 'q')
		)
	),
	scenario(
		'A2 rights that are taken away stay with a channel that has used them',
		declare('a1', 'q'),
		permit({ configure: '.*', write: '.*', read: '.*' }),
		publish('d1', 'q', 'one'),
		get('d1', 'q'),
		permit({ configure: '', write: '', read: '' }),
		publish('d1', 'q', 'two'),
		get('d1', 'q'),
		send('d1', 'queue.purge', { queue: 'q' }),
		publish('d1', '', '', {}, { exchange: 'amq.fanout' }),
		publish('d2', 'q', 'three'),
		counts('a1', 'q')
	),
	scenario(
		'A4 a key that was allowed stays allowed to the channel that has used it',
		permit({ configure: '.*', write: '.*', read: '.*' }),
		publish('d1', 'a.b', 'one', {}, { exchange: 'amq.topic', mandatory: true }),
		permitTopic('amq.topic', { write: '^b', read: '' }),
		publish('d1', 'a.b', 'two', {}, { exchange: 'amq.topic', mandatory: true }),
		publish('d1', 'a.c', 'three', {}, { exchange: 'amq.topic', mandatory: true })
	),
	scenario(
		'Q34 what is given back to a quorum queue without a delivery limit is delivered again one by one',
		quorumQueue(),
		...['one', 'two', 'three'].map((body) => publish('a1', 'q', body)),
		consume('b1', 'q', 'first'),
		consume('b1', 'q', 'second'),
		send('b1', 'basic.recover', { requeue: true }),
		nack('b1', 5, true, true),
		counts('a1', 'q')
	),
	scenario(
		'B26 Q15 every queue has back what it gets before what expires in another comes to it',
		declare('a1', 'q', { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'r' }),
		declare('a1', 'r'),
		consume('b1', 'q', 'q'),
		consume('b1', 'r', 'r'),
		publish('a1', 'q', 'one', { expiration: '0' }),
		publish('a1', 'r', 'two'),
		nack('b1', 2, true, true)
	),
	scenario(
		'Q2 Q38 who was cancelled is a consumer of a quorum queue until everything is settled',
		quorumQueue(),
		publish('a1', 'q', 'one'),
		publish('a1', 'q', 'two'),
		consume('a2', 'q', 'c'),
		send('a2', 'basic.cancel', { consumerTag: 'c' }),
		counts('a1', 'q'),
		ack('a2', 1),
		counts('a1', 'q'),
		nack('a2', 2, true),
		counts('a1', 'q')
	),
	scenario(
		'Q2 Q32 who waits to become the single active consumer of a quorum queue is not counted',
		quorumQueue({ 'x-single-active-consumer': true }),
		publish('a1', 'q', 'one'),
		...['active', 'second', 'third'].map((tag) => consume('a2', 'q', tag)),
		counts('a1', 'q'),
		send('a2', 'basic.cancel', { consumerTag: 'active' }),
		counts('a1', 'q'),
		vanish('a2'),
		counts('a1', 'q')
	),
	scenario(
		'Q19 a quorum queue is not unused while somebody who was cancelled has something to settle',
		quorumQueue({ 'x-expires': 500 }),
		publish('a1', 'q', 'one'),
		consume('a2', 'q', 'c'),
		send('a2', 'basic.cancel', { consumerTag: 'c' }),
		wait(7000),
		counts('a1', 'q')
	),
	scenario(
		'B30 what a shared limit must allow, or a dead letter exchange brings, comes behind tx.commit-ok',
		declare('a1', 'q'),
		declare('a1', 'via', {
			'x-max-length': 0,
			'x-dead-letter-exchange': '',
			'x-dead-letter-routing-key': 'q'
		}),
		consume('a1', 'q', 'c'),
		send('a1', 'tx.select'),
		publish('a1', 'via', 'died'),
		send('a1', 'tx.commit'),
		ack('a1', 1),
		send('a1', 'tx.commit'),
		send('a1', 'basic.qos', { prefetchCount: 1, global: true }),
		publish('a1', 'q', 'allowed'),
		send('a1', 'tx.commit')
	),
	scenario(
		'D14 Q36 what a quorum queue drops for what is given back is dead-lettered before what it gives up',
		quorumQueue({
			'x-delivery-limit': 1,
			'x-max-length': 1,
			'x-dead-letter-exchange': '',
			'x-dead-letter-routing-key': 'dead'
		}),
		declare('a1', 'dead'),
		consume('a2', 'q', 'c'),
		publish('a1', 'q', 'one'),
		nack('a2', 1, true),
		...['two', 'three', 'four'].map((body) => publish('a1', 'q', body)),
		send('a2', 'basic.cancel', { consumerTag: 'c' }),
		nack('a2', 5, true, true),
		...[1, 2, 3, 4].map(() => get('a1', 'dead', true))
	),
	scenario(
		'Q2 Q6 Q42 nobody is told of the consumers of a stream, nor how much is deleted with it',
		streamQueue(),
		send('a2', 'basic.qos', { prefetchCount: 5 }),
		consume('a2', 'q', 'c'),
		publish('a1', 'q', 'one'),
		wait(6000),
		counts('a1', 'q'),
		send('a1', 'queue.delete', { queue: 'q', ifUnused: true, ifEmpty: true })
	),
	scenario(
		'H21 a queue that is neither empty nor unused is said to be not empty',
		declare('a1', 'q'),
		send('a2', 'basic.qos', { prefetchCount: 1 }),
		consume('a2', 'q', 'c'),
		publish('a1', 'q', 'one'),
		publish('a1', 'q', 'two'),
		send('a1', 'queue.delete', { queue: 'q', ifUnused: true, ifEmpty: true })
	)
];

function quorumQueue(args: PlainTable = {}): Step {
	return durableQueue({ 'x-queue-type': 'quorum', ...args });
}

function streamQueue(): Step {
	return durableQueue({ 'x-queue-type': 'stream' });
}

function durableQueue(args: PlainTable): Step {
	return send('a1', 'queue.declare', { queue: 'q', durable: true, arguments: args });
}
