/** A waiting line as plain data: in at the end, out at the front, both at constant cost. */

export interface Line<T> {
	items: T[];
	/** `items[head]` is first in line. */
	head: number;
}

const COMPACT_AFTER = 64;

/** Joins the end of the line kept under `key`. */
export function join<T>(lines: Map<string, Line<T>>, key: string, item: T): void {
	const line = lines.get(key);
	if (line) line.items.push(item);
	else lines.set(key, { items: [item], head: 0 });
}

/** Takes whoever is first in the line kept under `key`; undefined when nobody waits. */
export function leave<T>(lines: Map<string, Line<T>>, key: string): T | undefined {
	const line = lines.get(key);
	if (!line || line.head === line.items.length) return undefined;
	const first = line.items[line.head++];
	if (line.head >= COMPACT_AFTER && line.head * 2 >= line.items.length) {
		line.items = line.items.slice(line.head);
		line.head = 0;
	}
	return first;
}

export const cloneLine = <T>(line: Line<T>): Line<T> => ({ items: line.items.slice(line.head), head: 0 });
