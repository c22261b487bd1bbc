/**
 * Plays scenarios to a real RabbitMQ and keeps the transcripts. Run by `npm run record`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Server } from './management';
import { play } from './play';
import { SCENARIOS } from './scenarios';
import { RealServer } from './target';

const folder = fileURLToPath(new URL('./recordings/', import.meta.url));

/** Records the scenarios whose part is named, or all. The server must not be in use under the virtual host. */
export async function record(server: Server, virtualHost: string, parts: readonly string[]): Promise<void> {
	mkdirSync(folder, { recursive: true });
	for (const [part, scenarios] of Object.entries(SCENARIOS)) {
		if (parts.length > 0 && !parts.includes(part)) continue;
		const transcripts: string[] = [];
		for (const scenario of scenarios)
			transcripts.push(await play(scenario, new RealServer(server, virtualHost)));
		writeFileSync(`${folder}${part}.txt`, transcripts.join('\n'));
		console.log(`${part}: ${scenarios.length} scenarios`);
	}
}
