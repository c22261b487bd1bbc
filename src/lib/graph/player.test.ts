import { describe, expect, it } from 'vitest';
import { Demo } from '../lab/demo';
import type { TraceEvent } from '../network/events';
import { isBalanced } from './balance';
import { foldAll } from './fold';
import { ScenePlayer } from './player';
import { cloneScene, emptyScene, type Scene } from './scene';
import { TraceBuilder } from './testing/trace-builder';
import { deadLetters, flood, requeue, topics } from './testing/traces';

const inTime = () => false;

/** A scene as its content: what was forgotten and is yet to be cut off doesn't matter. */
const content = (scene: Scene) => cloneScene(scene);

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
		const before = player.jumps;
		player.advance(100, inTime);
		expect(player.jumps).toBeGreaterThan(before);
	});

	it('seeks to the fold of the first n events, for any n in any order', () => {
		for (const events of [topics(), requeue(), deadLetters()]) {
			const player = new ScenePlayer({ events });
			const places = events.map((_, index) => (index * 7919) % (events.length + 1));
			for (const count of places) {
				player.seek(count, inTime);
				expect(content(player.scene)).toEqual(content(foldAll(emptyScene(), events.slice(0, count))));
			}
		}
	});

	it('seeks through a long trace by keyframes, and folds no more than lies between two', () => {
		const events = flood(1500);
		expect(events.length).toBeGreaterThan(10_000);
		const player = new ScenePlayer({ events });
		player.seek(events.length, inTime);
		let slices = 0;
		for (const count of [5000, 4999, 9999, 1, 7001, events.length, 7000]) {
			slices = 0;
			player.seek(count, () => {
				slices++;
				return false;
			});
			expect(player.scene.events).toBe(count);
			expect(slices).toBeLessThan(12);
			expect(content(player.scene)).toEqual(content(foldAll(emptyScene(), events.slice(0, count))));
		}
	});

	it('comes back from the past by way of keyframes, too', () => {
		const events = flood(1500);
		const player = new ScenePlayer({ events });
		player.advance(Infinity, inTime);
		player.seek(10, inTime);
		let slices = 0;
		player.advance(Infinity, () => {
			slices++;
			return false;
		});
		expect(player.scene.events).toBe(events.length);
		expect(slices).toBeLessThan(12);
	});

	it('remembers no more than memory has room for, however full the queues are', () => {
		const trace = new TraceBuilder(1);
		const producer = trace.program('producer.js');
		trace.queue('full', producer);
		for (let index = 0; index < 12_000; index++) trace.publish(producer, '', 'full');
		const { events } = trace.run(1e6);
		const player = new ScenePlayer({ events });
		player.advance(Infinity, inTime);
		expect(player.remembered).toBeGreaterThan(0);
		expect(player.remembered).toBeLessThan(600_000);
		player.seek(events.length - 7, inTime);
		expect(player.scene.events).toBe(events.length - 7);
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
