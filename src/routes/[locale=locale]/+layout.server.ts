/** The course list, which both the home page and every lesson need. Read while the site is built. */
import { lessonSummaries } from '$lib/lessons/course.server';
import type { Locale } from '$lib/lessons';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ params }) => ({
	// The route's matcher lets nothing else through.
	lessons: lessonSummaries(params.locale as Locale)
});
