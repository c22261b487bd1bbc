import { zoomIdentity } from 'd3';
import { describe, expect, it } from 'vitest';
import { CARD_MARGIN } from './card-place';
import type { Layout } from './layout';
import { Telling } from './telling.svelte';

const BOX = { width: 700, height: 500 };

/** A figure of these bounds with nodes everywhere, so that a card covers some wherever it stands. */
function figure(width: number, height: number): Layout {
	const everywhere = { left: 0, top: 0, right: BOX.width, bottom: BOX.height };
	return {
		bounds: { left: 0, top: 0, right: width, bottom: height },
		direction: 'across',
		nodes: new Map([['all', { box: everywhere }]])
	} as unknown as Layout;
}

function insetFor(layout: Layout) {
	const telling = new Telling();
	telling.pick({ message: 1, number: 1 });
	Object.assign(telling, { width: 300, height: 150 });
	telling.place(layout, zoomIdentity, BOX, 0);
	return telling.inset;
}

describe('the card of a story', () => {
	it('stands above or below a wide figure, which stays larger so', () => {
		expect(insetFor(figure(700, 200))).toEqual({ left: 0, top: 150 + CARD_MARGIN, right: 0, bottom: 0 });
	});

	it('stands beside a high one', () => {
		expect(insetFor(figure(300, 500))).toEqual({ left: 300 + CARD_MARGIN, top: 0, right: 0, bottom: 0 });
	});
});
