/**
 * Runs a set of programs without anybody watching, at instant speed and in virtual time to the moment, and says how
 * each went. For lessons' tests and for tools: see `scripts/workspace.js`.
 */
import * as Comlink from 'comlink';
import { launchProgram } from '../programs/launch';
import type { Language, LaunchedProgram, ProgramFile } from '../programs/program';
import type { Batch, WorldApi } from '../workers/world';
import { errorIn, linesOf } from './error-line';

/** What to run. */
export interface WorkspaceOrder {
	/** Plugins of the broker to enable. */
	readonly plugins?: readonly string[];
	/** Users besides guest, as [name, password]; each may do everything in virtual host `/`. */
	readonly users?: readonly (readonly [string, string])[];
	/** Virtual seconds that all may run after the last start; default 5. */
	readonly seconds?: number;
	readonly programs: readonly ProgramOrder[];
}

export interface ProgramOrder extends ProgramFile {
	readonly args?: readonly string[];
	/** All that will ever be typed for it; the end of input follows. */
	readonly stdin?: string;
	/** Virtual seconds between the start of the program before and this one's; default 1. */
	readonly after?: number;
}

/** How a program went. */
export interface ProgramOutcome {
	readonly file: string;
	/** Its exit code; null when it was still running when time was up, or its worker broke down. */
	readonly exit: number | null;
	/** What it wrote, line by line. */
	readonly stdout: readonly string[];
	/** The last line of the traceback it died of, or the one that names the error; null when it died of none. */
	readonly error: string | null;
}

/** What a program has said so far. */
interface Written {
	stdout: string;
	stderr: string;
	exit: number | null;
	/** Why its worker broke down. */
	breakdown: string | null;
}

/** Of a program that was never started. */
const NOTHING: Written = { stdout: '', stderr: '', exit: null, breakdown: null };

/** Real milliseconds a busy program may hold the clock: nobody watches, so a slow machine changes nothing. */
const PATIENCE = 3000;
/** Real milliseconds that a run may take once its programs are loaded: an endless loop is not waited for any longer. */
const LIMIT = 200_000;
/** So many programs load at a time: more would only be in each other's way. */
const AHEAD = 3;
/** Generated names are the same in every run. */
const SEED = 1;

/**
 * Loads the programs, starts each when its time has come, and ends them all; after `limit` real milliseconds wherever
 * they are. Rejects when one can't be loaded.
 */
export async function runWorkspace(order: WorkspaceOrder, limit = LIMIT): Promise<readonly ProgramOutcome[]> {
	// Time begins with the first program.
	if (order.programs.length === 0) return [];
	const run = await HeadlessRun.begin(order);
	try {
		return await run.finish(limit);
	} finally {
		run.end();
	}
}

class HeadlessRun {
	readonly #order: WorkspaceOrder;
	readonly #worker = new Worker(new URL('../workers/world.ts', import.meta.url), { type: 'module' });
	readonly #world = Comlink.wrap<WorldApi>(this.#worker);
	readonly #launched: Promise<LaunchedProgram>[] = [];
	readonly #written = new Map<string, Written>();
	#heardAll: (() => void) | null = null;
	/** Time is up: nothing more is started. */
	#over = false;

	private constructor(order: WorkspaceOrder) {
		this.#order = order;
	}

	static async begin(order: WorkspaceOrder): Promise<HeadlessRun> {
		const run = new HeadlessRun(order);
		await run.#begin();
		return run;
	}

	async #begin(): Promise<void> {
		const world = this.#world;
		await world.begin({ session: 1, seed: SEED, epoch: Date.now(), speed: 'instant', patience: PATIENCE });
		await world.pause();
		for (const plugin of this.#order.plugins ?? []) await world.enablePlugin(plugin);
		for (const [name, password] of this.#order.users ?? []) await world.addUser(name, password);
		void world.listen(Comlink.proxy((batch) => this.#hear(batch)));
	}

	async finish(limit: number): Promise<readonly ProgramOutcome[]> {
		const { programs } = this.#order;
		for (const program of programs) this.#launched.push(this.#launch(program, this.#launched.at(-AHEAD)));
		const launched = await Promise.all(this.#launched);
		const names = programs.map(({ file }, index) => `${file}#${index + 1}`);
		await Promise.race([this.#play(names, launched), after(limit)]);
		this.#over = true;
		// Whoever prints without end would never let us have heard all.
		for (const name of names) await this.#world.kill(name);
		await new Promise<void>((resolve) => (this.#heardAll = resolve));
		return programs.map(({ file }, index) => this.#outcome(file, names[index]!));
	}

	async #play(names: readonly string[], launched: readonly LaunchedProgram[]): Promise<void> {
		const { programs, seconds = 5 } = this.#order;
		let now = 0;
		for (const [index, program] of programs.entries()) {
			if (index > 0) await this.#world.runUntil((now += (program.after ?? 1) * 1000));
			if (this.#over) return;
			await this.#start(names[index]!, program, launched[index]!);
			await this.#world.runUntil(now);
			await this.#type(names[index]!, program.stdin ?? '');
		}
		await this.#world.runUntil(now + seconds * 1000);
	}

	end(): void {
		for (const launched of this.#launched) launched.then((program) => program.terminate()).catch(() => {});
		this.#worker.terminate();
	}

	/** Makes a program ready to run, once another is. */
	#launch(order: ProgramOrder, other?: Promise<LaunchedProgram>): Promise<LaunchedProgram> {
		const { file, source, args = [] } = order;
		const workspace = this.#order.programs.map((each) => ({ file: each.file, source: each.source }));
		const request = { file, source, args, workspace, language: languageOf(file) };
		return Promise.resolve(other).then(() => launchProgram(request));
	}

	async #start(name: string, { file, args = [] }: ProgramOrder, program: LaunchedProgram): Promise<void> {
		this.#written.set(name, { stdout: '', stderr: '', exit: null, breakdown: null });
		void program.failed.then((reason) => this.#breakDown(name, reason));
		const identity = { program: name, file, instance: 1, language: languageOf(file), args } as const;
		await this.#world.attach(identity, Comlink.transfer(program.port, [program.port]));
	}

	async #type(name: string, text: string): Promise<void> {
		if (text !== '') await this.#world.type(name, text);
		await this.#world.type(name, null);
	}

	#breakDown(name: string, reason: string): void {
		const written = this.#written.get(name);
		if (written) written.breakdown = reason;
		void this.#world.kill(name);
	}

	#hear({ events }: Batch): void {
		for (const event of events) {
			if (event.type === 'program.printed') {
				const written = this.#written.get(event.program);
				if (written) written[event.stream] += event.text;
			} else if (event.type === 'program.exited') {
				const written = this.#written.get(event.program);
				if (written) written.exit = event.code;
			}
		}
		if (events.length === 0) this.#heardAll?.();
	}

	#outcome(file: string, name: string): ProgramOutcome {
		const { stdout, stderr, exit, breakdown } = this.#written.get(name) ?? NOTHING;
		return { file, exit, stdout: linesOf(stdout), error: breakdown ?? (exit ? errorIn(stderr) : null) };
	}
}

const after = (delay: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delay));
const languageOf = (file: string): Language => (file.endsWith('.py') ? 'python' : 'javascript');
