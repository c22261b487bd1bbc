/** Plays a console scenario to a console, and writes down what was said. */
import { ClientSet } from './clients';
import type { ConsoleScenario, Said } from './script';

export interface Console {
	/** Where its broker listens for clients. */
	readonly port: number;
	/** Runs a line as a shell would. */
	run(line: string): Promise<Omit<Said, 'line'>>;
}

export async function play(scenario: ConsoleScenario, console: Console): Promise<Said[]> {
	const said: Said[] = [];
	const clients = new ClientSet(console.port);
	for (const step of scenario.steps) {
		if (typeof step !== 'string') await step(clients.open);
		else said.push({ line: step, ...(await console.run(step)) });
	}
	await clients.close();
	return said;
}
