/** What a program died of, in one line, for those who compare programs. */

/** A traceback's beginning, or where a syntax error is. */
const PYTHON_REPORT = /^(?:Traceback \(most recent call last\):| {2}File ".*", line \d+)$/m;
/** `Error: …`, `TypeError [ERR_INVALID_ARG_TYPE]: …`, `Uncaught Exception …` */
const NODE_ERROR = /^(?:Uncaught )?[\w.]*(?:Error|Exception)\b/;

/** The lines of a text, without what a last line feed would begin. */
export function linesOf(text: string): string[] {
	const lines = text.split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines;
}

/** The last line of Python's traceback; in Node's report the line that names the error. Null when there is neither. */
export function errorIn(stderr: string): string | null {
	const lines = linesOf(stderr.trimEnd());
	if (PYTHON_REPORT.test(stderr)) return lines.at(-1)!;
	return lines.find((line) => NODE_ERROR.test(line)) ?? null;
}
