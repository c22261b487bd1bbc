/** Pictures that links to our pages show elsewhere, drawn by `npm run social`. */
import { existsSync } from 'node:fs';
import type { Locale } from './lesson';

/** Address of a lesson's picture; until a new lesson's is drawn, the home page's. */
export function socialPicture(locale: Locale, slug: string): `/social/${string}` {
	const picture = `/social/${locale}/${slug}.png` as const;
	return existsSync(`static${picture}`) ? picture : `/social/${locale}/home.png`;
}
