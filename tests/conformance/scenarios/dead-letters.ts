/** Dead lettering: why, where to, and what is written into the headers. */
import {
	ack,
	bind,
	declare,
	exchange,
	get,
	nack,
	publish,
	scenario,
	send,
	wait,
	type PlainTable,
	type Scenario,
	type Step
} from '../script';

const drain = (queue: string, messages: number): Step[] =>
	Array.from({ length: messages + 1 }, () => get('a1', queue, true));
const to = (routingKey: string, args: PlainTable = {}): PlainTable => ({
	'x-dead-letter-exchange': '',
	'x-dead-letter-routing-key': routingKey,
	...args
});

export const deadLetters: readonly Scenario[] = [
	scenario(
		'D1, D5, D8 rejected',
		declare('a1', 'dead'),
		declare('a1', 'q', to('dead')),
		publish('a1', 'q', 'm', { headers: { mine: 1 }, deliveryMode: 2, messageId: 'id', expiration: '60000' }),
		get('a1', 'q'),
		nack('a1', 1, false),
		drain('dead', 1)
	),
	scenario(
		'D1, D8 expired',
		declare('a1', 'dead'),
		declare('a1', 'q', to('dead', { 'x-message-ttl': 50 })),
		publish('a1', 'q', 'm', { expiration: '20' }),
		wait(200),
		drain('dead', 1)
	),
	scenario(
		'D1 maxlen',
		declare('a1', 'dead'),
		declare('a1', 'q', to('dead', { 'x-max-length': 1 })),
		publish('a1', 'q', '1'),
		publish('a1', 'q', '2'),
		drain('dead', 1),
		drain('q', 1)
	),
	scenario(
		'D2 no such exchange',
		declare('a1', 'q', { 'x-dead-letter-exchange': 'later' }),
		publish('a1', 'q', 'lost'),
		get('a1', 'q'),
		nack('a1', 1, false),
		exchange('a1', 'later', 'fanout'),
		declare('a1', 'dead'),
		bind('a1', 'dead', 'later'),
		publish('a1', 'q', 'kept'),
		get('a1', 'q'),
		nack('a1', 2, false),
		drain('dead', 1)
	),
	scenario(
		'D4 the original keys, CC and BCC too',
		exchange('a1', 'x', 'direct'),
		['one', 'two', 'three'].map((key) => [declare('a1', key), bind('a1', key, 'x', key)]).flat(),
		declare('a1', 'q', { 'x-dead-letter-exchange': 'x' }),
		bind('a1', 'q', 'amq.fanout'),
		publish('a1', 'one', 'm', { headers: { CC: ['two'], BCC: ['three'] } }, { exchange: 'amq.fanout' }),
		get('a1', 'q'),
		nack('a1', 1, false),
		['one', 'two', 'three'].map((queue) => drain(queue, 1)).flat()
	),
	scenario(
		'D6 a key of its own removes CC',
		declare('a1', 'dead'),
		declare('a1', 'two'),
		declare('a1', 'q', to('dead')),
		publish('a1', 'q', 'm', { headers: { CC: ['two'], other: 1 } }),
		get('a1', 'q'),
		nack('a1', 1, false),
		drain('dead', 1),
		drain('two', 1)
	),
	scenario(
		'D7 counting',
		declare('a1', 'p', to('q', { 'x-message-ttl': 50 })),
		declare('a1', 'q', to('p')),
		publish('a1', 'q', 'm'),
		get('a1', 'q'),
		nack('a1', 1, false),
		wait(150),
		get('a1', 'q'),
		nack('a1', 2, false),
		wait(150),
		get('a1', 'q'),
		ack('a1', 3)
	),
	scenario(
		'D11 what a client says of its death is believed',
		declare('a1', 'dead'),
		declare('a1', 'q', to('dead')),
		publish('a1', 'q', 'm', {
			headers: {
				'x-death': [
					{
						count: { type: 'long', value: 3n },
						reason: 'rejected',
						queue: 'q',
						time: { type: 'timestamp', value: 1n },
						exchange: '',
						'routing-keys': ['q']
					}
				]
			}
		}),
		get('a1', 'q'),
		nack('a1', 1, false),
		drain('dead', 1)
	),
	scenario(
		'D11 a death that is no array',
		declare('a1', 'dead'),
		declare('a1', 'q', to('dead')),
		publish('a1', 'q', 'm', { headers: { 'x-death': 'yesterday' } }),
		get('a1', 'q'),
		nack('a1', 1, false),
		drain('dead', 1)
	),
	scenario(
		'D12 an automatic circle ends',
		declare('a1', 'p', to('q', { 'x-message-ttl': 30 })),
		declare('a1', 'q', to('p', { 'x-message-ttl': 30 })),
		publish('a1', 'q', 'm'),
		wait(300),
		send('a1', 'queue.declare', { queue: 'q', passive: true }),
		send('a1', 'queue.declare', { queue: 'p', passive: true })
	),
	scenario(
		'D13 two reasons in one queue',
		declare('a1', 'dead', to('q')),
		declare('a1', 'q', to('dead', { 'x-max-length': 1 })),
		publish('a1', 'q', 'first'),
		publish('a1', 'q', 'second'),
		get('a1', 'dead'),
		nack('a1', 1, false),
		get('a1', 'q'),
		nack('a1', 2, false),
		drain('dead', 2)
	),
	scenario(
		'D14 several at once keep their order',
		declare('a1', 'dead'),
		declare('a1', 'q', to('dead')),
		['1', '2', '3'].map((body) => publish('a1', 'q', body)),
		['1', '2', '3'].map(() => get('a1', 'q')),
		nack('a1', 3, false, true),
		drain('dead', 3)
	),
	scenario(
		'D10 headers are sorted when a death is added',
		declare('a1', 'dead'),
		declare('a1', 'q', to('dead')),
		publish('a1', 'q', 'm', { headers: { z: 1, a: 2, 'x-zz': 3 } }),
		get('a1', 'q'),
		send('a1', 'basic.reject', { deliveryTag: 1 }),
		drain('dead', 1)
	)
];
