/** Routing: which exchange sends what where. */
import {
	bind,
	counts,
	declare,
	exchange,
	get,
	publish,
	scenario,
	send,
	type PlainTable,
	type Scenario,
	type Step
} from '../script';

const TOPICS: readonly (readonly [binding: string, keys: readonly string[]])[] = [
	['#', ['', 'a', 'a.b']],
	['*', ['', 'a', 'a.b']],
	['', ['', 'a']],
	['a.#', ['a', 'a.', 'a.b.c', 'ab']],
	['#.a', ['a', 'b.a', 'a.b']],
	['a.*', ['a', 'a.', 'a.b', 'a.b.c']],
	['*.*', ['.', 'a.b', 'a']],
	['#.#', ['', 'a']],
	['a.#.b', ['a.b', 'a.x.b', 'a.x.y.b', 'a.x']],
	['*.#', ['', 'a', 'a.b']],
	['#.*', ['', 'a', 'a.b']],
	['a..b', ['a..b', 'a.b']],
	['a.*.b', ['a..b', 'a.b']],
	['a#', ['a#', 'ab', 'a']],
	['a.b*', ['a.bc', 'a.b*']],
	['#.#.#.#', ['', 'a.b.c']],
	['*.orange.*', ['quick.orange.rabbit', 'orange', 'quick.orange.new.rabbit']],
	['A.b', ['a.b', 'A.b']]
];

/** Empties a queue, showing what was in it. */
const drain = (queue: string, messages: number): Step[] =>
	Array.from({ length: messages + 1 }, () => get('a1', queue, true));

const headers = (table: PlainTable) => ({ headers: table });

function headersScenario(title: string, args: PlainTable, messages: readonly PlainTable[]): Scenario {
	return scenario(
		title,
		declare('a1', 'q'),
		bind('a1', 'q', 'amq.headers', '', args),
		messages.map((table, i) =>
			publish('a1', '', String(i), headers(table), { exchange: 'amq.headers', mandatory: true })
		),
		counts('a1', 'q')
	);
}

export const exchanges: readonly Scenario[] = [
	scenario('X1 what a virtual host starts with', ...predeclared()),
	scenario(
		'X13 direct',
		declare('a1', 'q'),
		declare('a1', 'p'),
		bind('a1', 'q', 'amq.direct', 'k'),
		bind('a1', 'p', 'amq.direct', 'k'),
		bind('a1', 'p', 'amq.direct', 'K'),
		publish('a1', 'k', 'both', {}, { exchange: 'amq.direct' }),
		publish('a1', 'K', 'p only', {}, { exchange: 'amq.direct' }),
		publish('a1', 'k.', 'nobody', {}, { exchange: 'amq.direct', mandatory: true }),
		drain('q', 1),
		drain('p', 2)
	),
	scenario(
		'X13 fanout',
		declare('a1', 'q'),
		declare('a1', 'p'),
		bind('a1', 'q', 'amq.fanout', 'k'),
		bind('a1', 'p', 'amq.fanout', 'other', { some: 'argument' }),
		publish('a1', 'whatever', 'both', {}, { exchange: 'amq.fanout' }),
		drain('q', 1),
		drain('p', 1)
	),
	...TOPICS.map(([binding, keys]) =>
		scenario(
			`X14, X15, X16 topic ${JSON.stringify(binding)}`,
			declare('a1', 'q'),
			bind('a1', 'q', 'amq.topic', binding),
			keys.map((key) => publish('a1', key, key, {}, { exchange: 'amq.topic', mandatory: true })),
			counts('a1', 'q')
		)
	),
	headersScenario('X17 headers all', { a: 1, b: 'two' }, [
		{ a: 1, b: 'two' },
		{ a: 1 },
		{ a: 1, b: 'two', c: true },
		{ a: 1, b: 'Two' },
		{ A: 1, b: 'two' },
		{}
	]),
	headersScenario('X17 headers any', { 'x-match': 'any', a: 1, b: 'two' }, [
		{ a: 1 },
		{ b: 'two' },
		{ a: 2 },
		{}
	]),
	headersScenario('X18 headers all skip x-', { a: 1, 'x-b': 2 }, [{ a: 1 }, { a: 1, 'x-b': 3 }]),
	headersScenario('X18 headers all-with-x', { 'x-match': 'all-with-x', a: 1, 'x-b': 2 }, [
		{ a: 1 },
		{ a: 1, 'x-b': 2 }
	]),
	headersScenario('X18 headers any-with-x', { 'x-match': 'any-with-x', a: 1, 'x-b': 2 }, [
		{ 'x-b': 2 },
		{ 'x-b': 3 }
	]),
	headersScenario('X19 headers all of nothing', {}, [{}, { a: 1 }]),
	headersScenario('X19 headers any of nothing', { 'x-match': 'any' }, [{}, { a: 1 }]),
	headersScenario('X19 headers any of nothing but x-', { 'x-match': 'any', 'x-a': 1 }, [{ 'x-a': 1 }]),
	headersScenario('X20 headers void', { a: null }, [{ a: 1 }, { a: 'x' }, { a: null }, { b: 1 }]),
	headersScenario('X20 void header against a text', { a: 'x' }, [{ a: null }, { a: 'x' }]),
	headersScenario('X21 headers 1', { a: 1 }, [
		{ a: { type: 'long', value: 1n } },
		{ a: { type: 'double', value: 1 } },
		{ a: { type: 'timestamp', value: 1n } },
		{ a: { type: 'unsignedbyte', value: 1 } },
		{ a: '1' },
		{ a: true }
	]),
	headersScenario('X21 headers text', { a: 'x' }, [
		{ a: { type: 'binary', value: Uint8Array.of(120) } },
		{ a: 'X' }
	]),
	headersScenario('X21 headers true', { a: true }, [{ a: true }, { a: false }, { a: 1 }, { a: 'true' }]),
	headersScenario('X21 headers 1.5', { a: 1.5 }, [
		{ a: 1.5 },
		{ a: { type: 'float', value: 1.5 } },
		{ a: { type: 'decimal', value: { scale: 1, value: 15 } } }
	]),
	headersScenario('X21 headers array and table', { a: [1, 'x'], b: { c: 1 } }, [
		{ a: [1, 'x'], b: { c: 1 } },
		{ a: ['x', 1], b: { c: 1 } },
		{ a: [{ type: 'long', value: 1n }, 'x'], b: { c: 1 } }
	]),
	scenario(
		'X5 auto-delete goes with its last binding as a source',
		send('a1', 'exchange.declare', { exchange: 'x', type: 'fanout', autoDelete: true }),
		declare('a1', 'q'),
		bind('a1', 'q', 'x', 'one'),
		bind('a1', 'q', 'x', 'two'),
		send('a1', 'queue.unbind', { queue: 'q', exchange: 'x', routingKey: 'one' }),
		send('a1', 'exchange.declare', { exchange: 'x', passive: true }),
		send('a1', 'queue.unbind', { queue: 'q', exchange: 'x', routingKey: 'two' }),
		send('a1', 'exchange.declare', { exchange: 'x', passive: true })
	),
	scenario(
		'X5 auto-delete cascades',
		send('a1', 'exchange.declare', { exchange: 'x', type: 'fanout', autoDelete: true }),
		send('a1', 'exchange.declare', { exchange: 'y', type: 'fanout', autoDelete: true }),
		declare('a1', 'q'),
		bind('a1', 'q', 'y'),
		send('a1', 'exchange.bind', { source: 'x', destination: 'y' }),
		send('a1', 'queue.delete', { queue: 'q' }),
		send('a1', 'exchange.declare', { exchange: 'y', passive: true }),
		send('a1', 'exchange.declare', { exchange: 'x', passive: true })
	),
	scenario(
		'X6 deleting an exchange deletes its bindings',
		exchange('a1', 'x', 'fanout'),
		exchange('a1', 'y', 'fanout'),
		declare('a1', 'q'),
		bind('a1', 'q', 'y'),
		send('a1', 'exchange.bind', { source: 'x', destination: 'y' }),
		send('a1', 'exchange.delete', { exchange: 'y', ifUnused: true }),
		send('a1', 'exchange.delete', { exchange: 'y' }),
		send('a1', 'exchange.delete', { exchange: 'x', ifUnused: true })
	),
	scenario(
		'X8 a binding is one, however often it is made',
		declare('a1', 'q'),
		bind('a1', 'q', 'amq.direct', 'k', { a: 1, b: 2 }),
		bind('a1', 'q', 'amq.direct', 'k', { b: 2, a: 1 }),
		send('a1', 'queue.unbind', { queue: 'q', exchange: 'amq.direct', routingKey: 'k', arguments: { a: 1 } }),
		publish('a1', 'k', 'still bound', {}, { exchange: 'amq.direct', mandatory: true }),
		send('a1', 'queue.unbind', {
			queue: 'q',
			exchange: 'amq.direct',
			routingKey: 'k',
			arguments: { b: 2, a: 1 }
		}),
		publish('a1', 'k', 'bound no more', {}, { exchange: 'amq.direct', mandatory: true }),
		bind('a1', 'q', 'amq.direct', 'k', { a: 1 }),
		send('a1', 'queue.unbind', {
			queue: 'q',
			exchange: 'amq.direct',
			routingKey: 'k',
			arguments: { a: { type: 'long', value: 1n } }
		}),
		publish('a1', 'k', 'bound by another type', {}, { exchange: 'amq.direct', mandatory: true })
	),
	scenario(
		'X9 one copy a queue',
		declare('a1', 'q'),
		bind('a1', 'q', 'amq.topic', '#'),
		bind('a1', 'q', 'amq.topic', 'a.*'),
		bind('a1', 'q', 'amq.topic', 'a.b'),
		publish('a1', 'a.b', 'once', { headers: { CC: ['a.b', 'a.c'] } }, { exchange: 'amq.topic' }),
		drain('q', 1)
	),
	scenario(
		'X10 exchanges in a circle',
		exchange('a1', 'x', 'fanout'),
		exchange('a1', 'y', 'topic'),
		declare('a1', 'q'),
		send('a1', 'exchange.bind', { source: 'x', destination: 'y', routingKey: '#' }),
		send('a1', 'exchange.bind', { source: 'y', destination: 'x', routingKey: '#' }),
		bind('a1', 'q', 'y', 'k.*'),
		publish('a1', 'k.1', 'once', {}, { exchange: 'x' }),
		publish('a1', 'j.1', 'never', {}, { exchange: 'x', mandatory: true }),
		drain('q', 1)
	),
	scenario(
		'X23, X24 alternate exchange',
		exchange('a1', 'x', 'direct', { 'alternate-exchange': 'ae' }),
		publish('a1', 'k', 'no alternate yet', {}, { exchange: 'x', mandatory: true }),
		exchange('a1', 'ae', 'fanout', { 'alternate-exchange': 'x' }),
		publish('a1', 'k', 'no queue yet', {}, { exchange: 'x', mandatory: true }),
		declare('a1', 'q'),
		declare('a1', 'unrouted'),
		bind('a1', 'unrouted', 'ae'),
		bind('a1', 'q', 'x', 'k'),
		publish('a1', 'k', 'routed', {}, { exchange: 'x', mandatory: true }),
		publish('a1', 'j', 'unrouted', {}, { exchange: 'x', mandatory: true }),
		drain('q', 1),
		drain('unrouted', 1),
		exchange('a1', 'x', 'direct'),
		exchange('a1', 'x', 'direct', { 'alternate-exchange': 'other' }),
		exchange('a1', 'z', 'direct', { 'alternate-exchange': 1 })
	),
	scenario(
		'X12, B10 CC and BCC',
		declare('a1', 'q'),
		declare('a1', 'p'),
		declare('a1', 'r'),
		publish('a1', 'q', 'copies', { headers: { CC: ['p'], BCC: ['r'], other: 1 } }),
		drain('q', 1),
		drain('p', 1),
		drain('r', 1)
	)
];

function predeclared(): Step[] {
	const types: readonly (readonly [string, string])[] = [
		['amq.direct', 'direct'],
		['amq.fanout', 'fanout'],
		['amq.topic', 'topic'],
		['amq.headers', 'headers'],
		['amq.match', 'headers']
	];
	return [
		...types.map(([name, type]) => send('a1', 'exchange.declare', { exchange: name, type, durable: true })),
		send('a1', 'exchange.declare', {
			exchange: 'amq.rabbitmq.trace',
			type: 'topic',
			durable: true,
			internal: true
		})
	];
}
