import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { chooseLocale, locales, messagesFor } from './i18n';

const SOURCES = new URL('../../', import.meta.url).pathname;

/** `home.reasons.0.title` and the like, with what stands there. */
function leaves(node: unknown, path: string[] = []): [string, string | ((...args: never[]) => string)][] {
	if (typeof node === 'string') return [[path.join('.'), node]];
	if (typeof node === 'function') return [[path.join('.'), node as () => string]];
	return Object.entries(node as object).flatMap(([key, child]) => leaves(child, [...path, key]));
}

/** Parameters to try a message with: most take numbers or names, a few a list. */
const SAMPLES = [
	[1, 2, 3],
	[[{ place: 1, word: 'asia' }], 2],
	['message 1', ['paid', 'placed']]
];

/** What a reader sees of a message, its parameters filled in. */
function spoken(message: string | ((...args: never[]) => string)): string {
	if (typeof message === 'string') return message;
	for (const sample of SAMPLES) {
		try {
			return message(...(sample as never[]));
		} catch {
			// Not of that kind; the next sample may be.
		}
	}
	throw new Error(`no sample fits ${message}`);
}

function sources(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && /\.(svelte|ts)$/.test(entry.name))
		.filter((entry) => !entry.parentPath.includes('i18n') && !entry.name.endsWith('.test.ts'))
		.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

describe('the message catalogues', () => {
	it.each(locales)('say the same things in %s as in English', (locale) => {
		const keys = leaves(messagesFor(locale)).map(([key]) => key);
		expect(keys).toEqual(leaves(en).map(([key]) => key));
	});

	it.each(locales)('leave nothing empty in %s', (locale) => {
		const empty = leaves(messagesFor(locale)).filter(([, message]) => spoken(message).trim() === '');
		expect(empty).toEqual([]);
	});

	it('are translated: nothing but names and signs reads the same in both', () => {
		const chinese = new Map(leaves(messagesFor('zh')));
		const same = leaves(en).filter(([key, message]) => spoken(message) === spoken(chinese.get(key)!));
		const words = same.filter(([key]) => !/^run\.languages\.|^time\.speeds\.|^graph\.\w+Letters?$/.test(key));
		expect(words).toEqual([]);
	});

	it('hold no message that the page has no use for', () => {
		const code = sources(SOURCES).join('\n');
		const unused = Object.entries(en).flatMap(([section, messages]) => {
			const handedOver = new RegExp(`\\bm\\.${section}(?![.\\w])`).test(code);
			const uses = (key: string) => new RegExp(`\\b${section}(\\.${key}\\b|\\[)`).test(code);
			return handedOver
				? []
				: Object.keys(messages)
						.filter((key) => !uses(key))
						.map((key) => `${section}.${key}`);
		});
		expect(unused).toEqual([]);
	});
});

describe('choosing a language', () => {
	it.each([
		[['zh-TW', 'en'], 'zh'],
		[['fr', 'zh-CN', 'en'], 'zh'],
		[['de', 'en-GB'], 'en'],
		[['fr'], 'en'],
		[[], 'en']
	])('for a reader who wishes %j gives %s', (wishes, locale) => {
		expect(chooseLocale(wishes)).toBe(locale);
	});
});
