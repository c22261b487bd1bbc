/** `process`, as `node:process` and the global. */
import { inspect } from '../inspect';
import { invalidArgType, nodeError, outOfRange, withFrames } from '../errors/node-error';
import { clock, HOME, loop, output, send } from '../realm';
import { EventEmitter } from './events';
import { takeWarnings } from './warnings';

/** Thrown by `process.exit` to leave the program's code; by then nothing it does has any effect. */
const EXIT = Symbol('process.exit');

const VERSION = 'v20.20.2';
const began = (): number => clock.now() - clock.origin;

class Process extends EventEmitter {
	title = 'node';
	version = VERSION;
	versions = {
		node: VERSION.slice(1),
		v8: '11.3.244.8-node.38',
		uv: '1.46.0',
		modules: '115'
	};
	arch = 'x64';
	platform = 'linux';
	release = { name: 'node', lts: 'Iron' };
	argv: string[] = [];
	execArgv: string[] = [];
	execPath = '/usr/local/bin/node';
	env: Record<string, string> = environment({
		HOME,
		USER: 'learner',
		LANG: 'C.UTF-8',
		PATH: '/usr/local/bin:/usr/bin:/bin',
		PWD: HOME
	});
	pid = 4711;
	ppid = 4710;
	features = { typescript: false };
	config = { variables: {} };
	declare exitCode: ExitCode;
	declare stdout: unknown;
	declare stderr: unknown;
	declare stdin: unknown;
	_exiting = false;

	nextTick(callback: (...args: unknown[]) => void, ...args: unknown[]): void {
		if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback);
		loop.nextTick(callback, args);
	}

	/** Ends at once, whatever calls it. */
	exit(code?: number | string): never {
		if (code !== undefined) exitCode = checked(code);
		finish();
		throw EXIT;
	}

	reallyExit(code = 0): never {
		leave(code);
		throw EXIT;
	}

	abort(): never {
		leave(134);
		throw EXIT;
	}

	kill(pid: number, signal: string | number = 'SIGTERM'): true {
		if (typeof pid !== 'number') throw invalidArgType('pid', 'of type number', pid);
		if (typeof signal === 'string' && !(signal in SIGNALS))
			throw nodeError(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
		if (pid !== this.pid) throw Object.assign(systemError('kill', 'ESRCH', -3), { message: 'kill ESRCH' });
		if (signal !== 0) loop.nextTick(() => receiveSignal(String(signal)));
		return true;
	}

	cwd(): string {
		return HOME;
	}

	chdir(directory: string): never {
		throw systemError(`chdir '${HOME}' -> '${directory}'`, 'ENOENT', -2);
	}

	uptime(): number {
		return began() / 1000;
	}

	memoryUsage = Object.assign(
		() => ({
			rss: 52_428_800,
			heapTotal: 8_388_608,
			heapUsed: 6_291_456,
			external: 1_048_576,
			arrayBuffers: 16_384
		}),
		{ rss: () => 52_428_800 }
	);

	cpuUsage(): { user: number; system: number } {
		return { user: Math.round(began() * 1000), system: 0 };
	}

	resourceUsage(): Record<string, number> {
		return { userCPUTime: Math.round(began() * 1000), systemCPUTime: 0, maxRSS: 51_200 };
	}

	umask(): number {
		return 0o22;
	}

	getuid(): number {
		return 1000;
	}

	getgid(): number {
		return 1000;
	}

	hrtime = Object.assign(
		(since?: [number, number]): [number, number] => {
			const nanoseconds = hrtime() - (since ? BigInt(since[0]) * 1_000_000_000n + BigInt(since[1]) : 0n);
			return [Number(nanoseconds / 1_000_000_000n), Number(nanoseconds % 1_000_000_000n)];
		},
		{ bigint: () => hrtime() }
	);

	emitWarning(warning: string | Error, type?: string | WarningOptions, code?: string): void {
		const options = typeof type === 'object' ? type : { type, code };
		emitWarning(asWarning(warning, options));
	}

	setUncaughtExceptionCaptureCallback(): void {}

	hasUncaughtExceptionCaptureCallback(): boolean {
		return false;
	}
}

type ExitCode = number | string | null | undefined;

let exitCode: ExitCode;

/** An exit code; throws unless it is a whole number or the text of one. */
function checked(code: ExitCode): ExitCode {
	if (code === undefined || code === null) return code;
	const isText = typeof code === 'string' && code !== '';
	const number = isText ? Number(code) : code;
	if (typeof number !== 'number' || (isText && !Number.isInteger(number)))
		throw invalidArgType('code', 'of type number', code);
	if (!Number.isInteger(number)) throw outOfRange('code', 'an integer', code);
	return code;
}

interface WarningOptions {
	type?: string;
	code?: string;
	detail?: string;
}

function hrtime(): bigint {
	return BigInt(Math.round((clock.epoch % 1e9) * 1e6 + clock.now() * 1e6));
}

/** Environment variables are strings, whatever is assigned. */
function environment(variables: Record<string, string>): Record<string, string> {
	return new Proxy(variables, {
		set: (target, name, value) => Reflect.set(target, name, String(value)),
		defineProperty: (target, name, descriptor) =>
			Reflect.defineProperty(target, name, { ...descriptor, value: String(descriptor.value) })
	});
}

function systemError(call: string, code: string, errno: number): Error {
	const [syscall] = call.split(' ');
	return Object.assign(new Error(`${code}: ${call}`), { errno, code, syscall });
}

export const process = new Process();
Object.defineProperty(process, 'exitCode', {
	get: () => exitCode,
	set: (code: ExitCode) => (exitCode = checked(code)),
	enumerable: true
});
Object.defineProperty(Process.prototype, Symbol.toStringTag, { value: 'process', configurable: true });
Object.defineProperty(Process, 'name', { value: 'process' });

export default process;

/** Runs the 'exit' handlers and ends the program with `process.exitCode`. */
export function finish(): void {
	if (process._exiting) {
		leave(Number(process.exitCode ?? 0));
		return;
	}
	process._exiting = true;
	process.emit('exit', Number(process.exitCode ?? 0));
	leave(Number(process.exitCode ?? 0));
}

let flush = (): void => {};

/** What has to be posted before the program is over. */
export function beforeLeaving(run: () => void): void {
	flush = run;
}

/** Over: nothing that follows reaches anyone. */
export function leave(code: number): void {
	if (loop.over) return;
	flush();
	send({ type: 'exit', code: code & 0xff });
	loop.over = true;
}

const SIGNALS: Record<string, number> = {
	SIGHUP: 1,
	SIGINT: 2,
	SIGQUIT: 3,
	SIGABRT: 6,
	SIGKILL: 9,
	SIGUSR1: 10,
	SIGUSR2: 12,
	SIGPIPE: 13,
	SIGALRM: 14,
	SIGTERM: 15
};

/** The program's handler, or death by the signal, which runs no 'exit' handlers. */
export function receiveSignal(signal: string): void {
	const number = SIGNALS[signal] ?? 15;
	if (signal !== 'SIGKILL' && process.emit(signal, signal, number)) return;
	leave(128 + number);
}

function asWarning(warning: string | Error, options: WarningOptions): Error {
	if (warning instanceof Error) return warning;
	const made = new Error(warning) as NodeJS.ErrnoException & { detail?: string };
	made.name = options.type ?? 'Warning';
	if (options.code !== undefined) made.code = options.code;
	if (options.detail !== undefined) made.detail = options.detail;
	return made;
}

let explained = false;

function emitWarning(warning: Error): void {
	if (warning.name === 'DeprecationWarning' && (process as { noDeprecation?: boolean }).noDeprecation) return;
	loop.nextTick(() => process.emit('warning', warning));
}

function printWarning(warning: Error & { code?: string; detail?: string }): void {
	const code = warning.code ? `[${warning.code}] ` : '';
	const detail = typeof warning.detail === 'string' ? `\n${warning.detail}` : '';
	const text = `${warning.name}: ${warning.message}`;
	output.write('stderr', `(node:${process.pid}) ${code}${text}${detail}\n`);
	if (explained) return;
	explained = true;
	const flag = warning.name === 'DeprecationWarning' ? '--trace-deprecation' : '--trace-warnings';
	output.write('stderr', `(Use \`node ${flag} ...\` to show where the warning was created)\n`);
}

takeWarnings(emitWarning);
process.on('warning', printWarning as (...args: unknown[]) => void);

/** What `unhandledRejection` ends the program with when the reason is no error. */
export function unhandledRejectionError(reason: unknown): Error {
	const shown = typeof reason === 'object' && reason !== null ? describe(reason) : inspectReason(reason);
	const error = new Error(
		'This error originated either by throwing inside of an async function without a catch block, or by ' +
			`rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${shown}".`
	);
	Object.defineProperty(error, 'name', { value: 'UnhandledPromiseRejection', configurable: true });
	withFrames(
		error,
		'throwUnhandledRejectionsMode (node:internal/process/promises:389:7)',
		'processPromiseRejections (node:internal/process/promises:470:17)',
		'process.processTicksAndRejections (node:internal/process/task_queues:96:32)'
	);
	return Object.assign(error, { code: 'ERR_UNHANDLED_REJECTION' });
}

function describe(reason: object): string {
	return `#<${reason.constructor?.name ?? 'Object'}>`;
}

function inspectReason(reason: unknown): string {
	return typeof reason === 'string' ? reason : inspect(reason);
}
