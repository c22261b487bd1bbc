/** What this learner has done, kept in the browser's own storage and nowhere else. */

const key = 'warren.progress';

interface LessonProgress {
	readonly tasks: readonly string[];
	/** Prediction id → id of the option chosen. */
	readonly predictions: Readonly<Record<string, string>>;
	/** Prediction id → id of the option that turned out right; not in what was kept before there were answers. */
	readonly answers?: Readonly<Record<string, string>>;
}

interface Saved {
	readonly lessons: Readonly<Record<string, LessonProgress>>;
	/** Slug of the lesson last open. */
	readonly last: string | null;
}

const nothing: Saved = { lessons: {}, last: null };
const untouched: LessonProgress = { tasks: [], predictions: {} };

/** The part of `localStorage` that is needed here. */
export type ProgressStorage = Pick<Storage, 'getItem' | 'setItem'>;

export class Progress {
	#saved: Saved = $state.raw(nothing);

	/** Without storage (on the server, or where the browser denies it) progress lasts as long as the page. */
	constructor(private readonly storage: ProgressStorage | null) {
		this.#saved = read(storage);
	}

	/** Slug of the lesson last open, null on the first visit. */
	get last(): string | null {
		return this.#saved.last;
	}

	/** Ids of the lesson's tasks that are done. */
	tasksDone(slug: string): readonly string[] {
		return this.#of(slug).tasks;
	}

	/** Id of the option chosen, null before. */
	prediction(slug: string, id: string): string | null {
		return this.#of(slug).predictions[id] ?? null;
	}

	/** Prediction id → id of the option that a run showed to be right. */
	answers(slug: string): Readonly<Record<string, string>> {
		return this.#of(slug).answers ?? {};
	}

	finishTask(slug: string, id: string): void {
		const { tasks } = this.#of(slug);
		if (!tasks.includes(id)) this.#update(slug, { tasks: [...tasks, id] });
	}

	predict(slug: string, id: string, option: string): void {
		const { predictions } = this.#of(slug);
		this.#update(slug, { predictions: { ...predictions, [id]: option } });
	}

	/** A run told of a prediction. What an earlier run told stays. */
	answer(slug: string, told: Readonly<Record<string, string>>): void {
		const answers = this.answers(slug);
		if (Object.keys(told).some((id) => !(id in answers))) {
			this.#update(slug, { answers: { ...told, ...answers } });
		}
	}

	/** The learner opened this lesson. */
	visit(slug: string): void {
		if (this.last !== slug) this.#save({ ...this.#saved, last: slug });
	}

	/** Forgets one lesson's tasks and predictions. */
	forget(slug: string): void {
		this.#update(slug, untouched);
	}

	/** Forgets everything. */
	forgetAll(): void {
		this.#save(nothing);
	}

	/** Something was done, in whichever lesson. */
	get begun(): boolean {
		return Object.values(this.#saved.lessons).some(
			({ tasks, predictions }) => tasks.length > 0 || Object.keys(predictions).length > 0
		);
	}

	/** Everything as a text, to be kept in a file and taken in again elsewhere. */
	exported(): string {
		return `${JSON.stringify(this.#saved, null, '\t')}\n`;
	}

	/** Takes in what was exported, in place of what is here. False, with nothing changed, when it is no such text. */
	import(text: string): boolean {
		const saved = parse(text);
		if (saved) this.#save(saved);
		return saved !== null;
	}

	#of(slug: string): LessonProgress {
		return this.#saved.lessons[slug] ?? untouched;
	}

	#update(slug: string, change: Partial<LessonProgress>): void {
		const lessons = { ...this.#saved.lessons, [slug]: { ...this.#of(slug), ...change } };
		this.#save({ ...this.#saved, lessons });
	}

	#save(saved: Saved): void {
		this.#saved = saved;
		try {
			this.storage?.setItem(key, JSON.stringify(saved));
		} catch {
			// Storage is full or forbidden: the page goes on with what it has in memory.
		}
	}
}

/** What was saved, or a fresh start when it can't be read. */
function read(storage: ProgressStorage | null): Saved {
	try {
		return parse(storage?.getItem(key) ?? '') ?? nothing;
	} catch {
		return nothing;
	}
}

/** Null when it isn't what `exported` writes. */
function parse(text: string): Saved | null {
	try {
		const saved: unknown = JSON.parse(text);
		return isSaved(saved) ? saved : null;
	} catch {
		return null;
	}
}

function isSaved(value: unknown): value is Saved {
	return isRecord(value) && isRecord(value.lessons) && Object.values(value.lessons).every(isLessonProgress);
}

function isLessonProgress(value: unknown): boolean {
	return isRecord(value) && Array.isArray(value.tasks) && isRecord(value.predictions);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `localStorage`, or null where there is none or reading it is forbidden. */
function browserStorage(): ProgressStorage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}

/** This browser's progress. */
export const progress = new Progress(browserStorage());
