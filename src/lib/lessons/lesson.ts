/** A lesson as the page gets it: loaded from its folder under `lessons/`, checked, in one human language. */
import type { Language, ProgramFile } from '../programs/program';
import type { Needs } from '../network/needs';
import type { History } from './history';

export const locales = ['en', 'zh'] as const;
export type Locale = (typeof locales)[number];

/** What the course list shows of a lesson. */
export interface LessonSummary {
	/** Folder name without its number, and the address: `work-queues`. */
	readonly slug: string;
	/** The lesson's number in the course, from its folder's name. Lessons still to be written leave gaps. */
	readonly number: number;
	/** Slugs of the lessons whose ideas it takes for granted, all of them earlier ones. */
	readonly buildsOn: readonly string[];
	/** Group heading, e.g. "Basics". */
	readonly group: string;
	readonly title: string;
	/** One sentence: what the learner will be able to do or understand. */
	readonly promise: string;
}

/** A program of the lesson: one tab of the editor. */
export interface LessonProgram extends ProgramFile {
	readonly language: Language;
	/** Arguments of each instance that Run starts, in order; `[[]]` is one instance with no arguments; []: it is the learner's to start. */
	readonly instances: readonly (readonly string[])[];
	/** Run starts programs in ascending order, and waits for each order's programs to be idle before the next. */
	readonly order: number;
	/** Its output is the one to look at first. Of none: that of the first program Run starts. */
	readonly watched: boolean;
}

/**
 * Blocks of the lesson text, in reading order. `html` is made at build time from the lesson's own Markdown;
 * links to other lessons are relative to `/<locale>/lessons/<slug>/`: pages end in a slash, so that any file server finds them.
 * Where a lesson has programs in several languages, what is said for one of them stands in `<span data-language>`.
 */
export type LessonBlock =
	| { readonly kind: 'text'; readonly html: string }
	| {
			readonly kind: 'prediction';
			readonly id: string;
			readonly questionHtml: string;
			/** `html` is inline: it fits in a label. */
			readonly options: readonly { readonly id: string; readonly html: string }[];
			/** Shown once the trace has answered. */
			readonly answerHtml: string;
	  }
	/** Where the learner is asked to press Run. */
	| { readonly kind: 'run' }
	/** Where the learner is asked to restart the broker. */
	| { readonly kind: 'restart' }
	/** Where the learner is asked to type something, such as `rabbitmqctl list_queues`: one command a line. */
	| { readonly kind: 'command'; readonly commands: readonly string[] }
	/** A chart of the run at hand: times that programs printed (`queued: 50 ms`), or lengths of queues. `html`: its caption. */
	| { readonly kind: 'chart'; readonly shows: 'times' | 'queues'; readonly html: string }
	/** What to say to a learner who makes this mistake; shown only then. */
	| { readonly kind: 'mistake'; readonly id: string; readonly html: string }
	| {
			readonly kind: 'task';
			readonly id: string;
			readonly html: string;
			/** One to three, from a nudge to nearly the answer. */
			readonly hintsHtml: readonly string[];
			/** What to say about the solution; '' when the changed files say it all. */
			readonly solutionHtml: string;
			/** Changed or new files of one solution, by language. No files: `solutionHtml` says what to do. */
			readonly solution: Readonly<Partial<Record<Language, readonly ProgramFile[]>>>;
	  };

/** What the workbench beside the graph is about. */
export interface WorkbenchPlan {
	/** Name of the exchange whose bindings are tried. */
	readonly exchange: string;
	/** Its type, until a program has declared it. */
	readonly kind: string;
	/** Offered for trying: routing keys, or headers as `type=invoice, pages=2`. */
	readonly tries: readonly string[];
}

export interface Lesson extends LessonSummary {
	readonly locale: Locale;
	readonly blocks: readonly LessonBlock[];
	/** In the order of the editor's tabs. Only languages whose runtime is there (`languages.ts`). */
	readonly programs: readonly LessonProgram[];
	readonly needs: Needs;
	/** Null for a lesson without one. */
	readonly workbench: WorkbenchPlan | null;
	readonly teacherHtml: string;
	readonly previous: LessonSummary | null;
	readonly next: LessonSummary | null;
}

/** Has the task been done? Pure; true as soon as the history shows it, and true from then on. */
export type TaskCheck = (history: History) => boolean;

/** Does the history show this mistake? Pure. False for programs as shipped, and for every solution. */
export type MistakeCheck = (history: History) => boolean;

/** Id of the option the history shows to be right, or null while it can't tell. Pure. */
export type PredictionCheck = (history: History) => string | null;

/** A lesson's checks, from its `checks.ts`. */
export interface LessonChecks {
	readonly tasks: Readonly<Record<string, TaskCheck>>;
	readonly predictions: Readonly<Record<string, PredictionCheck>>;
	/** Those of the lesson's `mistakes`; none by default. */
	readonly mistakes?: Readonly<Record<string, MistakeCheck>>;
}
