import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../network/events';
import { LiveBindings } from './live-bindings';

const exchange = (id: number, name: string, kind = 'topic'): TraceEvent => ({
	type: 'exchange.declared',
	at: 0,
	exchange: id,
	vhost: '/',
	name,
	kind,
	durable: true,
	autoDelete: false,
	internal: false,
	arguments: [],
	by: null
});
const queue = (id: number, name: string): TraceEvent => ({
	type: 'queue.declared',
	at: 0,
	queue: id,
	vhost: '/',
	name,
	kind: 'classic',
	durable: true,
	autoDelete: false,
	exclusive: null,
	serverNamed: false,
	arguments: [],
	by: null
});
const bound = (binding: number, source: number, queue: number, routingKey: string): TraceEvent => ({
	type: 'binding.created',
	at: 0,
	binding,
	source,
	destination: { queue },
	routingKey,
	arguments: [],
	by: null
});
const unbound = (binding: number): TraceEvent => ({
	type: 'binding.removed',
	at: 0,
	binding,
	reason: 'unbound'
});

const read = (...events: TraceEvent[]): LiveBindings => {
	const live = new LiveBindings('home');
	live.read(events);
	return live;
};
const begin = [
	exchange(1, 'home', 'x-consistent-hash'),
	exchange(2, 'other'),
	queue(1, 'red'),
	queue(2, 'green')
];

describe('live bindings', () => {
	it('are those of one exchange, with names, in order', () => {
		const live = read(...begin, bound(1, 1, 2, '1'), bound(2, 2, 1, 'x'), bound(3, 1, 1, '2'));
		expect(live.kind).toBe('x-consistent-hash');
		expect(live.bindings.map(({ destination, routingKey }) => [destination, routingKey])).toEqual([
			['green', '1'],
			['red', '2']
		]);
	});

	it('go when they are removed, with the exchange, and on a clear', () => {
		const live = read(...begin, bound(1, 1, 2, '1'), bound(2, 1, 1, '1'), unbound(1));
		expect(live.bindings.map(({ destination }) => destination)).toEqual(['red']);
		live.read([unbound(2), { type: 'exchange.deleted', at: 0, exchange: 1, reason: 'deleted' }]);
		expect(live).toMatchObject({ kind: null, bindings: [], ring: [] });
		live.read([exchange(3, 'home', 'fanout')]);
		expect(live.kind).toBe('fanout');
		live.clear();
		expect(live.kind).toBeNull();
	});

	it('say whether anything changed', () => {
		const live = read(...begin);
		expect(live.read([bound(1, 2, 1, 'x')])).toBe(false);
		expect(live.read([bound(2, 1, 1, '1')])).toBe(true);
		expect(live.read([unbound(1)])).toBe(false);
		expect(live.read([unbound(2)])).toBe(true);
	});

	it('X26 X27 give buckets to the first binding of a queue, and take them with any', () => {
		const live = read(...begin, bound(1, 1, 2, '1'), bound(2, 1, 1, '1'), bound(3, 1, 2, '5'));
		expect(live.ring).toEqual([
			{ name: 'green', weight: 1 },
			{ name: 'red', weight: 1 }
		]);
		live.read([unbound(3)]);
		expect(live.ring).toEqual([{ name: 'red', weight: 1 }]);
	});
});
