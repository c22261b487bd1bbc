/** Addresses of our pages, under any base path and as relative links while prerendering. */
import { resolve } from '$app/paths';
import type { Locale } from '$lib/lessons/lesson';

export function homeAddress(locale: Locale): string {
	return resolve('/[locale=locale]', { locale }) + '/';
}

export function lessonAddress(locale: Locale, slug: string): string {
	return resolve('/[locale=locale]/lessons/[slug]', { locale, slug }) + '/';
}

/** As a page's origin while the site is built and nobody has said where it will be (`SITE_ORIGIN`). */
const UNKNOWN = 'http://sveltekit-prerender';

/** An address as other sites need it: from the scheme on, where that is known, else as it is. `''` is the page itself. */
export function fullAddress(address: string, { origin, pathname }: URL): string {
	return origin === UNKNOWN ? address : new URL(address, origin + pathname).href;
}

/** The same page in another language. */
export function translatedAddress(locale: Locale, slug: string | undefined): string {
	return slug === undefined ? homeAddress(locale) : lessonAddress(locale, slug);
}
