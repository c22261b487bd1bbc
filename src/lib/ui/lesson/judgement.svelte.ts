/**
 * What the trace says of the lesson's tasks and predictions, brought up to date a few times a second while
 * things happen. Finished tasks go to the learner's progress; a prediction's answer lasts until the next one.
 */
import { History, judge, lessonChecks, progress, type LessonChecks } from '$lib/lessons';
import type { TraceLog } from '$lib/lab/trace-log';

/** Real milliseconds between two looks at a busy trace, at least. */
const INTERVAL = 300;
/** A look reads the whole trace; the next waits this many times as long as the last took. */
const LEISURE = 15;

export class Judgement {
	/** Prediction id → id of the option that turned out right, in the last run that told. */
	answers: Readonly<Record<string, string>> = $state.raw({});
	/** The run at hand as the charts read it; null before anything has happened. */
	history: History | null = $state.raw(null);
	/** Ids of the mistakes made in the run at hand. */
	mistakes: readonly string[] = $state.raw([]);
	/** Id of the task finished last, to announce it; null before. */
	latest: string | null = $state.raw(null);

	readonly #slug: string;
	#checks: LessonChecks | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#pause = INTERVAL;

	constructor(slug: string) {
		this.#slug = slug;
	}

	/** Follows a trace until the returned function is called. */
	follow(trace: TraceLog): () => void {
		const unsubscribe = trace.subscribe(() => this.#soon(trace));
		void lessonChecks(this.#slug).then((checks) => {
			this.#checks = checks;
			this.#look(trace);
		});
		return () => {
			unsubscribe();
			clearTimeout(this.#timer);
		};
	}

	#soon(trace: TraceLog): void {
		this.#timer ??= setTimeout(() => this.#look(trace), this.#pause);
	}

	#look(trace: TraceLog): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (!this.#checks) return;
		if (trace.events.length === 0) {
			this.mistakes = [];
			this.history = null;
			return;
		}
		const begun = performance.now();
		const history = new History(trace.events);
		this.history = history;
		const verdict = judge(this.#checks, history);
		this.#pause = Math.max(INTERVAL, LEISURE * (performance.now() - begun));
		this.answers = { ...this.answers, ...verdict.predictions };
		if (String(verdict.mistakes) !== String(this.mistakes)) this.mistakes = verdict.mistakes;
		const done = progress.tasksDone(this.#slug);
		for (const task of verdict.tasks.filter((id) => !done.includes(id))) {
			progress.finishTask(this.#slug, task);
			this.latest = task;
		}
	}
}
