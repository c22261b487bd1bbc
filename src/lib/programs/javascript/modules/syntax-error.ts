/** Finding out where a source that doesn't compile is wrong, and showing it as Node does. */
import type { Host, Place } from '../host';
import { lineOf } from '../errors/sources';

export interface SyntaxPlace extends Place {
	/** Carets under it. */
	readonly width: number;
}

const places = new WeakMap<object, SyntaxPlace>();

export function syntaxPlaceOf(error: unknown): SyntaxPlace | undefined {
	return typeof error === 'object' && error !== null ? places.get(error) : undefined;
}

/** Remembers where a SyntaxError stands, for the report. Without `width` the token there is measured. */
export function placeSyntaxError(error: unknown, place: Place, width?: number): void {
	if (typeof error !== 'object' || error === null) return;
	places.set(error, { ...place, width: width ?? tokenWidth(place) });
}

function tokenWidth({ file, line, column }: Place): number {
	const rest = lineOf(file, line)?.slice(column - 1) ?? '';
	const token =
		/^(?:[\w$\u0080-\uffff]+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|=>|\.{3}|[=!]==?|&&|\|\||\?\?)/.exec(rest);
	return token ? token[0].length : 1;
}

/**
 * Compiles `before + code + after`, a function expression. What the engine says about a wrong source is thrown, its
 * place counted in `code`.
 */
export function compile<F>(host: Host, file: string, before: string, code: string, after: string): F {
	let compiled: unknown = null;
	const thrown = host.attempt(function compileCommonJs() {
		compiled = evaluate(before + code + after);
	});
	if (!thrown) return compiled as F;
	throw explain(host, file, before, code, thrown.error, thrown.at);
}

function evaluate(code: string): unknown {
	return (0, eval)(code);
}

function explain(
	host: Host,
	file: string,
	before: string,
	code: string,
	error: unknown,
	at: Place | null
): unknown {
	const lines = code.split(/\r\n|[\n\r\u2028\u2029]/);
	if (!at) return error;
	if (at.line > lines.length) return explainUnbalanced(host, file, code, lines, error);
	const column = at.line === 1 ? at.column - before.length : at.column;
	placeSyntaxError(error, { file, line: at.line, column });
	return error;
}

const GUARD = 'throw 0;';

/** The wrapper's end was taken for the source's, or the source ended it: compiled alone, it shows its own fault. */
function explainUnbalanced(host: Host, file: string, code: string, lines: string[], error: unknown): unknown {
	const alone = host.attempt(function compileCommonJs() {
		evaluate(GUARD + code);
	});
	if (!alone?.at || !(alone.error instanceof SyntaxError)) return error;
	const { line, column } = alone.at;
	const atEnd = line > lines.length || /end of input/i.test(alone.error.message);
	const place = {
		file,
		line: Math.min(line, lines.length),
		column: line === 1 ? column - GUARD.length : column
	};
	placeSyntaxError(alone.error, place, atEnd ? 0 : undefined);
	return alone.error;
}
