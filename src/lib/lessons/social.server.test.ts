import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lessonSlugs } from './course.server';
import { locales } from './lesson';
import { digestOf, socialCards, socialPicture } from './social.server';

const LARGEST = 150_000;

test('pictures for links have the size that pages claim, and are light', () => {
	for (const locale of locales) {
		for (const file of readdirSync(`static/social/${locale}`)) {
			const png = readFileSync(`static/social/${locale}/${file}`);
			expect([png.readUInt32BE(16), png.readUInt32BE(20)], file).toEqual([1200, 630]);
			expect(png.length, file).toBeLessThan(LARGEST);
		}
	}
});

test('every lesson shows a picture that exists, a new one the home page’s', () => {
	for (const locale of locales) {
		const there = readdirSync(`static/social/${locale}`).map((file) => `/social/${locale}/${file}`);
		for (const slug of [...lessonSlugs, 'not-drawn-yet'])
			expect(there).toContain(socialPicture(locale, slug));
		expect(socialPicture(locale, 'hello')).toBe(`/social/${locale}/hello.png`);
		expect(socialPicture(locale, 'not-drawn-yet')).toBe(`/social/${locale}/home.png`);
	}
});

test('pictures show what the pages say today; where they don’t, `npm run social` draws them anew', () => {
	const drawn: unknown = JSON.parse(readFileSync('static/social/digests.json', 'utf8'));
	expect(drawn).toEqual(Object.fromEntries(socialCards().map((card) => [card.name, digestOf(card)])));
});

test('another title, promise or picture is another digest', () => {
	const [card] = socialCards();
	const changed = (['title', 'text', 'picture', 'place'] as const).map((part) => ({ ...card!, [part]: '…' }));
	expect(new Set([card!, ...changed].map(digestOf))).toHaveLength(5);
});
