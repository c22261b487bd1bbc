/** One lesson in one language, read from its folder while the site is built. */
import { error } from '@sveltejs/kit';
import { locales, type Locale } from '$lib/lessons';
import { lessonSlugs, loadLesson } from '$lib/lessons/course.server';
import { socialPicture } from '$lib/lessons/social.server';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	locales.flatMap((locale) => lessonSlugs.map((slug) => ({ locale, slug })));

export const load: PageServerLoad = ({ params }) => {
	const locale = params.locale as Locale;
	const lesson = loadLesson(locale, params.slug);
	return lesson ? { lesson, picture: socialPicture(locale, params.slug) } : error(404);
};
