/** The shell around the lessons: languages, theme, what is remembered, and that everybody can use it. */
import type { Page } from '@playwright/test';
import { complaints } from './axe';
import { expect, test } from './fixtures';

const PHONE = { width: 390, height: 844 };
const LESSON = 'lessons/work-queues/';

/** The page answers: its scripts have taken over from the prerendered document. */
async function openLesson(page: Page, locale: 'en' | 'zh' = 'en'): Promise<void> {
	await page.goto(`./${locale}/${LESSON}`);
	await expect(
		page.getByRole('button', { name: locale === 'en' ? 'Run' : '运行', exact: true })
	).toBeEnabled();
}

test.describe('languages', () => {
	for (const [wish, address, lang] of [
		['zh-TW', /\/zh\/$/, 'zh-CN'],
		['fr-FR', /\/en\/$/, 'en']
	] as const) {
		test(`a reader who wishes ${wish} gets ${lang}`, async ({ browser, baseURL }) => {
			const context = await browser.newContext({ locale: wish });
			const page = await context.newPage();
			await page.goto(baseURL!);
			await expect(page).toHaveURL(address);
			await expect(page.locator('html')).toHaveAttribute('lang', lang);
			await context.close();
		});
	}

	test('without scripts the choice is two links', async ({ browser, baseURL }) => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(baseURL!);
		await page.getByRole('link', { name: '中文' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('看见每一条消息');
		await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
		await context.close();
	});

	test('the switch stays at the same lesson, file and place in the text', async ({ page }) => {
		await openLesson(page);
		const text = page.getByRole('region', { name: 'Lesson' });
		await text.evaluate((element) => (element.scrollTop = 200));
		await page.getByRole('tab', { name: 'worker.js' }).click();
		await page.getByRole('link', { name: '中文' }).click();
		await expect(page).toHaveURL(new RegExp(`/zh/${LESSON}$`));
		await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
		await expect(page.getByRole('tab', { name: 'worker.js' })).toHaveAttribute('aria-selected', 'true');
		expect(await page.getByRole('region', { name: '课文' }).evaluate((element) => element.scrollTop)).toBe(
			200
		);
	});
});

test.describe('what is remembered', () => {
	test('edits, arguments and the open file outlive a reload', async ({ page }) => {
		await openLesson(page);
		await page.getByRole('tab', { name: 'worker.js' }).click();
		await page.getByRole('textbox', { name: 'Arguments of worker.js #1' }).fill('fast');
		await page.getByRole('textbox', { name: /^Code of worker\.js/ }).focus();
		await page.keyboard.press('ControlOrMeta+Home');
		await page.keyboard.type('// mine');
		await expect(page.getByRole('tab', { name: 'worker.js (changed)' })).toBeVisible();
		await page.reload();
		await expect(page.getByRole('tab', { name: 'worker.js (changed)' })).toHaveAttribute(
			'aria-selected',
			'true'
		);
		await expect(page.getByRole('textbox', { name: 'Arguments of worker.js #1' })).toHaveValue('fast');
		page.on('dialog', (dialog) => void dialog.accept());
		await page.getByRole('button', { name: 'Reset this file' }).click();
		await expect(page.getByRole('tab', { name: 'worker.js', exact: true })).toBeVisible();
	});

	test('the theme, from the first paint on', async ({ page }) => {
		await page.goto('./en/');
		await expect(page.getByRole('figure').getByText('payments.js', { exact: true })).toBeVisible();
		const html = page.locator('html');
		await page.getByRole('button', { name: 'Theme: as the system' }).click();
		await page.getByRole('button', { name: 'Theme: light' }).click();
		await expect(html).toHaveAttribute('data-theme', 'dark');
		await page.reload({ waitUntil: 'commit' });
		await expect(html).toHaveAttribute('data-theme', 'dark');
		await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
		await page.getByRole('button', { name: 'Theme: dark' }).click();
		await expect(html).not.toHaveAttribute('data-theme');
	});

	test('where the panes are divided, moved by keyboard', async ({ page }) => {
		await openLesson(page);
		const line = page.getByRole('separator', { name: 'Width of the lesson text' });
		await line.press('ArrowRight');
		await expect(line).toHaveAttribute('aria-valuenow', '29');
		await page.reload();
		await expect(line).toHaveAttribute('aria-valuenow', '29');
	});

	test('nothing, where storage is forbidden; the page says so and works on', async ({ page }) => {
		await page.addInitScript(() => {
			Object.defineProperty(window, 'localStorage', {
				get: () => {
					throw new DOMException('denied', 'SecurityError');
				}
			});
		});
		await openLesson(page);
		await page.getByRole('tab', { name: 'worker.py' }).click();
		const notice = page.getByRole('alert').filter({ hasText: 'does not let this page remember anything' });
		await expect(notice).toBeVisible();
		await expect(page.getByRole('tab', { name: 'worker.py' })).toHaveAttribute('aria-selected', 'true');
	});
});

test.describe('keys', () => {
	test('? lists them, Escape closes the list', async ({ page }) => {
		await openLesson(page);
		await page.keyboard.press('?');
		await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog')).toBeHidden();
	});

	test('Space pauses and goes on, but not while typing', async ({ page }) => {
		await openLesson(page);
		const time = page.getByRole('region', { name: 'Time' });
		await page.keyboard.press('Space');
		await expect(time.getByRole('button', { name: 'Go on' })).toBeVisible();
		await page.keyboard.press('Space');
		await expect(time.getByRole('button', { name: 'Pause' })).toBeVisible();
		await page.getByRole('textbox', { name: 'Arguments of producer.js' }).press('Space');
		await expect(time.getByRole('button', { name: 'Pause' })).toBeVisible();
	});
});

test('a lesson fills the screen and never scrolls as a whole', async ({ page }) => {
	await openLesson(page);
	const overflow = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
	expect(overflow).toBeLessThanOrEqual(0);
});

test('on a phone the panes become tabs under the graph', async ({ page }) => {
	await page.setViewportSize(PHONE);
	await openLesson(page);
	const panes = page.getByRole('group', { name: 'Panes' });
	await expect(page.getByRole('region', { name: 'Lesson' })).toBeVisible();
	await expect(page.getByRole('region', { name: 'Code' })).toBeHidden();
	await panes.getByRole('button', { name: 'Code' }).click();
	await expect(page.getByRole('region', { name: 'Code' })).toBeVisible();
	await expect(page.getByRole('region', { name: 'Lesson' })).toBeHidden();
	await expect(page.getByRole('region', { name: 'Live graph' })).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
});

test('the home page shows the broker at work, and stops on demand', async ({ page }) => {
	await page.goto('./en/');
	const figure = page.getByRole('figure');
	await expect(figure.getByText('payments.js', { exact: true })).toBeVisible();
	const books = figure.locator('.books');
	const before = await books.textContent();
	await expect(books).not.toHaveText(before!);
	await figure.getByRole('button', { name: 'Pause' }).click();
	await expect(figure.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('an address without a page says so, in the language of the address', async ({ browser, baseURL }) => {
	const page = await browser.newPage();
	await page.goto(new URL('zh/no-such-page/', baseURL).href);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('这个地址没有页面。');
	await page.close();
});

const VIEWPORTS = [{ width: 1440, height: 900 }, PHONE];

for (const [name, path] of [
	['home', 'zh/'],
	['lesson', `en/${LESSON}`]
] as const) {
	test(`${name}: nothing for axe to complain of, light and dark, large and small`, async ({
		browser,
		baseURL
	}) => {
		const page = await browser.newPage({ bypassCSP: true, viewport: VIEWPORTS[0]! });
		await page.goto(new URL(path, baseURL).href);
		if (name === 'lesson') await page.getByRole('button', { name: 'Run', exact: true }).click();
		await expect(page.locator('svg [data-node]').first()).toBeVisible({ timeout: 30_000 });
		for (const viewport of VIEWPORTS)
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.setViewportSize(viewport);
				await page.emulateMedia({ colorScheme });
				expect(await complaints(page), `${colorScheme}, ${viewport.width} px`).toEqual([]);
			}
		await page.close();
	});
}
