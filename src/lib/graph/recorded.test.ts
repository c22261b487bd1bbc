import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../network/events';
import { isBalanced } from './balance';
import { isVisible } from './flights';
import { fold, foldAll } from './fold';
import { bindingEdge, emptyScene, exchangeNode, queueNode, type Scene } from './scene';
import { structureOf } from './structure';
import { testLabels } from './testing/labels';
import { alternate, consistentHash, headers, restart } from './testing/world-traces';

/** What was ever on its way along `kind` of edge: by the label of the edge, the numbers of the messages. */
function journeys(events: readonly TraceEvent[], kind: string): Record<string, number[]> {
	const scene = emptyScene();
	const seen = new Map<string, Set<number>>();
	for (const event of events) {
		fold(scene, event);
		for (const leg of scene.legs.values()) {
			if (leg.kind !== kind) continue;
			for (const { number } of leg.flights) seen.set(leg.on, (seen.get(leg.on) ?? new Set()).add(number));
		}
	}
	return Object.fromEntries([...seen].map(([on, numbers]) => [nameOf(scene, on), [...numbers]]));
}

/** `paid → paid` for a binding, else the edge's own id with names for its ends. */
function nameOf(scene: Scene, on: string): string {
	const names = new Map<string, string>();
	for (const { id, name } of scene.queues.values()) names.set(queueNode(id), name);
	for (const { id, name } of scene.exchanges.values()) names.set(exchangeNode(id), name);
	const { edges } = structureOf(scene, Infinity, { labels: testLabels, parallel: 9 });
	const edge = edges.find(({ id }) => id === on);
	return edge ? [edge.label, names.get(edge.to) ?? edge.to].filter(Boolean).join(' → ') : on;
}

const states = (scene: Scene) =>
	Object.fromEntries(
		[...scene.queues.values()].map(({ name, enqueued, ended }) => [name, [enqueued, ...ended]])
	);

describe('recorded traces', () => {
	it.each([
		['headers', headers],
		['consistent hash', consistentHash],
		['alternate', alternate],
		['restart', restart]
	])('the books of %s balance after every event', async (_, record) => {
		const scene = emptyScene();
		for (const event of await record()) {
			fold(scene, event);
			expect(isBalanced(scene.balance), JSON.stringify(event)).toBe(true);
		}
		expect(scene.balance.published).toBeGreaterThan(1);
	});

	it('headers: each message takes the bindings whose wishes it meets, and one queue gets one copy', async () => {
		const events = await headers();
		expect(journeys(events, 'route')).toEqual({
			'all: format=pdf, type=report → reports': [1],
			'any: boss=yes, urgent=yes → urgent': [2]
		});
		expect(journeys(events, 'echo')).toEqual({ 'all: type=alarm → urgent': [2] });
		const scene = foldAll(emptyScene(), events);
		expect(scene.balance).toMatchObject({ published: 3, unroutable: 1, copies: 2 });
	});

	it('consistent hash: the same key takes the same binding, and every message exactly one', async () => {
		const events = await consistentHash();
		const routes = journeys(events, 'route');
		expect(Object.keys(routes).sort()).toEqual(['1 → red', '3 → green']);
		expect(Object.values(routes).flat().sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		for (const numbers of Object.values(routes)) {
			expect(numbers.includes(1)).toBe(numbers.includes(7));
			expect(numbers.includes(2)).toBe(numbers.includes(8));
		}
		const scene = foldAll(emptyScene(), events);
		const [red, green] = ['red', 'green'].map((name) => states(scene)[name]!);
		expect(red).toEqual([8 - Number(green![0])]);
		expect(green).toEqual([green![0], ['acked', green![0]]]);
	});

	it('alternate: what no binding took goes on from exchange to exchange, then to its queue', async () => {
		const events = await alternate();
		expect(journeys(events, 'route')).toEqual({ 'paid → paid': [1], rest: [2], unsorted: [2] });
		const scene = foldAll(emptyScene(), events);
		expect(scene.balance).toMatchObject({ published: 2, unroutable: 0, copies: 2, ready: 2 });
	});

	it('restart: what was not on disk is crossed out where it was, and only what was is there again', async () => {
		const events = await restart();
		const scene = foldAll(emptyScene(), events);
		expect(states(scene)).toEqual({ durable: [2, ['restartLost', 1]] });
		expect(scene.balance).toMatchObject({ copies: 4, ready: 1, restartLost: 3 });
		const down = events.find(({ type }) => type === 'broker.restarted')!;
		const then = foldAll(
			emptyScene(),
			events.filter(({ at }) => at <= down.at)
		);
		const crossed = [...then.legs.values()]
			.filter(({ kind }) => kind === 'drop')
			.flatMap((leg) =>
				leg.flights.filter((flight) => isVisible(flight, down.at)).map(({ number }) => number)
			);
		expect(crossed.sort()).toEqual([2, 3, 4]);
		expect([...scene.programs.values()].map(({ trouble }) => trouble?.code)).toEqual([320]);
	});

	it('every binding that took a message has counted it', async () => {
		const scene = foldAll(emptyScene(), await headers());
		const { edges } = structureOf(scene, Infinity, { labels: testLabels, parallel: 9 });
		const counts = [...scene.matches].map(([id, count]) => [
			edges.find((edge) => edge.id === bindingEdge(id))!.label,
			count
		]);
		expect(counts).toEqual([
			['all: format=pdf, type=report', 1],
			['any: boss=yes, urgent=yes', 1],
			['all: type=alarm', 1]
		]);
	});
});
