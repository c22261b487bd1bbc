/** The code pane: usable from the first moment, then Monaco, which knows amqplib. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const LESSON = './en/lessons/work-queues/';

const code = (page: Page) => page.getByRole('region', { name: 'Code' });
const plain = (page: Page) => code(page).locator('.plain-editor textarea');
const monaco = (page: Page) => code(page).locator('.monaco-editor').first();
const textbox = (page: Page) => code(page).getByRole('textbox', { name: /^Code of/ });

/** The lesson with Monaco in place and the caret at the end of the file. */
async function openAtTheEnd(page: Page): Promise<void> {
	await page.goto(LESSON);
	await expect(monaco(page)).toBeVisible();
	await textbox(page).focus();
	await page.keyboard.press('ControlOrMeta+End');
}

test.describe('before Monaco has loaded', () => {
	test('the plain editor takes text, which Monaco takes over with the caret', async ({ page }) => {
		// The browser is never idle until the test says so.
		await page.addInitScript(() => {
			const waiting: IdleRequestCallback[] = [];
			window.requestIdleCallback = (callback) => waiting.push(callback);
			const idle: IdleDeadline = { didTimeout: false, timeRemaining: () => 50 };
			addEventListener('test:idle', () => waiting.splice(0).forEach((callback) => callback(idle)));
		});
		await page.goto(LESSON);
		await expect(page.getByRole('tab', { name: 'producer.js' })).toBeVisible();
		await expect(plain(page)).toBeEditable();
		await plain(page).focus();
		await page.keyboard.press('ControlOrMeta+Home');
		await page.keyboard.type('//early');
		await expect(page.getByRole('tab', { name: 'producer.js (changed)' })).toBeVisible();
		await expect
			.poll(async () => {
				await page.evaluate(() => dispatchEvent(new Event('test:idle')));
				return monaco(page).isVisible();
			})
			.toBe(true);
		await page.keyboard.type('//late');
		await expect(monaco(page)).toContainText('//early//late');
	});

	test('and if it never does, the plain editor stays and says so', async ({ browser, baseURL }) => {
		// What is refused here is an error in the console, which the other tests forbid.
		const page = await browser.newPage({ baseURL });
		await page.goto('./en/');
		const known = new Set(
			await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
		);
		await page.route(/\/_app\/immutable\/.*\.js$/, async (route) => {
			const response = await route.fetch();
			const large = (await response.body()).length > 1_000_000;
			await (large && !known.has(route.request().url()) ? route.abort() : route.fulfill({ response }));
		});
		await page.goto(LESSON);
		await expect(page.getByText('The full editor could not be loaded')).toBeVisible();
		await plain(page).fill('// still here');
		await expect(page.getByRole('tab', { name: 'producer.js (changed)' })).toBeVisible();
		await page.close();
	});
});

test.describe('with Monaco', () => {
	test('a file keeps its history while another is shown', async ({ page }) => {
		await openAtTheEnd(page);
		await page.keyboard.type('//one');
		await page.getByRole('tab', { name: 'worker.js' }).click();
		await expect(monaco(page)).not.toContainText('//one');
		await page.getByRole('tab', { name: /^producer.js/ }).click();
		await textbox(page).focus();
		await page.keyboard.press('ControlOrMeta+z');
		await expect(page.getByRole('tab', { name: 'producer.js', exact: true })).toBeVisible();
	});

	test('Reset can be undone', async ({ page }) => {
		page.on('dialog', (dialog) => void dialog.accept());
		await openAtTheEnd(page);
		await page.keyboard.type('//one');
		await page.getByRole('button', { name: 'Reset this file' }).click();
		await expect(monaco(page)).not.toContainText('//one');
		await textbox(page).focus();
		await page.keyboard.press('ControlOrMeta+z');
		await expect(monaco(page)).toContainText('//one');
	});

	test('a lesson’s programs show no mark, a misspelt method does', async ({ page }) => {
		await openAtTheEnd(page);
		await page.keyboard.type('amqp.conect();');
		const marks = code(page).locator('.squiggly-error');
		await expect(marks).toHaveCount(1, { timeout: 30_000 });
		await page.getByText('conect', { exact: true }).hover();
		await expect(page.locator('.monaco-hover:visible')).toContainText("Did you mean 'connect'?");
	});

	test('the methods of amqplib are offered', async ({ page }) => {
		await openAtTheEnd(page);
		await page.keyboard.type('amqp.');
		const list = page.locator('.suggest-widget.visible');
		await expect(list).toContainText('connect', { timeout: 30_000 });
		await expect(list).toContainText('credentials');
	});

	test('Tab indents; Escape, then Tab, leaves', async ({ page }) => {
		await openAtTheEnd(page);
		await page.keyboard.press('Tab');
		await expect(textbox(page)).toBeFocused();
		await expect(page.getByRole('tab', { name: 'producer.js (changed)' })).toBeVisible();
		await page.keyboard.press('Escape');
		await page.keyboard.press('Tab');
		await expect(textbox(page)).not.toBeFocused();
	});

	test('Ctrl+Enter runs, Ctrl+. stops', async ({ page }) => {
		await openAtTheEnd(page);
		await page.keyboard.press('ControlOrMeta+Enter');
		const stopAll = page.getByRole('button', { name: 'Stop all' });
		await expect(stopAll).toBeVisible();
		await page.keyboard.press('ControlOrMeta+.');
		await expect(stopAll).toBeHidden();
	});
});
