/** A program's arguments as one writes them in a shell: split at blanks, quotes and backslashes keep them together. */

/** The arguments in a line, as a POSIX shell would split it. An open quote reaches to the end. */
export function splitArguments(line: string): string[] {
	const words: string[] = [];
	const piece = /\s+|'([^']*)(?:'|$)|"((?:\\.|[^"\\])*)(?:"|$)|\\(.)|([^\s'"\\]+|\\$)/gs;
	let joined = false;
	for (const [whole, single, double, escaped, plain] of line.matchAll(piece)) {
		if (/^\s/.test(whole)) {
			joined = false;
			continue;
		}
		const text = single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '';
		if (joined) words[words.length - 1] += text;
		else words.push(text);
		joined = true;
	}
	return words;
}

/** A line that splits into just these arguments. */
export function joinArguments(args: readonly string[]): string {
	return args
		.map((arg) => (/^[\w@%+=:,./#*-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`))
		.join(' ');
}
