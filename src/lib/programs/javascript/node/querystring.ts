/** `node:querystring`. */

type Value = string | number | boolean | bigint;
type Query = Record<string, string | string[]>;

export function escape(text: unknown): string {
	return encodeURIComponent(String(text));
}

export function unescape(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return unescapeLeniently(text);
	}
}

/** What is no escape stays, and what is no UTF-8 becomes the replacement character. */
function unescapeLeniently(text: string): string {
	const bytes = text.replace(/%([\da-f]{2})|[^]/giu, (found, hex?: string) =>
		hex ? String.fromCharCode(parseInt(hex, 16)) : String.fromCharCode(...new TextEncoder().encode(found))
	);
	return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}

function primitive(value: unknown): string {
	return ['string', 'boolean', 'bigint'].includes(typeof value) || Number.isFinite(value)
		? String(value)
		: '';
}

export function stringify(
	query: Record<string, Value | readonly Value[]>,
	separator = '&',
	equals = '='
): string {
	if (typeof query !== 'object' || query === null) return '';
	return Object.entries(query)
		.flatMap(([key, value]) =>
			[value].flat().map((one) => `${escape(key)}${equals}${escape(primitive(one))}`)
		)
		.join(separator);
}

export function parse(text: string, separator = '&', equals = '='): Query {
	const query = Object.create(null) as Query;
	if (typeof text !== 'string' || text === '') return query;
	for (const pair of text.split(separator)) {
		if (pair === '') continue;
		const at = pair.indexOf(equals);
		const decode = (part: string): string => unescape(part.replaceAll('+', ' '));
		const key = decode(at < 0 ? pair : pair.slice(0, at));
		const value = at < 0 ? '' : decode(pair.slice(at + equals.length));
		const before = query[key];
		query[key] = before === undefined ? value : [before, value].flat();
	}
	return query;
}

export const encode = stringify;
export const decode = parse;

export default { decode, encode, escape, parse, stringify, unescape };
