/**
 * Who may publish to a quorum queue that rejects (Q24, Q38). The queue tells publishers to stop when it is over its
 * limits, and to go on when it is well below them; each heeds what it was told last, or found when it came.
 */

/** Dead letters that a queue which sends them surely has under way before it heeds an order. */
const UNDER_WAY = 32;

/** What a publisher found at its first publish. */
interface Arrival {
	/** Orders given before. */
	readonly after: number;
	/** Whether the queue was over its limits then: it has to wait, and until the next order to stop for no order. */
	readonly refused: boolean;
}

/** Dead letters of one turn, which are on their way together. */
interface Batch {
	readonly turn: number;
	readonly admitted: boolean;
	/** How many more may be among them. */
	left: number;
}

export class Admission {
	readonly #arrivals = new WeakMap<object, Arrival>();
	readonly #batches = new WeakMap<object, Batch>();
	#orders = 0;
	/** The numbers of the last order to stop and the last one to go on. */
	#stopped = 0;
	#resumed = 0;

	/** Whether a publisher may publish. `over` is whether the queue rejects and is over its limits. */
	admits(publisher: object, over: boolean): boolean {
		let arrival = this.#arrivals.get(publisher);
		if (arrival === undefined) {
			arrival = { after: this.#orders, refused: over };
			this.#arrivals.set(publisher, arrival);
		}
		return this.#stopped > arrival.after ? this.#resumed > this.#stopped : !arrival.refused;
	}

	/** The same for a queue that sends dead letters: whether the first of a turn is let in decides for the others. */
	admitsTogether(queue: object, over: boolean, turn: number): boolean {
		let batch = this.#batches.get(queue);
		if (batch?.turn !== turn) {
			batch = { turn, admitted: this.admits(queue, over), left: UNDER_WAY };
			this.#batches.set(queue, batch);
		}
		return batch.left-- > 0 ? batch.admitted : this.admits(queue, over);
	}

	/** Stops all who have come. */
	stop(): void {
		this.#stopped = ++this.#orders;
	}

	/** Lets all go on who were stopped. */
	resume(): void {
		this.#resumed = ++this.#orders;
	}
}
