/** Takes of lessons, rehearsed here and then played with real clients against real RabbitMQs, many at a time. */
import { startRabbitMQ } from '../../../scripts/rabbitmq.js';
import { loadLesson } from '../../../src/lib/lessons/course.server';
import { Rehearsal } from '../../../src/lib/lessons/testing/rehearsal';
import { launcher, type Launch } from '../../../src/lib/lessons/testing/thread-program';
import type { Language } from '../../../src/lib/programs/program';
import { type Outcome, outcomesIn } from '../outcomes';
import type { Take } from '../takes';
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
 * Plays them, so many at a time on each RabbitMQ. Those that restart the broker have one of their own, and are
 * played one after another.
 */
export async function perform(
	jobs: readonly Job[],
	together: number,
	done: (performance: Performance) => void
): Promise<void> {
	const rehearse = rehearser();
	const groups = [...new Set(jobs.map(groupOf))].map((name) => jobs.filter((job) => groupOf(job) === name));
	await Promise.all(
		groups.map((group) => performOn(group, restarts(group[0]!) ? 1 : together, rehearse, done))
	);
}

const restarts = ({ take }: Job): boolean => take.steps.some((step) => step.do === 'restart');
const needsOf = ({ slug }: Job) => loadLesson('en', slug)!.needs;
const groupOf = (job: Job): string => `${needsOf(job).plugins.join(' ')} ${restarts(job)}`;

type Rehearse = (job: Job) => Promise<{ cues: readonly Cue[]; outcomes: readonly Outcome[] }>;

async function performOn(
	jobs: readonly Job[],
	together: number,
	rehearse: Rehearse,
	done: (performance: Performance) => void
): Promise<void> {
	const prefix = (index: number): string => `~${index}~`;
	const hosts = (index: number): string[] =>
		['/', ...needsOf(jobs[index]!).vhosts].map((vhost) => `${prefix(index)}${vhost}`);
	const users = jobs.flatMap((job, index) => needsOf(job).users.map((user) => ({ index, ...user })));
	const server = await startRabbitMQ({
		virtualHosts: jobs.flatMap((_, index) => hosts(index)),
		plugins: needsOf(jobs[0]!).plugins,
		users: Object.values(Object.fromEntries(users.map((user) => [user.name, user]))).map(
			({ name, password, tags }) => ({ name, password, tags })
		),
		permissions: users.flatMap(({ index, name, permissions }) =>
			Object.entries(permissions).map(([vhost, permission]) => ({
				...{ user: name, vhost: `${prefix(index)}${vhost}` },
				...permission
			}))
		)
	});
	const waiting = jobs.map((job, index) => ({ job, index }));
	const lane = async (): Promise<void> => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const { job, index } = next;
			const { cues, outcomes } = await rehearse(job);
			const gate = await Gate.open(prefix(index), server.port);
			const real = await new Stage(gate, server.restart).play(cues);
			gate.close();
			done({ job, here: outcomes, real });
		}
	};
	try {
		await Promise.all(Array.from({ length: together }, lane));
	} finally {
		await server.stop();
	}
}

/** Rehearses one job at a time, whoever asks. */
function rehearser(): Rehearse {
	const launchers: Partial<Record<Language, Promise<Launch>>> = {};
	let before: Promise<unknown> = Promise.resolve();
	return (job) => {
		const rehearsed = before.then(async () => {
			const launch = await (launchers[job.language] ??= launcher(job.language));
			return rehearse(job, launch);
		});
		before = rehearsed.catch(() => {});
		return rehearsed;
	};
}

async function rehearse({ slug, language, take }: Job, launch: Launch) {
	const rehearsal = new Rehearsal(slug, { language, launch });
	try {
		await rehearsal.play(take.steps, take.changes);
		const { acts, now, history } = rehearsal;
		return { cues: cuesOf(acts, history.trace, now), outcomes: outcomesIn(history.trace) };
	} finally {
		rehearsal.close();
	}
}
