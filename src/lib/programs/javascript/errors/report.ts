/** What Node prints on stderr when an error nobody caught ends the program. */
import type { Place, Thrown } from '../host';
import { inspect } from '../inspect';
import { enhancedStack } from './enhance';
import { syntaxPlaceOf } from '../modules/syntax-error';
import { isKnown, lineOf, writtenColumn } from './sources';

export interface UncaughtError extends Thrown {
	/** It came as an unhandled rejection. */
	readonly fromPromise: boolean;
	/** It was caught and reported by Node itself, which then only knows where the error was made. */
	readonly retold?: boolean;
	/** It is the rejection of the main module's evaluation. */
	readonly fromMain?: boolean;
}

const VERSION = 'Node.js v20.20.2';

/** The whole report, with its final newline. */
export function uncaughtReport(uncaught: UncaughtError): string {
	const { error } = uncaught;
	if (!isNativeError(error)) return `\n${headerOf(uncaught)}${thrownValue(error)}\n\n${VERSION}\n`;
	const stack = enhancedStack(error);
	const rethrown = uncaught.at !== null && isKnown(uncaught.at.file);
	const header = stack === undefined || rethrown ? headerOf(uncaught) : UNHANDLED_EVENT;
	if (stack !== undefined) error.stack = stack;
	const gap = NAMED_EXPORT.test(error.message) ? '' : '\n';
	return `${header}${gap}${inspect(error, { customInspect: false, depth: 5 })}\n\n${VERSION}\n`;
}

/** Node puts no blank line before this one. */
const NAMED_EXPORT = /^(?:Named export|The requested module) '/;

const UNHANDLED_EVENT = "node:events:502\n      throw er; // Unhandled 'error' event\n      ^\n";
const FROM_PROMISE =
	'node:internal/process/promises:391\n    triggerUncaughtException(err, true /* fromPromise */);\n    ^\n';
const FROM_MAIN = 'node:internal/modules/run_main:123\n    triggerUncaughtException(\n    ^\n';

/** Source lines of Node's modules that throw at the learner's doorstep. */
const INTERNAL_THROWS = new Map([
	['node:internal/modules/cjs/loader:1207', 'node:internal/modules/cjs/loader:1210\n  throw err;\n  ^\n'],
	[
		'node:internal/modules/esm/resolve:873',
		'node:internal/modules/esm/resolve:873\n  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);\n        ^\n'
	],
	[
		'node:internal/modules/esm/resolve:283',
		'node:internal/modules/esm/resolve:283\n    throw new ERR_MODULE_NOT_FOUND(\n          ^\n'
	],
	['node:buffer:322', 'node:buffer:322\n  throw new ERR_INVALID_ARG_TYPE(\n  ^\n'],
	['node:timers:140', 'node:internal/errors:541\n      throw error;\n      ^\n'],
	[
		'node:internal/process/promises:389',
		'node:internal/process/promises:389\n      new UnhandledPromiseRejection(reason);\n      ^\n'
	]
]);

function headerOf(uncaught: UncaughtError): string {
	const { error, at, fromPromise, fromMain } = uncaught;
	const syntax = syntaxPlaceOf(error);
	if (syntax) return excerpt(syntax, syntax.width);
	const first = isNativeError(error) ? firstFrame(error) : null;
	const internal = first && INTERNAL_THROWS.get(`${first.file}:${first.line}`);
	if (internal) return internal;
	if (at && isKnown(at.file)) return excerpt(atThrow(written(at)));
	if (first && isKnown(first.file)) return excerpt(fromPromise || uncaught.retold ? first : atThrow(first));
	if (fromMain) return FROM_MAIN;
	return fromPromise ? FROM_PROMISE : '';
}

function written({ file, line, column }: Place): Place {
	return { file, line, column: writtenColumn(file, line, column) };
}

/** Made by an Error constructor: an object that merely inherits from Error is printed as any value. */
function isNativeError(error: unknown): error is Error {
	return error instanceof Error && Object.prototype.toString.call(error) === '[object Error]';
}

/** The place that the stack's first frame names, in written columns. */
export function firstFrame(error: Error): Place | null {
	const stack = typeof error.stack === 'string' ? error.stack : '';
	const frame = /^ {4}at (?:.*\()?(\S+?):(\d+)(?::(\d+))?\)?$/m.exec(stack);
	return frame && { file: frame[1]!, line: Number(frame[2]), column: Number(frame[3] ?? 1) };
}

/** Engines tell where the error was made, or nothing; Node points at the `throw` before it. */
function atThrow(place: Place): Place {
	const before = lineOf(place.file, place.line)?.slice(0, place.column - 1) ?? '';
	const thrown = /\bthrow\s+$/.exec(before);
	return thrown ? { ...place, column: thrown.index + 1 } : place;
}

/** `file:line`, the source line, and a caret under the column. */
export function excerpt(place: Place, width = 1): string {
	const line = lineOf(place.file, place.line) ?? '';
	const indent = line.slice(0, place.column - 1).replace(/[^\t]/g, ' ');
	return `${place.file}:${place.line}\n${line}\n${indent}${'^'.repeat(width)}\n`;
}

function thrownValue(value: unknown): string {
	if (typeof value === 'object' && value !== null) return inspect(value, { depth: 5 });
	const text = typeof value === 'string' ? value : inspect(value);
	return `${text}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
}
