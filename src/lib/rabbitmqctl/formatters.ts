/**
 * The forms a command's answer can take: `--formatter table`, `json`, `csv`, `pretty_table` and `erlang`. CSV is for
 * listings; the tools fall over anything else.
 */
import { CommandError, EXIT, type Outcome } from './command';
import { inspect } from './elixir';
import { prettyTable } from './pretty-table';
import { cell, erlangLines, Entries, json, jsonObject, type Row, type Term } from './terms';

export interface FormatOptions {
	/** Whether a listing begins with its columns' names. */
	readonly headers: boolean;
	/** Name of the node that answers. */
	readonly node: string;
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
	term(term) {
		throw new CommandError(
			EXIT.software,
			`%Protocol.UndefinedError{protocol: Enumerable, value: ${inspect(cell(term))}, description: ""}\n`
		);
	},
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

type Answer = Extract<Outcome, { term: Term }> | null;

function tellsNode(outcome: Outcome): outcome is Answer {
	return outcome === null || ('term' in outcome && (outcome.answer ?? outcome.with) !== undefined);
}

/** Success as programs are told of it. */
function withNode(outcome: Answer, node: string): [string, Term][] {
	const name: [string, Term] = ['node', node];
	if (outcome?.with)
		return [
			['message', outcome.term],
			name,
			...outcome.with.map(([key, value]): [string, Term] => [key, value])
		];
	const success: [string, Term][] = [name, ['result', 'ok']];
	return outcome === null ? success : [...success, ['value', outcome.term]];
}

/** A failure as a program is told of it. */
export function formatFailure(message: string, node: string): string {
	return jsonObject([
		['message', message],
		['node', node],
		['result', 'error']
	]);
}

export const isJson = (name: unknown): boolean => name === 'json';

export function format(outcome: Outcome, formatter: Formatter, options: FormatOptions): string {
	if (formatter === jsonFormatter && tellsNode(outcome))
		return line(jsonObject(withNode(outcome, options.node)));
	if (outcome === null) return '';
	if ('term' in outcome) return formatter.term(outcome.term);
	const { rows, streamed, headless } = outcome;
	return formatter.rows(rows, streamed, { ...options, headers: options.headers && !headless });
}
