/**
 * The lab: one running simulation as the page sees it. It owns the workers (one for the world with the
 * broker in it, one for each running program) and shows their state; it takes no part in the message path.
 */
import * as Comlink from 'comlink';
import type { AckMode, BrokerSnapshot, GotMessage, Operator, Publishing } from '../broker';
import type { ProgramIdentity } from '../network/guest';
import type { TraceEvent } from '../network/events';
import type { Needs } from '../network/needs';
import type { Speed } from '../network/protocol';
import type { WireFrame } from '../network/wire-log';
import type { ClockReading } from '../network/world';
import { launchProgram } from '../programs/launch';
import type { LaunchedProgram, LaunchRequest, ProgramFile } from '../programs/program';
import type { Result } from '../rabbitmqctl';
import type { Batch, WorkspaceFile, WorldApi } from '../workers/world';
import { DisplayClock } from './display-clock';
import { TraceLog } from './trace-log';

export type { ClockReading };

/** `booting`: its worker is loading; `running`; then `exited` with a code, or `killed`. */
export type ProgramStatus = 'booting' | 'running' | 'exited' | 'killed';

/** One piece of output, as the program wrote it. */
export interface Output {
	/** Virtual milliseconds since the session began. */
	readonly at: number;
	readonly stream: 'stdout' | 'stderr';
	readonly text: string;
}

/** A program that runs or ran: one instance of one file. Replaced, never mutated. */
export interface ProgramRun {
	/** `worker.js#2`: unique in the session. */
	readonly id: string;
	readonly file: string;
	/** 1 for the first instance of the file. */
	readonly instance: number;
	readonly args: readonly string[];
	readonly status: ProgramStatus;
	/** Null while it runs and when it was killed. */
	readonly exitCode: number | null;
	/** Why it was killed, if not by Stop: its worker could not be loaded, or broke down. The output ends with the reason. */
	readonly broken: 'unloaded' | 'crashed' | null;
	/** The last `OUTPUT_LIMIT` pieces of what it wrote. */
	readonly output: readonly Output[];
	/** Pieces before those, forgotten by now. */
	readonly forgotten: number;
}

/** Pieces of output kept for a program. */
const OUTPUT_LIMIT = 5000;

/**
 * Events a session may have: all of them are kept, so that every moment of it can be shown, and take some 200 bytes
 * each. A class of ninety minutes at a hundred events a second has a quarter of this.
 */
const MOST_EVENTS = 2_000_000;

/** Real milliseconds a program has to end after Stop before it is killed. */
const MERCY = 2000;

/** Virtual milliseconds by which a slow program's answers come late. */
const SLOWNESS = 2000;
/** Virtual milliseconds until a crashed broker is back. */
const DOWNTIME = 1500;

export class Lab {
	/** All instances of this session, in order of starting. */
	runs: readonly ProgramRun[] = $state.raw([]);
	clock: ClockReading = $state.raw({ now: 0, speed: 1, paused: false });
	/** Set when the simulation itself broke (never by a learner's error); plain words for the page to show. */
	failure: string | null = $state.raw(null);
	/** The session has as many events as it may have: its programs have been ended. */
	full = $state(false);
	/** Programs that were made slow. */
	slowed: readonly string[] = $state.raw([]);
	readonly trace = new TraceLog();

	readonly #worker: Worker;
	readonly #world: Comlink.Remote<WorldApi>;
	readonly #programs = new Map<string, LaunchedProgram>();
	readonly #stopping = new Map<string, ReturnType<typeof setTimeout>>();
	readonly #instances = new Map<string, number>();
	readonly #display = new DisplayClock();
	#session = 0;
	/** Programs whose workers are being loaded. */
	#loading = 0;
	#begun: Promise<void>;
	/** Programs enter the world one after another, in the order in which they were asked for. */
	#entrance: Promise<unknown> = Promise.resolve();
	#disposed = false;
	/** How often the world has been told to pause, to resume or to change its speed. */
	#told = 0;

	/**
	 * `seed` makes generated names repeatable; by default each session has its own. `needs`: what every session's
	 * broker begins with, by default nothing.
	 */
	constructor(private readonly options: { speed?: Speed; seed?: number; needs?: Needs } = {}) {
		this.clock = { now: 0, speed: options.speed ?? 1, paused: false };
		this.#worker = new Worker(new URL('../workers/world.ts', import.meta.url), { type: 'module' });
		this.#worker.onerror = (event) => this.#fail(event.message || 'The simulation could not be loaded.');
		this.#world = Comlink.wrap<WorldApi>(this.#worker);
		this.#begun = this.#begin(options.seed);
		void this.#world.listen(Comlink.proxy((batch) => this.#hear(batch)));
	}

	/** Virtual time now in milliseconds, interpolated between readings for animation; never runs backwards. */
	now(): number {
		return this.#display.now(performance.now());
	}

	/**
	 * Starts one instance; resolves with its id when its worker has loaded and it has been let loose, which
	 * happens in the order of asking. `workspace`: all files, for relative imports. Rejects when its worker
	 * can't be loaded.
	 */
	async start(
		file: ProgramFile,
		args: readonly string[],
		workspace: readonly ProgramFile[] = []
	): Promise<string> {
		const session = this.#session;
		const instance = (this.#instances.get(file.file) ?? 0) + 1;
		this.#instances.set(file.file, instance);
		const identity: ProgramIdentity = {
			program: `${file.file}#${instance}`,
			file: file.file,
			instance,
			language: file.file.endsWith('.py') ? 'python' : 'javascript',
			args: [...args]
		};
		const id = identity.program;
		this.runs = [
			...this.runs,
			{
				id,
				file: file.file,
				instance,
				args: identity.args,
				status: 'booting',
				exitCode: null,
				broken: null,
				output: [],
				forgotten: 0
			}
		];
		try {
			await this.#launch(session, identity, file, workspace);
		} catch (error) {
			if (session === this.#session) {
				this.#break(id, 'unloaded', String(error));
				this.#update(id, { status: 'killed' });
			}
			throw error;
		}
		return id;
	}

	/**
	 * What is asked for from here on is let loose only when every program before it waits for something that
	 * isn't already on its way, or is over. Workers load meanwhile.
	 */
	barrier(): void {
		const session = this.#session;
		this.#enter(async () => {
			if (session === this.#session)
				await Promise.all([...this.#programs.keys()].map((id) => this.#world.settled(id)));
		});
	}

	/** Asks it to end (SIGINT); a second call, a program too busy to hear, or two seconds without an end kills it. */
	stop(id: string): void {
		if (!this.#programs.has(id)) {
			this.#killBooting(id);
		} else if (this.#stopping.has(id)) {
			this.#kill(id);
		} else {
			this.#stopping.set(
				id,
				setTimeout(() => this.#kill(id), MERCY)
			);
			void this.#world.signal(id, 'SIGINT').then((heard) => {
				if (!heard) this.#kill(id);
			});
		}
	}

	stopAll(): void {
		for (const run of this.runs) if (!isOver(run)) this.stop(run.id);
	}

	/** Ends it at once, without a word. */
	kill(id: string): void {
		if (this.#programs.has(id)) this.#kill(id);
		else this.#killBooting(id);
	}

	/** Ends it when its next delivery has reached it, before it can acknowledge. */
	killAtDelivery(id: string): void {
		void this.#world.killAtDelivery(id);
	}

	/** Breaks its connections. */
	cut(id: string): void {
		void this.#world.cut(id);
	}

	/** Makes it slow, or as fast as it was. */
	slow(id: string, isSlow: boolean): void {
		this.slowed = isSlow ? [...this.slowed, id] : this.slowed.filter((each) => each !== id);
		void this.#world.slow(id, isSlow ? SLOWNESS : 0);
	}

	/** The broker crashes and comes back a little later. */
	crashBroker(): void {
		void this.#world.crash(DOWNTIME);
	}

	/** A line typed under the program's output, without its newline; null ends the input. */
	type(id: string, line: string | null): void {
		if (this.#programs.has(id)) void this.#world.type(id, line === null ? null : `${line}\n`);
	}

	/** Stops the broker and starts it again; what doesn't last is gone, and every connection is closed. */
	restartBroker(): void {
		void this.#world.restartBroker();
	}

	pause(): void {
		this.#told++;
		this.clock = { ...this.clock, paused: true };
		void this.#world.pause();
	}

	resume(): void {
		this.#told++;
		this.clock = { ...this.clock, paused: false };
		void this.#world.resume();
	}

	/** While paused: lets exactly the next visible thing happen. */
	step(): void {
		void this.#world.step();
	}

	setSpeed(speed: Speed): void {
		this.#told++;
		this.clock = { ...this.clock, speed };
		void this.#world.setSpeed(speed);
	}

	/** Frames sent since frame number `after`, oldest first; of many only the newest `limit`. */
	wire(after: number, limit: number): Promise<WireFrame[]> {
		return this.#world.wire(after, limit);
	}

	/** What an operator sees now. */
	snapshot(): Promise<BrokerSnapshot> {
		return this.#world.snapshot();
	}

	/** Publishes as an operator does by hand; true when a queue took the message. */
	publish(operator: Operator, message: Publishing): Promise<boolean> {
		return this.#world.publish(operator, message);
	}

	/** Gets at most `count` messages from a queue's head; `ackMode` says what becomes of them. */
	get(operator: Operator, queue: string, count: number, ackMode: AckMode): Promise<GotMessage[]> {
		return this.#world.get(operator, queue, count, ackMode);
	}

	/** Drops what is ready; how many messages that was. */
	purge(operator: Operator, queue: string): Promise<number> {
		return this.#world.purge(operator, queue);
	}

	/** Deletes a queue; how many messages were lost with it. */
	deleteQueue(operator: Operator, queue: string): Promise<number> {
		return this.#world.deleteQueue(operator, queue);
	}

	/** Runs one of RabbitMQ's command line tools, with files it may read. */
	command(words: readonly string[], files: readonly WorkspaceFile[]): Promise<Result> {
		return this.#world.command(
			[...words],
			files.map(({ file, source }) => ({ file, source }))
		);
	}

	/** What the word at the end of a tool's command line could be, whole. */
	complete(line: string): Promise<readonly string[]> {
		return this.#world.complete(line);
	}

	/** Ends every program and begins again with a fresh broker at time 0, running, at the same speed. */
	async reset(): Promise<void> {
		for (const program of this.#programs.values()) program.terminate();
		for (const timer of this.#stopping.values()) clearTimeout(timer);
		this.#programs.clear();
		this.#stopping.clear();
		this.#instances.clear();
		this.#entrance = Promise.resolve();
		this.#loading = 0;
		this.runs = [];
		this.slowed = [];
		this.full = false;
		this.trace.clear();
		this.#begun = this.#begin();
		await this.#begun;
	}

	/** Ends all workers. The lab can't be used afterwards. */
	dispose(): void {
		this.#disposed = true;
		this.#session++;
		for (const program of this.#programs.values()) program.terminate();
		for (const timer of this.#stopping.values()) clearTimeout(timer);
		this.#worker.terminate();
	}

	#begin(seed = Math.floor(Math.random() * 2 ** 32)): Promise<void> {
		const { speed } = this.clock;
		this.#session++;
		this.#display.reset();
		this.clock = { now: 0, speed, paused: false };
		const { needs } = this.options;
		return this.#world.begin({ session: this.#session, seed, epoch: Date.now(), speed, needs });
	}

	async #launch(
		session: number,
		identity: ProgramIdentity,
		{ file, source }: ProgramFile,
		workspace: readonly ProgramFile[]
	): Promise<void> {
		const launching = this.#load(session, {
			file,
			source,
			args: identity.args,
			workspace: workspace.map((other) => ({ file: other.file, source: other.source })),
			language: identity.language
		});
		await this.#enter(async () => this.#attach(session, identity, await launching));
	}

	/**
	 * While there is nobody but programs still being loaded, time stands: it begins with their own first lines,
	 * however long a slow machine takes to get them ready.
	 */
	#load(session: number, request: LaunchRequest): Promise<LaunchedProgram> {
		if (this.#loading++ === 0 && this.#programs.size === 0) void this.#world.hold();
		return launchProgram(request).finally(() => {
			if (session === this.#session && --this.#loading === 0) void this.#world.release();
		});
	}

	/** Does something when everything asked for before has been done, or has failed. */
	#enter(act: () => Promise<void>): Promise<void> {
		const entered = this.#entrance.then(act);
		this.#entrance = entered.catch(() => {});
		return entered;
	}

	async #attach(session: number, identity: ProgramIdentity, program: LaunchedProgram): Promise<void> {
		const id = identity.program;
		await this.#begun;
		if (session !== this.#session || this.#isOver(id)) {
			program.terminate();
			return;
		}
		this.#programs.set(id, program);
		program.failed.then((reason) => this.#crash(session, id, reason));
		await this.#world.attach(identity, Comlink.transfer(program.port, [program.port]));
		if (session === this.#session) this.#update(id, { status: 'running' });
	}

	#hear(batch: Batch): void {
		if (batch.session !== this.#session || this.#disposed) return;
		const clock = this.#current(batch);
		this.#display.hear(clock, performance.now());
		this.clock = clock;
		if (batch.events.length === 0) return;
		this.#show(batch.events);
		this.trace.append(batch.events);
		if (this.trace.events.length >= MOST_EVENTS) this.#close();
	}

	/** Nothing more is to happen in this session; what has happened remains. */
	#close(): void {
		this.full = true;
		for (const run of this.runs) if (!isOver(run)) this.kill(run.id);
	}

	/** What a reading says, unless it was made before the world heard the last of what it was told. */
	#current({ clock, told }: Batch): ClockReading {
		const { paused, speed } = this.clock;
		return told === this.#told ? clock : { ...clock, paused, speed };
	}

	/** Brings `runs` up to date: outputs and ends. */
	#show(events: readonly TraceEvent[]): void {
		const printed = new Map<string, Output[]>();
		for (const event of events) {
			if (event.type === 'program.printed') {
				const outputs = printed.get(event.program) ?? [];
				outputs.push({ at: event.at, stream: event.stream, text: event.text });
				printed.set(event.program, outputs);
			} else if (event.type === 'program.exited') {
				this.#end(event.program, event.code);
			}
		}
		if (printed.size === 0) return;
		this.runs = this.runs.map((run) => {
			const news = printed.get(run.id);
			return news ? withOutput(run, news) : run;
		});
	}

	#end(id: string, code: number | null): void {
		clearTimeout(this.#stopping.get(id));
		this.#stopping.delete(id);
		this.#programs.get(id)?.terminate();
		this.#programs.delete(id);
		this.#update(id, { status: code === null ? 'killed' : 'exited', exitCode: code });
	}

	#kill(id: string): void {
		this.#programs.get(id)?.terminate();
		void this.#world.kill(id);
	}

	#killBooting(id: string): void {
		if (this.runs.some((run) => run.id === id && run.status === 'booting')) {
			this.#update(id, { status: 'killed' });
		}
	}

	/** A program's worker broke down (out of memory, say): it is over, and its output says why. */
	#crash(session: number, id: string, reason: string): void {
		if (session !== this.#session || this.#isOver(id)) return;
		this.#break(id, 'crashed', reason);
		this.#kill(id);
	}

	/** Lets a program's output say why it can't go on. */
	#break(id: string, broken: ProgramRun['broken'], reason: string): void {
		const note: Output = { at: this.clock.now, stream: 'stderr', text: `${reason}\n` };
		this.runs = this.runs.map((run) => (run.id === id ? { ...withOutput(run, [note]), broken } : run));
	}

	#isOver(id: string): boolean {
		const run = this.runs.find((candidate) => candidate.id === id);
		return !run || isOver(run);
	}

	#update(id: string, change: Partial<ProgramRun>): void {
		this.runs = this.runs.map((run) => (run.id === id ? { ...run, ...change } : run));
	}

	#fail(reason: string): void {
		this.failure = reason;
	}
}

function isOver(run: ProgramRun): boolean {
	return run.status === 'exited' || run.status === 'killed';
}

function withOutput(run: ProgramRun, news: readonly Output[]): ProgramRun {
	const output = run.output.concat(news);
	const excess = Math.max(0, output.length - OUTPUT_LIMIT);
	return { ...run, output: excess ? output.slice(excess) : output, forgotten: run.forgotten + excess };
}
