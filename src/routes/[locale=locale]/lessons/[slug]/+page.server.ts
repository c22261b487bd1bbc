/** One lesson in one language, read from its folder while the site is built. */
import { error } from '@sveltejs/kit';
import { locales, type Locale } from '$lib/lessons';
import { lessonSlugs, loadLesson } from '$lib/lessons/course.server';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	locales.flatMap((locale) => lessonSlugs.map((slug) => ({ locale, slug })));

export const load: PageServerLoad = ({ params }) => {
	const lesson = loadLesson(params.locale as Locale, params.slug);
	return lesson ? { lesson } : error(404);
};
