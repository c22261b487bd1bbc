/** What axe complains of. It is put into the page, which the page's own policy forbids: open the page with `bypassCSP`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The complaints about the page as it is shown now, each with the elements it is about. */
export async function complaints(page: Page): Promise<string[]> {
	await coloursHaveChanged(page);
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
	return page.evaluate(async () => {
		const { axe } = window as unknown as { axe: typeof import('axe-core') };
		const { violations } = await axe.run();
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
	});
}

/** Colours pass from one theme to the other; half way they have contrast with nothing. */
async function coloursHaveChanged(page: Page): Promise<void> {
	await page.waitForFunction(() => !document.getAnimations().some((one) => one instanceof CSSTransition));
}
