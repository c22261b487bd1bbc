/** The lessons' checks, loaded one lesson at a time, and the verdict they reach over a trace. */
import type { History } from './history';
import type { LessonChecks } from './lesson';

const modules = import.meta.glob<LessonChecks>('/lessons/*/checks.ts', { import: 'checks' });

/** Loads the checks of the lesson at `slug`. Rejects when there is none. */
export function lessonChecks(slug: string): Promise<LessonChecks> {
	const path = Object.keys(modules).find(
		(path) => path.replace(/^\/lessons\/\d\d-/, '') === `${slug}/checks.ts`
	);
	const load = path === undefined ? undefined : modules[path];
	return load ? load() : Promise.reject(new Error(`There is no lesson "${slug}".`));
}

/** What the trace says of one lesson. */
export interface Verdict {
	/** Ids of the tasks that are done. */
	readonly tasks: readonly string[];
	/** Ids of the mistakes that were made. */
	readonly mistakes: readonly string[];
	/** Prediction id → id of the right option, for those the trace has answered. */
	readonly predictions: Readonly<Record<string, string>>;
}

/** Judges a run. */
export function judge(checks: LessonChecks, history: History): Verdict {
	const judging = judgeInSteps(checks, history);
	for (;;) {
		const step = judging.next();
		if (step.done) return step.value;
	}
}

/** The same, with a chance to do something else after each check. */
export function* judgeInSteps(checks: LessonChecks, history: History): Generator<void, Verdict> {
	const predictions: Record<string, string> = {};
	for (const [id, check] of Object.entries(checks.predictions)) {
		const option = check(history);
		if (option !== null) predictions[id] = option;
		yield;
	}
	const tasks = yield* passed(checks.tasks, history);
	const mistakes = yield* passed(checks.mistakes ?? {}, history);
	return { tasks, mistakes, predictions };
}

function* passed(
	checks: Readonly<Record<string, (history: History) => boolean>>,
	history: History
): Generator<void, string[]> {
	const ids: string[] = [];
	for (const [id, check] of Object.entries(checks)) {
		if (check(history)) ids.push(id);
		yield;
	}
	return ids;
}
