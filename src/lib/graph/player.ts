/**
 * Keeps a scene in step with a trace: folds what is new up to a moment, a bounded while at a time, and goes back
 * to an earlier moment by way of checkpoints.
 */
import type { TraceEvent } from '../network/events';
import { fold } from './fold';
import { cloneScene, emptyScene, type Scene } from './scene';

/** What the player reads: a list that grows, or is replaced by a new one. */
export interface EventList {
	readonly events: readonly TraceEvent[];
}

/** Events between two looks at the clock, and at least so many between checkpoints. */
const SLICE = 256;
const CHECKPOINT_EVERY = 2000;
const MOST_CHECKPOINTS = 24;

export class ScenePlayer {
	scene: Scene = emptyScene();
	readonly #log: EventList;
	#events: readonly TraceEvent[];
	#checkpoints: Scene[] = [];
	#interval = CHECKPOINT_EVERY;

	constructor(log: EventList) {
		this.#log = log;
		this.#events = log.events;
	}

	/**
	 * Brings the scene to virtual time `now` (milliseconds), or as near as `outOfTime` allows; true when it is
	 * there. Time may run backwards: then an earlier scene is rebuilt.
	 */
	advance(now: number, outOfTime: () => boolean): boolean {
		if (this.#log.events !== this.#events || this.#events.length < this.scene.events) this.#restart();
		if (this.#foldedBeyond(now)) this.#rewind(now);
		while (this.#nextIsDue(now)) {
			for (let count = 0; count < SLICE && this.#nextIsDue(now); count++) this.#foldNext();
			if (outOfTime()) return !this.#nextIsDue(now);
		}
		return true;
	}

	#restart(): void {
		this.#events = this.#log.events;
		this.#checkpoints = [];
		this.#interval = CHECKPOINT_EVERY;
		this.scene = emptyScene();
	}

	#nextIsDue(now: number): boolean {
		const next = this.#events[this.scene.events];
		return next !== undefined && next.at <= now;
	}

	#foldedBeyond(now: number): boolean {
		const last = this.#events[this.scene.events - 1];
		return last !== undefined && last.at > now;
	}

	#foldNext(): void {
		const last = this.#checkpoints[this.#checkpoints.length - 1];
		const distance = Math.max(this.#interval, this.scene.copies.size);
		if (this.scene.events >= (last?.events ?? 0) + distance) this.#checkpoint();
		fold(this.scene, this.#events[this.scene.events]!);
	}

	/** Remembers this scene; with too many remembered, every other one is forgotten. */
	#checkpoint(): void {
		this.#checkpoints.push(cloneScene(this.scene));
		if (this.#checkpoints.length <= MOST_CHECKPOINTS) return;
		this.#checkpoints = this.#checkpoints.filter((_, index) => index % 2 === 1);
		this.#interval *= 2;
	}

	#rewind(now: number): void {
		const structure = this.scene.structure;
		const earlier = this.#checkpoints.filter((checkpoint) => checkpoint.at <= now);
		const nearest = earlier[earlier.length - 1];
		this.#checkpoints = earlier;
		this.scene = nearest ? cloneScene(nearest) : emptyScene();
		this.scene.structure = structure + 1;
	}
}
