/** The home page exists in every language. */
import { locales } from '$lib/lessons';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = () => locales.map((locale) => ({ locale }));
