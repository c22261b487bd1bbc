import { describe, expect, it } from 'vitest';
import { awaitingRetry } from '../broker/testing/awaiting-retry';
import type { TraceEvent } from '../network/events';
import { isBalanced } from './balance';
import { foldAll, fold } from './fold';
import { firstReady, readyCount } from './ready-list';
import { cloneScene, emptyScene, type Scene } from './scene';
import {
	deadLetters,
	directRouting,
	exchangeToExchange,
	fanout,
	flood,
	hello,
	requeue,
	rpc,
	topics,
	workQueue
} from './testing/traces';

const until = (events: readonly TraceEvent[], at: number): Scene =>
	foldAll(
		emptyScene(),
		events.filter((event) => event.at <= at)
	);

const legs = (scene: Scene, kind: string) => [...scene.legs.values()].filter((leg) => leg.kind === kind);

const traces = {
	exchangeToExchange,
	hello,
	workQueue,
	requeue,
	directRouting,
	topics,
	fanout,
	deadLetters,
	rpc
};

describe('the fold', () => {
	for (const [name, trace] of Object.entries(traces)) {
		it(`keeps the books of ${name} balanced after every event`, () => {
			const scene = emptyScene();
			for (const event of trace()) {
				fold(scene, event);
				expect(isBalanced(scene.balance), `after ${JSON.stringify(event)}`).toBe(true);
				const queues = [...scene.queues.values()];
				expect(queues.reduce((sum, queue) => sum + readyCount(queue.ready), 0)).toBe(scene.balance.ready);
				expect(queues.reduce((sum, queue) => sum + queue.unacked.size, 0)).toBe(scene.balance.unacked);
			}
		});

		it(`makes the same scene of ${name} however the trace is cut`, () => {
			const events = trace();
			const half = foldAll(emptyScene(), events.slice(0, events.length >> 1));
			const rest = foldAll(cloneScene(half), events.slice(events.length >> 1));
			expect(cloneScene(rest)).toEqual(cloneScene(foldAll(emptyScene(), events)));
			expect(half).toEqual(foldAll(emptyScene(), events.slice(0, events.length >> 1)));
		});
	}

	it('draws publishing through the default exchange as the way straight to the queue', () => {
		const scene = until(hello(), 300);
		expect(legs(scene, 'publish')).toMatchObject([{ on: expect.stringMatching(/^publish:p\d+>q\d+$/) }]);
		expect([...scene.exchanges.values()].map(({ used }) => used)).toEqual([false]);
	});

	it('draws the way to the queue inside the delivery’s latency and never lets it change a count', () => {
		const scene = until(topics(), 700);
		const [route] = legs(scene, 'route').flatMap((leg) => leg.flights);
		const [deliver] = legs(scene, 'deliver').flatMap((leg) => leg.flights);
		expect(route).toMatchObject({ departs: 700, arrives: 950 });
		expect(deliver).toMatchObject({ departs: 950, arrives: 1200 });
		expect(scene.balance).toMatchObject({ copies: 3, unacked: 3, ready: 0 });
	});

	it('keeps a message’s number from its departure through every copy', () => {
		const scene = until(topics(), 800);
		const numbers = [...scene.legs.values()].flatMap((leg) => leg.flights.map(({ number }) => number));
		expect(new Set(numbers)).toEqual(new Set([1]));
	});

	it('Q37 keeps what waits for its retry in its queue, in balance', () => {
		const { clock, events } = awaitingRetry();
		const waiting = foldAll(emptyScene(), events);
		expect(waiting.balance).toMatchObject({ copies: 1, ready: 1, unacked: 0 });
		clock.pass(1000);
		const due = foldAll(emptyScene(), events);
		expect(due.balance).toEqual(waiting.balance);
		expect(isBalanced(due.balance)).toBe(true);
		expect([...due.queues.values()].map(({ ready }) => readyCount(ready))).toEqual([1]);
	});

	it('puts a requeued copy back where it stood', () => {
		const events = requeue();
		const before = until(events, 2499);
		const after = until(events, 2500);
		const queue = [...after.queues.values()][0]!;
		const [lost] = [
			...[...before.consumers.values()].find(({ id }) => after.consumers.get(id)?.endedAt)!.held
		];
		expect(firstReady(queue.ready, 1)).toEqual([lost]);
		expect(legs(after, 'requeue')).toHaveLength(1);
	});

	it('seats a program that starts where an exited one of its file sat', () => {
		const events = requeue();
		const scene = foldAll(emptyScene(), events);
		const dead = [...scene.programs.values()].find(({ exited }) => exited)!;
		fold(scene, {
			type: 'program.started',
			at: 30_000,
			program: 'worker.js#3',
			file: 'worker.js',
			instance: 3,
			language: 'javascript',
			args: []
		});
		expect(scene.programs.get('worker.js#3')!.seat).toBe(dead.seat);
		expect(scene.programs.has(dead.id)).toBe(false);
	});

	it('puts a client that asks on the left and a server that answers on the right', () => {
		const scene = foldAll(emptyScene(), rpc());
		const sides = [...scene.programs.values()].map(({ file, side }) => [file, side]);
		expect(sides).toEqual([
			['rpc_server.js', 'right'],
			['rpc_client.js', 'left']
		]);
	});

	it('sends dead letters from their queue to the exchange that takes them', () => {
		const scene = until(deadLetters(), 2600);
		expect(legs(scene, 'dead')).toMatchObject([{ on: expect.stringMatching(/^dead:q\d+>x\d+$/) }]);
		expect(scene.balance.deadLettered).toBe(1);
	});

	it('flies a returned message back to its publisher', () => {
		const scene = until(deadLetters(), 2700);
		expect(scene.balance).toMatchObject({ returned: 1, unroutable: 0 });
		expect(legs(scene, 'return')).toMatchObject([{ on: expect.stringMatching(/^publish:p\d+>x\d+$/) }]);
	});

	it('forgets messages that are over', () => {
		const scene = foldAll(emptyScene(), flood(500));
		expect(scene.copies.size).toBe(0);
		expect(scene.deliveries.size).toBe(0);
		expect(scene.messages.size).toBeLessThan(5);
		expect(scene.balance).toMatchObject({ published: 500, acked: 500 });
	});
});
