/** Errors with Node's codes, texts and stacks. */
import { inspect } from 'node-inspect-extracted';

type ErrorClass = ErrorConstructor | TypeErrorConstructor | RangeErrorConstructor;

/**
 * An error as Node's own modules throw it: the code stands in the stack's first line and in `code`, and `name`
 * stays the class's.
 */
export function nodeError(Class: ErrorClass, code: string, message: string): Error {
	const error = new Class(message) as NodeJS.ErrnoException;
	const { name } = error;
	Object.defineProperty(error, 'name', { value: `${name} [${code}]`, configurable: true, writable: true });
	void error.stack;
	delete (error as { name?: string }).name;
	error.code = code;
	return error;
}

/** `Received …` as Node words it. */
export function received(value: unknown): string {
	if (value == null) return ` Received ${value}`;
	if (typeof value === 'function') return ` Received function ${value.name}`;
	if (typeof value === 'object') {
		const name = value.constructor?.name;
		return name ? ` Received an instance of ${name}` : ` Received ${inspect(value, { depth: -1 })}`;
	}
	let text = inspect(value, { colors: false });
	if (text.length > 28) text = `${text.slice(0, 25)}...`;
	return ` Received type ${typeof value} (${text})`;
}

/** `ERR_INVALID_ARG_TYPE`; `expected` is written as Node's documentation does: `of type string`, `an instance of X`. */
export function invalidArgType(name: string, expected: string, actual: unknown): Error {
	const what = name.endsWith(' argument') ? `The ${name}` : describe(name);
	return nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `${what} must be ${expected}.${received(actual)}`);
}

function describe(name: string): string {
	return `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
}

export function outOfRange(name: string, range: string, actual: unknown): Error {
	const value = typeof actual === 'number' ? String(actual) : inspect(actual);
	const message = `The value of "${name}" is out of range. It must be ${range}. Received ${value}`;
	return nodeError(RangeError, 'ERR_OUT_OF_RANGE', message);
}

/** Replaces the stack's frames by those of Node's C++ callbacks, which have no JavaScript above them. */
export function withFrames<E extends Error>(error: E, ...frames: string[]): E {
	const head = `${error.name}: ${error.message}`;
	const stack = [head, ...frames.map((frame) => `    at ${frame}`)].join('\n');
	Object.defineProperty(error, 'stack', {
		value: stack,
		writable: true,
		configurable: true,
		enumerable: false
	});
	return error;
}
