/** The forms in which `rabbitmqadmin` shows a list of objects: `--format`. */
import type { Json } from '../lenient-json';
import { usageError } from './admin-error';
import { dumps, isObject, pretty, text } from './python';

export interface Display {
	readonly format: string;
	/** Asked for; none for all there are. */
	readonly columns: readonly string[];
	/** Objects that are shown as JSON in one column. */
	readonly json: readonly string[];
	/** How deep objects are taken apart where no columns are asked for. */
	readonly depth: number;
	readonly quiet: boolean;
}

interface Table {
	readonly columns: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** Columns that come first, in this order. */
const FIRST = ['vhost', 'name', 'type', 'source', 'destination', 'destination_type', 'routing_key'];

function compareColumns(a: string, b: string): number {
	const [first, second] = [FIRST.indexOf(a), FIRST.indexOf(b)];
	if (first >= 0 && second >= 0) return first - second;
	if (first >= 0 || second >= 0) return first >= 0 ? -1 : 1;
	return a < b ? -1 : 1;
}

type Visitor = (column: string, value: string) => void;

/** Hands over the cells of an object, and of the objects in it down to a depth. */
function visit(item: Json, prefix: string, level: number, deepest: number, display: Display, cell: Visitor) {
	if (!isObject(item)) return;
	for (const [key, value] of Object.entries(item)) {
		const column = prefix === '' ? key : `${prefix}.${key}`;
		if (isObject(value)) {
			if (display.json.includes(key)) cell(column, dumps(value));
			else if (level < deepest) visit(value, column, level + 1, deepest, display, cell);
		} else if (Array.isArray(value)) {
			const plain = value.every((each) => typeof each === 'string');
			cell(column, plain ? value.join(' ') : dumps(value));
		} else cell(column, text(value));
	}
}

function tabulate(items: readonly Json[], display: Display): Table {
	const deepest = display.columns.length === 0 ? display.depth : Infinity;
	const cells = items.map((item) => {
		const row = new Map<string, string>();
		visit(item, '', 1, deepest, display, (column, value) => row.set(column, value));
		return row;
	});
	const found = () => [...new Set(cells.flatMap((row) => [...row.keys()]))].sort(compareColumns);
	const columns = display.columns.length === 0 ? found() : display.columns;
	return { columns, rows: cells.map((row) => columns.map((column) => row.get(column) ?? '')) };
}

const widthOf = (word: string): number => [...word].length;

function centred(word: string, width: number): string {
	const room = width - widthOf(word);
	const left = Math.floor(room / 2);
	return ' '.repeat(left) + word + ' '.repeat(room - left);
}

const padded = (word: string, width: number): string => word + ' '.repeat(width - widthOf(word));

function table({ columns, rows }: Table): string[] {
	const all = [columns, ...rows];
	const widths = columns.map((_, index) => Math.max(...all.map((row) => widthOf(row[index]!))));
	const bar = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+`;
	const line = (row: readonly string[], pad: typeof padded) =>
		`|${row.map((word, index) => ` ${pad(word, widths[index]!)} `).join('|')}|`;
	return [bar, line(columns, centred), bar, ...rows.map((row) => line(row, padded)), bar];
}

function tsv({ columns, rows }: Table, quiet: boolean): string[] {
	return [...(quiet ? [] : [columns]), ...rows].map((row) => row.join('\t'));
}

function long({ columns, rows }: Table): string[] {
	const separator = `\n${'-'.repeat(80)}\n`;
	const width = Math.max(...columns.map(widthOf));
	const block = (row: readonly string[]) =>
		row.map((word, index) => `${columns[index]!.padStart(width)}: ${word}`);
	return [separator, ...rows.flatMap((row) => [...block(row), separator])];
}

function keyValues({ columns, rows }: Table): string[] {
	return rows.map((row) => row.map((word, index) => `${columns[index]!}="${word}"`).join(' '));
}

function bash({ columns, rows }: Table): string[] {
	const name = columns.indexOf('name');
	return name < 0 ? [] : [rows.map((row) => row[name]!).join(' ')];
}

const FORMATS: Readonly<Record<string, (table: Table, quiet: boolean) => string[]>> = {
	tsv,
	long,
	table,
	kvp: keyValues,
	bash
};

export const FORMAT_NAMES: readonly string[] = ['raw_json', 'pretty_json', ...Object.keys(FORMATS)];

/** The list as text. Throws AdminError for a format that is none. */
export function show(items: readonly Json[], display: Display): string {
	if (display.format === 'raw_json') return `${JSON.stringify(items)}\n`;
	if (display.format === 'pretty_json') return `${pretty(items)}\n`;
	const format = FORMATS[display.format];
	if (!format) throw usageError(`Format ${display.format} not recognised`);
	const found = tabulate(items, display);
	if (found.rows.length === 0) return display.quiet ? '' : 'No items\n';
	return format(found, display.quiet)
		.map((line) => `${line}\n`)
		.join('');
}
