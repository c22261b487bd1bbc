import { describe, expect, it } from 'vitest';
import { longstr, type FieldTable } from '../amqp';
import { testBroker, TestClient } from './testing/test-client';
import type { Policy } from './policies';

function open() {
	const { broker, clock, events } = testBroker();
	const vhost = broker.vhosts.get('/');
	const channel = TestClient.open(broker).channel();
	const policy = (definition: Policy['definition'], more: Partial<Policy> = {}) =>
		vhost.policies.set({ name: 'p', pattern: '.*', applyTo: 'all', priority: 0, definition, ...more });
	const operator = (definition: Policy['definition'], more: Partial<Policy> = {}) =>
		vhost.operatorPolicies.set({
			name: 'o',
			pattern: '.*',
			applyTo: 'all',
			priority: 0,
			definition,
			...more
		});
	const shown = () => broker.snapshot().queues[0]!;
	return { broker, vhost, clock, events, channel, policy, operator, shown };
}

const ttl = (value: number): FieldTable => [['x-message-ttl', { type: 'signedint', value }]];

it('O5 the trace says which policies there are, and for what they hold', () => {
	const { channel, events, policy, operator, vhost } = open();
	policy({ 'max-length': 5 }, { pattern: '^q' });
	events.length = 0;
	channel.queue('q');
	channel.queue('other');
	operator({ 'max-length': 3 }, { pattern: '^q' });
	vhost.policies.clear('p');
	expect(
		events.flatMap(({ type, at: _at, ...event }) => (type.startsWith('policy.') ? [{ type, ...event }] : []))
	).toMatchObject([
		{ type: 'policy.applied', policy: 'p', operatorPolicy: null, definition: { 'max-length': 5 } },
		{ type: 'policy.set', vhost: '/', operator: true, policy: { name: 'o', pattern: '^q' } },
		{ type: 'policy.applied', policy: 'p', operatorPolicy: 'o', definition: { 'max-length': 3 } },
		{ type: 'policy.cleared', vhost: '/', operator: false, name: 'p' },
		{ type: 'policy.applied', policy: null, operatorPolicy: 'o', definition: { 'max-length': 3 } }
	]);
});

describe('which policy applies', () => {
	it('O1 one: the highest priority whose pattern is found in the name', () => {
		const { channel, policy, shown } = open();
		channel.queue('my.queue');
		policy({ 'max-length': 1 }, { name: 'low', priority: 1 });
		policy({ 'message-ttl': 5 }, { name: 'high', priority: 2, pattern: 'queue' });
		policy({ expires: 5 }, { name: 'elsewhere', priority: 3, pattern: '^queue' });
		expect(shown()).toMatchObject({ policy: 'high', effectivePolicy: { 'message-ttl': 5 } });
	});

	it.each(['queue-type', 'durable', 'exclusive', 'max-priority', 'single-active-consumer'])(
		'O7 no policy sets %s',
		(key) => {
			expect(() => open().policy({ [key]: 1 })).toThrow(
				`[{<<"${key}">>,1}] are not recognised policy settings`
			);
		}
	);

	it('O2 apply-to, and only to queues that can honour every key', () => {
		const { broker, channel, policy, shown } = open();
		channel.queue('q');
		policy({ 'alternate-exchange': 'ae' }, { applyTo: 'exchanges' });
		expect(shown().policy).toBeNull();
		expect(broker.snapshot().exchanges[1]!.policy).toBe('p');
		policy({ 'max-age': '1h' }, { applyTo: 'queues' });
		expect(shown().policy).toBeNull();
	});

	it('O3 an operator policy is merged key by key, the smaller number winning', () => {
		const { channel, policy, operator, shown } = open();
		channel.queue('q');
		policy({ 'max-length': 10, overflow: 'drop-head', 'dead-letter-exchange': 'dlx' });
		operator({ 'max-length': 5, expires: 1000, overflow: 'reject-publish' });
		expect(shown()).toMatchObject({
			policy: 'p',
			operatorPolicy: 'o',
			effectivePolicy: {
				'max-length': 5,
				expires: 1000,
				overflow: 'reject-publish',
				'dead-letter-exchange': 'dlx'
			}
		});
	});
});

describe('what policies do', () => {
	it('O4 times and limits: the smaller of argument and policy', () => {
		const { channel, policy, clock } = open();
		policy({ 'message-ttl': 50 });
		channel.queue('short', { arguments: ttl(10) });
		channel.queue('long', { arguments: ttl(100) });
		for (const queue of ['short', 'long']) channel.publish(queue, 'x');
		clock.pass(10);
		expect(channel.counts('short')).toEqual([0, 0]);
		clock.pass(40);
		expect(channel.counts('long')).toEqual([0, 0]);
	});

	it('O4 names: the argument wins', () => {
		const { channel, policy } = open();
		policy({ 'dead-letter-exchange': '', 'dead-letter-routing-key': 'theirs' });
		channel.queue('q', {
			arguments: [
				['x-dead-letter-exchange', longstr('')],
				['x-dead-letter-routing-key', longstr('mine')]
			]
		});
		for (const queue of ['mine', 'theirs']) channel.queue(queue);
		channel.publish('q', 'x');
		channel.send('basic.get', { queue: 'q' });
		channel.nack(1, false);
		expect([channel.counts('mine'), channel.counts('theirs')]).toEqual([
			[1, 0],
			[0, 0]
		]);
	});

	it('O5 Q29 Q13 a limit trims at once, a time is for what comes later, and clearing reverts', () => {
		const { channel, policy, vhost, clock } = open();
		channel.queue('q');
		for (const body of ['1', '2', '3']) channel.publish('q', body);
		policy({ 'max-length': 2, 'message-ttl': 10 });
		expect(channel.counts('q')).toEqual([2, 0]);
		clock.pass(10);
		expect(channel.counts('q')).toEqual([2, 0]);
		vhost.policies.clear('p');
		for (const body of ['4', '5']) channel.publish('q', body);
		clock.pass(10);
		expect(channel.drain('q')).toEqual(['2', '3', '4', '5']);
	});

	it('X23 an alternate exchange by policy', () => {
		const { channel, policy } = open();
		policy({ 'alternate-exchange': 'amq.fanout' }, { pattern: '^amq.direct$' });
		channel.queue('q');
		channel.send('queue.bind', { queue: 'q', exchange: 'amq.fanout' });
		channel.publish('nobody', 'x', {}, 'amq.direct');
		expect(channel.drain('q')).toEqual(['x']);
	});

	it('O5 expiry by policy begins when it is set', () => {
		const { channel, policy, clock, broker } = open();
		channel.queue('q');
		clock.pass(1000);
		policy({ expires: 100 });
		clock.pass(99);
		expect(broker.snapshot().queues).toHaveLength(1);
		clock.pass(1);
		expect(broker.snapshot().queues).toHaveLength(0);
	});
});

describe('O6 what is no policy', () => {
	it.each([
		[{ foo: 1 }, {}, '[{<<"foo">>,1}] are not recognised policy settings'],
		[{ 'message-ttl': 'a' }, {}, '<<"a">> is not a valid message TTL'],
		[{ expires: 0 }, {}, '0 is not a valid queue expiry'],
		[{ 'max-length': -1 }, {}, '-1 is not a valid maximum length'],
		[{ overflow: 'x' }, {}, '<<"x">> is not a valid overflow value'],
		[{}, {}, 'no policy provided'],
		[
			{ expires: 1 },
			{ pattern: '(' },
			'pattern should be regular expression but is invalid: {"missing )",1}'
		],
		[
			{ expires: 1 },
			{ applyTo: 'quorum_queues' },
			"apply-to 'quorum_queues' unrecognised; should be 'queues', 'exchanges' or 'all'"
		]
	] as [Policy['definition'], Partial<Policy>, string][])('%j %j', (definition, more, text) => {
		expect(() => open().policy(definition, more)).toThrow(text);
	});

	it('an operator policy has fewer keys, and one that is not there can not be cleared', () => {
		const { operator, vhost } = open();
		expect(() => operator({ 'dead-letter-exchange': 'a' })).toThrow(
			'[{<<"dead-letter-exchange">>,<<"a">>}] are not recognised policy settings'
		);
		expect(() => vhost.policies.clear('nope')).toThrow('Parameter does not exist');
	});
});
