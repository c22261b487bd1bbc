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
	const answers = Object.entries(checks.predictions).flatMap(([id, check]) => {
		const option = check(history);
		return option === null ? [] : [[id, option] as const];
	});
	return {
		tasks: Object.keys(checks.tasks).filter((id) => checks.tasks[id]?.(history)),
		mistakes: Object.keys(checks.mistakes ?? {}).filter((id) => checks.mistakes?.[id]?.(history)),
		predictions: Object.fromEntries(answers)
	};
}
