/**
 * How a program that is at work comes to hear that it is asked to stop. No message reaches a worker that runs Python
 * without end; but every few dozen jumps Python looks into pyodide's interrupt buffer for the number of a signal to
 * raise. This stands in the buffer's place, and now and then has a signal raised that makes Python listen.
 */

/** Real milliseconds a program may go on without having listened. */
const LISTEN_AFTER = 200;
/** Of so many times that Python looks, the clock is read once. */
const GLANCES = 16;
/** A signal for which programs have no use; `warren/link.py` knows it. */
const LISTEN = 63;

export class Attention {
	readonly #realNow: () => number;
	#listened: number;
	#glances = 0;

	/** `realNow`: real milliseconds, monotone. */
	constructor(realNow: () => number) {
		this.#realNow = realNow;
		this.#listened = realNow();
	}

	/** The program has just listened, or rested. */
	refresh(): void {
		this.#listened = this.#realNow();
	}

	/** The signal to raise; 0 for none. */
	get 0(): number {
		if (++this.#glances < GLANCES) return 0;
		this.#glances = 0;
		return this.#realNow() - this.#listened > LISTEN_AFTER ? LISTEN : 0;
	}

	/** Python has taken the signal. */
	set 0(_none: number) {
		// There is nothing to clear: the next one comes when its time has come.
	}
}
