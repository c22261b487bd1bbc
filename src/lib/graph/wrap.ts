/**
 * Lanes with more nodes than a column can hold are wrapped into several columns, side by side, so that the whole
 * figure keeps about the shape of its box. What stood in a column stays in it for as long as that shape is tolerable.
 */

/** A lane as far as its room is concerned. Both lengths in pixels. */
export interface LaneRoom {
	readonly count: number;
	/** What a row takes across the direction of reading, gap included. */
	readonly row: number;
	/** What a column takes along it, gap included. */
	readonly column: number;
}

/** Rows that a lane may have in one column; one that is wrapped already is unwrapped with far fewer. */
const MOST_ROWS = 24;
const FEW_ROWS = 16;
/** Rows of a wrapped column at least. */
const LEAST_ROWS = 8;
/** Columns so many times too long or too short are still kept. */
const TOLERANCE = 2;
/** How much shorter each next try is. */
const STEP = 0.94;

/** Rows a column of each lane should have; Infinity for one that isn't wrapped. `shape`: length of the box along, by across. */
export function rowsOf<Key>(lanes: ReadonlyMap<Key, LaneRoom>, shape: number): Map<Key, number> {
	const wrapped = [...lanes.values()].filter(({ count }) => count > FEW_ROWS);
	let height = Math.max(0, ...wrapped.map(({ count, row }) => count * row));
	const least = Math.max(0, ...wrapped.map(({ row }) => row)) * LEAST_ROWS;
	while (height > least && widthAt(height, lanes) < shape * height) height *= STEP;
	return new Map(
		[...lanes].map(([key, { count, row }]) => [
			key,
			count > FEW_ROWS ? Math.max(LEAST_ROWS, Math.floor(height / row)) : Infinity
		])
	);
}

function widthAt(height: number, lanes: ReadonlyMap<unknown, LaneRoom>): number {
	let width = 0;
	for (const { count, row, column } of lanes.values())
		width += column * (count > FEW_ROWS ? Math.ceil((count * row) / height) : 1);
	return width;
}

/**
 * Cuts a lane into columns of about `rows`. `former`: its columns before, of which what is still in `lane` keeps its
 * column; newcomers go where there is room at the end.
 */
export function wrapLane(
	lane: readonly string[],
	rows: number,
	former: readonly (readonly string[])[]
): string[][] {
	if (lane.length <= (former.length > 1 ? FEW_ROWS : MOST_ROWS) || rows === Infinity) return [[...lane]];
	if (!isTolerable(former, rows)) return cut(lane, rows);
	const columnOf = new Map(former.flatMap((ids, column) => ids.map((id) => [id, column] as const)));
	const columns: string[][] = former.map(() => []);
	for (const id of lane) {
		const column = columnOf.get(id);
		if (column !== undefined) columns[column]!.push(id);
	}
	for (const id of lane) if (!columnOf.has(id)) roomiest(columns, rows).push(id);
	return columns;
}

function isTolerable(former: readonly (readonly string[])[], rows: number): boolean {
	const longest = Math.max(0, ...former.map(({ length }) => length));
	return former.length > 1 && longest <= rows * TOLERANCE && longest * TOLERANCE >= rows;
}

function cut(lane: readonly string[], rows: number): string[][] {
	const count = Math.ceil(lane.length / rows);
	const size = Math.ceil(lane.length / count);
	return Array.from({ length: count }, (_, column) => lane.slice(column * size, (column + 1) * size));
}

/** The first column with room, from the last one on; a new one when there is none. */
function roomiest(columns: string[][], rows: number): string[] {
	const last = columns.findLast(({ length }) => length > 0);
	if (last && last.length < rows) return last;
	const free = columns.find(({ length }) => length < rows * 0.75);
	if (free) return free;
	columns.push([]);
	return columns[columns.length - 1]!;
}
