import { describe, expect, it } from 'vitest';
import { Demo } from '../lab/demo';
import type { TraceEvent } from '../network/events';
import { isBalanced } from './balance';
import { foldAll } from './fold';
import { ScenePlayer } from './player';
import { cloneScene, emptyScene, type Scene } from './scene';
import { flood, topics } from './testing/traces';

const inTime = () => false;

/** A scene as its content: how often it was rebuilt doesn't matter. */
const content = (scene: Scene) => ({ ...cloneScene(scene), structure: 0 });

const upTo = (events: readonly TraceEvent[], at: number) =>
	content(
		foldAll(
			emptyScene(),
			events.filter((event) => event.at <= at)
		)
	);

describe('ScenePlayer', () => {
	it('shows what has happened by now and nothing later', () => {
		const events = topics();
		const player = new ScenePlayer({ events });
		for (const at of [0, 700, 701, 4000]) {
			player.advance(at, inTime);
			expect(content(player.scene)).toEqual(upTo(events, at));
		}
	});

	it('goes back to any moment, by way of checkpoints', () => {
		const events = flood(600);
		expect(events.length).toBeGreaterThan(4000);
		const player = new ScenePlayer({ events });
		player.advance(Infinity, inTime);
		for (const at of [25_000, 12_000, 700, 18_000, 0]) {
			player.advance(at, inTime);
			expect(content(player.scene)).toEqual(upTo(events, at));
		}
	});

	it('asks for a new layout after going back', () => {
		const player = new ScenePlayer({ events: topics() });
		player.advance(5000, inTime);
		const before = player.scene.structure;
		player.advance(100, inTime);
		expect(player.scene.structure).toBeGreaterThan(before);
	});

	it('stops when its time is up and goes on where it stopped', () => {
		const events = flood(300);
		const player = new ScenePlayer({ events });
		let turns = 1;
		while (!player.advance(Infinity, () => true)) turns++;
		expect(turns).toBeGreaterThan(5);
		expect(content(player.scene)).toEqual(upTo(events, Infinity));
	});

	it('begins anew when the trace does', () => {
		const log = { events: topics() };
		const player = new ScenePlayer(log);
		player.advance(5000, inTime);
		log.events = [];
		player.advance(5000, inTime);
		expect(content(player.scene)).toEqual(content(emptyScene()));
	});

	it('reads what the real broker writes', () => {
		const demo = new Demo();
		demo.advance(120_000);
		const player = new ScenePlayer(demo.trace);
		for (let at = 0; at < 120_000; at += 333) {
			player.advance(at, inTime);
			expect(isBalanced(player.scene.balance)).toBe(true);
		}
		const { scene } = player;
		expect(scene.balance.acked).toBeGreaterThan(50);
		expect(scene.copies.size).toBe(scene.balance.ready + scene.balance.unacked);
		expect([...scene.programs.values()].map(({ file, side }) => [file, side]).sort()).toEqual([
			['audit.js', 'right'],
			['europe.js', 'right'],
			['payments.js', 'right'],
			['shop.js', 'left']
		]);
	});
});
