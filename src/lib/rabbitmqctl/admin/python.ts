/** Values as a Python program prints them. */
import type { Json } from '../lenient-json';

type JsonObject = Readonly<Record<string, Json>>;

export function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `json.dumps(value)`: a space after commas and colons, and only ASCII. */
export function dumps(value: Json): string {
	if (Array.isArray(value)) return `[${value.map(dumps).join(', ')}]`;
	if (isObject(value)) {
		const entries = Object.entries(value).map(([key, each]) => `${dumps(key)}: ${dumps(each)}`);
		return `{${entries.join(', ')}}`;
	}
	return JSON.stringify(value).replace(
		/[^ -~]/g,
		(letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
}

/** `json.dumps` with sorted keys, an indentation of two, and every letter as it is. */
export function pretty(value: Json): string {
	return JSON.stringify(sorted(value), null, 2);
}

function sorted(value: Json): Json {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isObject(value)) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

/** `str(value)` of what is no list and no object; nothing stays nothing. */
export function text(value: Json): string {
	if (typeof value === 'boolean') return value ? 'True' : 'False';
	return value === null ? '' : String(value);
}

/** `urllib.parse.quote(text, '')`. */
export function quote(plain: string): string {
	return encodeURIComponent(plain).replace(
		/[!'()*]/g,
		(letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
	);
}

/** `urllib.parse.quote_plus(text)`. */
export function quotePlus(plain: string): string {
	return quote(plain).replaceAll('%20', '+');
}
