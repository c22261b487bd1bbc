/** `node:timers`: Timeout and Immediate over the event loop and the virtual clock. */
import { inspect } from '../inspect';
import { invalidArgType } from '../errors/node-error';
import { abortError } from './events';
import { clock, loop } from '../realm';
import type { LoopTimer } from '../event-loop';
import { warn } from './warnings';

const TIMEOUT_MAX = 2 ** 31 - 1;

type Callback = (...args: unknown[]) => unknown;

let lastId = 0;
let order = 0;
const byId = new Map<number, Timeout>();

const kRefed = Symbol('refed');
const kHasPrimitive = Symbol('kHasPrimitive');
const asyncId = Symbol('asyncId');
const triggerId = Symbol('triggerId');

/** One place in the queue; a timer that is refreshed or repeats takes a new one. */
class Appointment implements LoopTimer {
	cancelled = false;
	readonly order = ++order;

	constructor(
		readonly at: number,
		readonly background: boolean,
		private readonly timer: Timeout
	) {}

	fire(): void {
		processTimers(this.timer);
	}
}

const appointments = new WeakMap<Timeout, Appointment>();
const backgroundTimers = new WeakSet<Timeout>();

export class Timeout {
	_idleTimeout: number;
	_idlePrev: TimersList | null = null;
	_idleNext: TimersList | null = null;
	_idleStart: number;
	_onTimeout: Callback | null;
	_timerArgs: unknown[] | undefined;
	_repeat: number | null;
	_destroyed = false;
	[kRefed] = true;
	[kHasPrimitive] = false;
	[asyncId] = ++lastId;
	[triggerId] = 1;

	constructor(callback: Callback, delay: unknown, args: unknown[], repeats: boolean, background: boolean) {
		const after = toDelay(delay);
		this._idleTimeout = after;
		this._idleStart = 0;
		this._onTimeout = callback;
		this._timerArgs = args.length > 0 ? args : undefined;
		this._repeat = repeats ? after : null;
		if (background) backgroundTimers.add(this);
		loop.referencedTimers++;
		enqueue(this);
	}

	ref(): this {
		if (!this[kRefed]) {
			this[kRefed] = true;
			if (!this._destroyed) loop.referencedTimers++;
		}
		return this;
	}

	unref(): this {
		if (this[kRefed]) {
			this[kRefed] = false;
			if (!this._destroyed) loop.referencedTimers--;
		}
		return this;
	}

	hasRef(): boolean {
		return this[kRefed];
	}

	refresh(): this {
		dequeue(this);
		if (this._destroyed) revive(this);
		enqueue(this);
		return this;
	}

	close(): this {
		clearTimeout(this);
		return this;
	}

	[Symbol.toPrimitive](): number {
		this[kHasPrimitive] = true;
		byId.set(this[asyncId], this);
		return this[asyncId];
	}
}

/** Stands for Node's linked lists of timers where a Timeout is printed. */
class TimersList {
	[inspect.custom](): string {
		return '[TimersList]';
	}
}
const LIST = new TimersList();

function toDelay(delay: unknown): number {
	let after = Number(delay);
	if (after >= 1 && after <= TIMEOUT_MAX) return after;
	if (after > TIMEOUT_MAX) {
		const text = `${after} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`;
		warn(Object.assign(new Error(text), { name: 'TimeoutOverflowWarning' }));
	}
	after = 1;
	return after;
}

function enqueue(timer: Timeout): void {
	const now = clock.now();
	timer._idleStart = Math.floor(now - clock.origin);
	const background = backgroundTimers.has(timer);
	const appointment = new Appointment(now + Math.trunc(timer._idleTimeout), background, timer);
	appointments.set(timer, appointment);
	timer._idlePrev = timer._idleNext = LIST;
	(background ? loop.backgroundTimers : loop.timers).add(appointment);
}

function dequeue(timer: Timeout): void {
	const appointment = appointments.get(timer);
	if (!appointment) return;
	appointments.delete(timer);
	appointment.cancelled = true;
	(appointment.background ? loop.backgroundTimers : loop.timers).noteCancelled();
}

function revive(timer: Timeout): void {
	timer._destroyed = false;
	if (timer[kRefed]) loop.referencedTimers++;
}

function destroy(timer: Timeout): void {
	if (timer._destroyed) return;
	timer._destroyed = true;
	timer._idlePrev = timer._idleNext = null;
	if (timer[kRefed]) loop.referencedTimers--;
	if (timer[kHasPrimitive]) byId.delete(timer[asyncId]);
}

function processTimers(timer: Timeout): void {
	appointments.delete(timer);
	listOnTimeout(timer);
}

function listOnTimeout(timer: Timeout): void {
	try {
		const args = timer._timerArgs;
		if (args === undefined) timer._onTimeout!();
		else timer._onTimeout!(...args);
	} finally {
		if (timer._repeat !== null && !timer._destroyed) {
			if (!appointments.has(timer)) enqueue(timer);
		} else if (!appointments.has(timer)) {
			destroy(timer);
		}
	}
}

export class Immediate {
	_idleNext: Immediate | null = null;
	_idlePrev: Immediate | null = null;
	_onImmediate: Callback | null;
	_argv: unknown[] | undefined;
	_destroyed = false;
	[kRefed] = true;

	constructor(callback: Callback, args: unknown[]) {
		this._onImmediate = callback;
		this._argv = args.length > 0 ? args : undefined;
		loop.addImmediate({
			isCancelled: () => this._destroyed,
			hasRef: () => this[kRefed],
			fire: () => processImmediate(this)
		});
	}

	ref(): this {
		this[kRefed] = true;
		return this;
	}

	unref(): this {
		this[kRefed] = false;
		return this;
	}

	hasRef(): boolean {
		return this[kRefed];
	}
}

function processImmediate(immediate: Immediate): void {
	immediate._destroyed = true;
	try {
		if (immediate._argv === undefined) immediate._onImmediate!();
		else immediate._onImmediate!(...immediate._argv);
	} finally {
		immediate._onImmediate = null;
	}
}

function checkCallback(callback: unknown): asserts callback is Callback {
	if (typeof callback !== 'function') {
		throw invalidArgType('callback', 'of type function', callback);
	}
}

export function setTimeout(callback: Callback, delay?: number, ...args: unknown[]): Timeout {
	checkCallback(callback);
	return new Timeout(callback, delay, args, false, false);
}

export function setInterval(callback: Callback, delay?: number, ...args: unknown[]): Timeout {
	checkCallback(callback);
	return new Timeout(callback, delay, args, true, false);
}

/** For amqplib's heartbeats: nobody waits for them. */
export function setBackgroundInterval(callback: Callback, delay?: number, ...args: unknown[]): Timeout {
	return new Timeout(callback, delay, args, true, true);
}

export function setImmediate(callback: Callback, ...args: unknown[]): Immediate {
	checkCallback(callback);
	return new Immediate(callback, args);
}

export function clearTimeout(timer: unknown): void {
	const found =
		timer instanceof Timeout
			? timer
			: typeof timer === 'number' || typeof timer === 'string'
				? byId.get(Number(timer))
				: null;
	if (!found || found._destroyed) return;
	dequeue(found);
	destroy(found);
	found._onTimeout = null;
}

export function clearInterval(timer: unknown): void {
	clearTimeout(timer);
}

export function clearImmediate(immediate: unknown): void {
	if (!(immediate instanceof Immediate) || immediate._destroyed) return;
	immediate._destroyed = true;
	immediate._onImmediate = null;
}

interface PromiseOptions {
	signal?: AbortSignal;
	ref?: boolean;
}

/** `node:timers/promises`. */
export const promises = {
	setTimeout<T>(delay?: number, value?: T, options: PromiseOptions = {}): Promise<T | undefined> {
		return new Promise((resolve, reject) => {
			if (options.signal?.aborted) throw abortError(options.signal);
			const timer = setTimeout(() => resolve(value), delay);
			if (options.ref === false) timer.unref();
			options.signal?.addEventListener('abort', () => {
				clearTimeout(timer);
				reject(abortError(options.signal!));
			});
		});
	},
	setImmediate<T>(value?: T): Promise<T | undefined> {
		return new Promise((resolve) => setImmediate(() => resolve(value)));
	},
	async *setInterval<T>(delay?: number, value?: T): AsyncGenerator<T | undefined> {
		let owed = 0;
		let awake = (): void => {};
		const timer = setInterval(() => {
			owed++;
			awake();
		}, delay);
		try {
			for (;;) {
				if (owed === 0) await new Promise<void>((resolve) => (awake = resolve));
				for (; owed > 0; owed--) yield value;
			}
		} finally {
			clearInterval(timer);
		}
	},
	scheduler: {
		wait: (delay: number) => promises.setTimeout(delay),
		yield: () => promises.setImmediate()
	}
};

const promisified = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(setTimeout, promisified, { value: promises.setTimeout });
Object.defineProperty(setImmediate, promisified, { value: promises.setImmediate });
