/** A table with lines around it, drawn as RabbitMQ's tools draw it: with a terminal's own line characters. */
import { cell, erlang, Entries, Table, Tuple, type Row, type Term } from './terms';

const ESC = '\x1b';
/** The terminal's line drawing characters, between switching to them and back. */
const drawn = (text: string): string => `${ESC}(0${text}${ESC}(B`;
const bold = (text: string): string => `${ESC}[1m${text}${ESC}[0m`;

/** Lists are written one element after the other, and what has parts as Erlang writes it. */
function drawnCell(term: Term): string {
	if (term instanceof Table || term instanceof Entries) {
		const list = erlang(term);
		return list.slice(1, -1).replaceAll(/\},(?=\{)/g, '}');
	}
	if (Array.isArray(term)) return term.map(drawnCell).join('');
	return term instanceof Tuple ? erlang(term) : cell(term);
}

/** Rows all have the columns of the first. */
export function prettyTable(rows: readonly Row[]): string {
	const titles = rows[0]!.map(([column]) => column);
	const cells = rows.map((row) => row.map(([, value]) => drawnCell(value)));
	const widths = titles.map((title, column) =>
		Math.max(...[title, ...cells.map((row) => row[column]!)].map((text) => text.length))
	);
	const rule = (left: string, crossing: string, right: string): string =>
		drawn(left + widths.map((width) => 'q'.repeat(width + 2)).join(crossing) + right);
	const bar = drawn('x');
	const lineOf = (row: readonly string[], style: (text: string) => string): string =>
		row.map((text, column) => `${bar} ${style(text)}${' '.repeat(widths[column]! - text.length)} `).join('') +
		bar;
	const body = cells.map((row) => lineOf(row, (text) => text));
	const middle = rule('t', 'n', 'u');
	return [
		rule('l', 'w', 'k'),
		[lineOf(titles, bold), ...body].join(`\n${middle}\n`),
		rule('m', 'v', 'j')
	].join('\n');
}
