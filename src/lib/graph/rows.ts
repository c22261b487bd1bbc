/** Rows of one column: who stands above whom, and where exactly. */
import type { Extent } from './metrics';

/**
 * The order of a column. Those who stood there keep their order; each newcomer goes where `wish` puts it among
 * them (smaller is higher). Newcomers with equal wishes keep their own order. n log n.
 */
export function mergeRows(
	old: readonly string[],
	newcomers: readonly string[],
	wish: (id: string) => number
): string[] {
	const arriving = newcomers
		.map((id, index) => ({ id, index, wish: wish(id) }))
		.sort((a, b) => a.wish - b.wish || a.index - b.index);
	const merged: string[] = [];
	let highest = -Infinity;
	let next = 0;
	for (const id of old) {
		highest = Math.max(highest, wish(id));
		while (next < arriving.length && arriving[next]!.wish < highest) merged.push(arriving[next++]!.id);
		merged.push(id);
	}
	return [...merged, ...arriving.slice(next).map(({ id }) => id)];
}

/** What a row needs to be placed. */
export interface Row {
	readonly id: string;
	readonly extent: Extent;
	/** Where its middle would like to be. */
	readonly wish: number;
}

/**
 * Places rows in their order, at least `gap` apart, as near to their wishes as all together can be (least
 * squares: pool adjacent violators). Linear. Returns the middles.
 */
export function placeRows(rows: readonly Row[], gap: number): number[] {
	const offsets: number[] = [];
	const pools: { sum: number; count: number }[] = [];
	rows.forEach((row, index) => {
		const former = rows[index - 1];
		const offset = former ? offsets[index - 1]! + former.extent.below + gap + row.extent.above : 0;
		offsets.push(offset);
		pools.push({ sum: row.wish - offset, count: 1 });
		while (pools.length > 1 && mean(pools[pools.length - 2]!) > mean(pools[pools.length - 1]!)) {
			const last = pools.pop()!;
			const before = pools[pools.length - 1]!;
			before.sum += last.sum;
			before.count += last.count;
		}
	});
	const base = pools.flatMap((pool) => new Array<number>(pool.count).fill(mean(pool)));
	return offsets.map((offset, index) => offset + base[index]!);
}

const mean = (pool: { readonly sum: number; readonly count: number }): number => pool.sum / pool.count;
