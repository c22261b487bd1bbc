/** Takes of lessons, rehearsed here and then played with real clients against real RabbitMQs, many at a time. */
import { isDeepStrictEqual } from 'node:util';
import { type Contents, startRabbitMQ } from '../../../scripts/rabbitmq.js';
import { loadLesson } from '../../../src/lib/lessons/course.server';
import type { Step } from '../../../src/lib/lessons/testing/plan';
import { Rehearsal } from '../../../src/lib/lessons/testing/rehearsal';
import { launcher, type Launch } from '../../../src/lib/lessons/testing/thread-program';
import type { Needs } from '../../../src/lib/network/needs';
import type { Speed } from '../../../src/lib/network/protocol';
import type { Language } from '../../../src/lib/programs/program';
import { type Outcome, outcomesIn } from '../outcomes';
import { playsAtOnce, type Take } from '../takes';
import { cuesOf, type Cue } from './cues';
import { Gate } from './gate';
import { Stage } from './stage';

export interface Job {
	/** `03-work-queues python third-worker` */
	readonly title: string;
	/** Name of the lesson's folder. */
	readonly folder: string;
	readonly slug: string;
	readonly language: Language;
	readonly take: Take;
}

/** How the programs of a take went, here and there. */
export interface Performance {
	readonly job: Job;
	readonly here: readonly Outcome[];
	readonly real: readonly Outcome[];
}

/**
 * Plays them, so many at a time on one RabbitMQ. Takes that restart it have one of their own, which they use in turn;
 * each take with commands has one to itself.
 */
export async function perform(
	jobs: readonly Job[],
	together: number,
	done: (performance: Performance) => void
): Promise<void> {
	const rehearse = rehearser();
	const groups = [...new Set(jobs.map(groupOf))].map((name) => jobs.filter((job) => groupOf(job) === name));
	const shared = groups.filter(([job]) => !does('command', job!));
	const own = groups.filter(([job]) => does('command', job!));
	const playOwn = async (): Promise<void> => {
		for (const group of own) await performOn(group, 1, rehearse, done);
	};
	const playShared = shared.map((group) =>
		performOn(group, does('restart', group[0]!) ? 1 : together, rehearse, done)
	);
	await Promise.all([...playShared, playOwn()]);
}

const does = (what: Step['do'], { take }: Job): boolean => take.steps.some((step) => step.do === what);
const needsOf = ({ slug }: Job): Needs => loadLesson('en', slug)!.needs;
/** Jobs of one name can share a RabbitMQ. */
const groupOf = (job: Job): string =>
	does('command', job) ? job.title : `${needsOf(job).plugins.join(' ')} ${does('restart', job)}`;

type Rehearse = (job: Job, speed: Speed) => Promise<{ cues: readonly Cue[]; outcomes: readonly Outcome[] }>;

async function performOn(
	jobs: readonly Job[],
	together: number,
	rehearse: Rehearse,
	done: (performance: Performance) => void
): Promise<void> {
	const booked = jobs.map((job, index) => ({ job, prefix: jobs.length === 1 ? '' : `~${index}~` }));
	const server = await startRabbitMQ(contentsFor(booked));
	const lane = async (): Promise<void> => {
		for (let next = booked.shift(); next; next = booked.shift()) {
			const { job, prefix } = next;
			const { cues, outcomes } = await rehearse(job, 1);
			const gate = await Gate.open(prefix, server.port);
			const real = await new Stage(gate, server).play(cues);
			gate.close();
			const same = isDeepStrictEqual(outcomes, real) || !playsAtOnce(job.take);
			done({ job, here: same ? outcomes : (await rehearse(job, 'instant')).outcomes, real });
		}
	};
	try {
		await Promise.all(Array.from({ length: together }, lane));
	} finally {
		await server.stop();
	}
}

/** A job, and what stands before the names of its virtual hosts. */
interface Booking {
	readonly job: Job;
	readonly prefix: string;
}

/** What the lessons need, in virtual hosts of each take's own. */
function contentsFor(bookings: readonly Booking[]): Contents {
	const users = new Map(bookings.flatMap(({ job }) => needsOf(job).users).map((user) => [user.name, user]));
	return {
		virtualHosts: bookings.flatMap(({ job, prefix }) =>
			['/', ...needsOf(job).vhosts].map((vhost) => `${prefix}${vhost}`)
		),
		plugins: needsOf(bookings[0]!.job).plugins,
		users: [...users.values()].map(({ name, password, tags }) => ({ name, password, tags })),
		permissions: bookings.flatMap(({ job, prefix }) =>
			needsOf(job).users.flatMap(({ name, permissions }) =>
				Object.entries(permissions).map(([vhost, permission]) => ({
					user: name,
					vhost: `${prefix}${vhost}`,
					...permission
				}))
			)
		)
	};
}

/** Rehearses one job at a time, whoever asks. */
function rehearser(): Rehearse {
	const launchers: Partial<Record<Language, Promise<Launch>>> = {};
	let before: Promise<unknown> = Promise.resolve();
	return (job, speed) => {
		const rehearsed = before.then(async () => {
			const launch = await (launchers[job.language] ??= launcher(job.language));
			return rehearse(job, speed, launch);
		});
		before = rehearsed.catch(() => {});
		return rehearsed;
	};
}

async function rehearse({ slug, language, take }: Job, speed: Speed, launch: Launch) {
	const rehearsal = new Rehearsal(slug, { language, launch, speed });
	try {
		await rehearsal.play(take.steps, take.changes);
		const { acts, now, history } = rehearsal;
		return { cues: cuesOf(acts, history.trace, now), outcomes: outcomesIn(history.trace) };
	} finally {
		rehearsal.close();
	}
}
