/**
 * The threads of a Python program. Each is a call into Python of its own, and one of them runs at a time: before it is
 * suspended it says who goes on (see `warren/threads.py`, which decides that).
 */
import type { PyCallable } from 'pyodide/ffi';

export class Threads {
	readonly #perform: PyCallable;
	readonly #fail: (error: unknown) => void;
	readonly #suspended = new Map<number, () => void>();
	#awaited: Promise<number> | null = null;

	/**
	 * `perform`: plays a thread, by its number, from beginning to end, and answers the number of the one that goes on
	 * then. `fail` hears when Python itself has broken down.
	 */
	constructor(perform: PyCallable, fail: (error: unknown) => void) {
		this.#perform = perform;
		this.#fail = fail;
	}

	/** The present thread is going to poll, and sleeps in that until another resumes it. */
	suspend(thread: number): void {
		this.#awaited = new Promise((resolve) => this.#suspended.set(thread, () => resolve(0)));
	}

	/** What a poll waits for: that the thread is resumed; null when none is being suspended. */
	poll(): Promise<number> | null {
		const awaited = this.#awaited;
		this.#awaited = null;
		return awaited;
	}

	/** Lets a thread go on, or begin, as soon as the present one is suspended or has ended. */
	resume(thread: number): void {
		const resume = this.#suspended.get(thread);
		this.#suspended.delete(thread);
		if (resume) resume();
		else this.#perform.callPromising(thread).then((next: number) => this.resume(next), this.#fail);
	}
}
