/**
 * Sets of programs that real pika and amqplib have run against a real RabbitMQ (`tests/workspaces`): here they print
 * the same lines and end the same way.
 */
import { test as base, expect, type Page } from '@playwright/test';
import recordedCases from '../workspaces/recorded/cases.json' with { type: 'json' };
import recordedSeeds from '../workspaces/recorded/seeds.json' with { type: 'json' };
import { readCases } from '../workspaces/cases';
import { seedsArePresent, seedWorkspaces } from '../workspaces/seeds';
import { type ProgramOutcome, steady, type Workspace } from '../workspaces/workspace';

type RunWorkspace = (workspace: Workspace, limit?: number) => Promise<readonly ProgramOutcome[]>;

/** One page for all that a worker of Playwright's runs, so that interpreters start from one snapshot. */
const test = base.extend<object, { tools: Page }>({
	tools: [
		async ({ browser }, use) => {
			const page = await browser.newPage();
			await page.goto(`http://127.0.0.1:${process.env.WARREN_TEST_PORT}/headless/`);
			await page.waitForFunction(() => 'runWorkspace' in window);
			await use(page);
			await page.close();
		},
		{ scope: 'worker' }
	]
});

/** One test for each workspace. */
function replay(
	workspaces: readonly Workspace[],
	recorded: Readonly<Record<string, readonly ProgramOutcome[]>>
): void {
	for (const workspace of workspaces) {
		test(workspace.name, async ({ tools }) => {
			const outcomes = await tools.evaluate(
				(order) => (window as unknown as { runWorkspace: RunWorkspace }).runWorkspace(order),
				workspace
			);
			expect(outcomes.map(steady)).toEqual(recorded[workspace.name]);
		});
	}
}

test('programs that never rest are left where they are when time is up', async ({ tools }) => {
	const outcomes = await tools.evaluate(() => {
		const programs = [
			{ file: 'loop.py', source: "print('on and on')\nwhile True: print(end='.')" },
			{ file: 'late.py', source: "print('never begun')" }
		];
		const { runWorkspace } = window as unknown as { runWorkspace: RunWorkspace };
		return runWorkspace({ name: 'endless', seconds: 5, programs }, 2000);
	});
	expect(outcomes.map(({ file, exit, stdout }) => [file, exit, stdout[0]])).toEqual([
		['loop.py', null, 'on and on'],
		['late.py', null, undefined]
	]);
});

test.describe('programs of our own', () => {
	replay(readCases(), recordedCases);
});

test.describe('programs of the articles', () => {
	if (seedsArePresent) replay(seedWorkspaces(), recordedSeeds);
	else
		console.warn(
			'The articles (../shared/seeds) are not beside this repository: their programs are not run.'
		);
});
