/** The forms a command's answer can take: `--formatter table`, `json`, `csv`, `pretty_table` and `erlang`. */
import type { Outcome } from './command';
import { prettyTable } from './pretty-table';
import { cell, erlangLines, Entries, json, jsonObject, type Row, type Term } from './terms';

export interface FormatOptions {
	/** Whether a listing begins with its columns' names. */
	readonly headers: boolean;
}

export interface Formatter {
	/** Whether the output is for programs: no banner. */
	readonly machineReadable: boolean;
	term(term: Term): string;
	rows(rows: readonly Row[], streamed: boolean, options: FormatOptions): string;
}

const line = (text: string): string => `${text}\n`;

const table: Formatter = {
	machineReadable: false,
	term: (term) => line(cell(term)),
	rows(rows, streamed, { headers }) {
		if (rows.length === 0) return streamed ? '' : '\n';
		const lines = rows.map((row) => row.map(([, value]) => cell(value)).join('\t'));
		if (headers) lines.unshift(rows[0]!.map(([column]) => column).join('\t'));
		return lines.map(line).join('');
	}
};

const jsonFormatter: Formatter = {
	machineReadable: true,
	term: (term) => line(typeof term === 'string' ? jsonObject([['message', term]]) : json(term)),
	rows(rows, streamed) {
		if (rows.length === 0 && !streamed) return '[]\n';
		const lines = rows.map((row, index) => (index === 0 ? '' : ',') + jsonObject(row));
		return ['[', ...lines, ']'].map(line).join('');
	}
};

const csv: Formatter = {
	machineReadable: true,
	term: (term) => `${csvCell(cell(term))}\r\n`,
	rows(rows) {
		if (rows.length === 0) return '';
		const lines = rows.map((row) => row.map(([, value]) => csvCell(cell(value))).join(','));
		return [rows[0]!.map(([column]) => csvCell(column)).join(','), ...lines].map(line).join('');
	}
};

function csvCell(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}

const pretty: Formatter = {
	machineReadable: false,
	term: (term) => line(prettyTable([[['Output', term]]])),
	rows: (rows) => (rows.length === 0 ? '' : line(prettyTable(rows)))
};

const erlangFormatter: Formatter = {
	machineReadable: false,
	term: (term) => line(erlangLines(term)),
	rows: (rows) => line(erlangLines(rows.map((row) => new Entries(row))))
};

const FORMATTERS: ReadonlyMap<string, Formatter> = new Map([
	['table', table],
	['json', jsonFormatter],
	['csv', csv],
	['pretty_table', pretty],
	['erlang', erlangFormatter]
]);

export const FORMATTER_NAMES: readonly string[] = [...FORMATTERS.keys()];

/** The formatter with that name; the default for any other. */
export function formatterNamed(name: unknown): Formatter {
	return FORMATTERS.get(String(name)) ?? table;
}

export function format(outcome: Outcome, formatter: Formatter, options: FormatOptions): string {
	if (outcome === null) return '';
	if ('term' in outcome) return formatter.term(outcome.term);
	const { rows, streamed, headless } = outcome;
	return formatter.rows(rows, streamed, { headers: options.headers && !headless });
}
