/** What basic.publish looks at, in which order, and what becomes of a publish whose queues change before it is done. */
import {
	bind,
	consume,
	counts,
	declare,
	get,
	publish,
	scenario,
	send,
	type PlainProperties,
	type Scenario
} from '../script';

const faults: PlainProperties = {
	headers: { CC: 'k' },
	deliveryMode: 3,
	expiration: 'soon',
	userId: 'bob',
	replyTo: 'amq.rabbitmq.reply-to'
};
const { replyTo: _replyTo, ...fromUser } = faults;
const { userId: _userId, ...fromExpiration } = fromUser;
const { expiration: _expiration, ...fromMode } = fromExpiration;
const { deliveryMode: _deliveryMode, ...fromKeys } = fromMode;

export const publishing: readonly Scenario[] = [
	scenario(
		'B1 a missing exchange comes before everything in the message',
		publish('a1', 'k', '', faults, { exchange: 'none' })
	),
	scenario('B1 a reply-to without a consumer', publish('a1', 'k', '', faults)),
	scenario('B1 a user-id', publish('a1', 'k', '', fromUser)),
	scenario('B1 an expiration', publish('a1', 'k', '', fromExpiration)),
	scenario('B1 a delivery mode', publish('a1', 'k', '', fromMode)),
	scenario('B1 further keys', publish('a1', 'k', '', fromKeys)),
	scenario(
		'B30 a queue that goes before the commit gets nothing',
		declare('b1', 'q'),
		send('a1', 'tx.select'),
		publish('a1', 'q', 'gone'),
		publish('a1', 'q', 'back', {}, { mandatory: true }),
		send('b1', 'queue.delete', { queue: 'q' }),
		send('a1', 'tx.commit')
	),
	scenario(
		'B30 a queue that comes anew before the commit gets what was for its predecessor',
		declare('b1', 'q'),
		send('a1', 'tx.select'),
		publish('a1', 'q', 'one'),
		send('b1', 'queue.delete', { queue: 'q' }),
		declare('b1', 'q'),
		send('a1', 'tx.commit'),
		counts('b1', 'q'),
		get('b1', 'q', true)
	),
	scenario(
		'B30 a binding that comes after the publish changes nothing',
		declare('b1', 'q'),
		send('a1', 'tx.select'),
		publish('a1', 'k', 'lost', {}, { exchange: 'amq.direct', mandatory: true }),
		bind('b1', 'q', 'amq.direct', 'k'),
		send('a1', 'tx.commit'),
		counts('b1', 'q')
	),
	scenario(
		'B30 a queue that comes after the publish gets what goes to it by its name',
		send('a1', 'tx.select'),
		publish('a1', 'q', 'one', {}, { mandatory: true }),
		publish('a1', 'k', 'two', { headers: { CC: ['q', 'absent', 'q'] } }),
		publish('a1', 'k', 'three', { headers: { BCC: ['absent'] } }, { mandatory: true }),
		declare('b1', 'q'),
		send('a1', 'tx.commit'),
		counts('b1', 'q')
	),
	scenario(
		'B30 what a commit can bring to nobody is returned before what it brings to somebody',
		declare('a1', 'q'),
		consume('a1', 'q'),
		send('a1', 'tx.select'),
		publish('a1', 'q', 'one'),
		publish('a1', 'absent', 'two', {}, { mandatory: true }),
		send('a1', 'tx.commit')
	),
	scenario(
		'B30 D1 a commit brings all its messages to their queues before what dies of them comes to others',
		declare('b1', 'q', {
			'x-message-ttl': 0,
			'x-dead-letter-exchange': '',
			'x-dead-letter-routing-key': 'r'
		}),
		declare('b1', 'r'),
		send('a1', 'tx.select'),
		publish('a1', 'q', 'dies'),
		publish('a1', 'r', 'lives'),
		send('a1', 'tx.commit'),
		get('b1', 'r', true),
		get('b1', 'r', true)
	)
];
