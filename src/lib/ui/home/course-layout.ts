/** Where each lesson stands on the course map: to the right of all it builds on, in the order of the course. */
import type { LessonSummary } from '$lib/lessons';

export interface PlacedLesson {
	readonly lesson: LessonSummary;
	/** From 0. */
	readonly column: number;
	readonly row: number;
}

export interface CourseLayout {
	readonly places: readonly PlacedLesson[];
	/** From the earlier lesson to the one that builds on it. */
	readonly arrows: readonly { readonly from: PlacedLesson; readonly to: PlacedLesson }[];
	readonly columns: number;
	readonly rows: number;
}

/** `lessons` in order: what a lesson builds on comes before it. */
export function layOut(lessons: readonly LessonSummary[]): CourseLayout {
	const places = new Map<string, PlacedLesson>();
	const taken: number[] = [];
	for (const lesson of lessons) {
		const column = Math.max(-1, ...lesson.buildsOn.map((slug) => places.get(slug)?.column ?? -1)) + 1;
		const row = taken[column] ?? 0;
		taken[column] = row + 1;
		places.set(lesson.slug, { lesson, column, row });
	}
	const arrows = [...places.values()].flatMap((to) =>
		to.lesson.buildsOn.flatMap((slug) => {
			const from = places.get(slug);
			return from ? [{ from, to }] : [];
		})
	);
	return {
		places: [...places.values()],
		arrows,
		columns: taken.length,
		rows: Math.max(0, ...taken)
	};
}
