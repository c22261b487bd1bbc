import { describe, expect, it } from 'vitest';
import { foldAll } from './fold';
import { layout } from './layout';
import { emptyScene } from './scene';
import { structureOf } from './structure';
import { testLabels } from './testing/labels';
import { deadLetters, exchangeToExchange, rpc, topics } from './testing/traces';
import { headingOf, nextStop, type Stop } from './travel';

const size = { width: 1000, height: 460 };

function stopsOf(trace: () => Parameters<typeof foldAll>[1]): Stop[] {
	const structure = structureOf(foldAll(emptyScene(), trace()), Infinity, {
		labels: testLabels,
		parallel: 3
	});
	const { nodes, edges } = layout(structure, { size, previous: null });
	const pills = [...edges].flatMap(([id, { pill }]) => (pill ? [{ id, x: pill.x, y: pill.y }] : []));
	return [...[...nodes.values()].map(({ id, x, y }) => ({ id, x, y })), ...pills];
}

const HEADINGS = ['left', 'right', 'up', 'down'] as const;

describe('travelling by arrow keys', () => {
	it('takes what lies straight ahead before what is nearer but aside', () => {
		const straight = { id: 'straight', x: 100, y: 0 };
		const aside = { id: 'aside', x: 60, y: 50 };
		expect(nextStop([straight, aside], { x: 0, y: 0 }, 'right')?.id).toBe('straight');
		expect(nextStop([straight, aside], { x: 0, y: 0 }, 'down')?.id).toBe('aside');
	});

	it('stays at the border', () => {
		expect(nextStop([{ id: 'behind', x: -10, y: 0 }], { x: 0, y: 0 }, 'right')).toBeNull();
		expect(headingOf('Tab')).toBeNull();
	});

	it.each([
		['topics', topics],
		['exchanges bound to exchanges', exchangeToExchange],
		['dead letters', deadLetters],
		['request and reply', rpc]
	])('comes from everywhere to everywhere: %s', (_, trace) => {
		const stops = stopsOf(trace);
		for (const start of stops) {
			const reached = new Set([start]);
			for (const stop of reached) {
				for (const heading of HEADINGS) {
					const next = nextStop(stops, stop, heading);
					if (next) reached.add(next);
				}
			}
			expect([...reached].map(({ id }) => id).sort()).toEqual(stops.map(({ id }) => id).sort());
		}
	});
});
