/** Writes the page's language into `<html lang>` while prerendering. */
import type { Handle } from '@sveltejs/kit';
import { htmlLang, isLocale } from '$lib/i18n/i18n';

export const handle: Handle = ({ event, resolve }) => {
	const { locale = 'en' } = event.params as { locale?: string };
	const lang = htmlLang[isLocale(locale) ? locale : 'en'];
	return resolve(event, { transformPageChunk: ({ html }) => html.replace('%warren.lang%', lang) });
};
