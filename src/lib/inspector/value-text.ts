/** Decoded values as one short line of text; whatever came over the wire is shown, never interpreted. */
import { decodeUtf8 } from '../amqp';

/** Characters that would change how a line is laid out. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text in single quotes, with what can't be seen escaped. */
export function quoted(text: string): string {
	return `'${text.replace(CONTROLS, escaped)}'`;
}

function escaped(character: string): string {
	const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
	return named ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Bytes as quoted text where they are text, else how many they are. */
export function bytesText(bytes: Uint8Array, most = 60): string {
	const text = decodeUtf8(bytes, 0, bytes.length);
	if (text === undefined) return `${bytes.length} B`;
	return text.length <= most ? quoted(text) : `${quoted(text.slice(0, most))}…`;
}

/** Any value of a field. */
export function valueText(value: unknown, most = 60): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Uint8Array) return bytesText(value, most);
	if (typeof value === 'string')
		return value.length <= most ? quoted(value) : `${quoted(value.slice(0, most))}…`;
	if (typeof value === 'object') {
		const { value: digits, scale } = value as { value: number; scale: number };
		return String(digits / 10 ** scale);
	}
	return String(value);
}
