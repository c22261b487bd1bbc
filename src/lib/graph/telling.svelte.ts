/** The story being told: which message, how far it is read, and where its card stands. */
import type { MessageId } from '../broker/trace';
import { boxThrough, CARD_MARGIN, placeCard, type Corner } from './card-place';
import { fittingScale, NO_INSET, type Inset } from './fit';
import type { Layout, Size } from './layout';
import type { NameBook } from './name-book';
import type { EventList } from './player';
import type { Scene } from './scene';
import { StoryTeller, type Story } from './why';
import type { ZoomTransform } from 'd3';

/** A message by its number in the picture; its id is 0 until the broker has it. */
export interface Picked {
	readonly message: MessageId;
	readonly number: number;
}

/** Real milliseconds between two readings. */
const PAUSE = 150;
/** Pixels that a card is high once its story has been read, mostly: at first it says little. */
const GROWN = 180;

export class Telling {
	picked: Picked | null = $state.raw(null);
	/** Null while the message is on its way to the broker. */
	story: Story | null = $state.raw(null);
	corner: Corner = $state.raw({ x: 'left', y: 'top' });
	/** What the figure keeps clear for the card. */
	inset: Inset = $state.raw(NO_INSET);
	/** Size of the card as drawn, pixels; 0 before it is. */
	width = $state(0);
	height = $state(0);
	#teller: StoryTeller | null = null;
	#toldAt = -Infinity;

	/** Begins another story, or none. */
	pick(picked: Picked | null): void {
		this.picked = picked;
		this.story = null;
		this.inset = NO_INSET;
		this.#teller = null;
		this.#toldAt = -Infinity;
	}

	/** Reads on, a few times a second at most. `clock`: real time in milliseconds. */
	readOn(log: EventList, scene: Scene, names: NameBook, clock: number): void {
		if (!this.picked || clock - this.#toldAt < PAUSE) return;
		this.#toldAt = clock;
		const { message, number } = this.picked;
		// A token that has arrived at the broker is a message now.
		const known = message || (names.published(number)?.message ?? 0);
		if (known === 0) return;
		if (known !== message) this.picked = { message: known, number };
		this.#teller ??= new StoryTeller(known);
		this.story = this.#teller.tell(log.events, scene.events);
	}

	/**
	 * Puts the card where it covers nothing; where there is no such place, the figure makes room. Once it has,
	 * both stay until the story ends, though the card may grow. `headroom`: pixels at the top that it keeps clear.
	 */
	place(layout: Layout, view: ZoomTransform, box: Size, headroom: number): void {
		if (!this.picked || this.width === 0) return;
		if (this.inset === NO_INSET) {
			const obstacles = [...layout.nodes.values()].map((node) => boxThrough(view, node.box));
			const { corner, covered } = placeCard(this, box, obstacles, headroom);
			if (corner.x !== this.corner.x || corner.y !== this.corner.y) this.corner = corner;
			if (covered === 0) return;
		}
		const { x, y } = this.corner;
		const beside = { ...NO_INSET, [x]: this.width + CARD_MARGIN };
		const apart = (height: number) => ({
			...NO_INSET,
			[y]: height + CARD_MARGIN + (y === 'top' ? headroom : 0)
		});
		const grown = apart(Math.max(GROWN, this.height));
		// Once the figure has moved it stays on its side of the card.
		const isBeside =
			this.inset === NO_INSET
				? fittingScale(layout, box, beside) >= fittingScale(layout, box, grown)
				: this.inset[x] > 0;
		const inset = isBeside ? beside : apart(this.height);
		if (this.inset[x] !== inset[x] || this.inset[y] !== inset[y]) this.inset = inset;
	}
}
