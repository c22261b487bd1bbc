/** The global `console` and `node:console`, printing as Node prints when its output is not a terminal. */
import { formatWithOptions, inspect } from '../inspect';
import { nodeError } from '../errors/node-error';
import { clock, output } from '../realm';
import type { Stream } from '../output';
import { table } from './console-table';
import { warn } from './warnings';

type Print = (text: string) => void;

/** Where a console writes. */
interface Outlets {
	readonly out: Print;
	readonly err: Print;
}

interface Writer {
	write(text: string): unknown;
}

interface Options {
	stdout: Writer;
	stderr?: Writer;
	groupIndentation?: number;
	inspectOptions?: object;
}

function makeConsole({ out, err }: Outlets, indentation = 2, inspectOptions: object = {}) {
	let indent = '';
	const counts = new Map<string, number>();
	const timers = new Map<string, number>();

	const say = (print: Print, text: string): void => {
		print(`${indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`)}\n`);
	};
	const format = (args: unknown[]): string => formatWithOptions(inspectOptions, ...args);
	const elapsed = (label: string, call: string): string | null => {
		const since = timers.get(label);
		if (since !== undefined) return duration(clock.now() - since);
		warn(new Error(`No such label '${label}' for console.${call}()`));
		return null;
	};

	return {
		log(...args: unknown[]): void {
			say(out, format(args));
		},
		warn(...args: unknown[]): void {
			say(err, format(args));
		},
		dir(value: unknown, options?: object): void {
			say(out, inspect(value, { customInspect: false, ...inspectOptions, ...options }));
		},
		time(label = 'default'): void {
			if (timers.has(label)) warn(new Error(`Label '${label}' already exists for console.time()`));
			else timers.set(label, clock.now());
		},
		timeEnd(label = 'default'): void {
			const time = elapsed(label, 'timeEnd');
			if (time === null) return;
			timers.delete(label);
			say(out, format(['%s: %s', label, time]));
		},
		timeLog(label = 'default', ...args: unknown[]): void {
			const time = elapsed(label, 'timeLog');
			if (time !== null) say(out, format(['%s: %s', label, time, ...args]));
		},
		trace: function trace(...args: unknown[]): void {
			const error = { name: 'Trace', message: format(args) } as Error;
			Error.captureStackTrace?.(error, trace);
			say(
				err,
				(error.stack ?? `Trace: ${error.message}`).replace(/^\[object Object\]|^Error/, headOf(error))
			);
		},
		assert(condition: unknown, ...args: unknown[]): void {
			if (condition) return;
			if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
			else args.unshift('Assertion failed');
			say(err, format(args));
		},
		clear(): void {},
		count(label = 'default'): void {
			const count = (counts.get(`${label}`) ?? 0) + 1;
			counts.set(`${label}`, count);
			say(out, `${label}: ${count}`);
		},
		countReset(label = 'default'): void {
			if (!counts.delete(`${label}`)) warn(new Error(`Count for '${label}' does not exist`));
		},
		group(...args: unknown[]): void {
			if (args.length > 0) say(out, format(args));
			indent += ' '.repeat(indentation);
		},
		groupEnd(): void {
			indent = indent.slice(0, indent.length - indentation);
		},
		table(data: unknown, columns?: string[]): void {
			say(out, table(data, columns) ?? format([data]));
		}
	};
}

function headOf({ name, message }: Error): string {
	return message ? `${name}: ${message}` : name;
}

/** As `console.time` words a duration in milliseconds. */
function duration(milliseconds: number): string {
	if (milliseconds < 1000) return `${Number(milliseconds.toFixed(3))}ms`;
	const seconds = milliseconds / 1000;
	if (seconds < 60) return `${seconds.toFixed(3)}s`;
	const minutes = Math.floor(seconds / 60);
	const rest = (seconds % 60).toFixed(3).padStart(6, '0');
	if (minutes < 60) return `${minutes}:${rest} (m:ss.mmm)`;
	return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest.slice(0, 2)} (h:mm:ss)`;
}

function withAliases(outlets: Outlets, indentation?: number, inspectOptions?: object) {
	const plain = makeConsole(outlets, indentation, inspectOptions);
	const { log, warn, dir, time, timeEnd, timeLog, trace, assert, clear, count, countReset } = plain;
	const { group, groupEnd, table } = plain;
	return {
		log,
		warn,
		dir,
		time,
		timeEnd,
		timeLog,
		trace,
		assert,
		clear,
		count,
		countReset,
		group,
		groupEnd,
		table,
		debug: (...args: unknown[]) => log(...args),
		info: (...args: unknown[]) => log(...args),
		dirxml: (...args: unknown[]) => log(...args),
		error: (...args: unknown[]) => warn(...args),
		groupCollapsed: (...args: unknown[]) => group(...args),
		profile(): void {},
		profileEnd(): void {},
		timeStamp(): void {}
	};
}

/** `new Console(stdout, stderr)` or `new Console({ stdout, stderr })`. */
export function Console(options: Options | Writer, stderr?: Writer) {
	const chosen = 'write' in options ? { stdout: options, stderr } : options;
	if (typeof chosen.stdout?.write !== 'function') {
		throw nodeError(
			TypeError,
			'ERR_CONSOLE_WRITABLE_STREAM',
			'Console expects a writable stream instance for stdout'
		);
	}
	const err = chosen.stderr ?? chosen.stdout;
	const outlets = {
		out: (text: string) => void chosen.stdout.write(text),
		err: (text: string) => void err.write(text)
	};
	const { groupIndentation, inspectOptions } = chosen as Options;
	return withAliases(outlets, groupIndentation, inspectOptions);
}

const print =
	(stream: Stream): Print =>
	(text) =>
		output.write(stream, text);

export const console = Object.assign(withAliases({ out: print('stdout'), err: print('stderr') }), {
	Console
});
Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });

export default console;
