/** The language of the page being shown, from the first segment of its address. */
import { base } from '$app/paths';
import { page } from '$app/state';
import type { Locale } from '$lib/lessons/lesson';
import { isLocale, messagesFor, type Messages } from './i18n';

/** Reactive when read in a `$derived`, template or effect. Falls back on the address for pages without a route. */
export function currentLocale(): Locale {
	const first = page.params.locale ?? page.url.pathname.slice(base.length).split('/')[1] ?? '';
	return isLocale(first) ? first : 'en';
}

/** The catalogue of the current language. Reactive like `currentLocale`. */
export function currentMessages(): Messages {
	return messagesFor(currentLocale());
}
