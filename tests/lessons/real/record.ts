/** Records what the programs of the lessons print with the real clients, or compares it with what was recorded. */
import { isDeepStrictEqual } from 'node:util';
import { alike, type Outcome, together } from '../outcomes';
import { forgetAllBut, readRecording, type Recording, writeRecording } from '../recorded';
import { LANGUAGES, rehearsedLessons } from '../takes';
import { type Job, perform, type Performance } from './perform';

/** Takes that are played at the same time. They mostly wait. */
const SIDE_BY_SIDE = 8;
/** The same for those that went another way than expected: a busy machine is late. */
const AGAIN = 2;

type Outcomes = readonly Outcome[];

/** Everything that was seen of a take: how it went here, and how with real clients, the last run last. */
interface Seen {
	readonly job: Job;
	readonly here: Outcomes;
	readonly real: readonly Outcomes[];
}

/**
 * Records the takes in whose titles (`03-work-queues python third-worker`) one of `parts` occurs; without parts all.
 * Answers how many went another way here.
 */
export async function record(parts: readonly string[]): Promise<number> {
	const seen = await performTwice(jobsNamed(parts), ({ here, real }) => isDeepStrictEqual(real, here));
	keep(new Map(seen.map(({ job, real }) => [job.title, toKeep(real)])));
	return tell(seen, ({ here, real }) => {
		const kept = toKeep(real);
		return isDeepStrictEqual(alike(here, kept), kept) ? null : linesApart('here', here, real.at(-1)!);
	});
}

/**
 * Plays the same takes again and compares. Without `all` only the lessons as shipped and their solutions. Answers how
 * many went another way than was recorded.
 */
export async function check(parts: readonly string[], all: boolean): Promise<number> {
	const jobs = jobsNamed(parts).filter((job) => all || isShown(job));
	const seen = await performTwice(jobs, ({ job, real }) => {
		const recorded = recordedOf(job);
		return isDeepStrictEqual(alike(real, recorded), recorded);
	});
	return tell(seen, ({ job, real }) => {
		const recorded = recordedOf(job);
		const same = real.some((each) => isDeepStrictEqual(together(each), together(recorded)));
		return same ? null : linesApart('recorded', recorded, real.at(-1)!);
	});
}

const isShown = ({ take }: Job): boolean => take.name === 'as shipped' || take.name === take.task;

const recordedOf = ({ folder, language, take }: Job): Outcomes =>
	readRecording(folder)[language]?.[take.name] ?? [];

function jobsNamed(parts: readonly string[]): Job[] {
	const jobs = rehearsedLessons().flatMap(({ folder, slug, takes }) =>
		LANGUAGES.flatMap((language) =>
			takes(language).map((take) => {
				const title = `${folder} ${language} ${take.name}`;
				return { title, folder, slug, language, take };
			})
		)
	);
	return jobs.filter(({ title }) => parts.length === 0 || parts.some((part) => title.includes(part)));
}

/** What goes another way than expected is played once more, with less beside it. */
async function performTwice(
	jobs: readonly Job[],
	isExpected: (performance: Performance) => boolean
): Promise<Seen[]> {
	const seen = new Map<Job, Seen>();
	const again: Job[] = [];
	const keepSeen = ({ job, here, real }: Performance): void => {
		seen.set(job, { job, here, real: [...(seen.get(job)?.real ?? []), real] });
	};
	await perform(jobs, SIDE_BY_SIDE, (performance) => {
		keepSeen(performance);
		const expected = isExpected(performance);
		if (!expected) again.push(performance.job);
		console.log(`${performance.job.title}${expected ? '' : ': to be repeated'}`);
	});
	await perform(again, AGAIN, keepSeen);
	return [...seen.values()];
}

/**
 * Of two real runs that differ, but only in who of a file's instances printed what, the lines of all together: which
 * instance it is depends on milliseconds.
 */
function toKeep(real: readonly Outcomes[]): Outcomes {
	const last = real.at(-1)!;
	const pooled = together(last);
	const chance = real.some(
		(run) => !isDeepStrictEqual(run, last) && isDeepStrictEqual(together(run), pooled)
	);
	return chance ? pooled : last;
}

/** Writes what is new, beside what was recorded before; what no lesson has any more is gone. */
function keep(recorded: ReadonlyMap<string, Outcomes>): void {
	for (const { folder } of rehearsedLessons()) {
		const recording: Recording = {};
		for (const job of jobsNamed([]).filter((job) => job.folder === folder)) {
			const outcomes = recorded.get(job.title) ?? recordedOf(job);
			if (outcomes.length > 0) (recording[job.language] ??= {})[job.take.name] = outcomes;
		}
		writeRecording(folder, recording);
	}
	forgetAllBut(rehearsedLessons().map(({ folder }) => folder));
}

/** Says what is different; answers how many takes are. */
function tell(seen: readonly Seen[], difference: (seen: Seen) => string | null): number {
	const differences = seen.flatMap((each) => {
		const found = difference(each);
		return found === null ? [] : [`\n${each.job.title}\n${found}\n`];
	});
	for (const found of differences) console.log(found);
	console.log(`programs of the lessons: ${seen.length} takes compared, ${differences.length} different`);
	return differences.length;
}

/** Both, of the programs that went another way. */
function linesApart(name: string, expected: Outcomes, real: Outcomes): string {
	const programs = new Set([...expected, ...real].map(({ program }) => program));
	const write = (outcome: Outcome | undefined): string => JSON.stringify(outcome, null, 2);
	return [...programs]
		.map((program) => [expected, real].map((all) => all.find((each) => each.program === program)))
		.filter(([one, other]) => !isDeepStrictEqual(one, other))
		.map(([one, other]) => `${name}: ${write(one)}\nRabbitMQ: ${write(other)}`)
		.join('\n');
}
