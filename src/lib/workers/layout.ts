/** Lays out large figures beside the page's own thread. */
import * as Comlink from 'comlink';
import { layout } from '../graph/layout';
import type { LayoutOrder } from '../graph/drawing-office';
import type { Measure } from '../graph/measure';
import { measureWith, type Fonts } from '../graph/measure-on';
import { packLayout, type PackedLayout } from '../graph/packed-layout';
import type { Structure } from '../graph/structure';

let measure: Measure | undefined;

const api = {
	/** Before the first layout. */
	useFonts(fonts: Fonts): void {
		measure = measureWith(fonts);
	},
	layOut(structure: Structure, order: LayoutOrder): PackedLayout {
		const packed = packLayout(structure, layout(structure, { ...order, measure }));
		const { nodes, edges, pieces } = packed;
		return Comlink.transfer(packed, [nodes.buffer, edges.buffer, pieces.buffer]);
	}
};

export type LayoutApi = typeof api;

Comlink.expose(api);
