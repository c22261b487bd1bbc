/** Sets of bytes as PCRE's classes name them. Erlang's PCRE takes a byte for a letter of Latin-1. */

export type ByteSet = ReadonlySet<number>;

type Range = readonly [first: number, last: number];

export function ranges(...list: readonly Range[]): Set<number> {
	const set = new Set<number>();
	for (const [first, last] of list) for (let byte = first; byte <= last; byte++) set.add(byte);
	return set;
}

export function union(...sets: readonly ByteSet[]): ByteSet {
	return new Set(sets.flatMap((set) => [...set]));
}

export const ALL: ByteSet = ranges([0, 255]);

export function complement(set: ByteSet): ByteSet {
	return new Set([...ALL].filter((byte) => !set.has(byte)));
}

/** The same letter in the other case, or the byte itself. */
function otherCase(byte: number): number {
	const upper = (byte >= 65 && byte <= 90) || (byte >= 192 && byte <= 222 && byte !== 215);
	const lower = (byte >= 97 && byte <= 122) || (byte >= 224 && byte <= 254 && byte !== 247);
	return upper ? byte + 32 : lower ? byte - 32 : byte;
}

export function inBothCases(set: ByteSet): ByteSet {
	return union(set, new Set(Array.from(set, otherCase)));
}

const UPPER = ranges([65, 90], [192, 214], [216, 222]);
const LOWER = ranges([97, 122], [170, 170], [181, 181], [186, 186], [223, 246], [248, 255]);
const DIGIT = ranges([48, 57]);
const ALPHA = union(UPPER, LOWER);
const ALNUM = union(ALPHA, DIGIT);
const SPACE = ranges([9, 13], [32, 32]);
const GRAPH = ranges([33, 126], [160, 255]);

export const WORD: ByteSet = union(ALNUM, ranges([95, 95]));
export const NEWLINE: ByteSet = ranges([10, 10]);

/** `[[:name:]]`. */
export const POSIX: ReadonlyMap<string, ByteSet> = new Map([
	['alpha', ALPHA],
	['lower', LOWER],
	['upper', UPPER],
	['alnum', ALNUM],
	['ascii', ALL],
	['blank', ranges([9, 9], [32, 32])],
	['cntrl', ranges([0, 31], [127, 159])],
	['digit', DIGIT],
	['graph', GRAPH],
	['print', union(GRAPH, ranges([32, 32]))],
	['punct', new Set([...GRAPH].filter((byte) => !ALNUM.has(byte)))],
	['space', SPACE],
	['word', WORD],
	['xdigit', ranges([48, 57], [65, 70], [97, 102])]
]);

const SMALL: Readonly<Record<string, ByteSet>> = {
	d: DIGIT,
	s: SPACE,
	w: WORD,
	h: ranges([9, 9], [32, 32], [160, 160]),
	v: ranges([10, 13], [133, 133])
};

/** `\d`, `\s`, `\w`, `\h`, `\v`, and without them in capitals; undefined for any other letter. */
export function escapedSet(letter: string): ByteSet | undefined {
	const set = SMALL[letter.toLowerCase()];
	return set && letter !== letter.toLowerCase() ? complement(set) : set;
}

const CATEGORY = /^(C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;
/** Properties that are PCRE's own. */
const OWN: Readonly<Record<string, string>> = {
	Any: '[^]',
	'L&': '[\\p{Ll}\\p{Lu}\\p{Lt}]',
	Xan: '[\\p{L}\\p{N}]',
	Xwd: '[\\p{L}\\p{N}_]',
	Xsp: '[\\p{Z}\\t-\\r\\x85]',
	Xps: '[\\p{Z}\\t-\\r\\x85]',
	Xuc: '[$@`\\xa0-\\xff]'
};

/** `\p{name}` of Unicode, or null where there is no such property. */
export function propertySet(name: string): ByteSet | null {
	const source = OWN[name] ?? (CATEGORY.test(name) ? `\\p{${name}}` : `\\p{Script=${name}}`);
	try {
		const property = new RegExp(source, 'u');
		return new Set([...ALL].filter((byte) => property.test(String.fromCharCode(byte))));
	} catch {
		return null;
	}
}
