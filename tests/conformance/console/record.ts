/**
 * Plays console scenarios to a node of RabbitMQ 3.10 and keeps what its tools printed. Run by
 * `npm run record:console`. The node is reset before each scenario: give it one that nobody needs.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { play } from './play';
import { RealConsole } from './real';
import { CONSOLE } from './scenarios';
import type { Said } from './script';

const folder = fileURLToPath(new URL('./recordings/', import.meta.url));

/** Records the parts that are named, or all, with the tools that are first in the path. */
export async function recordConsole(port: number, tools: string, parts: readonly string[]): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const environment = { ...process.env, PATH: `${tools}:${process.env['PATH']}` };
	for (const [part, scenarios] of Object.entries(CONSOLE)) {
		if (parts.length > 0 && !parts.includes(part)) continue;
		const recording: Record<string, readonly Said[]> = {};
		for (const scenario of scenarios) {
			const console = new RealConsole(port, environment);
			await console.reset();
			recording[scenario.title] = await play(scenario, console);
			console.close();
		}
		writeFileSync(`${folder}${part}.json`, JSON.stringify(recording, null, '\t') + '\n');
		console.log(`${part}: ${scenarios.length} scenarios`);
	}
}
