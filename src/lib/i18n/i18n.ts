/**
 * The languages Warren speaks. Messages are plain typed objects, one file a language: a missing message or a
 * wrong parameter is a compile error, and switching language is only reading from the other object, so a
 * running simulation never notices.
 */
import { locales, type Locale } from '$lib/lessons/lesson';
import { en } from './en';
import { zh } from './zh';

export { locales };

/** What every language must say: the shape of the English catalogue. */
export type Messages = Spoken<typeof en>;

/** A catalogue's shape without its wording: texts become `string`, functions keep their parameters. */
type Spoken<T> = T extends string
	? string
	: T extends (...parameters: infer P) => string
		? (...parameters: P) => string
		: { readonly [K in keyof T]: Spoken<T[K]> };

/** What each language calls itself, in the switch. */
export const localeNames: Readonly<Record<Locale, string>> = { en: 'EN', zh: '中文' };

/** Value of the `lang` attribute. */
export const htmlLang: Readonly<Record<Locale, string>> = { en: 'en', zh: 'zh-CN' };

const catalogues: Readonly<Record<Locale, Messages>> = { en, zh };

export function messagesFor(locale: Locale): Messages {
	return catalogues[locale];
}

export function isLocale(segment: string): segment is Locale {
	return (locales as readonly string[]).includes(segment);
}

/** The best of our languages for a reader's ordered wishes (`navigator.languages`). English when none fits. */
export function chooseLocale(wishes: readonly string[]): Locale {
	const known = wishes.map((wish) => wish.toLowerCase().split('-')[0] ?? '').find(isLocale);
	return known ?? 'en';
}
