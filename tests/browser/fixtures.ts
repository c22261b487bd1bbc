/** A page that must stay quiet: no error, no broken policy, no request to anybody but the site itself. */
import { test as base, expect } from '@playwright/test';

export { expect };

export const test = base.extend({
	page: async ({ page, baseURL }, use) => {
		const noises: string[] = [];
		page.on('pageerror', (error) => noises.push(`error: ${error.message}`));
		page.on('console', (message) => {
			if (message.type() === 'error') noises.push(`console: ${message.text()}`);
		});
		page.on('request', (request) => {
			const url = new URL(request.url());
			if (url.protocol.startsWith('http') && url.origin !== new URL(baseURL!).origin) {
				noises.push(`request: ${request.url()}`);
			}
		});
		await use(page);
		expect(noises).toEqual([]);
	}
});
