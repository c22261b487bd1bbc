/** What Node's own versions of the language's and the web's interfaces do otherwise than this browser's: mostly, how they word errors. */
import { inspect } from './inspect';
import { nodeError } from './errors/node-error';

/** V8 has added these words since. */
const PLACE = / \(line \d+ column \d+\)$/;
/** Before what the browser says of its interfaces. */
const FAILED_TO = /^Failed to [^:]*: /;
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

export function installWebApis(): void {
	reword(JSON, 'parse', (error) => {
		if (error instanceof SyntaxError) rename(error, error.message.replace(PLACE, ''));
		return error;
	});
	reword(globalThis, 'structuredClone', (error) => {
		const { message, name } = error as DOMException;
		return new DOMException(message.replace(FAILED_TO, ''), name);
	});
	installUrl();
	installAbort();
}

/** Has a function's errors put otherwise. */
function reword(home: object, name: string, put: (error: unknown) => unknown): void {
	const original = Reflect.get(home, name) as (...args: unknown[]) => unknown;
	const value = (...args: unknown[]): unknown => {
		try {
			return Reflect.apply(original, home, args);
		} catch (error) {
			throw put(error);
		}
	};
	Object.defineProperty(value, 'name', { value: name });
	Object.defineProperty(value, 'length', { value: original.length });
	Object.defineProperty(home, name, { value, writable: true, configurable: true });
}

/** Gives an error another message, in its stack as well. */
function rename(error: Error, message: string): void {
	const stack = error.stack?.replace(error.message, () => message);
	error.message = message;
	Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
}

const URL_PARTS = [
	'href',
	'origin',
	'protocol',
	'username',
	'password',
	'host',
	'hostname',
	'port',
	'pathname',
	'search',
	'searchParams',
	'hash'
] as const;

function installUrl(): void {
	const { prototype } = URL;
	globalThis.URL = new Proxy(URL, {
		construct(target, args: [unknown?, unknown?], newTarget) {
			if (args.length === 0)
				throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "url" argument must be specified');
			try {
				return Reflect.construct(target, args, newTarget) as URL;
			} catch {
				throw invalidUrl(...args);
			}
		}
	});
	Object.defineProperty(prototype, 'constructor', { value: URL, writable: true, configurable: true });
	define(prototype, INSPECT, function (this: URL, depth: number, options: object) {
		if (depth < 0) return this;
		const parts = Object.fromEntries(URL_PARTS.map((part) => [part, this[part]]));
		return `${this.constructor.name} ${inspect(parts, options)}`;
	});
	define(
		URLSearchParams.prototype,
		INSPECT,
		function (this: URLSearchParams, depth: number, options: object) {
			const parts = [...this].map(
				([name, value]) => `${inspect(name, options)} => ${inspect(value, options)}`
			);
			return parts.length > 0 ? `URLSearchParams { ${parts.join(', ')} }` : 'URLSearchParams {}';
		}
	);
}

function invalidUrl(input: unknown, base?: unknown): Error {
	const error = Object.assign(new TypeError('Invalid URL'), {
		code: 'ERR_INVALID_URL',
		input: String(input)
	});
	return base === undefined ? error : Object.assign(error, { base: String(base) });
}

/** Without a reason an operation is aborted for one that Node words in its own way. */
function installAbort(): void {
	const abort = AbortController.prototype.abort;
	const reasonOr = (reason: unknown): unknown =>
		reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
	define(AbortController.prototype, 'abort', function (this: AbortController, reason?: unknown) {
		abort.call(this, reasonOr(reason));
	});
	const aborted = AbortSignal.abort.bind(AbortSignal);
	define(AbortSignal, 'abort', (reason?: unknown) => aborted(reasonOr(reason)));
}

function define(home: object, name: string | symbol, value: unknown): void {
	Object.defineProperty(home, name, { value, writable: true, configurable: true });
}
