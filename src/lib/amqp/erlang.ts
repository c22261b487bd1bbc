/**
 * How Erlang prints the terms that stand in frame errors' reply texts (C22–C25).
 *
 * RabbitMQ prints them with `~p`, whose lines end before column 80, counted from the start of the explanation.
 */

const COLUMNS = 80;

/** `<<1,2,3>>`. */
export function binaryAsNumbers(bytes: Uint8Array): string {
	return `<<${bytes.join(',')}>>`;
}

/** A binary as `~p` prints it after `before`: as a string where all of it can be printed, else as numbers. */
export function printBinary(bytes: Uint8Array, before: string): string {
	if (bytes.length > 0 && bytes.every(isPrintable)) return `<<"${Array.from(bytes, escape).join('')}">>`;
	const column = columnAfter(before) + 2;
	const room = COLUMNS - 1 - column;
	return `<<${wrapped(Array.from(bytes, String), room, ' '.repeat(column))}>>`;
}

/** The tuple `{<name>,<value>}` as `~p` prints it after `before`: on two lines where one is too short. */
export function printPair(name: string, value: number, before: string): string {
	const column = columnAfter(before);
	const term = `{${name},${value}}`;
	if (column + term.length < COLUMNS - 1) return term;
	return `{${name},\n${' '.repeat(column + 1)}${value}}`;
}

function columnAfter(text: string): number {
	return text.length - (text.lastIndexOf('\n') + 1);
}

/** Numbers with commas, broken after a comma where the next would not fit into `room` columns. */
function wrapped(numbers: readonly string[], room: number, indent: string): string {
	let text = '';
	let left = room;
	numbers.forEach((number, i) => {
		const item = i < numbers.length - 1 ? number + ',' : number;
		if (item.length > left) {
			text += '\n' + indent;
			left = room;
		}
		text += item;
		left -= item.length;
	});
	return text;
}

const ESCAPES: Readonly<Record<number, string>> = {
	8: '\\b',
	9: '\\t',
	10: '\\n',
	11: '\\v',
	12: '\\f',
	13: '\\r',
	27: '\\e',
	34: '\\"',
	92: '\\\\'
};

/** Latin-1 that can be seen, and the characters that have an escape. */
function isPrintable(byte: number): boolean {
	return (byte >= 32 && byte < 127) || byte >= 160 || byte in ESCAPES;
}

/** The reply text carries Latin-1 as single bytes: U+DC00 + byte, as `decodeEscaped` has it. */
function escape(byte: number): string {
	return ESCAPES[byte] ?? String.fromCharCode(byte < 128 ? byte : 0xdc00 + byte);
}
