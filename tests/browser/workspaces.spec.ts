/**
 * Sets of programs that real pika and amqplib have run against a real RabbitMQ (`tests/workspaces`): here they print
 * the same lines and end the same way. All in one page, so that interpreters start from one snapshot.
 */
import { expect, test } from './fixtures';
import recordedSeeds from '../workspaces/recorded/seeds.json' with { type: 'json' };
import { seedsArePresent, seedWorkspaces } from '../workspaces/seeds';
import { type ProgramOutcome, steady, type Workspace } from '../workspaces/workspace';

type Recorded = Readonly<Record<string, readonly ProgramOutcome[]>>;
type RunWorkspace = (workspace: Workspace) => Promise<readonly ProgramOutcome[]>;

test('the programs of the articles print what they print against RabbitMQ', async ({ page }) => {
	test.skip(!seedsArePresent, 'The articles (../shared/seeds) are not beside this repository.');
	test.setTimeout(300_000);
	await page.goto('./headless/');
	await page.waitForFunction(() => 'runWorkspace' in window);
	const here: Record<string, readonly ProgramOutcome[]> = {};
	for (const workspace of seedWorkspaces()) {
		const outcomes = await page.evaluate(
			(order) => (window as unknown as { runWorkspace: RunWorkspace }).runWorkspace(order),
			workspace
		);
		here[workspace.name] = outcomes.map(steady);
	}
	expect(here).toEqual(recordedSeeds as Recorded);
});
