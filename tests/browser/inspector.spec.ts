/** The inspector on a running lesson: the wire, frame by frame, and the broker with what an operator does there. */
import { expect, test } from './fixtures';

const SLOW = { timeout: 30_000 };

test('the wire shows every frame, and the broker what is in it', async ({ page }) => {
	await page.goto('./en/lessons/hello/');
	await page.getByRole('button', { name: 'instant' }).click();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(page.getByRole('log')).toBeVisible(SLOW);

	await page.getByRole('tab', { name: 'Wire' }).click();
	const frames = page.getByRole('list', { name: 'Frames' });
	await expect(frames).toContainText("queue.declare queue='hello'", SLOW);
	await frames.getByRole('button', { name: 'basic.publish' }).first().click();
	const fields = page.getByRole('region', { name: 'Fields of the frame' });
	await expect(fields.getByRole('row', { name: 'routing-key shortstr' })).toContainText("'hello'");
	await page.getByRole('combobox', { name: 'Channel' }).selectOption('Channel 0 (connection)');
	await expect(frames).not.toContainText('basic.publish');

	await page.getByRole('tab', { name: 'Broker' }).click();
	await page.getByRole('group', { name: 'Broker' }).getByRole('button', { name: 'Queues' }).click();
	await page.getByRole('button', { name: 'hello', exact: true }).click();
	await expect(page.getByText('… no consumers …')).toBeVisible(SLOW);
	await page.getByRole('textbox', { name: 'Payload' }).fill('<b>by hand</b>');
	await page.getByRole('button', { name: 'Publish', exact: true }).click();
	await expect(page.getByText('Message published.')).toBeVisible();
	await page.getByRole('spinbutton', { name: 'Messages' }).fill('2');
	await page.getByRole('button', { name: 'Get message(s)' }).click();
	await expect(page.getByRole('region', { name: 'Output' }).getByRole('article').first()).toContainText(
		"'Hello World!'"
	);
	await expect(page.getByRole('region', { name: 'Output' }).getByRole('article').last()).toContainText(
		"'<b>by hand</b>'"
	);
	await page.getByRole('button', { name: 'Purge' }).click();
	await page.getByRole('button', { name: 'Purge' }).click();
	await expect(page.getByText('2 messages purged.')).toBeVisible();
});

test('the console runs RabbitMQ’s tools, and programs in the foreground', async ({ page }) => {
	test.slow();
	await page.goto('./en/lessons/hello/');
	await page.getByRole('button', { name: 'instant' }).click();
	await page.getByRole('tab', { name: 'Console' }).click();
	const rows = page.locator('.xterm-rows');
	await expect(rows).toContainText('learner@warren', SLOW);
	await page.keyboard.type('node send.js\n');
	await expect(rows).toContainText('Sent', SLOW);
	await page.keyboard.type('rabbitmqctl -q list_queues name mesages');
	for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
	await page.keyboard.type('s\n');
	await expect(rows).toContainText(/hello\s+1/, SLOW);
	await page.keyboard.type('node rec');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(rows).toContainText('Received: Hello World!', SLOW);
	await page.keyboard.press('Control+c');
	await expect(rows).toContainText('^C');
	await page.keyboard.press('ArrowUp');
	await expect(rows.locator('> div', { hasText: 'node receive.js' })).toHaveCount(2);
	await expect(page.getByRole('tab', { name: 'receive.js' }).last()).toBeVisible();
});
