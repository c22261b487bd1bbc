/** The live comparison: scenarios, real clients and random sessions, on a RabbitMQ and on the engine. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DIFFERENCES } from './differences';
import { inLanes, type Lanes } from './lanes';
import { play } from './play';
import { judgeSessions, printDifference, type Sessions } from './random/judge';
import { SCENARIOS } from './scenarios';
import type { Scenario } from './script';
import { InMemory, RealServer } from './target';
import { startTcpBroker } from './tcp-broker';

/** How often a scenario that differs is played again, by itself, before that counts. */
const CHANCES = 3;

/** What is told of a part of the comparison: how much there was, and each difference in full. */
export interface Outcome {
	readonly title: string;
	readonly compared: number;
	readonly differences: readonly string[];
	/** What else there is to know, in a few words. */
	readonly remark?: string;
}

/** Plays all scenarios, first some at a time; those that differ again, one by one. */
export async function compareScenarios(server: Lanes): Promise<Outcome> {
	const deliberate = new Set(DIFFERENCES.map(({ scenario }) => scenario));
	const scenarios = Object.values(SCENARIOS)
		.flat()
		.filter(({ title }) => !deliberate.has(title));
	const suspects: Scenario[] = [];
	await inLanes(server, scenarios, async (scenario, quick) => {
		const actual = await play(scenario, new InMemory());
		const watched = new RealServer(server, quick.virtualHost);
		if ((await play(scenario, mayBeAsked(scenario) ? quick : watched)) !== actual) suspects.push(scenario);
	});
	const differences: string[] = [];
	for (const scenario of suspects) {
		const difference = await steadyDifference(scenario, server);
		if (difference !== null) differences.push(difference);
	}
	return { title: 'scenarios', compared: scenarios.length, differences };
}

/** Whether a server can be asked between steps if it has finished: not while it is given bytes that aren't frames. */
function mayBeAsked({ steps }: Scenario): boolean {
	return steps.every((step) => step.do !== 'raw' && step.do !== 'strange');
}

/** The server is only watched now: some of what happens by itself happens otherwise when there are questions. */
async function steadyDifference(scenario: Scenario, server: Lanes): Promise<string | null> {
	const [virtualHost = '/'] = server.virtualHosts;
	const actual = await play(scenario, new InMemory());
	let expected = '';
	for (let chance = 0; chance < CHANCES; chance++) {
		expected = await play(scenario, new RealServer(server, virtualHost));
		if (expected === actual) return null;
	}
	return whereTheyDiffer(expected, actual);
}

/** Runs a client program with each of the two and compares what it printed. */
export async function compareClient(
	title: string,
	command: string,
	file: string,
	port: number
): Promise<Outcome> {
	const broker = await startTcpBroker();
	const program = fileURLToPath(new URL(`./clients/${file}`, import.meta.url));
	const [expected, actual] = [
		await output(command, [program, String(port)]),
		await output(command, [program, String(broker.port)])
	];
	await broker.stop();
	const differences = expected === actual ? [] : [whereTheyDiffer(expected, actual)];
	return { title, compared: expected.split(/^# /m).length - 1, differences };
}

/** Judges random sessions. */
export async function compareSessions(title: string, server: Lanes, sessions: Sessions): Promise<Outcome> {
	const { differences, unsteady } = await judgeSessions(server, sessions);
	return {
		title: `${title}, seeds ${sessions.firstSeed}–${sessions.firstSeed + sessions.count - 1}`,
		compared: sessions.count,
		differences: differences.map(printDifference),
		...(unsteady.length > 0 && { remark: `RabbitMQ itself varied in ${unsteady.join(', ')}` })
	};
}

/** Everything that a program prints, and its exit code when it isn't 0. */
function output(command: string, args: readonly string[]): Promise<string> {
	return new Promise((resolve) => {
		const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
		const said: Buffer[] = [];
		child.stdout.on('data', (bytes: Buffer) => said.push(bytes));
		child.once('error', (error) => resolve(error.message));
		child.once('close', (code) => resolve(`${Buffer.concat(said)}${code === 0 ? '' : `exit ${code}`}`));
	});
}

/** Both from the heading before the first line that differs on. */
export function whereTheyDiffer(expected: string, actual: string): string {
	const [theirs, ours] = [expected.split('\n'), actual.split('\n')];
	const at = theirs.findIndex((line, index) => line !== ours[index]);
	const heading = theirs.findLastIndex((line, index) => index <= at && line.startsWith('# '));
	return [
		...theirs.slice(Math.max(heading, 0), at),
		`RabbitMQ: ${theirs[at] ?? '(nothing)'}`,
		`Warren:   ${ours[at] ?? '(nothing)'}`
	].join('\n');
}
