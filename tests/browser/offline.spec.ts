/** The site without network, after one visit. */
import { expect, test } from '@playwright/test';

test.use({ serviceWorkers: 'allow' });

test('after one visit, lessons that were never open run without network', async ({ page, context }) => {
	test.slow();
	await page.goto('./en/');
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 60_000 });
	await context.setOffline(true);
	await page.goto('./en/lessons/routing/');
	await page.getByRole('button', { name: 'instant' }).click();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(page.getByRole('log')).toContainText('Warehouse: order 2 is paid', { timeout: 60_000 });
	await page.getByRole('link', { name: /Topics/ }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Topics' })).toBeVisible();
});
