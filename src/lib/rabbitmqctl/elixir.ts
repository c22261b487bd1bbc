/** Values as Elixir's `inspect` shows them, for the tools print what a node answers that way. */
import { encodeUtf8 } from '../amqp';
import type { Json } from './lenient-json';

const ESCAPES: Readonly<Record<string, string>> = {
	'\x07': '\\a',
	'\b': '\\b',
	'\t': '\\t',
	'\n': '\\n',
	'\v': '\\v',
	'\f': '\\f',
	'\r': '\\r',
	'\x1b': '\\e'
};

function quoted(text: string, quote: string): string {
	const escaped = Array.from(text.replaceAll('\\', '\\\\').replaceAll('#{', '\\#{'), (character) =>
		character === quote ? `\\${quote}` : (ESCAPES[character] ?? character)
	);
	return quote + escaped.join('') + quote;
}

/** A text that the node keeps as a list of bytes: in single quotes if all are ASCII's, else their numbers. */
export function inspectCharacters(text: string): string {
	const bytes = encodeUtf8(text);
	return bytes.some((byte) => byte > 126) ? `[${bytes.join(', ')}]` : quoted(text, "'");
}

/** A value that was read from JSON. Members come by their names. */
export function inspect(value: Json): string {
	if (value === null) return ':null';
	if (typeof value === 'string') return quoted(value, '"');
	if (Array.isArray(value)) return `[${value.map(inspect).join(', ')}]`;
	if (typeof value !== 'object') return `${value}`;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return `%{${entries.map(([key, each]) => `${inspect(key)} => ${inspect(each)}`).join(', ')}}`;
}
