/** Plays random sessions to the engine and to a real server, and tells which of them differ, as short as can be. */
import { inLanes, type Lanes } from '../lanes';
import type { ProbedServer } from '../probed-server';
import type { Step } from '../script';
import { InMemory, RealServer, type Target } from '../target';
import type { Topics } from './generator';
import { firstDifference, makeUp, playSteps, type Transcript } from './session';
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
	/** What was said, and what the real server answered. */
	readonly transcript: Transcript;
	/** What the engine answered where they differ first. */
	readonly actual: readonly string[];
}

export interface Verdict {
	readonly differences: readonly Difference[];
	/** Seeds of sessions to which the real server itself answers now so, now so, and sometimes as the engine does. */
	readonly unsteady: readonly number[];
}

/** How often a session that differs is played again, more patiently, before that counts. */
const SECOND_CHANCES = 3;

/** How long a server with quorum queues must say nothing, in milliseconds. */
const SILENCE = 8;

/** Judges so many sessions, some at a time; those that differ again, one by one. */
export async function judgeSessions(server: Lanes, sessions: Sessions): Promise<Verdict> {
	const { firstSeed, count, length, topics } = sessions;
	// Quorum queues and streams answer before they have acted.
	const lanes = { ...server, silence: topics.kinds || topics.streams ? SILENCE : 0 };
	const suspects: number[] = [];
	const seeds = Array.from({ length: count }, (_, index) => firstSeed + index);
	await inLanes(lanes, seeds, async (seed, quick) => {
		if ((await difference(await makeUp(seed, length, topics), quick)) >= 0) suspects.push(seed);
	});
	const differences: Difference[] = [];
	const unsteady: number[] = [];
	await inLanes({ ...lanes, virtualHosts: lanes.virtualHosts.slice(0, 1) }, suspects, async (seed, quick) => {
		const found = await steadily(seed, sessions, quick);
		if (found === null) unsteady.push(seed);
		else differences.push(found);
	});
	return { differences, unsteady };
}

/** How a session differs each time that it is played; null when it doesn't. */
async function steadily(
	seed: number,
	{ length, topics }: Sessions,
	quick: ProbedServer
): Promise<Difference | null> {
	// Where times to live run, patience would outlive them.
	const patient = topics.time ? quick : new RealServer(quick.server, quick.virtualHost);
	const steps = await makeUp(seed, length, topics);
	const at = await steadyDifference(steps, patient);
	if (at < 0) return null;
	const fewest = await shrink(steps.slice(0, at + 1), (fewer) => differTwice(fewer, quick));
	return describe(seed, fewest, quick);
}

/** The first step to which the engine and the server answer differently; -1 when there is none. */
async function difference(steps: readonly Step[], server: Target): Promise<number> {
	return firstDifference(await playSteps(steps, new InMemory()), await playSteps(steps, server));
}

async function differTwice(steps: readonly Step[], server: Target): Promise<boolean> {
	return (await difference(steps, server)) >= 0 && (await difference(steps, server)) >= 0;
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

/** Null when they differ no more. */
async function describe(seed: number, steps: readonly Step[], server: Target): Promise<Difference | null> {
	const [actual, expected] = [await playSteps(steps, new InMemory()), await playSteps(steps, server)];
	const at = firstDifference(actual, expected);
	return at < 0 ? null : { seed, transcript: expected, actual: actual[at] ?? [] };
}

/** For the terminal: what was said, and where the engine says otherwise. */
export function printDifference({ seed, transcript, actual }: Difference): string {
	return [`seed ${seed}: RabbitMQ`, ...transcript.flat(), 'but Warren, at the difference', ...actual].join(
		'\n'
	);
}
