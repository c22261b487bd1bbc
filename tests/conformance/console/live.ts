/** The live comparison of the console: scenarios, by the tools of a real RabbitMQ and by ours. */
import { whereTheyDiffer, type Outcome } from '../live';
import { EngineConsole } from './engine';
import { comparable } from './free';
import { play, type Console } from './play';
import { RealConsole } from './real';
import { CONSOLE } from './scenarios';
import type { ConsoleScenario, Said } from './script';

/** How often a scenario that differs is played again before that counts. */
const CHANCES = 2;
/** Milliseconds by which RabbitMQ's figures may lag behind what clients do: those of quorum queues are taken every 5 s. */
const LAG = 6_000;

/** Parts that a list with commas names, `all` for all; without one, the part that a number chooses. */
export function partsNamed(names: string | undefined, number: number): readonly string[] {
	const parts = Object.keys(CONSOLE);
	if (names === undefined) return [parts[number % parts.length]!];
	return names === 'all' ? parts : names.split(',');
}

/** A node that nobody needs: it is reset before each scenario. */
export interface DisposableNode {
	/** Its name. */
	readonly name: string;
	/** Where it speaks AMQP. */
	readonly port: number;
	/** For its tools. */
	readonly environment: NodeJS.ProcessEnv;
}

/** Compares the parts that are named. */
export async function compareConsole(node: DisposableNode, parts: readonly string[]): Promise<Outcome> {
	const scenarios = parts.flatMap((part) => CONSOLE[part] ?? []);
	const differences: string[] = [];
	for (const scenario of scenarios) {
		const difference = await steadyDifference(scenario, node);
		if (difference !== null) differences.push(difference);
	}
	return { title: `console: ${parts.join(', ')}`, compared: scenarios.length, differences };
}

async function steadyDifference(scenario: ConsoleScenario, node: DisposableNode): Promise<string | null> {
	const actual = await ours(scenario);
	let expected: readonly string[] = [];
	for (let chance = 0; chance < CHANCES; chance++) {
		expected = await theirs(scenario, node, actual);
		if (expected.join('') === actual.join('')) return null;
	}
	return whereTheyDiffer(expected.join(''), actual.join(''));
}

async function ours(scenario: ConsoleScenario): Promise<readonly string[]> {
	const console = await EngineConsole.start();
	const said = await play(scenario, console);
	await console.stop();
	return said.map((each) => answer(scenario, each, console.node, console.port));
}

async function theirs(
	scenario: ConsoleScenario,
	{ name, port, environment }: DisposableNode,
	expected: readonly string[]
): Promise<readonly string[]> {
	const console = new RealConsole(port, environment);
	await console.reset();
	const answers: string[] = [];
	await play(scenario, {
		port,
		async run(line) {
			const isExpected = (said: Said) => answer(scenario, said, name, port) === expected[answers.length];
			const said = await askPatiently(line, console, isExpected);
			answers.push(answer(scenario, { line, ...said }, name, port));
			return said;
		}
	});
	console.close();
	return answers;
}

/** A listing that isn't as expected is asked for again, until all figures must be up to date. */
async function askPatiently(
	line: string,
	console: Console,
	isExpected: (said: Said) => boolean
): Promise<Omit<Said, 'line'>> {
	for (const until = Date.now() + LAG; ;) {
		const said = await console.run(line);
		const changes = / list_/.test(line) && Date.now() < until;
		if (!changes || isExpected({ line, ...said })) return said;
	}
}

/** What `free.ts` leaves of an answer, under the line that was typed. */
function answer({ title }: ConsoleScenario, said: Said, node: string, port: number): string {
	const { line, output, error, exitCode } = comparable(said, node, port);
	return `# ${title}: ${line}\n${output}${error}exit ${exitCode}\n`;
}
