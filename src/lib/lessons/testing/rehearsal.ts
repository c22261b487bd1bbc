/**
 * A lesson rehearsed without a browser: its programs run in Node with the real amqplib, or in CPython with our pika,
 * against the engine in virtual time, and its checks judge the trace.
 */
import type { TraceEvent } from '../../network/events';
import { provide } from '../../network/needs';
import type { Speed } from '../../network/protocol';
import { seededRandom } from '../../network/random';
import { World, type RealTime } from '../../network/world';
import type { Language, ProgramFile } from '../../programs/program';
import { run, tokenize, type Files } from '../../rabbitmqctl';
import { judge, lessonChecks, type Verdict } from '../checks';
import { loadLesson } from '../course.server';
import { History } from '../history';
import type { Lesson, LessonProgram } from '../lesson';
import { NodeProgram } from './node-program';
import type { Step } from './plan';
import type { RehearsedProgram } from './rehearsed-program';

/** Real time that passes only when told to, in whole milliseconds as timers count. */
class ManualTime implements RealTime {
	private time = 0;
	private waiting: { readonly at: number; readonly run: () => void } | null = null;

	now(): number {
		return this.time;
	}

	after(delay: number, run: () => void): () => void {
		const entry = { at: this.time + Math.ceil(delay), run };
		this.waiting = entry;
		return () => {
			if (this.waiting === entry) this.waiting = null;
		};
	}

	/** Goes on to what the world waits for; false when it waits for nothing. */
	leap(): boolean {
		const entry = this.waiting;
		if (!entry) return false;
		this.waiting = null;
		this.time = entry.at;
		entry.run();
		return true;
	}
}

/** Commands here read and write none. */
const NO_FILES: Files = { read: () => null, write() {} };

/** Virtual milliseconds. A lesson whose programs still have something to do then never comes to rest. */
const LONGEST = 600_000;

/** Real milliseconds a turn may take without taking virtual time, on however busy a machine. */
const PATIENCE = 600_000;

export interface RehearsalOptions {
	/** Files in place of the shipped ones, from the beginning. */
	readonly changes?: readonly ProgramFile[];
	/** Default JavaScript. */
	readonly language?: Language;
	/** Default 1. */
	readonly speed?: Speed;
	/** Makes a program ready to be let loose. Default: JavaScript in this very thread. */
	readonly launch?: (program: ProgramFile, args: readonly string[]) => RehearsedProgram;
}

/** What was done to the programs and the broker from outside. */
export type Act =
	| {
			readonly do: 'start';
			/** `worker.js#2` */
			readonly program: string;
			readonly file: string;
			/** Its text at that moment. */
			readonly source: string;
			readonly args: readonly string[];
	  }
	| { readonly do: 'stop' | 'kill'; readonly program: string }
	| { readonly do: 'command'; readonly line: string }
	| { readonly do: 'restart' };

/** An act, and when. */
export interface TimedAct {
	readonly act: Act;
	/** Virtual milliseconds. */
	readonly at: number;
	/** How many events of the trace came before it. */
	readonly after: number;
}

export class Rehearsal {
	/** Everything that was done, in order. */
	readonly acts: TimedAct[] = [];
	private readonly trace: TraceEvent[] = [];
	private readonly time = new ManualTime();
	private readonly world: World;
	private readonly language: Language;
	private readonly shipped: readonly LessonProgram[];
	private readonly programs: RehearsedProgram[] = [];
	private readonly files = new Map<string, string>();
	private readonly instances = new Map<string, number>();

	constructor(
		private readonly slug: string,
		private readonly options: RehearsalOptions = {}
	) {
		const lesson = lessonAt(slug);
		this.language = options.language ?? 'javascript';
		this.shipped = lesson.programs.filter(({ language }) => language === this.language);
		this.edit([...this.shipped, ...(options.changes ?? [])]);
		this.world = new World({
			realTime: this.time,
			random: seededRandom(1),
			epoch: 0,
			speed: options.speed ?? 1,
			patience: PATIENCE,
			trace: (event) => this.trace.push(event)
		});
		provide(this.world.broker, lesson.needs);
	}

	/** In JavaScript, with the files of a task's solution, or others, in place of the shipped ones. */
	static of(slug: string, changes: string | readonly ProgramFile[] = [], speed: Speed = 1): Rehearsal {
		const files = typeof changes === 'string' ? Rehearsal.solution(slug, changes) : changes;
		return new Rehearsal(slug, { changes: files, speed });
	}

	/** The text of a program as shipped. */
	static source(slug: string, file: string): string {
		const program = lessonAt(slug).programs.find((program) => program.file === file);
		if (!program) throw new Error(`The lesson ${slug} has no ${file}.`);
		return program.source;
	}

	/** The files that a task's solution changes. */
	static solution(slug: string, task: string, language: Language = 'javascript'): readonly ProgramFile[] {
		for (const block of lessonAt(slug).blocks) {
			if (block.kind === 'task' && block.id === task) return block.solution[language] ?? [];
		}
		throw new Error(`The lesson ${slug} has no task "${task}".`);
	}

	/** Changes files, as in the editor: programs that run already don't notice. */
	edit(changes: readonly ProgramFile[]): void {
		for (const { file, source } of changes) this.files.set(file, source);
	}

	/** Does what a learner does, one step after another; `changes` are put in at `edit`, or before everything. */
	async play(steps: readonly Step[], changes: readonly ProgramFile[]): Promise<this> {
		if (!steps.some((step) => step.do === 'edit')) this.edit(changes);
		for (const step of steps) {
			if (step.do === 'edit') this.edit(changes);
			else await this.take(step);
		}
		return this.rest();
	}

	/** What Run does: the lesson's instances, lower orders first. Then waits until nothing more happens. */
	async run(): Promise<this> {
		return this.take({ do: 'run', limit: null });
	}

	/** What ▶ on one program does. Then waits until nothing more happens. */
	async start(file: string, args: readonly string[] = []): Promise<this> {
		this.launch(file, args);
		return this.rest();
	}

	/** Ends all programs. */
	close(): void {
		this.world.dispose();
	}

	get history(): History {
		return new History(this.trace);
	}

	async verdict(): Promise<Verdict> {
		return judge(await lessonChecks(this.slug), this.history);
	}

	/** What one instance printed. */
	output(program: string): string {
		return this.history.program(program)?.output ?? '';
	}

	/** Virtual milliseconds since the beginning. */
	get now(): number {
		return this.world.clock.now();
	}

	private async take(step: Exclude<Step, { do: 'edit' }>): Promise<this> {
		switch (step.do) {
			case 'run':
				await this.runUntil(step.limit === null ? Infinity : this.now + step.limit);
				return this;
			case 'start':
				this.launch(this.fileOf(step.program), step.args);
				return step.limit === null ? this.rest() : this.pass(this.now + step.limit);
			case 'wait':
				return this.pass(this.now + step.limit);
			case 'command':
				this.command(step.line);
				return this;
			case 'restart':
				this.note({ do: 'restart' });
				this.world.restartBroker();
				return this.settle();
			default: {
				const program = `${this.fileOf(step.program)}#${step.instance}`;
				this.note({ do: step.do, program });
				if (step.do === 'kill') this.world.kill(program);
				else this.world.signal(program, 'SIGINT');
				return this.settle();
			}
		}
	}

	private async runUntil(limit: number): Promise<void> {
		const orders = [...new Set(this.shipped.map(({ order }) => order))].sort((a, b) => a - b);
		for (const order of orders) {
			const due = this.shipped.filter((program) => program.order === order);
			await this.settled(
				due.flatMap(({ file, instances }) => instances.map((args) => this.launch(file, args)))
			);
		}
		await this.pass(limit);
	}

	/** Throws what the tool complains of. */
	private command(line: string): void {
		this.note({ do: 'command', line });
		const { exitCode, error } = this.world.operate((broker) => run(tokenize(line), broker, NO_FILES));
		if (exitCode !== 0) throw new Error(`${line}: ${error}`);
	}

	/** The file of a program named without its ending. */
	private fileOf(program: string): string {
		const file = [...this.files.keys()].find((file) => file.replace(/\.[^.]+$/, '') === program);
		if (file === undefined) throw new Error(`The lesson ${this.slug} has no program ${program}.`);
		return file;
	}

	private launch(file: string, args: readonly string[]): string {
		const source = this.files.get(file);
		if (source === undefined) throw new Error(`The lesson has no ${file}.`);
		const instance = (this.instances.get(file) ?? 0) + 1;
		this.instances.set(file, instance);
		const program = `${file}#${instance}`;
		const { launch = (program, args) => new NodeProgram(program, args) } = this.options;
		const launched = launch({ file, source }, args);
		this.note({ do: 'start', program, file, source, args });
		this.programs.push(launched);
		this.world.attach({ program, file, instance, language: this.language, args }, launched);
		return program;
	}

	private note(act: Act): void {
		this.acts.push({ act, at: this.now, after: this.trace.length });
	}

	private async settled(programs: readonly string[]): Promise<void> {
		let done = false;
		void Promise.all(programs.map((program) => this.world.settled(program))).then(() => (done = true));
		await this.goOn(() => done);
	}

	/** Lets happen what happens at once. */
	private settle(): Promise<this> {
		return this.pass(this.now);
	}

	private rest(): Promise<this> {
		return this.pass(Infinity);
	}

	/** Lets happen everything up to a moment of virtual time. */
	private async pass(limit: number): Promise<this> {
		const { clock } = this.world;
		let passed = false;
		if (limit < Infinity) clock.schedule(limit, () => (passed = true));
		this.world.stirred();
		await this.goOn(() => passed || (limit === Infinity && clock.nextForeground() === null));
		return this;
	}

	private busy(): RehearsedProgram | undefined {
		return this.programs.find((program) => !program.resting);
	}

	/** Lets time pass, whenever no program is busy, until `done`. */
	private async goOn(done: () => boolean): Promise<void> {
		for (;;) {
			for (let busy = this.busy(); busy; busy = this.busy()) await busy.rested();
			await Promise.resolve();
			if (done() || !this.time.leap()) return;
			if (this.now > LONGEST) throw new Error(`${this.slug} doesn't come to rest.`);
		}
	}
}

function lessonAt(slug: string): Lesson {
	const lesson = loadLesson('en', slug);
	if (!lesson) throw new Error(`There is no lesson "${slug}".`);
	return lesson;
}
