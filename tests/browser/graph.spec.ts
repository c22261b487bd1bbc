/** The living graph on running lessons: what its parts say, its past, its keys, its faults, and its picture as a file. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { complaints } from './axe';
import { expect, test } from './fixtures';

const SLOW = { timeout: 30_000 };

// axe is put into the page.
test.use({ bypassCSP: true });

async function run(page: Page, lesson: string, speed: string): Promise<void> {
	await page.goto(`./en/lessons/${lesson}/`);
	await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled(SLOW);
	await page.getByRole('button', { name: speed }).click();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
}

const graph = (page: Page) => page.getByRole('region', { name: 'Live graph' });
const part = (page: Page, name: string | RegExp) => graph(page).getByRole('button', { name });

/** How many pixels of the canvas have a colour, tokens' and not their numbers'. */
const colouredPixels = (page: Page): Promise<number> =>
	graph(page)
		.locator('canvas')
		.evaluate((canvas) => {
			const { width, height } = canvas as HTMLCanvasElement;
			const context = new OffscreenCanvas(width, height).getContext('2d')!;
			context.drawImage(canvas as HTMLCanvasElement, 0, 0);
			const { data } = context.getImageData(0, 0, width, height);
			const has = (_: unknown, at: number): boolean => {
				const rgb = data.subarray(4 * at, 4 * at + 3);
				return Math.max(...rgb) - Math.min(...rgb) > 90;
			};
			return Array.from({ length: width * height }, has).filter(Boolean).length;
		});

/** The line of the books: every copy is somewhere. */
async function expectBalance(page: Page): Promise<void> {
	const text = await graph(page).locator('.balance').innerText();
	const [, copies, places] = /copies\s+(\d+)(.*)$/s.exec(text)!;
	const sum = [...places!.matchAll(/\d+/g)].reduce((total, [count]) => total + Number(count), 0);
	expect(sum, text).toBe(Number(copies));
}

test('parts say what there is to say, now and in the past, by mouse and by keyboard', async ({ page }) => {
	test.slow();
	await run(page, 'topics', '16×');
	const said = graph(page).locator('.said');
	await expect(graph(page).locator('.balance')).toContainText(/published\s+5.*acked\s+5/s, SLOW);

	await part(page, /^exchange home/).click({ force: true });
	await expect(said).toContainText('has routed 5; for 1 no binding matched and no queue was found');
	await part(page, /^program listener.js #1/).press('Enter');
	await expect(said).toContainText('listener.js #1 is idle: guard is empty, its one message is dealt with');

	// The stories of messages by the keys of their card.
	await part(page, /^exchange home/).press('m');
	const card = graph(page).getByRole('dialog');
	await expect(card).toContainText(/message 5.*garden\.shed\.smoke/);
	await expect(card.getByRole('button', { name: 'The message after' })).toBeDisabled();
	for (let back = 0; back < 2; back++) await card.getByRole('button', { name: 'The message before' }).click();
	await expect(card).toContainText('word 3 is window, the pattern wants open');
	await expect(card).toContainText('No queue wanted it, so it is gone.');

	// Event by event from the beginning, then to the present.
	const timeline = page.getByRole('slider', { name: 'Timeline of this session' });
	const notice = page.getByRole('status').filter({ hasText: 'You see the past' });
	await timeline.press('Home');
	for (let event = 1; event <= 5; event++) {
		await timeline.press('ArrowRight');
		await expect(notice).toContainText(`event ${event} of`);
	}
	await timeline.press('ArrowLeft');
	await expect(notice).toContainText('event 4 of');
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await complaints(page), colorScheme).toEqual([]);
	}
	await timeline.press('End');
	await expect(notice).toBeHidden();

	// By arrow keys through the figure, to a binding; plus unfolds a program.
	const focused = (name: RegExp) => expect(part(page, name)).toBeFocused();
	await part(page, /^program house.js/).focus();
	await page.keyboard.press('ArrowRight');
	await focused(/^exchange home/);
	await page.keyboard.press('End');
	await focused(/^program listener.js #3/);
	await page.keyboard.press('+');
	await expect(graph(page).getByRole('row', { name: /^program listener.js #3/ })).toContainText('channel 1');
	await part(page, /^binding from home to fire-brigade/).press('Enter');
	await expect(said).toContainText('home → fire-brigade has taken 2 of the 5');
});

test('faults from the menus of nodes; the books balance; the figure can be saved', async ({ page }) => {
	test.slow();
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await run(page, 'work-queues', '1×');
	await expect.poll(() => colouredPixels(page), SLOW).toBeGreaterThan(100);
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

	// A session may have so many events; then its programs are ended, and the page says so.
	await page.evaluate(() => {
		const { trace } = window.warren!;
		const { at } = trace.events.at(-1)!;
		const printed = { ...trace.events.find(({ type }) => type === 'program.printed')!, at };
		while (trace.events.length < 2_000_000) trace.events.push(printed);
	});
	// A broker that is down after its crash can't be restarted yet.
	await expect
		.poll(
			() =>
				page.evaluate(() => {
					window.warren!.restartBroker();
					return window.warren!.full;
				}),
			SLOW
		)
		.toBe(true);
	await expect(page.getByText('This session has as many events as can be kept')).toBeVisible();
	await expect
		.poll(() => page.evaluate(() => window.warren!.runs.every(({ status }) => /exited|killed/.test(status))))
		.toBe(true);
	await page.getByRole('button', { name: 'Reset', exact: true }).first().click();
	await expect(page.getByText('This session has as many events as can be kept')).toBeHidden();
});
