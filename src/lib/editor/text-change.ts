/** The smallest single replacement that turns one text into another, so that Reset can be undone like typing. */
export interface TextChange {
	/** Offset in the old text, in UTF-16 units. */
	readonly start: number;
	/** End of the replaced part, exclusive. */
	readonly end: number;
	readonly text: string;
}

/** Null when the texts are equal. Never splits a surrogate pair. */
export function textChange(from: string, to: string): TextChange | null {
	if (from === to) return null;
	const start = commonPrefix(from, to);
	const tail = commonSuffix(from, to, start);
	return { start, end: from.length - tail, text: to.slice(start, to.length - tail) };
}

function commonPrefix(a: string, b: string): number {
	let n = 0;
	while (n < a.length && n < b.length && a[n] === b[n]) n++;
	return n > 0 && isHighSurrogate(a.charCodeAt(n - 1)) ? n - 1 : n;
}

function commonSuffix(a: string, b: string, prefix: number): number {
	const longest = Math.min(a.length, b.length) - prefix;
	let n = 0;
	while (n < longest && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
	return n > 0 && isLowSurrogate(a.charCodeAt(a.length - n)) ? n - 1 : n;
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit < 0xe000;
