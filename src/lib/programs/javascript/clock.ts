/**
 * Virtual time as a program sees it. The world says what time it is with every message; while the program works
 * on one, time stands still for as many real milliseconds as the world has patience, so that a quick turn takes no
 * time, and then goes on at real pace × speed, so that a loop that waits for the time to pass ends. It never goes back.
 */
import { PATIENCE, type Speed } from '../../network/protocol';

export class Clock {
	/** Wall-clock milliseconds since 1970 at virtual time 0. */
	epoch = 0;
	/** Virtual time at which the program started. */
	origin = 0;
	speed: Speed = 1;
	/** Real milliseconds for which time stands still in a turn. */
	patience = PATIENCE;
	#told = 0;
	#last = 0;
	/** Before the first turn time stands still. */
	#turnBegan = Infinity;
	readonly #realNow: () => number;

	constructor(realNow: () => number) {
		this.#realNow = realNow;
	}

	/** The world said that it is `now`, and a turn begins. */
	set(now: number): void {
		this.#told = Math.max(now, this.#last);
		this.#turnBegan = this.#realNow();
	}

	/** Real milliseconds since the present turn began. */
	get turnLasted(): number {
		return this.#realNow() - this.#turnBegan;
	}

	/** Virtual milliseconds since the session began. */
	now(): number {
		const pace = this.speed === 'instant' ? 1 : this.speed;
		const overtime = Math.max(0, this.turnLasted - this.patience) * pace;
		this.#last = Math.max(this.#last, this.#told + overtime);
		return this.#last;
	}

	/** Wall-clock milliseconds since 1970, whole. */
	date(): number {
		return Math.floor(this.epoch + this.now());
	}
}
