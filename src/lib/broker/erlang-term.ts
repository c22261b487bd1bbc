/** Values as Erlang prints them (`~p`), because RabbitMQ's reply texts hold them that way. */
import { encodeUtf8, type FieldValue } from '../amqp';

/** A field value without its type. */
export function term(field: FieldValue): string {
	switch (field.type) {
		case 'longstr':
		case 'binary':
			return binaryTerm(field.value);
		case 'table':
			return `[${field.value.map(([name, value]) => `{${binaryTerm(name)},${value.type},${term(value)}}`).join(',')}]`;
		case 'array':
			return `[${field.value.map((value) => `{${value.type},${term(value)}}`).join(',')}]`;
		case 'decimal':
			return `{${field.value.scale},${field.value.value}}`;
		case 'void':
			return 'undefined';
		case 'float':
		case 'double':
			return Number.isInteger(field.value) ? `${field.value}.0` : `${field.value}`;
		default:
			return `${field.value}`;
	}
}

/** A JSON value, as Erlang keeps it: objects as lists of pairs. */
export function erlangValue(value: unknown): string {
	if (typeof value === 'string') return binaryTerm(value);
	if (Array.isArray(value)) return `[${value.map(erlangValue).join(',')}]`;
	if (typeof value === 'object' && value !== null)
		return `[${Object.entries(value).map(([key, each]) => `{${binaryTerm(key)},${erlangValue(each)}}`)}]`;
	return `${value}`;
}

/** A name; in quotes when it isn't one word, as `x-consistent-hash` is not. */
export function atom(name: string | boolean): string {
	return /^[a-z][\w@]*$/.test(`${name}`) ? `${name}` : `'${name}'`;
}

/** `<<"text">>`, or the byte values when they aren't printable. */
export function binaryTerm(value: string | Uint8Array): string {
	const bytes = typeof value === 'string' ? encodeUtf8(value) : value;
	if (bytes.length === 0) return '<<>>';
	return bytes.every(printable) ? `<<${quoted(bytes)}>>` : `<<${bytes.join(',')}>>`;
}

/** Latin-1 as `~p` sees it: visible characters, spaces and the usual escapes. */
function printable(byte: number): boolean {
	return (byte >= 32 && byte < 127) || byte >= 160 || (byte >= 8 && byte <= 13) || byte === 27;
}

const ESCAPES = new Map([
	[8, '\\b'],
	[9, '\\t'],
	[10, '\\n'],
	[11, '\\v'],
	[12, '\\f'],
	[13, '\\r'],
	[27, '\\e'],
	[34, '\\"'],
	[92, '\\\\']
]);

function quoted(bytes: Uint8Array): string {
	return `"${Array.from(bytes, (byte) => ESCAPES.get(byte) ?? String.fromCharCode(byte)).join('')}"`;
}

/** A text that is kept as a list: `"text"`. */
export const quotedText = (text: string): string => quoted(encodeUtf8(text));

/** Characters that Erlang's printer puts on one line. */
export const ERLANG_LINE = 79;
