/** Resource alarms: the node is low on something, and publishers must wait (C32). */

export type Alarm = 'memory' | 'disk';

export class Alarms {
	readonly #raised = new Set<Alarm>();

	get any(): boolean {
		return this.#raised.size > 0;
	}

	/** `low on memory`, `low on disk`, or `low on disk & memory`. */
	get reason(): string {
		return `low on ${[...this.#raised].sort().join(' & ')}`;
	}

	has(alarm: Alarm): boolean {
		return this.#raised.has(alarm);
	}

	/** Whether this changed anything. */
	set(alarm: Alarm, raised: boolean): boolean {
		if (this.#raised.has(alarm) === raised) return false;
		if (raised) this.#raised.add(alarm);
		else this.#raised.delete(alarm);
		return true;
	}
}
