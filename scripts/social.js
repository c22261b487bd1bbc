/**
 * `npm run social`: draws what a link to a lesson looks like elsewhere, a picture of 1200 × 630 for each lesson and
 * the home page in each language, into static/social. They are drawn by the tests' browser and kept in the repository,
 * so that building the site needs neither a browser nor fonts for Chinese. `digests.json` beside them says from what: a
 * test fails when a title, a promise or a picture has changed since.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { chromium } from '@playwright/test';
import { root } from './command.js';
import { importTypeScript } from './import-typescript.js';
import { launchArguments, provideBrowser } from './test-browser.js';

const WIDTH = 1200;
const HEIGHT = 630;

/** @type {typeof import('../src/lib/lessons/social.server')} */
const { digestOf, socialCards } = await importTypeScript('src/lib/lessons/social.server.ts');

const css = ['src/lib/ui/tokens.css', 'src/app.css'].map((file) => readFileSync(join(root, file), 'utf8'));

/** @typedef {import('../src/lib/lessons/social.server').SocialCard} SocialCard */

/** Low pictures stand below the words, high ones beside them. @param {string} picture */
const isHigh = (picture) => Number(/viewBox="0 0 \d+ (\d+)"/.exec(picture)?.[1] ?? 0) > 150;

/** @param {SocialCard} card */
const html = ({ lang, place, title, text, picture }) => `<!doctype html>
<html lang="${lang}" data-theme="light"><meta charset="utf-8"><style>${css.join('\n')}
	body { display: flex; flex-direction: column; width: ${WIDTH}px; height: ${HEIGHT}px; padding: 52px 64px; background: var(--paper); }
	header { display: flex; justify-content: space-between; align-items: baseline; font-size: 28px; }
	.brand { font-weight: 680; letter-spacing: -0.03em; font-size: 36px; }
	.brand span { color: var(--exchange); }
	.place { color: var(--ink-3); }
	main { display: flex; flex: 1; flex-direction: ${isHigh(picture) ? 'row' : 'column'}; gap: 28px 40px; justify-content: ${picture ? 'start' : 'center'}; padding-top: 40px; }
	.words { flex: none; align-self: ${isHigh(picture) ? 'center' : 'start'}; ${isHigh(picture) ? 'width: 430px' : ''} }
	h1 { font-size: ${picture ? 60 : 84}px; font-weight: 680; line-height: 1.12; letter-spacing: -0.03em; text-wrap: balance; }
	.words p { margin-top: 16px; color: var(--ink-2); font-size: 30px; line-height: 1.4; text-wrap: pretty; }
	figure { position: relative; flex: 1; }
	.picture { position: absolute; inset: 0; max-width: none; height: 100%; }
	.picture .key, .picture g text { stroke: var(--paper); }
</style>
<header><p class="brand">warren<span>.</span></p><p class="place">${place}</p></header>
<main><div class="words"><h1>${title}</h1><p>${text}</p></div>${picture ? `<figure>${picture}</figure>` : ''}</main>`;

const browser = await provideBrowser();
if (!browser) throw new Error('No browser to draw with.');
const { executablePath } = browser;
const chrome = await chromium.launch({ executablePath: executablePath ?? undefined, args: launchArguments });
const page = await chrome.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
const folder = join(root, 'static/social');
const drawn = socialCards();
for (const card of drawn) {
	mkdirSync(join(folder, card.name, '..'), { recursive: true });
	await page.setContent(html(card));
	await page.screenshot({ path: join(folder, `${card.name}.png`) });
}
await chrome.close();

for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
	const name = file.replaceAll(sep, '/').replace(/\.png$/, '');
	if (file.endsWith('.png') && !drawn.some((card) => card.name === name)) rmSync(join(folder, file));
}
const digests = Object.fromEntries(drawn.map((card) => [card.name, digestOf(card)]));
writeFileSync(join(folder, 'digests.json'), `${JSON.stringify(digests, null, '\t')}\n`);
console.log(`${drawn.length} pictures in static/social.`);
