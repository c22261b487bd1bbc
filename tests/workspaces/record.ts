/** Runs workspaces against a real RabbitMQ and keeps what the programs said. Run by `npm run record -- --programs`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCases } from './cases';
import { runForReal } from './real';
import { seedWorkspaces } from './seeds';
import { type ProgramOutcome, steady, type Workspace } from './workspace';

const SETS: Readonly<Record<string, () => readonly Workspace[]>> = {
	seeds: seedWorkspaces,
	cases: readCases
};

/** Records the workspaces in whose names, `set: name`, one of `parts` occurs; without parts all. */
export async function record(parts: readonly string[]): Promise<void> {
	for (const [set, read] of Object.entries(SETS)) {
		const path = fileURLToPath(new URL(`./recorded/${set}.json`, import.meta.url));
		const before = existsSync(path)
			? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, readonly ProgramOutcome[]>)
			: {};
		const recorded: Record<string, readonly ProgramOutcome[]> = {};
		for (const workspace of read()) {
			const { name } = workspace;
			const title = `${set}: ${name}`;
			const wanted = parts.length === 0 || parts.some((part) => title.includes(part));
			if (wanted) console.log(title);
			const outcomes = wanted ? (await runForReal(workspace)).map(steady) : before[name];
			if (outcomes) recorded[name] = outcomes;
		}
		writeFileSync(path, `${JSON.stringify(recorded, null, '\t')}\n`);
	}
}
