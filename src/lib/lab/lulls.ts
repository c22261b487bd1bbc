/**
 * Lulls of a session: stretches in which nothing happens, because consumers wait and somebody reads. Drawn at full
 * length they would leave no room for what does happen, so what draws a session draws each as `LULL` long. Pure.
 */
import type { TraceEvent } from '../network/events';

/** Virtual milliseconds without an event that are still drawn as long as they are. */
export const LULL = 3000;

/** From one event to the next, or to the present: virtual milliseconds. */
export interface Lull {
	readonly from: number;
	readonly to: number;
}

/** Moments in virtual milliseconds, and how far from the beginning each is drawn; between them both grow evenly. */
export interface DrawnTime {
	readonly at: readonly number[];
	readonly drawn: readonly number[];
}

/** The lulls of a trace that grows, in order. */
export class Lulls {
	readonly #log: { readonly events: readonly TraceEvent[] };
	#events: readonly TraceEvent[];
	#read = 0;
	#last = 0;
	#lulls: Lull[] = [];

	constructor(log: { readonly events: readonly TraceEvent[] }) {
		this.#log = log;
		this.#events = log.events;
	}

	/** All there are by virtual time `end`, the present. */
	until(end: number): readonly Lull[] {
		this.#readOn();
		return end - this.#last > LULL ? [...this.#lulls, { from: this.#last, to: end }] : this.#lulls;
	}

	#readOn(): void {
		if (this.#log.events !== this.#events) {
			this.#events = this.#log.events;
			this.#read = 0;
			this.#last = 0;
			this.#lulls = [];
		}
		for (; this.#read < this.#events.length; this.#read++) {
			const { at } = this.#events[this.#read]!;
			if (at - this.#last > LULL) this.#lulls.push({ from: this.#last, to: at });
			this.#last = at;
		}
	}
}

/** How a session of `end` virtual milliseconds is drawn. */
export function drawnTime(lulls: readonly Lull[], end: number): DrawnTime {
	const at = [0];
	const drawn = [0];
	const goTo = (moment: number, length: number): void => {
		if (moment === at.at(-1)) return;
		drawn.push(drawn.at(-1)! + length);
		at.push(moment);
	};
	for (const { from, to } of lulls) {
		goTo(from, from - at.at(-1)!);
		goTo(to, LULL);
	}
	goTo(end, end - at.at(-1)!);
	return { at, drawn };
}
