/** The world's clock as an animation needs it: smooth between readings, and never running backwards. */
import type { ClockReading } from '../network/world';

/** Real milliseconds the display goes on by itself after a reading; then it waits for the next. */
const TRUST = 200;

export class DisplayClock {
	#reading: ClockReading = { now: 0, speed: 1, paused: true };
	#heardAt = 0;
	#shown = 0;

	/** A new session: time 0. */
	reset(): void {
		this.#reading = { now: 0, speed: 1, paused: true };
		this.#shown = 0;
	}

	/** `real`: real time in milliseconds at which the reading came in. */
	hear(reading: ClockReading, real: number): void {
		this.#reading = reading;
		this.#heardAt = real;
	}

	/** Virtual milliseconds to show at real time `real`. */
	now(real: number): number {
		const { now, speed, paused } = this.#reading;
		const flows = !paused && speed !== 'instant';
		const since = flows ? Math.min(real - this.#heardAt, TRUST) * speed : 0;
		this.#shown = Math.max(this.#shown, now + since);
		return this.#shown;
	}
}
