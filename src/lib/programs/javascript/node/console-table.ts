/** `console.table`'s drawing. */
import { getStringWidth, inspect } from '../inspect';

const INDEX = '(index)';
const ITERATION_INDEX = '(iteration index)';
const VALUES = 'Values';
const KEY = 'Key';

/** The table, or null for what has none. `columns` restricts and orders the properties shown. */
export function table(data: unknown, columns?: string[]): string | null {
	if (typeof data !== 'object' || data === null) return null;
	if (data instanceof Map) return mapTable(data);
	if (data instanceof Set) {
		const values = [...data];
		return draw([ITERATION_INDEX, VALUES], [values.map((_, index) => `${index}`), values.map(cell)]);
	}
	return objectTable(data as Record<string, unknown>, columns);
}

function mapTable(map: Map<unknown, unknown>): string {
	const indices = [...map].map((_, index) => `${index}`);
	return draw(
		[ITERATION_INDEX, KEY, VALUES],
		[indices, [...map.keys()].map(cell), [...map.values()].map(cell)]
	);
}

function objectTable(data: Record<string, unknown>, columns?: string[]): string {
	const rows = Object.keys(data);
	const found = new Map<string, string[]>((columns ?? []).map((column) => [column, blank(rows)]));
	const values = blank(rows);
	let hasValues = false;
	rows.forEach((row, index) => {
		const item = data[row];
		if (!isComposite(item)) {
			values[index] = cell(item);
			hasValues = true;
			return;
		}
		for (const key of columns ?? Object.keys(item)) {
			if (!found.has(key)) found.set(key, blank(rows));
			if (Object.hasOwn(item, key)) found.get(key)![index] = cell(item[key]);
		}
	});
	const heads = [INDEX, ...found.keys()];
	const cells = [rows, ...found.values()];
	return hasValues ? draw([...heads, VALUES], [...cells, values]) : draw(heads, cells);
}

function blank(rows: string[]): string[] {
	return rows.map(() => '');
}

function isComposite(value: unknown): value is Record<string, unknown> {
	return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function cell(value: unknown): string {
	const depth = typeof value === 'object' && value !== null && Object.keys(value).length > 2 ? -1 : 0;
	return inspect(value, { depth, maxArrayLength: 3, breakLength: Infinity });
}

function draw(heads: string[], columns: string[][]): string {
	const widths = columns.map(
		(column, index) => Math.max(...[heads[index]!, ...column].map(getStringWidth)) + 2
	);
	const rule = (left: string, middle: string, right: string): string =>
		left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
	const row = (cells: string[]): string =>
		`│${cells.map((text, index) => ` ${text}${' '.repeat(widths[index]! - 1 - getStringWidth(text))}`).join('│')}│`;
	const body = (columns[0] ?? []).map((_, index) => row(columns.map((column) => column[index] ?? '')));
	return [rule('┌', '┬', '┐'), row(heads), rule('├', '┼', '┤'), ...body, rule('└', '┴', '┘')].join('\n');
}
