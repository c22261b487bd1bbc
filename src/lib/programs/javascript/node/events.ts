/** `node:events`: EventEmitter with Node 20's behaviour, texts and own properties. */
import { identicalSequenceRange, inspect } from '../inspect';
import { invalidArgType, nodeError, outOfRange } from '../errors/node-error';
import { enhanceStack } from '../errors/enhance';
import { warn } from './warnings';

type Name = string | symbol;
type Listener = ((this: unknown, ...args: unknown[]) => unknown) & { listener?: Listener };
type Events = Record<Name, Listener | Listener[] | undefined>;

const errorMonitor = Symbol('events.errorMonitor');
const captureRejectionSymbol = Symbol.for('nodejs.rejection');
const kCapture = Symbol('kCapture');
const kShapeMode = Symbol('shapeMode');

let defaultMaxListeners = 10;

/** The methods; `EventEmitter` below is the constructor, which old-style classes call without `new`. */
class Emitter {
	declare _events: Events;
	declare _eventsCount: number;
	declare _maxListeners: number | undefined;
	declare [kShapeMode]: boolean;
	declare [kCapture]: boolean;

	setMaxListeners(count: number): this {
		if (typeof count !== 'number' || count < 0 || Number.isNaN(count)) {
			throw outOfRange('setMaxListeners', 'a non-negative number', count);
		}
		this._maxListeners = count;
		return this;
	}

	getMaxListeners(): number {
		return this._maxListeners ?? defaultMaxListeners;
	}

	emit(type: Name, ...args: unknown[]): boolean {
		const events = this._events;
		if (type === 'error' && events?.[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
		const handler = events?.[type];
		if (handler === undefined) {
			if (type === 'error') throw unhandled(this, args[0]);
			return false;
		}
		if (typeof handler === 'function') {
			capture(this, type, args, handler.apply(this, args));
		} else {
			for (const listener of handler.slice()) capture(this, type, args, listener.apply(this, args));
		}
		return true;
	}

	addListener(type: Name, listener: Listener): this {
		return add(this, type, listener, false);
	}

	prependListener(type: Name, listener: Listener): this {
		return add(this, type, listener, true);
	}

	once(type: Name, listener: Listener): this {
		checkListener(listener);
		this.on(type, onceWrapper(this, type, listener));
		return this;
	}

	prependOnceListener(type: Name, listener: Listener): this {
		checkListener(listener);
		return this.prependListener(type, onceWrapper(this, type, listener));
	}

	removeListener(type: Name, listener: Listener): this {
		checkListener(listener);
		const list = this._events?.[type];
		if (list === undefined) return this;
		if (list === listener || (list as Listener).listener === listener) {
			drop(this, type);
			tellRemoved(this, type, (list as Listener).listener ?? listener);
		} else if (typeof list !== 'function') {
			const position = list.findLastIndex((one) => one === listener || one.listener === listener);
			if (position < 0) return this;
			const rest = list.filter((_, index) => index !== position);
			this._events[type] = rest.length === 1 ? rest[0] : rest;
			tellRemoved(this, type, listener);
		}
		return this;
	}

	removeAllListeners(type?: Name): this {
		const events = this._events;
		if (events === undefined) return this;
		if (events['removeListener'] === undefined) {
			if (arguments.length === 0) clear(this);
			else if (events[type!] !== undefined) drop(this, type!);
			return this;
		}
		if (arguments.length === 0) {
			for (const name of Reflect.ownKeys(events))
				if (name !== 'removeListener') this.removeAllListeners(name);
			this.removeAllListeners('removeListener');
			clear(this);
			return this;
		}
		for (const listener of this.rawListeners(type!).reverse()) this.removeListener(type!, listener);
		return this;
	}

	listeners(type: Name): Listener[] {
		return this.rawListeners(type).map((listener) => listener.listener ?? listener);
	}

	rawListeners(type: Name): Listener[] {
		const list = this._events?.[type];
		if (list === undefined) return [];
		return typeof list === 'function' ? [list] : list.slice();
	}

	listenerCount(type: Name, listener?: Listener): number {
		if (listener === undefined) {
			const list = this._events?.[type];
			return list === undefined ? 0 : typeof list === 'function' ? 1 : list.length;
		}
		return this.listeners(type).filter((one) => one === listener).length;
	}

	eventNames(): Name[] {
		return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
	}

	declare on: Emitter['addListener'];
	declare off: Emitter['removeListener'];
}
Emitter.prototype.on = Emitter.prototype.addListener;
Emitter.prototype.off = Emitter.prototype.removeListener;

function clear(emitter: Emitter): void {
	emitter._events = Object.create(null) as Events;
	emitter._eventsCount = 0;
}

function tellRemoved(emitter: Emitter, type: Name, listener: Listener): void {
	if (emitter._events['removeListener'] !== undefined) emitter.emit('removeListener', type, listener);
}

function drop(emitter: Emitter, type: Name): void {
	if (--emitter._eventsCount === 0) emitter._events = Object.create(null) as Events;
	else delete emitter._events[type];
}

function checkListener(listener: unknown): void {
	if (typeof listener !== 'function') {
		throw invalidArgType('listener', 'of type function', listener);
	}
}

function add<T extends Emitter>(emitter: T, type: Name, listener: Listener, prepend: boolean): T {
	checkListener(listener);
	if (emitter._events === undefined) {
		emitter._events = Object.create(null) as Events;
		emitter._eventsCount = 0;
	} else if (emitter._events['newListener'] !== undefined) {
		emitter.emit('newListener', type, listener.listener ?? listener);
	}
	const existing = emitter._events[type];
	if (existing === undefined) {
		emitter._events[type] = listener;
		emitter._eventsCount++;
		return emitter;
	}
	const list = (typeof existing === 'function' ? [existing] : existing) as Listener[] & { warned?: boolean };
	if (prepend) list.unshift(listener);
	else list.push(listener);
	emitter._events[type] = list;
	warnOfLeak(emitter, type, list);
	return emitter;
}

function warnOfLeak(emitter: Emitter, type: Name, list: Listener[] & { warned?: boolean }): void {
	const limit = emitter.getMaxListeners();
	if (limit === 0 || list.length <= limit || list.warned) return;
	Object.defineProperty(list, 'warned', { value: true });
	const warning = new Error(
		`Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners ` +
			`added to ${inspect(emitter, { depth: -1 })}. MaxListeners is ${limit}. Use emitter.setMaxListeners() to increase limit`
	);
	Object.assign(warning, { name: 'MaxListenersExceededWarning', emitter, type, count: list.length });
	warn(warning);
}

function onceWrapper(emitter: Emitter, type: Name, listener: Listener): Listener {
	let fired = false;
	const wrapper: Listener = function onceWrapper(...args) {
		if (fired) return undefined;
		emitter.removeListener(type, wrapper);
		fired = true;
		return listener.apply(emitter, args);
	};
	wrapper.listener = listener;
	return wrapper;
}

/** What `emit('error')` throws when nobody listens. */
function unhandled(emitter: Emitter, error: unknown): unknown {
	if (error instanceof Error) {
		const here: { stack?: string } = {};
		Error.captureStackTrace?.(here, Emitter.prototype.emit);
		enhanceStack(error, (stack) => emittedAt(emitter, stack, here.stack ?? ''));
		return error;
	}
	const wrapped = nodeError(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${inspect(error)})`);
	return Object.assign(wrapped, { context: error });
}

function emittedAt(emitter: Emitter, stack: string, here: string): string {
	const { name } = emitter.constructor;
	const instance = name && name !== 'EventEmitter' ? ` on ${name} instance` : '';
	const original = stack.split('\n').slice(1);
	const own = here.split('\n').slice(1);
	const { len, offset } = identicalSequenceRange(own, original);
	if (len > 0) own.splice(offset, len, '    [... lines matching original stack trace ...]');
	return `${stack}\nEmitted 'error' event${instance} at:\n${own.join('\n')}`;
}

/** With `captureRejections`, a listener's rejected promise becomes an 'error' event. */
function capture(emitter: Emitter, type: Name, args: unknown[], result: unknown): void {
	if (!emitter[kCapture] || !(result instanceof Promise)) return;
	result.then(undefined, (error: unknown) => {
		const handler = (emitter as unknown as Record<symbol, unknown>)[captureRejectionSymbol];
		if (typeof handler === 'function') handler.call(emitter, error, type, ...args);
		else if (type !== 'error') emitter.emit('error', error);
		else queueMicrotask(() => emitter.emit('error', error));
	});
}

interface Options {
	captureRejections?: boolean;
}

/** Works with and without `new`. */
function initialise(this: Emitter, options?: Options): void {
	if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
		this._events = Object.create(null) as Events;
		this._eventsCount = 0;
	}
	this._maxListeners = this._maxListeners || undefined;
	this[kShapeMode] = false;
	this[kCapture] = Boolean(options?.captureRejections);
}

interface EventEmitterConstructor {
	new (options?: Options): Emitter;
	(this: unknown, options?: Options): void;
	prototype: Emitter;
}

/** `node:events`' export. */
export const EventEmitter = function EventEmitter(this: Emitter, options?: Options) {
	initialise.call(this, options);
} as unknown as EventEmitterConstructor;
export type EventEmitter = Emitter;

EventEmitter.prototype = Emitter.prototype;
Object.defineProperty(Emitter.prototype, 'constructor', {
	value: EventEmitter,
	writable: true,
	configurable: true
});

/** Resolves with the arguments of the next `name`, or rejects with the next 'error'. */
async function once(emitter: Emitter | EventTarget, name: string, options: { signal?: AbortSignal } = {}) {
	return new Promise<unknown[]>((resolve, reject) => {
		if (options.signal?.aborted) throw abortError(options.signal);
		if (emitter instanceof EventTarget) {
			emitter.addEventListener(name, (event) => resolve([event]), { once: true });
			return;
		}
		const succeed = (...args: unknown[]): void => {
			emitter.removeListener('error', fail);
			resolve(args);
		};
		const fail = (error: unknown): void => {
			emitter.removeListener(name, succeed);
			reject(error);
		};
		emitter.once(name, succeed);
		if (name !== 'error') emitter.once('error', fail);
		options.signal?.addEventListener('abort', () => {
			emitter.removeListener(name, succeed);
			emitter.removeListener('error', fail);
			reject(abortError(options.signal!));
		});
	});
}

/** An endless async iterator over the events called `name`. */
async function* on(emitter: Emitter, name: string, options: { signal?: AbortSignal } = {}) {
	const events: unknown[][] = [];
	let failure: { error: unknown } | null = null;
	let awake: () => void = () => {};
	const hear = (...args: unknown[]): void => {
		events.push(args);
		awake();
	};
	const fail = (error: unknown): void => {
		failure = { error };
		awake();
	};
	emitter.on(name, hear);
	if (name !== 'error') emitter.on('error', fail);
	options.signal?.addEventListener('abort', () => fail(abortError(options.signal!)));
	try {
		for (;;) {
			while (events.length > 0) yield events.shift();
			if (failure) throw (failure as { error: unknown }).error;
			await new Promise<void>((resolve) => (awake = resolve));
		}
	} finally {
		emitter.removeListener(name, hear);
		emitter.removeListener('error', fail);
	}
}

class AbortError extends Error {
	readonly code = 'ABORT_ERR';
	override name = 'AbortError';
}

/** What an aborted operation rejects with. */
export function abortError(signal: AbortSignal): Error {
	return new AbortError('The operation was aborted', { cause: signal.reason });
}

Object.assign(EventEmitter, {
	EventEmitter,
	once,
	on,
	errorMonitor,
	captureRejectionSymbol,
	usingDomains: false,
	init: initialise,
	getEventListeners: (emitter: Emitter, name: Name) => emitter.listeners(name),
	getMaxListeners: (emitter: Emitter) => emitter.getMaxListeners(),
	listenerCount: (emitter: Emitter, name: Name) => emitter.listenerCount(name),
	setMaxListeners(count: number = defaultMaxListeners, ...emitters: Emitter[]) {
		if (emitters.length === 0) defaultMaxListeners = count;
		for (const emitter of emitters) emitter.setMaxListeners?.(count);
	}
});
Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
	enumerable: true,
	get: () => defaultMaxListeners,
	set: (count: number) => (defaultMaxListeners = count)
});

export default EventEmitter;
