import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LessonSummary } from '$lib/lessons';
import { layOut } from './course-layout';

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

describe('the course map', () => {
	it('has every lesson once, each in a place of its own, to the right of what it builds on', () => {
		fc.assert(
			fc.property(course, (lessons) => {
				const { places, arrows, columns, rows } = layOut(lessons);
				expect(places.map((place) => place.lesson)).toEqual(lessons);
				expect(new Set(places.map(({ column, row }) => `${column},${row}`)).size).toBe(lessons.length);
				expect(places.every(({ column, row }) => column < columns && row < rows)).toBe(true);
				expect(arrows.every(({ from, to }) => from.column < to.column)).toBe(true);
				expect(arrows.length).toBe(lessons.flatMap(({ buildsOn }) => buildsOn).length);
			})
		);
	});
});
