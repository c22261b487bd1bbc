/** The home page, in every language, with the number of tasks each lesson has, to show progress against. */
import { locales, type Locale } from '$lib/lessons';
import { lessonSlugs, loadLesson } from '$lib/lessons/course.server';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => locales.map((locale) => ({ locale }));

export const load: PageServerLoad = ({ params }) => ({
	tasks: Object.fromEntries(lessonSlugs.map((slug) => [slug, countTasks(params.locale as Locale, slug)]))
});

function countTasks(locale: Locale, slug: string): number {
	const blocks = loadLesson(locale, slug)?.blocks ?? [];
	return blocks.filter((block) => block.kind === 'task').length;
}
