/** The engine's only idea of time: it asks what time it is and asks to be called back. Nobody sleeps. */

/** A call to come. */
export interface Timer {
	/** Virtual time of the call in milliseconds. */
	readonly at: number;
	cancel(): void;
}

export interface Clock {
	/** Virtual milliseconds since the clock was made. */
	now(): number;
	/**
	 * Calls `run` at virtual time `at`, or as soon as possible if that has passed, never before returning.
	 * `background` (default false) marks a timer nobody waits for, such as a heartbeat: it keeps its time,
	 * but a world at instant speed doesn't leap to it.
	 */
	schedule(at: number, run: () => void, background?: boolean): Timer;
}
