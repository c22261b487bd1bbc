/**
 * Stepping and scrubbing over a session of more than 10,000 events: each seek goes to its moment, sees whether the
 * figure has to be laid out anew, and looks at every queue and program; beside folding the trace from its beginning.
 */
import { foldAll } from '../../src/lib/graph/fold';
import { layout, type Layout } from '../../src/lib/graph/layout';
import { liveConsumers, programLook, queueLook } from '../../src/lib/graph/looks';
import { ScenePlayer } from '../../src/lib/graph/player';
import { emptyScene, type Scene } from '../../src/lib/graph/scene';
import { structureOf } from '../../src/lib/graph/structure';
import { testLabels } from '../../src/lib/graph/testing/labels';
import { flood } from '../../src/lib/graph/testing/traces';
import { seededRandom } from '../../src/lib/network/random';
import type { TraceEvent } from '../../src/lib/network/events';
import { busyFigure } from './support/figures';
import { printTable } from './support/table';

/** Milliseconds a seek may take, at the 95th percentile and at most. */
const GOAL = 50;
const SEEKS = 100;
const SIZE = { width: 1062, height: 440 };

/** Milliseconds of processor time each seek takes. */
function seek(
	events: readonly TraceEvent[],
	places: readonly number[],
	go: (count: number) => Scene
): number[] {
	let previous: Layout | null = null;
	return places.map((count) => {
		const began = process.cpuUsage();
		const scene = go(count);
		const at = events[count - 1]?.at ?? 0;
		const structure = structureOf(scene, at, { labels: testLabels, parallel: 3 });
		previous = layout(structure, { size: SIZE, previous });
		look(scene, at);
		const { user, system } = process.cpuUsage(began);
		return (user + system) / 1000;
	});
}

function look(scene: Scene, at: number): void {
	for (const queue of scene.queues.values()) queueLook(scene, queue, at, 5);
	const consumers = liveConsumers(scene);
	for (const program of scene.programs.values())
		programLook(scene, program, consumers.get(program.id) ?? [], at);
}

function quantiles(times: readonly number[]): { median: number; slow: number; most: number } {
	const sorted = times.toSorted((a, b) => a - b);
	return {
		median: sorted[sorted.length >> 1]!,
		slow: sorted[Math.floor(sorted.length * 0.95)]!,
		most: sorted[sorted.length - 1]!
	};
}

/** Anywhere; and one step back after another from the end. */
function placesIn(events: readonly TraceEvent[]): Readonly<Record<string, readonly number[]>> {
	const random = seededRandom(1);
	return {
		scrub: Array.from({ length: SEEKS }, () => Math.floor(random() * events.length)),
		'step back': Array.from({ length: SEEKS }, (_, step) => events.length - 1 - step)
	};
}

const sessions = { 'one queue': flood(1500), '200 nodes': busyFigure(2500) };
const inTime = (): boolean => false;
const shown = (times: readonly number[]): string => {
	const { median, slow, most } = quantiles(times);
	return [median, slow, most].map((time) => time.toFixed(1)).join(' / ');
};

printTable(
	Object.entries(sessions).flatMap(([session, events]) =>
		Object.entries(placesIn(events)).map(([way, places]) => {
			const player = new ScenePlayer({ events });
			player.advance(Infinity, inTime);
			const ours = seek(events, places, (count) => {
				player.seek(count, inTime);
				return player.scene;
			});
			const peer = seek(events, places.slice(0, 20), (count) =>
				foldAll(emptyScene(), events.slice(0, count))
			);
			return {
				what: `${way}, ${session}, ${events.length.toLocaleString('en')} events`,
				ours: `${shown(ours)} ms`,
				peer: `${shown(peer)} ms`,
				ratio: `${(quantiles(peer).median / quantiles(ours).median).toFixed(1)}×`,
				goal: `≤ ${GOAL} ms`,
				met: quantiles(ours).slow <= GOAL
			};
		})
	),
	{ what: 'median / 95th percentile / most', peer: 'from the beginning' }
);
