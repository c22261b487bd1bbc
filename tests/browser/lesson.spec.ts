/** A lesson lived through: real programs run against the broker, and the page shows what they do. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Programs run in workers of a loaded machine. */
const SLOW = { timeout: 30_000 };

function outputTab(page: Page, name: string): Locator {
	return page.getByRole('tablist', { name: 'Output of programs' }).getByRole('tab', { name });
}

async function run(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(page.getByRole('button', { name: 'Stop all' })).toBeVisible();
}

test.beforeEach(async ({ page }) => {
	await page.goto('./en/lessons/work-queues/');
	await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
	await page.getByRole('button', { name: '16×' }).click();
});

test('Run starts the consumers, then the producer, each with its own output', async ({ page }) => {
	await run(page);
	for (const name of ['worker.js #1', 'worker.js #2', 'producer.js']) {
		await expect(outputTab(page, name)).toBeVisible(SLOW);
	}
	await outputTab(page, 'worker.js #2').click();
	await expect(page.getByRole('log', { name: 'worker.js #2' })).toContainText(/Finished Task/, SLOW);
	await expect(page.getByRole('region', { name: 'Live graph' })).toContainText('tasks');
});

test('Stop all ends everything, and Run begins anew', async ({ page }) => {
	await run(page);
	await expect(page.getByRole('log')).toContainText('Waiting for tasks', SLOW);
	await page.keyboard.press('ControlOrMeta+.');
	await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible(SLOW);
	await expect(page.getByRole('log')).toContainText('Ended with exit code');
	await page.keyboard.press('ControlOrMeta+Enter');
	await expect(page.getByRole('button', { name: 'Stop all' })).toBeVisible();
	await expect(page.getByRole('log', { name: 'worker.js' })).toContainText('Waiting for tasks', SLOW);
});

test('one program is started and stopped beside the others', async ({ page }) => {
	await run(page);
	await expect(outputTab(page, 'producer.js')).toBeVisible(SLOW);
	await page.getByRole('tab', { name: 'worker.js', exact: true }).click();
	await page.getByRole('button', { name: 'Start another' }).click();
	const third = page.getByRole('log', { name: 'worker.js #3' });
	await expect(third).toContainText('Waiting for tasks', SLOW);
	await page.getByRole('button', { name: 'Stop worker.js #3' }).first().click();
	await expect(third).toContainText('Ended', SLOW);
	await expect(outputTab(page, 'worker.js #1').getByRole('img', { name: 'running' })).toBeVisible();
});

test('a prediction is compared with what happened', async ({ page }) => {
	const question = page.getByRole('group', { name: 'Before you run' });
	await question.getByRole('radio', { name: /Strictly in turn/ }).check();
	await expect(question).toContainText('Now go on below and see.');
	await run(page);
	await expect(question).toContainText('That is what happened.', SLOW);
	await page.reload();
	await expect(question.getByRole('radio', { name: /Strictly in turn/ })).toBeChecked();
	expect(await page.evaluate(() => window.warren!.clock.speed)).toBe(16);
});

test('a task ticks when the trace shows it done, and stays done', async ({ page }) => {
	await page.getByRole('tab', { name: 'worker.js', exact: true }).click();
	await page.getByRole('button', { name: 'Start another' }).click();
	await expect(page.getByRole('log', { name: 'worker.js' })).toContainText('Waiting for tasks', SLOW);
	const tasks = page.getByRole('region', { name: 'Try it' }).getByRole('listitem');
	await page.keyboard.press('ControlOrMeta+Enter');
	await expect(tasks.first().getByRole('img', { name: 'Done' })).toBeVisible(SLOW);
	await page.reload();
	await expect(tasks.first().getByRole('img', { name: 'Done' })).toBeVisible();
});

test('switching the language leaves everything running', async ({ page }) => {
	await run(page);
	await expect(outputTab(page, 'producer.js')).toBeVisible(SLOW);
	await page.getByRole('link', { name: '中文' }).click();
	await expect(page.getByRole('heading', { level: 1, name: '工作队列' })).toBeVisible();
	await expect(page.getByRole('button', { name: '全部停止' })).toBeVisible();
	const tabs = page.getByRole('tablist', { name: '各程序的输出' }).getByRole('tab');
	await expect(tabs.filter({ hasText: '.js' })).toHaveCount(3);
	await tabs.nth(1).click();
	await expect(page.getByRole('log', { name: 'worker.js #2' })).toContainText(/Finished Task/, SLOW);
});

test('picking a queue in the graph leads to the file that declared it', async ({ page }) => {
	await run(page);
	await page.getByRole('button', { name: /^queue tasks/ }).press('Enter');
	await expect(page.getByRole('tab', { name: 'worker.js', exact: true })).toHaveAttribute(
		'aria-selected',
		'true'
	);
});

test('the timeline goes back to any moment, and holds the programs meanwhile', async ({ page }) => {
	await run(page);
	await expect(page.getByRole('log')).toContainText('Finished', SLOW);
	const notice = page.getByRole('status').filter({ hasText: 'You see the past' });
	const timeline = page.getByRole('slider', { name: 'Timeline of this session' });
	await timeline.press('ArrowLeft');
	await expect(notice).toContainText(/event \d+ of \d+/);
	expect(await page.evaluate(() => window.warren!.clock.paused)).toBe(true);
	await timeline.press('Home');
	await expect(notice).toContainText('event 0 of');
	await timeline.press('ArrowRight');
	await expect(notice).toContainText('there is a virtual host /');
	await page.getByRole('button', { name: 'Back to now' }).click();
	await expect(notice).toBeHidden();
	await expect.poll(() => page.evaluate(() => window.warren!.clock.paused)).toBe(false);
});

test('output is text, never HTML, and bounded however much is printed', async ({ page }) => {
	await page.getByRole('textbox', { name: /^Code of producer\.js/ }).focus();
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.insertText(
		"console.log('<img src=x onerror=alert(1)>'); for (let i = 0; i < 5000; i++) console.log(i); console.log('end');"
	);
	await page.getByRole('button', { name: 'Start producer.js' }).click();
	const log = page.getByRole('log', { name: 'producer.js' });
	await expect(log).toContainText('end', SLOW);
	await expect(log).toContainText('earlier lines are no longer shown');
	expect(await log.locator('.line').count()).toBeLessThanOrEqual(1000);
	await expect(log.locator('img')).toHaveCount(0);
	await log.evaluate((element) => (element.scrollTop = 0));
	await page.getByRole('button', { name: 'To the newest line' }).click();
	await expect(log.getByText('end', { exact: true })).toBeInViewport();
});
