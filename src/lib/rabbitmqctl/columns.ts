/** Listings: the columns somebody may ask for, and the rows they make. */
import { EXIT, type Call, type Invalid } from './command';
import type { Row, Term } from './terms';

/** What each column shows of a thing. */
export type Columns<T> = Readonly<Record<string, (of: T) => Term>>;

/** Columns may stand apart or be joined by commas; each is shown once. */
function named(words: readonly string[]): string[] {
	const names = words.flatMap((word) => word.split(',')).filter((word) => word !== '');
	return [...new Set(names)];
}

/** What is wrong with the columns asked for. */
export function checkedColumns(words: readonly string[], columns: Columns<never>): Invalid | null {
	const unknown = named(words).filter((name) => !(name in columns));
	if (unknown.length === 0) return null;
	return { reason: `Info key(s) ${unknown.sort().join(',')} are not supported`, exitCode: EXIT.usage };
}

/** A row for each thing, with the columns asked for or the usual ones. */
export function listing<T>(
	words: readonly string[],
	usual: readonly string[],
	columns: Columns<T>,
	things: readonly T[]
): Row[] {
	const names = words.length === 0 ? usual : named(words);
	return things.map((thing) => names.map((name) => [name, columns[name]!(thing)] as const));
}

/** The banner of a listing that may take a while says for how long. */
export function timeoutBanner(banner: (call: Call) => string): (call: Call) => string {
	return (call) =>
		`Timeout: ${Number(call.options['timeout'] ?? 60).toFixed(1)} seconds ...\n${banner(call)}`;
}
