/**
 * Keeps a scene in step with a trace: folds what is new up to a moment, a bounded while at a time, and goes to
 * any other moment by way of keyframes, which are scenes remembered every so often. The scene of a moment is
 * always the fold of the events before it, whichever way it was reached.
 */
import type { TraceEvent } from '../network/events';
import { fold } from './fold';
import { eventsBy } from './moment';
import { cloneScene, emptyScene, type Scene } from './scene';

/** What the player reads: a list that grows, or is replaced by a new one. */
export interface EventList {
	readonly events: readonly TraceEvent[];
}

/** Events between two looks at the clock, and at least so many between keyframes. */
const SLICE = 256;
const KEYFRAME_EVERY = 500;
const MOST_KEYFRAMES = 64;
/** What a keyframe costs for each copy in it, in folded events: it may cost no more than lies between two. */
const COPIED = 0.25;
/** Messages and copies in all keyframes together: so a session may last and its queues fill, and memory suffices. */
const MOST_REMEMBERED = 500_000;
/** A scene with more of them would take too long to be copied in one go. */
const MOST_IN_ONE = 80_000;

export class ScenePlayer {
	scene: Scene = emptyScene();
	/** Counts the times when the scene was replaced instead of folded on. */
	jumps = 0;
	readonly #log: EventList;
	#events: readonly TraceEvent[];
	/** Oldest first. */
	#keyframes: Scene[] = [];
	#interval = KEYFRAME_EVERY;

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
		const latest = this.#keyframes[this.#keyframes.length - 1];
		if (this.#foldedBeyond(now)) this.#jump(eventsBy(this.#events, now));
		else if (latest && latest.events > this.scene.events && latest.at <= now) this.#jump(latest.events);
		while (this.#nextIsDue(now)) {
			for (let count = 0; count < SLICE && this.#nextIsDue(now); count++) this.#foldNext();
			if (outOfTime()) return !this.#nextIsDue(now);
		}
		return true;
	}

	/** The same, to the moment when exactly `count` events have happened (or all there are). */
	seek(count: number, outOfTime: () => boolean): boolean {
		if (this.#log.events !== this.#events || this.#events.length < this.scene.events) this.#restart();
		const goal = Math.min(count, this.#events.length);
		this.#jump(goal);
		while (this.scene.events < goal) {
			for (let turn = 0; turn < SLICE && this.scene.events < goal; turn++) this.#foldNext();
			if (outOfTime()) return this.scene.events === goal;
		}
		return true;
	}

	#restart(): void {
		this.#events = this.#log.events;
		this.#keyframes = [];
		this.#interval = KEYFRAME_EVERY;
		this.#replace(emptyScene());
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
		const last = this.#keyframes[this.#keyframes.length - 1];
		const distance = Math.max(this.#interval, this.scene.copies.size * COPIED);
		if (this.scene.events >= (last?.events ?? 0) + distance) this.#remember();
		fold(this.scene, this.#events[this.scene.events]!);
	}

	/** With too many remembered, every other one is forgotten. */
	#remember(): void {
		if (sizeOf(this.scene) > MOST_IN_ONE) return;
		this.#keyframes.push(cloneScene(this.scene));
		if (this.#keyframes.length <= MOST_KEYFRAMES && this.remembered <= MOST_REMEMBERED) return;
		this.#keyframes = this.#keyframes.filter((_, index) => index % 2 === 1);
		this.#interval *= 2;
	}

	/** Messages and copies in all keyframes. */
	get remembered(): number {
		return this.#keyframes.reduce((sum, keyframe) => sum + sizeOf(keyframe), 0);
	}

	/** Takes the last keyframe at or before `count` events, unless the present scene is nearer. */
	#jump(count: number): void {
		const nearest = this.#keyframes.findLast(({ events }) => events <= count);
		const ahead = this.scene.events <= count && this.scene.events >= (nearest?.events ?? 0);
		if (!ahead) this.#replace(nearest ? cloneScene(nearest) : emptyScene());
	}

	#replace(scene: Scene): void {
		this.scene = scene;
		this.jumps++;
	}
}

const sizeOf = ({ messages, copies }: Scene): number => messages.size + copies.size;
