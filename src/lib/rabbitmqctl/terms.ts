/** Values as the tools get them from the node (Erlang terms), and how they are printed. */
import { printBinary, type FieldTable, type FieldValue } from '../amqp';

/** A bare word. */
export class Atom {
	constructor(readonly name: string) {}
}

export class Pid {
	constructor(readonly text: string) {}
}

export class Tuple {
	constructor(readonly elements: readonly Term[]) {}
}

/** Keys and values, in order: a map or property list. */
export class Entries {
	constructor(readonly entries: readonly (readonly [key: string, value: Term])[]) {}
}

/** Arguments as a client gave them. */
export class Table {
	constructor(readonly fields: FieldTable) {}
}

/** A text stands for a binary; null for what is absent. */
export type Term =
	null | boolean | number | bigint | string | Atom | Pid | Tuple | Entries | Table | readonly Term[];

/** A line of a listing. */
export type Row = readonly (readonly [column: string, value: Term])[];

export const atom = (name: string): Atom => new Atom(name);
export const tuple = (...elements: readonly Term[]): Tuple => new Tuple(elements);

/** As a cell of a table: texts bare, argument tables as lists of pairs. */
export function cell(term: Term): string {
	if (term === null) return '';
	if (typeof term !== 'object') return String(term);
	if (term instanceof Atom) return term.name;
	if (term instanceof Pid) return term.text;
	if (term instanceof Table) return tableTerm(term.fields);
	if (term instanceof Tuple) return `{${term.elements.map(plain).join(',')}}`;
	if (term instanceof Entries)
		return `[${term.entries.map(([key, value]) => `{${atomText(key)}, ${cell(value)}}`).join(', ')}]`;
	return `[${(term as readonly Term[]).map(cell).join(', ')}]`;
}

function plain(term: Term): string {
	return typeof term === 'string' ? quoted(term) : cell(term);
}

/** Arguments with their texts as strings: `[{"x-max-length",10}]`. */
export function tableTerm(fields: FieldTable): string {
	return `[${fields.map(([name, value]) => `{${quoted(name)},${fieldTerm(value)}}`).join(',')}]`;
}

function fieldTerm(field: FieldValue): string {
	switch (field.type) {
		case 'longstr':
			return typeof field.value === 'string' ? quoted(field.value) : `[${[...field.value].join(',')}]`;
		case 'binary':
			return printBinary(field.value, '');
		case 'table':
			return tableTerm(field.value);
		case 'array':
			return `[${field.value.map(fieldTerm).join(',')}]`;
		case 'decimal':
			return `{${field.value.scale},${field.value.value}}`;
		case 'void':
			return 'undefined';
		case 'float':
		case 'double':
			return floatText(field.value);
		default:
			return String(field.value);
	}
}

function floatText(value: number): string {
	return Number.isInteger(value) ? `${value}.0` : `${value}`;
}

/** A string as Erlang shows it; an empty one is an empty list. */
function quoted(text: string): string {
	return text === '' ? '[]' : `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

function atomText(name: string): string {
	return /^[a-z][\w@]*$/.test(name) ? name : `'${name.replace(/['\\]/g, '\\$&')}'`;
}

/** As JSON text, as RabbitMQ's tools write it. */
export function json(term: Term): string {
	if (term === null) return '""';
	if (typeof term === 'bigint') return String(term);
	if (typeof term === 'string') return jsonString(term);
	if (typeof term !== 'object') return JSON.stringify(term);
	if (term instanceof Atom) return jsonString(term.name);
	if (term instanceof Pid) return jsonString(term.text);
	if (term instanceof Table) return jsonTable(term.fields);
	if (term instanceof Tuple) return `[${term.elements.map(json).join(',')}]`;
	if (term instanceof Entries) return jsonObject(term.entries);
	return `[${(term as readonly Term[]).map(json).join(',')}]`;
}

export function jsonObject(entries: readonly (readonly [string, Term])[]): string {
	return `{${entries.map(([key, value]) => `${jsonString(key)}:${json(value)}`).join(',')}}`;
}

/** Each field with its type, as the node keeps it. */
function jsonTable(fields: FieldTable): string {
	return `[${fields.map(([name, field]) => `[${jsonString(name)},"${field.type}",${jsonField(field)}]`).join(',')}]`;
}

function jsonField(field: FieldValue): string {
	switch (field.type) {
		case 'table':
			return jsonTable(field.value);
		case 'array':
			return `[${field.value.map((each) => `["${each.type}",${jsonField(each)}]`).join(',')}]`;
		case 'longstr':
			return typeof field.value === 'string' ? jsonString(field.value) : fieldTerm(field);
		case 'void':
			return '"undefined"';
		default:
			return fieldTerm(field);
	}
}

function jsonString(text: string): string {
	return JSON.stringify(text);
}

/** As `~p` prints it, on one line: texts as binaries. */
export function erlang(term: Term): string {
	if (term === null) return "''";
	if (typeof term === 'string')
		return term === '' ? '<<>>' : `<<${quoted(term)}${wide(term) ? '/utf8' : ''}>>`;
	if (typeof term !== 'object') return String(term);
	if (term instanceof Atom) return atomText(term.name);
	if (term instanceof Pid) return term.text;
	if (term instanceof Table) return `[${term.fields.map(erlangField).join(',')}]`;
	if (term instanceof Tuple) return `{${term.elements.map(erlang).join(',')}}`;
	if (term instanceof Entries)
		return `[${term.entries.map(([key, value]) => `{${atomText(key)},${erlang(value)}}`).join(',')}]`;
	return `[${(term as readonly Term[]).map(erlang).join(',')}]`;
}

function wide(text: string): boolean {
	return [...text].some((letter) => letter.codePointAt(0)! > 255);
}

function erlangField([name, field]: FieldTable[number]): string {
	return `{${erlang(name)},${field.type},${erlangValue(field)}}`;
}

function erlangValue(field: FieldValue): string {
	if (field.type === 'longstr' && typeof field.value === 'string') return erlang(field.value);
	return field.type === 'table' ? erlang(new Table(field.value)) : fieldTerm(field);
}

/** The width Erlang prints to. */
const WIDTH = 80;

/** As `~p` prints it, on as many lines as it needs; `column` is where it begins. */
export function erlangLines(term: Term, column = 0): string {
	const flat = erlang(term);
	if (column + flat.length < WIDTH - 1) return flat;
	const next = `,\n${' '.repeat(column + 1)}`;
	if (term instanceof Table) return `[${term.fields.map(erlangField).join(next)}]`;
	if (term instanceof Entries) {
		const entries = term.entries.map(([key, value]) => {
			const start = `{${atomText(key)},`;
			return `${start}${erlangLines(value, column + 1 + start.length)}}`;
		});
		return `[${entries.join(next)}]`;
	}
	if (!Array.isArray(term)) return flat;
	return `[${term.map((element: Term) => erlangLines(element, column + 1)).join(next)}]`;
}
