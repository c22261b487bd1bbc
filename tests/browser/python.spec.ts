/** Python in the lesson page: programs run, stop and fail as learners see it; files and languages are kept apart. */
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test as base } from './fixtures';

const NOTHING_STORED = { cookies: [], origins: [] };

/**
 * One visitor for all tests, so that Python is fetched and booted from nothing once. What a test left in the store is
 * thrown away; Python is what a lesson begins with.
 */
const test = base.extend<object, { visitor: BrowserContext }>({
	visitor: [
		async ({ browser }, use, { project }) => {
			const visitor = await browser.newContext({
				baseURL: project.use.baseURL,
				storageState: NOTHING_STORED
			});
			await use(visitor);
			await visitor.close();
		},
		{ scope: 'worker' }
	],
	context: ({ visitor }, use) => use(visitor),
	page: async ({ page }, use) => {
		await use(page);
		await page.evaluate(() => localStorage.clear());
		await page.close();
	}
});

// In one worker, for one visitor: every further one would boot Python from nothing once more.
test.describe.configure({ mode: 'default' });

/** The first interpreter boots from nothing, on a loaded machine. */
const BOOT = { timeout: 50_000 };

const code = (page: Page) => page.getByRole('textbox', { name: /^Code of/ });
const fileTab = (page: Page, name: string | RegExp) =>
	page.getByRole('tablist', { name: 'Files' }).getByRole('tab', { name });

async function open(page: Page, slug = 'hello'): Promise<void> {
	await page.goto(`./en/lessons/${slug}/`);
	await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
}

/** Puts a program in the place of the file in front. */
/** Pasted, not typed: what is typed the editor indents as it knows how to, as soon as it knows the language. */
async function write(page: Page, source: string): Promise<void> {
	await code(page).focus();
	await page.keyboard.press('ControlOrMeta+A');
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.evaluate((text) => navigator.clipboard.writeText(text), source);
	await page.keyboard.press('ControlOrMeta+V');
}

async function start(page: Page, file: string): Promise<void> {
	await page.getByRole('button', { name: `Start ${file}`, exact: true }).click();
}

test('a lesson’s programs are written, run, given arguments and input, stopped, and fail', async ({
	page
}) => {
	const prefetched = page.waitForRequest('**/pyodide.asm.*.wasm');
	await open(page);
	await prefetched;
	const log = page.getByRole('log', { name: 'send.py' });

	await test.step('Run, then the other program: the message is sent and received', async () => {
		await page.keyboard.press('ControlOrMeta+Enter');
		await expect(log).toContainText('Sent: Hello World!', BOOT);
		await expect(log).toContainText('Ended with exit code 0.');
		await fileTab(page, 'receive.py').click();
		await start(page, 'receive.py');
		const received = page.getByRole('log', { name: 'receive.py' });
		await expect(received).toContainText('Received: Hello World!', BOOT);
		await page.getByRole('button', { name: 'Stop receive.py' }).first().click();
		await expect(received).toContainText('KeyboardInterrupt');
		await expect(received).toContainText('Ended with exit code 130.');
	});

	await test.step('the editor knows pika: members, parameters, explanations', async () => {
		await fileTab(page, 'send.py').click();
		await expect(page.getByRole('region', { name: 'Code' }).locator('.monaco-editor').first()).toBeVisible();
		await code(page).focus();
		await page.keyboard.press('ControlOrMeta+End');
		await page.keyboard.type('channel.');
		await expect(page.locator('.suggest-widget.visible')).toContainText('basic_consume');
		await page.keyboard.type('basic_qos(');
		await expect(page.locator('.parameter-hints-widget.visible')).toContainText('prefetch_count=0');
		await page.getByText('basic_publish', { exact: true }).first().hover();
		await expect(page.locator('.monaco-hover:visible')).toContainText('routing_key');
	});

	await test.step('arguments and lines of input reach it; an endless loop is stopped', async () => {
		await write(page, "import sys\nprint(sys.argv[1:])\nprint('Hello ' + input('Who? '))\nwhile True: pass");
		await page.getByRole('textbox', { name: 'Arguments of send.py' }).fill('one "two three"');
		await start(page, 'send.py');
		await expect(log).toContainText("['one', 'two three']", BOOT);
		await expect(log).toContainText('Who?');
		await page.getByRole('textbox', { name: 'Input for send.py' }).fill('Ann');
		await page.keyboard.press('Enter');
		await expect(log).toContainText('Hello Ann');
		await page.getByRole('button', { name: 'Stop send.py' }).first().click();
		await expect(log).toContainText('line 4, in <module>');
		await expect(log).toContainText('Ended with exit code 130.');
		await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
	});

	await test.step('under an error stands what it means; names in it are text', async () => {
		await write(
			page,
			"import pika\nconnection = pika.BlockingConnection()\nconnection.channel().exchange_declare('<img src=x>', passive=True)"
		);
		await start(page, 'send.py');
		await expect(log).toContainText('There is no exchange <img src=x>.', BOOT);
		await expect(log.getByRole('link', { name: 'Lesson: Routing' })).toHaveAttribute(
			'href',
			/lessons\/routing\/$/
		);
		await expect(log.locator('img')).toHaveCount(0);
	});

	await test.step('the trace names the program and the lines', async () => {
		const lines = await page.evaluate(() => {
			const { runs, trace } = window.warren!;
			const last = runs.at(-1)!.id;
			const origins = trace.events.flatMap((event) =>
				'origin' in event && event.origin ? [event.origin] : []
			);
			return [...new Set(origins.filter(({ program }) => program === last).map(({ line }) => line))];
		});
		expect(lines).toEqual([2, 3]);
	});
});

test('edits, files, the open program and the choice of language are kept', async ({ page }) => {
	await open(page);
	await fileTab(page, 'receive.py').click();
	await code(page).focus();
	await page.keyboard.press('ControlOrMeta+Home');
	await page.keyboard.insertText('# mine\n');
	const named = page.getByRole('region', { name: 'Lesson' }).locator('code:visible');
	await expect(named.filter({ hasText: 'receive.py' }).first()).toBeVisible();
	await page.getByRole('button', { name: 'JavaScript' }).click();
	await expect(fileTab(page, 'receive.js')).toHaveAttribute('aria-selected', 'true');
	await expect(named.filter({ hasText: 'receive.js' }).first()).toBeVisible();
	await expect(named.filter({ hasText: 'receive.py' })).toHaveCount(0);
	await code(page).focus();
	await page.keyboard.press('ControlOrMeta+Home');
	await page.keyboard.insertText('// mine too\n');
	await page.reload();
	await expect(fileTab(page, /receive\.js.*changed/)).toHaveAttribute('aria-selected', 'true');
	await page.getByRole('button', { name: 'Python' }).click();
	await expect(fileTab(page, /receive\.py.*changed/)).toHaveAttribute('aria-selected', 'true');
	await expect(page.getByRole('region', { name: 'Code' })).toContainText('# mine');

	// A file of one's own is added, imported, renamed and deleted.
	page.on('dialog', (dialog) => void dialog.accept());
	await fileTab(page, /^send\.py/).click();
	await write(page, 'from greeting import text\nprint(text)');
	await page.getByRole('button', { name: 'New file' }).click();
	await page.keyboard.type('send');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('alert').getByText('There is one already')).toBeVisible();
	await page.getByRole('textbox', { name: 'Name of the new file' }).fill('hi');
	await page.keyboard.press('Enter');
	await expect(fileTab(page, 'hi.py')).toHaveAttribute('aria-selected', 'true');
	await write(page, "text = 'Hello from a file'\nprint('at once')");
	await page.getByRole('button', { name: 'Rename' }).click();
	await page.getByRole('textbox', { name: 'New name of hi.py' }).fill('greeting.py');
	await page.keyboard.press('Enter');
	await page.reload();
	await expect(fileTab(page, 'greeting.py')).toHaveAttribute('aria-selected', 'true');
	await start(page, 'greeting.py');
	await expect(page.getByRole('log', { name: 'greeting.py' })).toContainText('at once', BOOT);
	await fileTab(page, /^send\.py/).click();
	await start(page, 'send.py');
	await expect(page.getByRole('log', { name: 'send.py' })).toContainText('Hello from a file', BOOT);
	await fileTab(page, 'greeting.py').click();
	await page.getByRole('button', { name: 'Delete' }).click();
	await expect(fileTab(page, 'greeting.py')).toHaveCount(0);
});

test('where Python can’t be suspended, it blocks its worker', async ({ page }) => {
	await page.addInitScript(() => {
		delete (WebAssembly as { Suspending?: unknown }).Suspending;
	});
	await open(page);
	await write(
		page,
		`import pika, threading, time
connection = pika.BlockingConnection()
channel = connection.channel()
channel.queue_declare('q')
channel.basic_publish('', 'q', input('What? '))
time.sleep(0.1)
print('Got', channel.basic_get('q')[2])
try:
    threading.Thread(target=print).start()
except RuntimeError as error:
    print(error)
while True: pass`
	);
	await start(page, 'send.py');
	const log = page.getByRole('log', { name: 'send.py' });
	await expect(log).toContainText('What?', BOOT);
	await page.getByRole('textbox', { name: 'Input for send.py' }).fill('一封信');
	await page.keyboard.press('Enter');
	await expect(log).toContainText(String.raw`Got b'\xe4\xb8\x80\xe5\xb0\x81\xe4\xbf\xa1'`);
	await expect(log).toContainText("can't start new thread");
	await page.getByRole('button', { name: 'Stop send.py' }).first().click();
	await expect(log).toContainText('line 12, in <module>');
	await expect(log).toContainText('Ended with exit code 130.');
});

test('a browser that can’t run Python says so and offers JavaScript', async ({ page }) => {
	await page.addInitScript(() => {
		delete (WebAssembly as { Suspending?: unknown }).Suspending;
		delete (globalThis as { SharedArrayBuffer?: unknown }).SharedArrayBuffer;
	});
	await page.goto('./en/lessons/hello/');
	await expect(page.getByText('This browser can’t run Python here.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
	await page.getByRole('button', { name: 'Take JavaScript' }).click();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(page.getByRole('log', { name: 'send.js' })).toContainText('Sent: Hello World!', BOOT);
});

test('where Python can’t be fetched, the program’s output says so', async ({ browser, baseURL }) => {
	// What is refused here is an error in the console, which the other tests forbid.
	const page = await browser.newPage({ baseURL, storageState: NOTHING_STORED });
	await page.route('**/*.wasm', (route) => route.abort());
	await open(page);
	await start(page, 'send.py');
	const log = page.getByRole('log', { name: 'send.py' });
	await expect(log).toContainText('The program could not be loaded.', BOOT);
	await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
	await page.close();
});
