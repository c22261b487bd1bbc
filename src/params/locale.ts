/** The first segment of an address is a language Warren speaks. */
import type { ParamMatcher } from '@sveltejs/kit';
import { isLocale } from '$lib/i18n/i18n';

export const match: ParamMatcher = isLocale;
