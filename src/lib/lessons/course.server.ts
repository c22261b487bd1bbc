/**
 * The course as the routes' server `load` functions get it while the site is built. Named `.server` on purpose:
 * SvelteKit then keeps it, and with it the Markdown and YAML readers, out of the browser.
 *
 * A fault in any lesson throws here, when this module is first imported, which fails the build.
 */
import { readCourse } from './course';
import type { Lesson, LessonChecks, LessonSummary, Locale } from './lesson';

const files = import.meta.glob<string>('/lessons/**/*.{yaml,md,js,mjs,ts,py}', {
	query: '?raw',
	import: 'default',
	eager: true
});
const checks = import.meta.glob<LessonChecks>('/lessons/*/checks.ts', {
	import: 'checks',
	eager: true
});

const course = readCourse(
	mapKeys(files, (path) => path.slice('/lessons/'.length)),
	mapKeys(checks, (path) => path.split('/')[2] ?? '')
);

function mapKeys<T>(record: Record<string, T>, rename: (key: string) => string): Record<string, T> {
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [rename(key), value]));
}

/** Addresses of all lessons, in order: for `entries`. */
export const lessonSlugs: readonly string[] = course.slugs;

/** All lessons in order, for the course list. */
export const lessonSummaries = (locale: Locale): LessonSummary[] => course.summaries(locale);

/** One lesson, or null when there is none at this address. */
export const loadLesson = (locale: Locale, slug: string): Lesson | null => course.lesson(locale, slug);
