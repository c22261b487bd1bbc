/** Addresses of our pages, under any base path and as relative links while prerendering. */
import { resolve } from '$app/paths';
import type { Locale } from '$lib/lessons/lesson';

export function homeAddress(locale: Locale): string {
	return resolve('/[locale=locale]', { locale }) + '/';
}

export function lessonAddress(locale: Locale, slug: string): string {
	return resolve('/[locale=locale]/lessons/[slug]', { locale, slug }) + '/';
}

/** The same page in another language. */
export function translatedAddress(locale: Locale, slug: string | undefined): string {
	return slug === undefined ? homeAddress(locale) : lessonAddress(locale, slug);
}
