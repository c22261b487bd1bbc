/**
 * Where in the session's time the page looks: at the present, or at a moment of the past. While the past is shown
 * the simulation is paused, and going on leads back to the present.
 */
import { eventsBy, Marks, momentAfter, type Mark, type Moment } from '$lib/graph';
import type { Lab } from '$lib/lab/lab.svelte';

export class Playhead {
	/** What is shown of the past; null at the present. */
	past: Moment | null = $state.raw(null);
	/** The past plays on by itself until it has caught up with the present. */
	replaying = $state(false);
	readonly marks: Marks;
	readonly #lab: Lab;
	/** Time was going when the past was entered. */
	#wasRunning = false;
	#playedAt = 0;

	constructor(lab: Lab) {
		this.#lab = lab;
		this.marks = new Marks(lab.trace);
	}

	/** What the picture shows now. `real`: real time in milliseconds. */
	moment(real: number): Moment {
		if (this.past && this.replaying) this.#playOn(real);
		return this.past ?? { at: this.#lab.now(), events: null };
	}

	/** Goes to virtual time `at`, milliseconds; at or past the present it is the present. */
	scrub(at: number): void {
		const { events } = this.#lab.trace;
		const end = this.end;
		if (at >= end) this.toPresent();
		else this.#show({ at: Math.max(0, at), events: eventsBy(events, at) });
	}

	/** One event back. */
	back(): void {
		const count = this.#shown - 1;
		if (count >= 0) this.seek(count);
	}

	/** One event on: in the past the next one there was, at the present the next thing that happens. */
	step(): void {
		if (!this.past) {
			if (!this.#lab.clock.paused) this.#lab.pause();
			this.#lab.step();
		} else this.seek(this.#shown + 1);
	}

	/** To the moment after `count` events; the present once there are no more. */
	seek(count: number): void {
		const { events } = this.#lab.trace;
		if (count >= events.length) this.#leave(false);
		else this.#show(momentAfter(events, count));
	}

	nextMark(): void {
		const mark = this.past && this.marks.next(this.#shown);
		if (mark) this.goTo(mark);
		else this.toPresent();
	}

	previousMark(): void {
		const mark = this.marks.previous(this.#shown);
		if (mark) this.goTo(mark);
		else this.#show(momentAfter(this.#lab.trace.events, 0));
	}

	goTo(mark: Mark): void {
		this.#show({ at: mark.at, events: mark.events });
	}

	/** Back to now; time goes on if it did when the past was entered. */
	toPresent(): void {
		this.#leave(this.#wasRunning);
	}

	/** Pauses or goes on, be it the present or a replay of the past. */
	toggle(): void {
		if (this.past) {
			this.replaying = !this.replaying;
			this.#playedAt = performance.now();
			if (this.replaying && this.#lab.clock.speed === 'instant') this.#leave(true);
		} else if (this.#lab.clock.paused) this.#lab.resume();
		else this.#lab.pause();
	}

	/** The session begins anew. */
	forget(): void {
		this.past = null;
		this.replaying = false;
	}

	/** Virtual time of the present, milliseconds. */
	get end(): number {
		return this.#lab.now();
	}

	get #shown(): number {
		return this.past?.events ?? this.#lab.trace.events.length;
	}

	#show(moment: Moment): void {
		if (!this.past) {
			this.#wasRunning = !this.#lab.clock.paused;
			if (this.#wasRunning) this.#lab.pause();
		}
		this.replaying = false;
		this.past = moment;
	}

	#leave(goOn: boolean): void {
		if (!this.past) return;
		this.forget();
		if (goOn) this.#lab.resume();
	}

	#playOn(real: number): void {
		const { speed } = this.#lab.clock;
		const at = this.past!.at + (real - this.#playedAt) * (speed === 'instant' ? 1 : speed);
		this.#playedAt = real;
		if (at >= this.end) this.#leave(true);
		else this.past = { at, events: Math.max(this.#shown, eventsBy(this.#lab.trace.events, at)) };
	}
}
