import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LessonSummary } from '$lib/lessons';
import { layOut, type Arrow } from './course-layout';

const lesson = (number: number, buildsOn: readonly number[]): LessonSummary => ({
	slug: `lesson-${number}`,
	number,
	buildsOn: buildsOn.map((earlier) => `lesson-${earlier}`),
	group: '',
	title: '',
	promise: ''
});

/** Courses whose lessons build on earlier ones. */
const course = fc
	.array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 25 })
	.map((earlier) =>
		earlier.map((picks, index) =>
			lesson(index, index === 0 ? [] : [...new Set(picks.map((pick) => pick % index))])
		)
	);

/** What a lesson can be reached from, arrow by arrow. */
function reached(arrows: readonly Arrow[], slug: string): Set<string> {
	const before = arrows.filter(({ to }) => to.lesson.slug === slug).map(({ from }) => from.lesson.slug);
	return new Set(before.flatMap((earlier) => [earlier, ...reached(arrows, earlier)]));
}

describe('the course map', () => {
	it('has every lesson once, below what it builds on, and no two things in one place', () => {
		fc.assert(
			fc.property(course, (lessons) => {
				const { places, arrows, width, rows } = layOut(lessons);
				expect(places.map((place) => place.lesson)).toEqual(lessons);
				expect(places.every(({ row, x }) => row < rows && Math.abs(x) <= width / 2)).toBe(true);
				expect(arrows.every(({ from, to }) => from.row < to.row)).toBe(true);
				for (const { from, to, passes } of arrows)
					expect(passes.map(({ row }) => row)).toEqual(
						[...Array(to.row - from.row - 1).keys()].map((n) => from.row + 1 + n)
					);
				const taken = [...places, ...arrows.flatMap(({ passes }) => passes)];
				expect(new Set(taken.map(({ row, x }) => `${row} ${x.toFixed(3)}`)).size).toBe(taken.length);
			})
		);
	});

	it('leads to every lesson from all it builds on, with no arrow too many', () => {
		fc.assert(
			fc.property(course, (lessons) => {
				const { arrows } = layOut(lessons);
				for (const { slug, buildsOn } of lessons) {
					const before = reached(arrows, slug);
					expect(buildsOn.filter((earlier) => !before.has(earlier))).toEqual([]);
				}
				for (const arrow of arrows) {
					const others = arrows.filter((each) => each !== arrow);
					expect(reached(others, arrow.to.lesson.slug).has(arrow.from.lesson.slug)).toBe(false);
				}
			})
		);
	});
});
