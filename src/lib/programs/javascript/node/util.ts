/** `node:util`. */
import { format, formatWithOptions, inspect, stripVTControlCharacters } from '../inspect';
import { invalidArgType } from '../errors/node-error';
import { EventEmitter } from './events';
import { isDeepStrictEqual } from './deep-equal';
import { parseArgs } from './parse-args';
import { process } from './process';
import * as types from './util-types';

type AnyFunction = (...args: unknown[]) => unknown;

const custom = Symbol.for('nodejs.util.promisify.custom');

export function promisify(original: AnyFunction): AnyFunction {
	if (typeof original !== 'function') throw invalidArgType('original', 'of type function', original);
	const own = (original as unknown as Record<symbol, AnyFunction | undefined>)[custom];
	if (own) return Object.defineProperty(own, custom, { value: own, configurable: true });
	function promisified(this: unknown, ...args: unknown[]): Promise<unknown> {
		return new Promise((resolve, reject) => {
			original.call(this, ...args, (error: unknown, value: unknown) => {
				if (error) reject(error);
				else resolve(value);
			});
		});
	}
	Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
	return Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(original)) as AnyFunction;
}
promisify.custom = custom;

export function callbackify(original: (...args: unknown[]) => Promise<unknown>): AnyFunction {
	return function callbackified(this: unknown, ...args: unknown[]) {
		const callback = args.pop() as (error: unknown, value?: unknown) => void;
		original.apply(this, args).then(
			(value) => process.nextTick(callback as AnyFunction, null, value),
			(error: unknown) => process.nextTick(callback as AnyFunction, error)
		);
	};
}

export function inherits(constructor: AnyFunction, parent: AnyFunction): void {
	Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
	Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

const warned = new Set<string>();

export function deprecate(original: AnyFunction, message: string, code?: string): AnyFunction {
	let told = false;
	return Object.assign(function deprecated(this: unknown, ...args: unknown[]) {
		if (!told && !(code && warned.has(code))) {
			told = true;
			if (code) warned.add(code);
			process.emitWarning(message, 'DeprecationWarning', code);
		}
		return new.target ? Reflect.construct(original, args, new.target) : original.apply(this, args);
	}, original);
}

/** `NODE_DEBUG` is never set here. */
export function debuglog(): AnyFunction & { enabled: boolean } {
	return Object.assign(() => {}, { enabled: false });
}
export const debug = debuglog;

const STYLES: Record<string, [number, number]> = {
	...inspect.colors
} as Record<string, [number, number]>;

export function styleText(style: string | string[], text: string): string {
	return [style].flat().reduceRight((styled, name) => {
		const codes = STYLES[name];
		if (!codes) throw invalidArgType('format', `one of: ${Object.keys(STYLES).join(', ')}`, name);
		return `\u001b[${codes[0]}m${styled}\u001b[${codes[1]}m`;
	}, text);
}

export function isArray(value: unknown): boolean {
	return Array.isArray(value);
}

export function toUSVString(text: string): string {
	return String(text).toWellFormed?.() ?? String(text);
}

export function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve(), { once: true });
	});
}

const { TextDecoder, TextEncoder } = globalThis;
export {
	EventEmitter,
	TextDecoder,
	TextEncoder,
	format,
	formatWithOptions,
	inspect,
	isDeepStrictEqual,
	parseArgs,
	stripVTControlCharacters,
	types
};

export default {
	TextDecoder,
	TextEncoder,
	aborted,
	callbackify,
	debug,
	debuglog,
	deprecate,
	format,
	formatWithOptions,
	inherits,
	inspect,
	isArray,
	isDeepStrictEqual,
	parseArgs,
	promisify,
	stripVTControlCharacters,
	styleText,
	toUSVString,
	types
};
