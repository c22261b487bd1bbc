/**
 * The global scope as a Node program finds it. What a browser's worker has and Node hasn't is removed, on the
 * global object and on its prototypes, and so is everything that reaches the network, storage or other workers.
 * The frame's content security policy would stop those anyway; here they become what Node says they are: undefined.
 */
import { invalidArgType } from './errors/node-error';
import { Buffer } from './node/buffer';
import { console } from './node/console';
import { webcrypto } from './node/crypto';
import { performance } from './node/perf-hooks';
import { process } from './node/process';
import * as timers from './node/timers';
import { clock } from './realm';
import { installWebApis } from './web-apis';

/** Of the browser's own, what Node has as well and what needs no guarding. Names of the language itself are kept too. */
const KEPT = new Set([
	...['AbortController', 'AbortSignal', 'Blob', 'CustomEvent', 'DOMException', 'Event', 'EventTarget'],
	...[
		'TextDecoder',
		'TextEncoder',
		'URL',
		'URLSearchParams',
		'WebAssembly',
		'atob',
		'btoa',
		'structuredClone'
	],
	...[
		'ReadableStream',
		'WritableStream',
		'TransformStream',
		'CountQueuingStrategy',
		'ByteLengthQueuingStrategy'
	],
	...['queueMicrotask', 'TextDecoderStream', 'TextEncoderStream', 'globalThis', 'eval', 'Infinity', 'NaN'],
	...['undefined', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'decodeURI', 'decodeURIComponent'],
	...[
		'encodeURI',
		'encodeURIComponent',
		'escape',
		'unescape',
		'Object',
		'Function',
		'Array',
		'Number',
		'Boolean'
	],
	...['String', 'Symbol', 'BigInt', 'Math', 'JSON', 'Reflect', 'Proxy', 'Intl', 'Promise', 'Date', 'RegExp'],
	...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError'],
	...['URIError', 'SuppressedError', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry'],
	...['ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Atomics', 'Iterator', 'AsyncIterator', 'Int8Array'],
	...['Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array'],
	...['Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'constructor'],
	...['__programModules']
]);

/** Prepares the global scope. What the runtime itself needs of the browser must have been taken before. */
export function installGlobals(): void {
	removeForeign();
	installDate();
	installMicrotasks();
	installWebApis();
	AbortSignal.timeout = abortAfter;
	define('global', globalThis);
	define('process', process);
	define('Buffer', Buffer);
	define('console', console);
	define('performance', performance);
	define('crypto', webcrypto);
	for (const name of TIMERS) define(name, timers[name]);
	Object.defineProperty(globalThis, Symbol.toStringTag, { value: 'global', configurable: true });
}

const TIMERS = [
	'setTimeout',
	'setInterval',
	'setImmediate',
	'clearTimeout',
	'clearInterval',
	'clearImmediate'
] as const;

function define(name: string, value: unknown): void {
	Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

function removeForeign(): void {
	let scope: object = globalThis;
	while (scope !== EventTarget.prototype && scope !== Object.prototype) {
		for (const key of Reflect.ownKeys(scope)) if (!isKept(key)) remove(scope, key);
		scope = Object.getPrototypeOf(scope) as object;
	}
	// These are EventTarget's own and stay on its prototype: hide them on the global object alone.
	for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent', 'when'])
		define(name, undefined);
}

function isKept(key: string | symbol): boolean {
	return typeof key === 'symbol' ? key !== Symbol.toStringTag : KEPT.has(key);
}

function remove(scope: object, key: string | symbol): void {
	if (Reflect.deleteProperty(scope, key)) return;
	Reflect.defineProperty(scope, key, { value: undefined });
}

/** `Date` on the virtual clock. */
function installDate(): void {
	const RealDate = Date;
	const VirtualDate = function Date(this: unknown, ...args: unknown[]) {
		if (!new.target) return new RealDate(clock.date()).toString();
		return Reflect.construct(RealDate, args.length > 0 ? args : [clock.date()], new.target) as unknown;
	} as unknown as DateConstructor;
	Object.defineProperties(VirtualDate, Object.getOwnPropertyDescriptors(RealDate));
	Object.defineProperty(VirtualDate, 'now', {
		value: function now() {
			return clock.date();
		},
		writable: true,
		configurable: true
	});
	Object.defineProperty(RealDate.prototype, 'constructor', {
		value: VirtualDate,
		writable: true,
		configurable: true
	});
	define('Date', VirtualDate);
}

/** As native, but named in stack traces as Node names it. */
function installMicrotasks(): void {
	const enqueue = globalThis.queueMicrotask.bind(globalThis);
	define('queueMicrotask', function queueMicrotask(callback: () => void) {
		if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback);
		enqueue(function runMicrotask() {
			callback();
		});
	});
}

function abortAfter(milliseconds: number): AbortSignal {
	const controller = new AbortController();
	timers
		.setTimeout(() => {
			const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
			controller.abort(reason);
		}, milliseconds)
		.unref();
	return controller.signal;
}
