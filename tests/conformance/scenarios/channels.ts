/** The life of channels, and the texts that end it. */
import {
	ack,
	bind,
	consume,
	counts,
	declare,
	exchange,
	get,
	nack,
	publish,
	scenario,
	send,
	vanish,
	type Scenario
} from '../script';

export const channels: readonly Scenario[] = [
	scenario(
		'C29 second channel.open',
		send('a1', 'channel.flow', { active: true }),
		send('a1', 'channel.open')
	),
	scenario('H4 access, flow', send('a1', 'access.request', { realm: '/data' }), send('a1', 'channel.flow')),
	scenario('C36 update-secret', send('a0', 'connection.update-secret', { reason: 'renewed' })),
	scenario(
		'H2, H1 after an error nothing on the channel counts until close-ok',
		declare('a1', 'q'),
		consume('a1', 'q'),
		publish('a1', 'q', 'one'),
		send('a1', 'queue.declare', { queue: 'absent', passive: true }),
		counts('a1', 'q'),
		get('a1', 'q')
	),
	scenario('H3 channel.close', send('a1', 'channel.close', { replyCode: 200 }), send('a1', 'basic.qos')),
	scenario(
		'C33 connection.close',
		declare('a1', 'q'),
		send('a0', 'connection.close', { replyCode: 200 }),
		counts('a1', 'q')
	),
	scenario(
		'H5 an empty queue name means the last declared',
		get('a1', ''),
		bind('a1', '', 'amq.direct', 'k'),
		declare('a1', 'q'),
		bind('a1', '', 'amq.direct', ''),
		publish('a1', 'q', 'by name', {}, { exchange: 'amq.direct' }),
		publish('a1', '', 'by empty key', {}, { exchange: 'amq.direct' }),
		get('a1', ''),
		get('a1', ''),
		consume('a1', ''),
		send('a1', 'queue.purge', { queue: '' }),
		send('a1', 'queue.unbind', { exchange: 'amq.direct' }),
		send('a1', 'queue.delete', { queue: '' }),
		get('a1', '')
	),
	scenario(
		'H6 line ends are taken out of names',
		declare('a1', 'a\r\nb'),
		exchange('a1', 'x\r\n', 'direct'),
		bind('a1', 'ab', 'x'),
		send('a1', 'queue.delete', { queue: 'ab' })
	),
	scenario('H10 what does not exist', ...missing()),
	scenario(
		'H11 what need not exist',
		send('a1', 'queue.delete', { queue: 'absent' }),
		send('a1', 'exchange.delete', { exchange: 'absent' }),
		send('a1', 'queue.unbind', { queue: 'absent', exchange: 'amq.direct', routingKey: 'k' }),
		send('a1', 'queue.unbind', { queue: 'absent', exchange: 'absent', routingKey: 'k' }),
		send('a1', 'exchange.unbind', { destination: 'absent', source: 'amq.direct' })
	),
	scenario(
		'H12 declaring again with other properties',
		declare('a1', 'q'),
		send('a1', 'queue.declare', { queue: 'q', durable: true }),
		send('a1', 'queue.declare', { queue: 'q', autoDelete: true }),
		send('a1', 'queue.declare', { queue: 'q', exclusive: true }),
		exchange('a1', 'x', 'direct'),
		exchange('a1', 'x', 'fanout'),
		send('a1', 'exchange.declare', { exchange: 'x', type: 'direct', durable: true }),
		send('a1', 'exchange.declare', { exchange: 'x', type: 'direct', autoDelete: true }),
		send('a1', 'exchange.declare', { exchange: 'x', type: 'direct', internal: true })
	),
	scenario(
		'H13, H14 declaring again with other arguments',
		declare('a1', 'q', { 'x-message-ttl': 1000, 'x-unknown': 'one' }),
		declare('a1', 'q', { 'x-message-ttl': 1000, 'x-unknown': 'two' }),
		declare('a1', 'q', { 'x-message-ttl': { type: 'long', value: 1000n } }),
		declare('a1', 'q', { 'x-message-ttl': { type: 'short', value: 1000 } }),
		declare('a1', 'q', { 'x-message-ttl': 2000 }),
		declare('a1', 'q'),
		declare('a1', 'q', { 'x-message-ttl': 1000, 'x-expires': 60000 }),
		declare('a1', 'q', { 'x-message-ttl': 1000, 'x-max-length': { type: 'long', value: 5n } }),
		declare('a1', 'p', { 'x-dead-letter-exchange': 'x', 'x-overflow': 'drop-head' }),
		declare('a1', 'p', { 'x-dead-letter-exchange': 'y', 'x-overflow': 'drop-head' }),
		declare('a1', 'p', { 'x-dead-letter-exchange': 'x', 'x-overflow': 'reject-publish' })
	),
	scenario(
		'H14 a text is not a number, though it prints the same',
		declare('a1', 'q', { 'x-message-ttl': 1000 }),
		declare('a1', 'q', { 'x-message-ttl': '1000' })
	),
	scenario(
		'H15 what is compared first',
		send('a1', 'queue.declare', {
			queue: 'q',
			durable: true,
			arguments: { 'x-expires': 60000, 'x-message-ttl': 5 }
		}),
		send('a1', 'queue.declare', { queue: 'q', autoDelete: true }),
		send('a1', 'queue.declare', { queue: 'q', durable: true, autoDelete: true }),
		send('a1', 'queue.declare', { queue: 'q', durable: true })
	),
	scenario(
		'H16 x-queue-type classic is the default',
		declare('a1', 'q', { 'x-queue-type': 'classic' }),
		declare('a1', 'q')
	),
	...invalid(),
	scenario('H18 arguments of other queue types', ...ofOtherTypes()),
	scenario('Q41 offsets and ages of streams that make no sense', ...offsetsAndAges()),
	scenario(
		'H21 in use, not empty',
		declare('a1', 'q'),
		exchange('a1', 'x', 'fanout'),
		bind('a1', 'q', 'x'),
		publish('a1', 'q', 'm'),
		send('a1', 'queue.delete', { queue: 'q', ifEmpty: true }),
		send('a1', 'exchange.delete', { exchange: 'x', ifUnused: true }),
		consume('a2', 'q'),
		send('a1', 'queue.delete', { queue: 'q', ifUnused: true }),
		ack('a2', 1),
		send('a1', 'queue.delete', { queue: 'q', ifUnused: true, ifEmpty: true }),
		send('a2', 'basic.cancel', { consumerTag: 'c' }),
		send('a1', 'queue.delete', { queue: 'q', ifUnused: true, ifEmpty: true }),
		send('a1', 'exchange.delete', { exchange: 'x', ifUnused: true })
	),
	scenario(
		'H22 unknown delivery tags',
		declare('a1', 'q'),
		ack('a1', 0, true),
		ack('a1', 0),
		ack('a1', 1),
		ack('a1', 1, true),
		nack('a1', 7, true),
		send('a1', 'basic.reject', { deliveryTag: 7 }),
		send('a1', 'basic.ack', { deliveryTag: 2n ** 64n - 1n }),
		publish('a1', 'q', 'm'),
		get('a1', 'q'),
		ack('a1', 1),
		ack('a1', 1)
	),
	scenario(
		'H23, H24, H25 what a publish is refused for',
		publish('a1', 'q', 'm', { expiration: 'soon' }),
		publish('a1', 'q', 'm', { expiration: '-1' }),
		publish('a1', 'q', 'm', { expiration: '' }),
		publish('a1', 'q', 'm', { expiration: '99999999999' }),
		publish('a1', 'q', 'm', { expiration: '10 ' }),
		publish('a1', 'q', 'm', { expiration: '+10' }),
		publish('a1', 'q', 'm', { userId: 'somebody' }),
		publish('a1', 'q', 'm', { userId: 'guest' }),
		publish('a1', 'q', 'm', { deliveryMode: 3 }),
		publish('a1', 'q', 'm', { deliveryMode: 0 }),
		publish('a1', 'q', 'm', { headers: { CC: 'q' } }),
		publish('a1', 'q', 'm', { headers: { BCC: 5 } }),
		publish('a1', 'q', 'm', { headers: { CC: ['q', 5] } }),
		publish('a1', 'q', 'm', { priority: 255 })
	),
	scenario(
		'H27 confirm and tx exclude each other',
		send('a1', 'confirm.select'),
		send('a1', 'confirm.select'),
		send('a1', 'tx.select'),
		send('a1', 'tx.select'),
		send('a1', 'tx.select'),
		send('a1', 'confirm.select'),
		send('a1', 'tx.commit'),
		send('a1', 'tx.rollback')
	),
	scenario(
		'H28 direct reply-to mistakes',
		publish('a1', 'q', 'm', { replyTo: 'amq.rabbitmq.reply-to' }),
		consume('a1', 'amq.rabbitmq.reply-to'),
		send('a1', 'basic.consume', { queue: 'amq.rabbitmq.reply-to', noAck: true, consumerTag: 'r' }),
		send('a1', 'basic.consume', { queue: 'amq.rabbitmq.reply-to', noAck: true, consumerTag: 's' })
	),
	scenario(
		'H29 x-match',
		declare('a1', 'q'),
		...['foo', 1, true, ''].map((value) => bind('a1', 'q', 'amq.headers', '', { 'x-match': value }))
	),
	scenario(
		'H30 consumer arguments',
		declare('a1', 'q'),
		consume('a1', 'q', 'c', { 'x-priority': 'high' }),
		consume('a1', 'q', 'd', { 'x-priority': -3 })
	),
	scenario(
		'H36 reserved names',
		declare('a1', 'amq.foo'),
		send('a1', 'queue.declare', { queue: 'amq.foo', passive: true }),
		exchange('a1', 'amq.foo', 'direct'),
		send('a1', 'exchange.declare', { exchange: 'amq.foo', passive: true }),
		send('a1', 'exchange.delete', { exchange: 'amq.direct' }),
		send('a1', 'exchange.delete', { exchange: 'amq.foo' }),
		send('a1', 'exchange.declare', { exchange: 'amq.direct', type: 'direct', durable: true }),
		exchange('a1', 'amq.direct', 'direct')
	),
	scenario(
		'H37 the default exchange',
		declare('a1', 'q'),
		bind('a1', 'q', '', 'k'),
		send('a1', 'queue.unbind', { queue: 'q', routingKey: 'q' }),
		exchange('a1', '', 'direct'),
		send('a1', 'exchange.declare', { exchange: '', passive: true }),
		send('a1', 'exchange.delete', { exchange: '' }),
		send('a1', 'exchange.bind', { destination: 'amq.direct', source: '' }),
		send('a1', 'exchange.bind', { destination: '', source: 'amq.direct' }),
		send('a1', 'exchange.unbind', { destination: '', source: 'amq.direct' })
	),
	scenario(
		'H38, X7 internal exchanges',
		send('a1', 'exchange.declare', { exchange: 'x', type: 'fanout', internal: true }),
		publish('a1', '', 'm', {}, { exchange: 'x' }),
		publish('a1', '', 'm', {}, { exchange: 'amq.rabbitmq.trace' }),
		declare('a1', 'q'),
		bind('a1', 'q', 'x'),
		send('a1', 'exchange.bind', { destination: 'x', source: 'amq.fanout' }),
		publish('a1', '', 'through', {}, { exchange: 'amq.fanout' }),
		get('a1', 'q')
	),
	scenario(
		'H42 another connection and an exclusive queue',
		send('a1', 'queue.declare', { queue: 'q', exclusive: true }),
		declare('b1', 'q'),
		send('b1', 'queue.declare', { queue: 'q', exclusive: true }),
		counts('b1', 'q'),
		bind('b1', 'q', 'amq.direct'),
		consume('b1', 'q'),
		get('b1', 'q'),
		send('b1', 'queue.purge', { queue: 'q' }),
		send('b1', 'queue.delete', { queue: 'q' }),
		send('b1', 'queue.unbind', { queue: 'q', exchange: 'amq.direct' }),
		publish('b1', 'q', 'm'),
		get('a1', 'q'),
		declare('a1', 'q'),
		vanish('a1'),
		counts('b1', 'q')
	),
	scenario(
		'H44 one consumer tag twice',
		declare('a1', 'q'),
		consume('a1', 'q', 't'),
		consume('a2', 'q', 't'),
		consume('a1', 'q', 't')
	),
	scenario('H45 immediate', publish('a1', 'q', '', {}, { immediate: true })),
	scenario('H45 prefetch size', send('a1', 'basic.qos', { prefetchSize: 5 })),
	scenario('H45 recover without requeue', send('a1', 'basic.recover', { requeue: false })),
	scenario(
		'H45 recover-async without requeue',
		send('a1', 'basic.recover-async', { requeue: false }),
		send('a1', 'channel.flow', { active: true })
	),
	scenario('H46 unknown exchange type', exchange('a1', 'x', 'x-foo')),
	scenario('H46 empty exchange type', exchange('a1', 'x', '')),
	...['header', 'topics', 'fanouts', 'queue', 'x', 'x-delayed-message'].map((type) =>
		scenario(`H46 exchange type '${type}'`, exchange('a1', 'x', type))
	),
	scenario(
		'X3 passive declare of an unknown type',
		exchange('a1', 'x', 'fanout'),
		send('a1', 'exchange.declare', { exchange: 'x', type: 'bogus', passive: true })
	),
	scenario(
		'C27 methods only a server says',
		send('a1', 'basic.get-empty'),
		send('b1', 'queue.declare-ok', { queue: 'q' }),
		send('c1', 'basic.ack', { deliveryTag: 0, multiple: true }),
		send('c1', 'channel.open-ok')
	)
];

function missing() {
	const absent = { queue: 'absent' };
	return [
		send('a1', 'queue.declare', { ...absent, passive: true }),
		send('a1', 'exchange.declare', { exchange: 'absent', passive: true }),
		consume('a1', 'absent'),
		get('a1', 'absent'),
		send('a1', 'queue.purge', absent),
		publish('a1', 'k', 'm', {}, { exchange: 'absent' }),
		declare('a1', 'q'),
		bind('a1', 'q', 'absent'),
		bind('a1', 'absent', 'amq.direct'),
		bind('a1', 'absent', 'absent'),
		send('a1', 'exchange.bind', { destination: 'absent', source: 'amq.direct' }),
		send('a1', 'exchange.bind', { destination: 'amq.direct', source: 'absent' }),
		send('a1', 'exchange.bind', { destination: 'absent', source: 'gone' })
	];
}

function invalid(): Scenario[] {
	const cases: readonly (readonly [string, readonly (string | number | boolean)[]])[] = [
		['x-message-ttl', ['soon', -1, 4294967296, true, 1.5, 0]],
		['x-expires', ['soon', -1, 0, 4294967296]],
		['x-max-length', ['soon', -1, 0]],
		['x-max-length-bytes', ['soon', -1]],
		['x-max-priority', ['soon', -1, 256, 0, 10]],
		['x-overflow', ['foo', 1, 'reject-publish-dlx']],
		['x-dead-letter-exchange', [1]],
		['x-dead-letter-routing-key', ['k', 1]],
		['x-queue-mode', ['foo', 1, 'lazy']],
		['x-queue-type', ['foo', 1]],
		['x-queue-version', [3, 'one', 2]],
		['x-single-active-consumer', ['yes', 1]],
		['x-queue-master-locator', ['foo', 1]]
	];
	return cases.map(([name, values]) =>
		scenario(
			`H17, H19 ${name}`,
			...values.map((value) => {
				const long = typeof value === 'number' && value > 2 ** 31;
				return declare('a1', `q ${value}`, { [name]: long ? { type: 'long', value: BigInt(value) } : value });
			})
		)
	);
}

/** Streams: where a text's leading number should be there is none, and RabbitMQ crashes. */
function offsetsAndAges() {
	const stream = (queue: string, age: string) =>
		send('a1', 'queue.declare', {
			queue,
			durable: true,
			arguments: { 'x-queue-type': 'stream', 'x-max-age': age }
		});
	const from = (offset: string) => [
		send('a1', 'basic.qos', { prefetchCount: 5 }),
		consume('a1', 's', '', { 'x-stream-offset': offset })
	];
	return [
		stream('s', '1D'),
		...['5x', '5', 'soon', '-1h', ''].flatMap(from),
		...['5x', '0D', 'soon', ''].map((age) => stream('t', age)),
		send('a1', 'queue.delete', { queue: 's' })
	];
}

function ofOtherTypes() {
	const durable = (queue: string, args: Record<string, string | number>) =>
		send('a1', 'queue.declare', { queue, durable: true, arguments: args });
	return [
		declare('a1', 'q', { 'x-delivery-limit': 5 }),
		declare('a1', 'q', { 'x-max-age': '1h' }),
		durable('q', { 'x-queue-type': 'quorum', 'x-max-priority': 5 }),
		durable('q', { 'x-queue-type': 'stream', 'x-message-ttl': 5 }),
		declare('a1', 'q', { 'x-queue-type': 'quorum' }),
		send('a1', 'queue.declare', {
			queue: 'q',
			durable: true,
			exclusive: true,
			arguments: { 'x-queue-type': 'quorum' }
		}),
		send('a1', 'queue.declare', {
			queue: 'q',
			durable: true,
			autoDelete: true,
			arguments: { 'x-queue-type': 'quorum' }
		}),
		send('a1', 'queue.declare', { queue: '', durable: true, arguments: { 'x-queue-type': 'quorum' } })
	];
}
