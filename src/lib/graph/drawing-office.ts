/**
 * Where layouts are made: small ones at once, so that nothing flickers; large ones in a worker, one at a time, so
 * that the page stays quick. Of what was ordered meanwhile only the latest is made.
 */
import { layout, type Layout, type LayoutOptions } from './layout';
import type { Structure } from './structure';

/** What can be sent along with a structure. */
export type LayoutOrder = Omit<LayoutOptions, 'measure'>;

/** Lays out elsewhere. */
export type Elsewhere = (structure: Structure, order: LayoutOrder) => Promise<Layout>;

/** A layout with what it shows. */
export interface Drawing {
	readonly structure: Structure;
	readonly layout: Layout;
}

/** Nodes and edges up to which a layout takes less than the blink of a frame. */
const SMALL = 300;

interface Order {
	readonly structure: Structure;
	readonly options: LayoutOptions;
}

export class DrawingOffice {
	readonly #elsewhere: Elsewhere | null;
	#finished: Drawing | null = null;
	#waiting: Order | null = null;
	#busy = false;
	/** Counts orders, so that what was overtaken by a small one is thrown away. */
	#orders = 0;

	/** Null: all are made here. */
	constructor(elsewhere: Elsewhere | null) {
		this.#elsewhere = elsewhere;
	}

	order(structure: Structure, options: LayoutOptions): void {
		this.#orders++;
		this.#waiting = null;
		if (!this.#elsewhere || structure.nodes.length + structure.edges.length <= SMALL)
			this.#finished = { structure, layout: layout(structure, options) };
		else if (this.#busy) this.#waiting = { structure, options };
		else void this.#send({ structure, options });
	}

	/** The latest drawing, once; null while there is no new one. */
	collect(): Drawing | null {
		const finished = this.#finished;
		this.#finished = null;
		return finished;
	}

	async #send({ structure, options }: Order): Promise<void> {
		const order = this.#orders;
		const { size, direction, pins, previous } = options;
		const former = previous && { direction: previous.direction, order: previous.order };
		this.#busy = true;
		const layout = await this.#elsewhere!(structure, { size, direction, pins, previous: former });
		this.#busy = false;
		// One that others wait behind is shown, too: else a figure that keeps changing would never be.
		if (order === this.#orders || this.#waiting) this.#finished = { structure, layout };
		const next = this.#waiting;
		this.#waiting = null;
		if (next) void this.#send(next);
	}
}
