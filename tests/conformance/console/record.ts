/**
 * Plays console scenarios to a node of RabbitMQ 3.10 and keeps what its tools printed. Run by
 * `npm run record:console`. The node is reset before each scenario: give it one that nobody needs.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { play, type Console } from './play';
import { CONSOLE } from './scenarios';
import type { Said } from './script';

/** Milliseconds until what was done is in the management plugin's statistics (G13). */
const STATISTICS = 6_000;

const folder = fileURLToPath(new URL('./recordings/', import.meta.url));

/** The real tools, from the folder `tools`, in a folder of their own; which node they mean is in the environment. */
class RealConsole implements Console {
	readonly #home = mkdtempSync(join(tmpdir(), 'console-'));

	constructor(
		readonly port: number,
		readonly tools: string
	) {}

	async run(line: string): Promise<Omit<Said, 'line'>> {
		if (/^rabbitmqadmin .*(messages|connections|channels|list queues$|show )/.test(line))
			await setTimeout(STATISTICS);
		const env = { ...process.env, PATH: `${this.tools}:${process.env['PATH']}` };
		const child = spawn('bash', ['-c', line], { cwd: this.#home, env, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		let error = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
		child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
		return await new Promise((resolve) =>
			child.once('close', (code) => resolve({ output, error, exitCode: code ?? -1 }))
		);
	}

	async reset(): Promise<void> {
		await this.run('rabbitmq-plugins disable --all');
		for (const command of ['stop_app', 'reset', 'start_app']) await this.run(`rabbitmqctl ${command}`);
	}
}

/** Records the parts that are named, or all. */
export async function recordConsole(port: number, tools: string, parts: readonly string[]): Promise<void> {
	mkdirSync(folder, { recursive: true });
	for (const [part, scenarios] of Object.entries(CONSOLE)) {
		if (parts.length > 0 && !parts.includes(part)) continue;
		const recording: Record<string, readonly Said[]> = {};
		for (const scenario of scenarios) {
			const console = new RealConsole(port, tools);
			await console.reset();
			recording[scenario.title] = await play(scenario, console);
		}
		writeFileSync(`${folder}${part}.json`, JSON.stringify(recording, null, '\t') + '\n');
		console.log(`${part}: ${scenarios.length} scenarios`);
	}
}
