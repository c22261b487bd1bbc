/**
 * What the trace says of the lesson's tasks and predictions, brought up to date a few times a second while
 * things happen. Finished tasks and answers go to the learner's progress. A prediction is about the programs as they were found:
 * what changed programs do later doesn't answer it anew.
 */
import {
	HistoryReader,
	inSlices,
	judgeInSteps,
	lessonChecks,
	progress,
	type History,
	type LessonChecks,
	type Verdict
} from '$lib/lessons';
import type { TraceLog } from '$lib/lab/trace-log';

/** Real milliseconds between two looks at a busy trace, at least. */
const INTERVAL = 300;
/** Checks read the whole history; the next look waits this many times as long as the last took. */
const LEISURE = 15;

interface Look {
	readonly history: History;
	readonly verdict: Verdict;
}

export class Judgement {
	/** The run at hand as the charts read it; null before anything has happened. */
	history: History | null = $state.raw(null);
	/** Ids of the mistakes made in the run at hand. */
	mistakes: readonly string[] = $state.raw([]);
	/** Those among them that the reader hasn't had in sight. */
	readonly unseen: readonly string[] = $derived(this.mistakes.filter((id) => !this.#sighted.includes(id)));
	/** Id of the task finished last, to announce it; null before. */
	latest: string | null = $state.raw(null);

	readonly #slug: string;
	#sighted: readonly string[] = $state.raw([]);
	readonly #untouched: () => boolean;
	#checks: LessonChecks | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#pause = INTERVAL;
	#reader: HistoryReader | null = null;
	#looking = false;
	/** Events that the last look took in. */
	#seen = 0;

	/** `untouched`: the programs are the lesson's own. */
	constructor(slug: string, untouched: () => boolean) {
		this.#slug = slug;
		this.#untouched = untouched;
	}

	/** Follows a trace until the returned function is called. */
	follow(trace: TraceLog): () => void {
		const unsubscribe = trace.subscribe(() => this.#soon(trace));
		void lessonChecks(this.#slug).then((checks) => {
			this.#checks = checks;
			void this.#look(trace);
		});
		return () => {
			unsubscribe();
			clearTimeout(this.#timer);
		};
	}

	/** What is said of a mistake came into the reader's sight. */
	sight(mistake: string): void {
		if (!this.#sighted.includes(mistake)) this.#sighted = [...this.#sighted, mistake];
	}

	#soon(trace: TraceLog): void {
		if (!this.#looking) this.#timer ??= setTimeout(() => void this.#look(trace), this.#pause);
	}

	async #look(trace: TraceLog): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (!this.#checks || this.#looking) return;
		const { events } = trace;
		if (events.length === 0) {
			this.mistakes = [];
			this.#sighted = [];
			this.history = null;
			return;
		}
		if (this.#reader?.trace !== events) this.#reader = new HistoryReader(events);
		this.#looking = true;
		try {
			const { result, took } = await inSlices(this.#read(this.#reader, this.#checks));
			this.#pause = Math.max(INTERVAL, LEISURE * took);
			if (trace.events === events) this.#show(result);
		} finally {
			this.#looking = false;
		}
		if (trace.events !== events || events.length > this.#seen) this.#soon(trace);
	}

	*#read(reader: HistoryReader, checks: LessonChecks): Generator<void, Look> {
		this.#seen = reader.trace.length;
		const history = yield* reader.readOn();
		return { history, verdict: yield* judgeInSteps(checks, history) };
	}

	#show({ history, verdict }: Look): void {
		this.history = history;
		if (this.#untouched()) progress.answer(this.#slug, verdict.predictions);
		if (String(verdict.mistakes) !== String(this.mistakes)) this.mistakes = verdict.mistakes;
		const done = progress.tasksDone(this.#slug);
		for (const task of verdict.tasks.filter((id) => !done.includes(id))) {
			progress.finishTask(this.#slug, task);
			this.latest = task;
		}
	}
}
