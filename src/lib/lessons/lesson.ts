/** A lesson as the page gets it: loaded from its folder under `lessons/`, checked, in one human language. */
import type { TraceEvent } from '../network/events';
import type { Language, ProgramFile } from '../programs/program';

export type Locale = 'en' | 'zh';

/** What the course list shows of a lesson. */
export interface LessonSummary {
	/** Folder name without its number, and the address: `work-queues`. */
	readonly slug: string;
	/** 1-based place in the course. */
	readonly number: number;
	/** Group heading, e.g. "Basics". */
	readonly group: string;
	readonly title: string;
	/** One sentence: what the learner will be able to do or understand. */
	readonly promise: string;
}

/** A program of the lesson: one tab of the editor. */
export interface LessonProgram extends ProgramFile {
	readonly language: Language;
	/** Arguments of each instance that Run starts, in order; `[[]]` is one instance with no arguments; [] starts none. */
	readonly instances: readonly (readonly string[])[];
	/** Run starts programs in ascending order, and waits for each order's programs to be idle before the next. */
	readonly order: number;
}

/** Blocks of the lesson text, in reading order. `html` is made at build time from the lesson's own Markdown. */
export type LessonBlock =
	| { readonly kind: 'text'; readonly html: string }
	| {
			readonly kind: 'prediction';
			readonly id: string;
			readonly questionHtml: string;
			readonly options: readonly { readonly id: string; readonly html: string }[];
			/** Shown once the trace has answered. */
			readonly answerHtml: string;
	  }
	| { readonly kind: 'run' }
	| {
			readonly kind: 'task';
			readonly id: string;
			readonly html: string;
			readonly hintsHtml: readonly string[];
			/** Changed files of one solution, by language. */
			readonly solution: Readonly<Partial<Record<Language, readonly ProgramFile[]>>>;
	  };

export interface Lesson extends LessonSummary {
	readonly locale: Locale;
	readonly blocks: readonly LessonBlock[];
	readonly programs: readonly LessonProgram[];
	readonly teacherHtml: string;
	readonly previous: LessonSummary | null;
	readonly next: LessonSummary | null;
}

/** A predicate over the trace of one run. Pure. */
export type Check = (trace: readonly TraceEvent[]) => boolean;

/** A lesson's checks, from its `checks.ts`. */
export interface LessonChecks {
	/** Task id → passed? */
	readonly tasks: Readonly<Record<string, Check>>;
	/** Prediction id → id of the option the trace shows to be right, or null while it can't tell. */
	readonly predictions: Readonly<Record<string, (trace: readonly TraceEvent[]) => string | null>>;
}
