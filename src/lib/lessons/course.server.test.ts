import { describe, expect, it } from 'vitest';
import { lessonSlugs, lessonSummaries, loadLesson } from './course.server';
import { lessonChecks } from './index';
import { locales } from './lesson';

describe('the course as it ships', () => {
	it('has no fault, or importing it would have thrown', () => {
		expect(lessonSlugs.length).toBeGreaterThan(0);
	});

	it.each(locales)('has every lesson in %s, each beside its neighbours', (locale) => {
		const summaries = lessonSummaries(locale);
		expect(summaries.map(({ slug }) => slug)).toEqual(lessonSlugs);
		summaries.forEach((summary, index) => {
			const lesson = loadLesson(locale, summary.slug);
			expect(lesson).toMatchObject(summary);
			expect(lesson?.previous ?? undefined).toEqual(summaries[index - 1]);
			expect(lesson?.next ?? undefined).toEqual(summaries[index + 1]);
		});
	});

	it('knows no other lesson', () => {
		expect(loadLesson('en', 'nowhere')).toBeNull();
	});

	it.each(lessonSlugs)('has checks for %s that the browser can load', async (slug) => {
		expect(Object.keys((await lessonChecks(slug)).tasks)).not.toHaveLength(0);
	});

	it('has no checks for a lesson that is not there', async () => {
		await expect(lessonChecks('nowhere')).rejects.toThrow('nowhere');
	});
});
