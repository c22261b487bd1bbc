/** Plays random sessions to the engine and to a real server, and tells which of them differ, as short as can be. */
import { ProbedServer } from '../probed-server';
import type { Step } from '../script';
import { RealServer, type Target } from '../target';
import type { Topics } from './generator';
import { engine, firstDifference, makeUp, playSteps, type Transcript } from './session';
import { shrink } from './shrink';

export interface Sessions {
	/** The seed of the first; the others follow. */
	readonly firstSeed: number;
	readonly count: number;
	/** Steps in each. */
	readonly length: number;
	readonly topics: Topics;
}

export interface Difference {
	readonly seed: number;
	readonly steps: readonly Step[];
	/** What both answered to the last of the steps. */
	readonly expected: readonly string[];
	readonly actual: readonly string[];
	/** All that the real server answered. */
	readonly transcript: Transcript;
}

export interface Verdict {
	readonly differences: readonly Difference[];
	/** Seeds of sessions to which the real server itself answers now so, now so, and sometimes as the engine does. */
	readonly unsteady: readonly number[];
}

/** How often a session that differs is played again, more patiently, before that counts. */
const SECOND_CHANCES = 3;

/** Judges so many sessions, one after another. `report` is told of each difference at once. */
export async function judgeSessions(
	port: number,
	virtualHost: string,
	{ firstSeed, count, length, topics }: Sessions,
	report: (difference: Difference) => void
): Promise<Verdict> {
	const quick = new ProbedServer(port, virtualHost);
	const differences: Difference[] = [];
	const unsteady: number[] = [];
	for (let seed = firstSeed; seed < firstSeed + count; seed++) {
		const steps = await makeUp(seed, length, topics);
		if ((await difference(steps, quick)) < 0) continue;
		const at = await steadyDifference(steps, new RealServer(port, virtualHost));
		if (at < 0) {
			unsteady.push(seed);
			continue;
		}
		const fewest = await shrink(
			steps.slice(0, at + 1),
			async (fewer) => (await difference(fewer, quick)) >= 0
		);
		differences.push(await describe(seed, fewest, quick));
		report(differences.at(-1)!);
	}
	quick.close();
	return { differences, unsteady };
}

/** The first step to which the engine and the server answer differently; -1 when there is none. */
async function difference(steps: readonly Step[], server: Target): Promise<number> {
	return firstDifference(await playSteps(steps, engine()), await playSteps(steps, server));
}

/** The same; -1 as soon as the server once answers as the engine does. */
async function steadyDifference(steps: readonly Step[], server: Target): Promise<number> {
	let at = -1;
	for (let chance = 0; chance < SECOND_CHANCES; chance++) {
		at = await difference(steps, server);
		if (at < 0) return -1;
	}
	return at;
}

async function describe(seed: number, steps: readonly Step[], server: Target): Promise<Difference> {
	const [actual, expected] = [await playSteps(steps, engine()), await playSteps(steps, server)];
	const at = firstDifference(actual, expected);
	return { seed, steps, transcript: expected, expected: expected[at] ?? [], actual: actual[at] ?? [] };
}

/** For the terminal: what was said, and where the engine says otherwise. */
export function printDifference({ seed, transcript, actual }: Difference): string {
	return [`seed ${seed}: RabbitMQ`, ...transcript.flat(), 'but Warren, at the difference', ...actual].join(
		'\n'
	);
}
