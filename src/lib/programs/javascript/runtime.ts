/** One program's life: boot, run, hear the world, end. */
import type { ToProgram } from '../../network/protocol';
import type { ProgramBoot } from '../program';
import { builtins } from './builtins';
import { setProgramFile } from './errors/caller';
import { uncaughtReport, type UncaughtError } from './errors/report';
import { installStackTraces } from './errors/stack';
import type { LoopListener } from './event-loop';
import { installGlobals } from './globals';
import type { Host, Thrown } from './host';
import { Loader } from './modules/loader';
import { Workspace } from './modules/workspace';
import { furnish } from './node/files';
import { dispatch, sendAll } from './node/net';
import {
	beforeLeaving,
	finish,
	leave,
	process,
	receiveSignal,
	unhandledRejectionError
} from './node/process';
import { makeStdio, type Stdio } from './node/stdio';
import { begin, clock, HOME, host, loop, output } from './realm';

/** Node's exit codes. */
const UNCAUGHT = 1;
const HANDLER_THREW = 7;
const UNSETTLED_AWAIT = 13;
/** Milliseconds that printing for the first time takes Node, all else in a short script being quicker. */
const FIRST_WORDS = 1;

/** `packages`: texts by path below `node_modules`. */
export type Packages = Readonly<Record<string, string>>;

/** A running program: whatever the world says goes to `receive`. */
export interface Program {
	receive(message: ToProgram): void;
}

/** Makes this worker the program's. It runs when the world says `start`. */
export function runProgram(boot: Omit<ProgramBoot, 'port'>, place: Host, packages: Packages): Program {
	const program = new LearnerProgram(boot, packages);
	begin(place, program);
	program.prepare();
	return { receive: (message) => loop.receive(message) };
}

class LearnerProgram implements LoopListener {
	readonly #boot: Omit<ProgramBoot, 'port'>;
	readonly #packages: Packages;
	#stdio!: Stdio;
	/** The main module's evaluation hasn't ended. */
	#evaluating = false;

	constructor(boot: Omit<ProgramBoot, 'port'>, packages: Packages) {
		this.#boot = boot;
		this.#packages = packages;
	}

	prepare(): void {
		installStackTraces();
		this.#stdio = makeStdio();
		Object.assign(process, this.#stdio, {
			argv: [process.execPath, `${HOME}/${this.#boot.file}`, ...this.#boot.args]
		});
		beforeLeaving(() => this.flush());
		installGlobals();
	}

	told(message: ToProgram): void {
		output.begin();
		switch (message.type) {
			case 'start':
				clock.epoch = message.epoch;
				clock.speed = message.speed;
				clock.patience = message.patience;
				clock.origin = message.now;
				this.#start();
				break;
			case 'connected':
				dispatch(message.socket, (socket) => socket.connected(message.localPort));
				break;
			case 'refused':
				dispatch(message.socket, (socket) => socket.refused());
				break;
			case 'data':
				dispatch(message.socket, (socket) => socket.received(message.bytes));
				break;
			case 'closed':
				dispatch(message.socket, (socket) => socket.disconnected(message.reset));
				break;
			case 'signal':
				receiveSignal(message.signal);
				break;
			case 'stdin':
				this.#stdio.stdin.typed(message.text);
		}
	}

	#start(): void {
		const { file, source, workspace } = this.#boot;
		const own = [...workspace.filter((other) => other.file !== file), { file, source }];
		furnish(own);
		setProgramFile(`${HOME}/${file}`);
		const loader = new Loader(host, new Workspace(own, this.#packages), builtins);
		const evaluation = this.#beginWith(loader);
		if (evaluation === null) return;
		this.#evaluating = true;
		evaluation.then(
			() => (this.#evaluating = false),
			(error: unknown) => this.#mainFailed(error)
		);
	}

	#beginWith(loader: Loader): Promise<void> | null {
		const path = `${HOME}/${this.#boot.file}`;
		if (loader.isModule(path)) return loader.runModule(path);
		try {
			loader.runMain(path);
		} finally {
			loop.begin(output.hasPrinted ? FIRST_WORDS : 0);
		}
		return null;
	}

	#mainFailed(error: unknown): void {
		this.#evaluating = false;
		loop.afterMicrotasks(() => this.#uncaught({ error, at: null, fromPromise: true, fromMain: true }));
	}

	threw(thrown: Thrown): void {
		this.#uncaught({ ...thrown, fromPromise: false });
	}

	strayed(thrown: Thrown): void {
		this.#uncaught({ error: thrown.error, at: null, fromPromise: false, retold: true });
	}

	rejected(reason: unknown, promise: Promise<unknown>): void {
		if (process.emit('unhandledRejection', reason, promise)) return;
		const error = reason instanceof Error ? reason : unhandledRejectionError(reason);
		this.#uncaught({ error, at: null, fromPromise: true });
	}

	rejectionHandled(promise: Promise<unknown>): void {
		process.emit('rejectionHandled', promise);
	}

	#uncaught(uncaught: UncaughtError): void {
		const origin = uncaught.fromPromise ? 'unhandledRejection' : 'uncaughtException';
		let handled = false;
		const again = host.attempt(() => {
			process.emit('uncaughtExceptionMonitor', uncaught.error, origin);
			handled = process.emit('uncaughtException', uncaught.error, origin);
		});
		if (loop.over) return;
		if (again) this.#die({ ...again, fromPromise: false }, HANDLER_THREW);
		else if (!handled) this.#die(uncaught, UNCAUGHT);
	}

	#die(uncaught: UncaughtError, code: number): void {
		output.write('stderr', uncaughtReport(uncaught));
		process.exitCode = code;
		host.attempt(finish);
		leave(code);
	}

	flush(): void {
		output.flush();
		sendAll();
	}

	beforeExit(): void {
		process.emit('beforeExit', Number(process.exitCode ?? 0));
	}

	finished(): void {
		if (this.#evaluating) process.exitCode ??= UNSETTLED_AWAIT;
		finish();
	}
}
