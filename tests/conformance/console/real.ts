/** The console of a real RabbitMQ: its own tools, run by a shell in a folder of their own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Console } from './play';
import type { Said } from './script';

/** Milliseconds until what was done is in the management plugin's statistics (G13). */
const STATISTICS = 6_000;

/** A node that nobody has used yet, but for its plugins, which are disabled. */
const AS_NEW = 'rabbit:stop(), rabbit_mnesia:reset(), rabbit:start().';

export class RealConsole implements Console {
	readonly #home = mkdtempSync(join(tmpdir(), 'console-'));

	/** `environment` says where the tools are and which node they mean. */
	constructor(
		readonly port: number,
		readonly environment: NodeJS.ProcessEnv
	) {}

	async run(line: string): Promise<Omit<Said, 'line'>> {
		if (/^rabbitmqadmin .*(messages|connections|channels|list queues$|show )/.test(line))
			await setTimeout(STATISTICS);
		const child = spawn('bash', ['-c', line], {
			...{ cwd: this.#home, env: this.environment },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		let error = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
		child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
		return await new Promise((resolve) =>
			child.once('close', (code) => resolve({ output, error, exitCode: code ?? -1 }))
		);
	}

	/** Rejects when the node can't be reset. */
	async reset(): Promise<void> {
		for (const line of ['rabbitmq-plugins disable --all', `rabbitmqctl eval '${AS_NEW}'`]) {
			const { error, exitCode } = await this.run(line);
			if (exitCode !== 0) throw new Error(`${line}: ${error}`);
		}
	}

	/** Removes the folder. */
	close(): void {
		rmSync(this.#home, { recursive: true, force: true });
	}
}
