import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../network/events';
import { foldAll } from './fold';
import { liveConsumers, programLook, queueLook } from './looks';
import { emptyScene, type Scene } from './scene';
import { flood, requeue, topics, workQueue } from './testing/traces';

const until = (events: readonly TraceEvent[], at: number): Scene =>
	foldAll(
		emptyScene(),
		events.filter((event) => event.at <= at)
	);

const queue = (scene: Scene, name: string) => [...scene.queues.values()].find((one) => one.name === name)!;
const program = (scene: Scene, id: string, now: number) =>
	programLook(scene, scene.programs.get(id)!, liveConsumers(scene).get(id) ?? [], now);

describe('a queue', () => {
	it('counts a message at once and shows its cell when its token gets there', () => {
		const scene = until(topics(), 1400);
		const before = queueLook(scene, queue(scene, 'payments'), 1400, 5);
		expect(before).toMatchObject({ ready: 1, unacked: 1, validUntil: 1650 });
		expect(before.cells.map(({ number, ghost }) => [number, ghost])).toEqual([[1, true]]);
		const after = queueLook(scene, queue(scene, 'payments'), 1650, 5);
		expect(after).toMatchObject({ ready: 1, unacked: 1, validUntil: Infinity });
		expect(after.cells.map(({ number, ghost }) => [number, ghost])).toEqual([
			[1, true],
			[2, false]
		]);
	});

	it('shows a delivery hollow from when it leaves', () => {
		const scene = until(requeue(), 1000);
		const look = queueLook(scene, queue(scene, 'task_queue'), 1000, 5);
		expect(look.cells.map(({ number, ghost }) => [number, ghost])).toEqual([
			[1, true],
			[2, true],
			[3, false],
			[4, false],
			[5, false]
		]);
	});

	it('shows the head and counts the rest when there are more than cells', () => {
		const scene = until(flood(200), 2000);
		const look = queueLook(scene, queue(scene, 'flood'), 1e6, 5);
		expect(look.cells).toHaveLength(4);
		expect(look.cells.map(({ slot }) => slot)).toEqual([0, 1, 2, 3]);
		expect(look.more).toBe(look.ready - look.cells.filter(({ ghost }) => !ghost).length);
	});

	it('puts what came back where it stood, and marks it', () => {
		const scene = until(requeue(), 4000);
		const look = queueLook(scene, queue(scene, 'task_queue'), 4000, 5);
		const back = look.cells.find(({ number }) => number === 2);
		expect(back).toMatchObject({ redelivered: true });
	});
});

describe('a program', () => {
	it('shows what it holds of what it may, and what is still on its way', () => {
		const events = workQueue();
		const early = program(until(events, 800), 'worker.js#1', 800);
		expect(early).toMatchObject({ holds: 1, limit: 1, held: [{ number: 1, arrived: false }] });
		const late = program(until(events, 1300), 'worker.js#1', 1300);
		expect(late.held).toEqual([{ number: 1, arrived: true }]);
	});

	it('holds nothing when it is gone', () => {
		const scene = until(requeue(), 2600);
		expect(program(scene, 'worker.js#2', 2600)).toMatchObject({
			exited: { code: null },
			holds: 0,
			consumer: true
		});
	});
});
