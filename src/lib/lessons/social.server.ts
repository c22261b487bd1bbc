/** Pictures that links to our pages show elsewhere, drawn by `npm run social`. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { htmlLang, locales, messagesFor } from '../i18n/i18n';
import { lessonSummaries, loadLesson } from './course.server';
import type { Locale } from './lesson';

/** All that one picture is drawn from. */
export interface SocialCard {
	/** `en/hello`: where it is kept, below static/social and without its ending. */
	readonly name: string;
	readonly lang: string;
	/** Group and number; empty on the home page's. */
	readonly place: string;
	readonly title: string;
	readonly text: string;
	/** The lesson's own picture as SVG; empty where there is none. */
	readonly picture: string;
}

/** One of the home page and of each lesson, in each language. */
export function socialCards(): SocialCard[] {
	return locales.flatMap((locale) => {
		const m = messagesFor(locale);
		const lang = htmlLang[locale];
		const home = {
			name: `${locale}/home`,
			lang,
			place: '',
			title: m.home.headline,
			text: m.site.description
		};
		const lessons = lessonSummaries(locale).flatMap(({ slug }) => {
			const lesson = loadLesson(locale, slug);
			if (!lesson) return [];
			const { title, promise: text, number, group } = lesson;
			const pictures = lesson.blocks.flatMap((block) => (block.kind === 'text' ? [block.html] : []));
			const picture = pictures.find((html) => html.startsWith('<svg class="picture"')) ?? '';
			return [{ name: `${locale}/${slug}`, lang, place: `${group} · ${number}`, title, text, picture }];
		});
		return [{ ...home, picture: '' }, ...lessons];
	});
}

/** What a picture was drawn from, in 16 digits: kept beside the pictures, so that one out of date is noticed. */
export function digestOf(card: SocialCard): string {
	return createHash('sha256').update(JSON.stringify(card)).digest('hex').slice(0, 16);
}

/** Address of a lesson's picture; until a new lesson's is drawn, the home page's. */
export function socialPicture(locale: Locale, slug: string): `/social/${string}` {
	const picture = `/social/${locale}/${slug}.png` as const;
	return existsSync(`static${picture}`) ? picture : `/social/${locale}/home.png`;
}
