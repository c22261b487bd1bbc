/** The texts of all that was evaluated, so that stack traces and error reports can speak of what the learner wrote. */

export interface EvaluatedSource {
	/** As the learner wrote it. */
	readonly text: string;
	/** Characters put before the first line. */
	readonly prefix: number;
	/** From a generated column to the written one (both from 1), where a transform moved them. Lines never move. */
	readonly column?: (line: number, column: number) => number;
}

const sources = new Map<string, EvaluatedSource>();

export function register(file: string, source: EvaluatedSource): void {
	sources.set(file, source);
}

export function isKnown(file: string | null | undefined): file is string {
	return typeof file === 'string' && sources.has(file);
}

/** The line as written, without its end. */
export function lineOf(file: string, line: number): string | undefined {
	return sources.get(file)?.text.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1];
}

/** From the engine's column to the written one. */
export function writtenColumn(file: string, line: number, column: number): number {
	const source = sources.get(file);
	if (!source) return column;
	const shifted = line === 1 ? Math.max(1, column - source.prefix) : column;
	return source.column ? source.column(line, shifted) : shifted;
}
