/**
 * A lesson rehearsed without a browser: its JavaScript programs run in Node with the real amqplib against the engine, in
 * virtual time, and its checks judge the trace. For the `lesson.test.ts` of each lesson.
 */
import type { TraceEvent } from '../../network/events';
import type { Speed } from '../../network/protocol';
import { seededRandom } from '../../network/random';
import { World, type RealTime } from '../../network/world';
import type { ProgramFile } from '../../programs/program';
import { judge, lessonChecks, type Verdict } from '../checks';
import { loadLesson } from '../course.server';
import { History } from '../history';
import type { Lesson, LessonProgram } from '../lesson';
import { NodeProgram } from './node-program';

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

export class Rehearsal {
	private readonly trace: TraceEvent[] = [];
	private readonly time = new ManualTime();
	private readonly world: World;
	private readonly programs: NodeProgram[] = [];
	private readonly files = new Map<string, string>();
	private readonly instances = new Map<string, number>();

	private constructor(
		private readonly slug: string,
		private readonly shipped: readonly LessonProgram[],
		changes: readonly ProgramFile[],
		speed: Speed
	) {
		this.edit([...shipped, ...changes]);
		this.world = new World({
			realTime: this.time,
			random: seededRandom(1),
			epoch: 0,
			speed,
			trace: (event) => this.trace.push(event)
		});
	}

	/** Opens the lesson at `slug`, with the files of a task's solution, or others, in place of the shipped ones. */
	static of(slug: string, changes: string | readonly ProgramFile[] = [], speed: Speed = 1): Rehearsal {
		const files = typeof changes === 'string' ? Rehearsal.solution(slug, changes) : changes;
		return new Rehearsal(slug, programsOf(slug), files, speed);
	}

	/** The text of a program as shipped. */
	static source(slug: string, file: string): string {
		const program = programsOf(slug).find((program) => program.file === file);
		if (!program) throw new Error(`The lesson ${slug} has no ${file}.`);
		return program.source;
	}

	/** The files that a task's solution changes. */
	static solution(slug: string, task: string): readonly ProgramFile[] {
		for (const block of lessonAt(slug).blocks) {
			if (block.kind === 'task' && block.id === task) return block.solution.javascript ?? [];
		}
		throw new Error(`The lesson ${slug} has no task "${task}".`);
	}

	/** Changes files, as in the editor: programs that run already don't notice. */
	edit(changes: readonly ProgramFile[]): void {
		for (const { file, source } of changes) this.files.set(file, source);
	}

	/** What Run does: the lesson's instances, lower orders first. Then waits until nothing more happens. */
	async run(): Promise<this> {
		const orders = [...new Set(this.shipped.map(({ order }) => order))].sort((a, b) => a - b);
		for (const order of orders) {
			const due = this.shipped.filter((program) => program.order === order);
			await this.settled(
				due.flatMap(({ file, instances }) => instances.map((args) => this.launch(file, args)))
			);
		}
		return this.rest();
	}

	/** What ▶ on one program does. Then waits until nothing more happens. */
	async start(file: string, args: readonly string[] = []): Promise<this> {
		this.launch(file, args);
		return this.rest();
	}

	get history(): History {
		return new History(this.trace);
	}

	async verdict(): Promise<Verdict> {
		return judge(await lessonChecks(this.slug), this.trace);
	}

	/** What one instance printed. */
	output(program: string): string {
		return this.history.program(program)?.output ?? '';
	}

	/** Virtual milliseconds since the beginning. */
	get now(): number {
		return this.world.clock.now();
	}

	private launch(file: string, args: readonly string[]): string {
		const source = this.files.get(file);
		if (source === undefined) throw new Error(`The lesson has no ${file}.`);
		const instance = (this.instances.get(file) ?? 0) + 1;
		this.instances.set(file, instance);
		const program = `${file}#${instance}`;
		const node = new NodeProgram({ file, source }, args);
		this.programs.push(node);
		this.world.attach({ program, file, instance, language: 'javascript', args }, node);
		return program;
	}

	private async settled(programs: readonly string[]): Promise<void> {
		let done = false;
		void Promise.all(programs.map((program) => this.world.settled(program))).then(() => (done = true));
		await this.goOn(() => done);
	}

	private async rest(): Promise<this> {
		await this.goOn(() => this.world.clock.nextForeground() === null);
		return this;
	}

	/** Lets time pass, whenever no program is busy, until `done`. */
	private async goOn(done: () => boolean): Promise<void> {
		for (;;) {
			while (this.programs.some((program) => !program.idle)) await new Promise(setImmediate);
			await Promise.resolve();
			if (done() || !this.time.leap()) return;
		}
	}
}

function lessonAt(slug: string): Lesson {
	const lesson = loadLesson('en', slug);
	if (!lesson) throw new Error(`There is no lesson "${slug}".`);
	return lesson;
}

/** Those that Node can run. */
function programsOf(slug: string): LessonProgram[] {
	return lessonAt(slug).programs.filter(({ language }) => language === 'javascript');
}
