/** A program run by this machine's Python or Node, and how it went. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Writable } from 'node:stream';
import { errorIn, linesOf } from '../../src/lib/lab/error-line';
import type { ProgramOrder, ProgramOutcome } from './workspace';

const python = process.env.PYTHON ?? '/usr/bin/python3';

/** What is set up around a program. */
export interface Surroundings {
	readonly env?: Readonly<Record<string, string>>;
	/** Node's own options. */
	readonly nodeOptions?: readonly string[];
	/** It waits, as it was told by one of the above, for the end of file 3: see `go`. */
	readonly waits?: boolean;
}

export class RealProgram {
	readonly closed: Promise<unknown>;
	/** Real milliseconds, of the last line or the end. */
	lastNews = 0;
	readonly #file: string;
	readonly #child: ChildProcess;
	#stdout = '';
	#stderr = '';

	/** Starts it in the folder `home`, where its file must be by the time it goes. */
	constructor(
		home: string,
		{ file, args = [], stdin }: Omit<ProgramOrder, 'source'>,
		around: Surroundings = {}
	) {
		this.#file = file;
		const options = around.nodeOptions ?? [];
		const [command, ...before] = file.endsWith('.py') ? [python, '-u'] : [process.execPath, ...options];
		const child = spawn(command!, [...before, file, ...args], {
			cwd: home,
			env: { ...process.env, ...around.env },
			stdio: ['pipe', 'pipe', 'pipe', around.waits ? 'pipe' : 'ignore']
		});
		this.#child = child;
		child.stdout!.setEncoding('utf8').on('data', (text: string) => this.#printed(text));
		child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
		child.stdin!.on('error', () => {});
		if (stdin !== undefined) child.stdin!.end(stdin);
		this.closed = once(child, 'close').then(() => this.#heard());
	}

	/** Lets it go, if it waits. */
	go(): void {
		(this.#child.stdio[3] as Writable).on('error', () => {}).end();
	}

	signal(name: NodeJS.Signals): void {
		this.#child.kill(name);
	}

	/** How many lines it has written to stdout. */
	get lines(): number {
		return this.#stdout.split('\n').length - 1;
	}

	get ended(): boolean {
		return this.#child.exitCode !== null || this.#child.signalCode !== null;
	}

	/** Ends it if it still runs. */
	async finish(): Promise<ProgramOutcome> {
		const { signalCode } = this.#child;
		const exit = signalCode ? 128 + constants.signals[signalCode] : this.#child.exitCode;
		this.#child.kill('SIGKILL');
		await this.closed;
		const stdout = linesOf(this.#stdout);
		return { file: this.#file, exit, stdout, error: exit ? errorIn(this.#stderr) : null };
	}

	#printed(text: string): void {
		this.#stdout += text;
		this.#heard();
	}

	#heard(): void {
		this.lastNews = performance.now();
	}
}
