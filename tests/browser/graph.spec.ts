/** The living graph on a running lesson: faults from its menus, the balance of its books, and its picture as a file. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect, test } from './fixtures';

const SLOW = { timeout: 30_000 };

async function run(page: Page, lesson: string, speed: string): Promise<void> {
	await page.goto(`./en/lessons/${lesson}/`);
	await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled(SLOW);
	await page.getByRole('button', { name: speed }).click();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
}

const graph = (page: Page) => page.getByRole('region', { name: 'Live graph' });
const part = (page: Page, name: string | RegExp) => graph(page).getByRole('button', { name });

/** The line of the books: every copy is somewhere. */
async function expectBalance(page: Page): Promise<void> {
	const text = await graph(page).locator('.balance').innerText();
	const [, copies, places] = /copies\s+(\d+)(.*)$/s.exec(text)!;
	const sum = [...places!.matchAll(/\d+/g)].reduce((total, [count]) => total + Number(count), 0);
	expect(sum, text).toBe(Number(copies));
}

test('faults from the menus of nodes; the books balance; the figure can be saved', async ({ page }) => {
	test.slow();
	await run(page, 'work-queues', '1×');
	const ask = async (node: RegExp, item: string) => {
		await part(page, node).click({ button: 'right', force: true });
		await page.getByRole('menuitem', { name: item }).click();
	};
	await expect(part(page, /^program worker.js #2/)).toBeVisible(SLOW);
	await ask(/^program worker.js #2/, 'Kill it at its next delivery');
	await ask(/^program worker.js #1/, 'Make it slow');
	await part(page, /^program worker.js #1/).press('Shift+F10');
	await expect(page.getByRole('menuitem', { name: 'As fast as before' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(part(page, /^program worker.js #2, killed/)).toBeVisible(SLOW);
	await expectBalance(page);
	await ask(/^queue tasks/, 'Crash and restart the broker');
	await expect
		.poll(
			() => page.evaluate(() => window.warren!.trace.events.some(({ type }) => type === 'broker.restarted')),
			SLOW
		)
		.toBe(true);
	await expectBalance(page);

	const save = async (format: string): Promise<Download> => {
		await graph(page).getByRole('button', { name: 'More' }).click();
		const download = page.waitForEvent('download');
		await page.getByRole('menuitem', { name: `Save as ${format}` }).click();
		return download;
	};
	const svg = await save('SVG');
	expect(svg.suggestedFilename()).toBe('work-queues.svg');
	expect(await readFile(await svg.path(), 'utf8')).toMatch(/^<svg[^]*tasks[^]*<\/svg>\s*$/);
	const png = await readFile(await (await save('PNG')).path());
	expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
});
