/** The live comparison of the console: scenarios, by the tools of a real RabbitMQ and by ours. */
import { whereTheyDiffer, type Outcome } from '../live';
import { EngineConsole } from './engine';
import { comparable } from './free';
import { play } from './play';
import { RealConsole } from './real';
import { CONSOLE } from './scenarios';
import type { ConsoleScenario, Said } from './script';

/** How often a scenario that differs is played again before that counts: listings of what clients do lag. */
const CHANCES = 2;

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
	let expected = '';
	for (let chance = 0; chance < CHANCES; chance++) {
		expected = await theirs(scenario, node);
		if (expected === actual) return null;
	}
	return whereTheyDiffer(expected, actual);
}

async function ours(scenario: ConsoleScenario): Promise<string> {
	const console = await EngineConsole.start();
	const said = await play(scenario, console);
	await console.stop();
	return transcript(scenario, said, console.node, console.port);
}

async function theirs(
	scenario: ConsoleScenario,
	{ name, port, environment }: DisposableNode
): Promise<string> {
	const console = new RealConsole(port, environment);
	await console.reset();
	const said = await play(scenario, console);
	console.close();
	return transcript(scenario, said, name, port);
}

/** What `free.ts` leaves of it; each line typed is a heading. */
function transcript({ title }: ConsoleScenario, said: readonly Said[], node: string, port: number): string {
	const answers = said
		.map((each) => comparable(each, node, port))
		.map(({ line, output, error, exitCode }) => `# ${title}: ${line}\n${output}${error}exit ${exitCode}\n`);
	return answers.join('');
}
