import type { Delivery, History, LessonChecks, Publication } from '$lib/lessons';

/** What one worker did with the tasks of one run of the producer. */
interface Share {
	readonly program: string;
	readonly deliveries: readonly Delivery[];
}

/** Is this task in the worker's hands at that moment: sent to it and not yet acknowledged? */
const isHeld = ({ at, settledAt }: Delivery, moment: number): boolean =>
	at <= moment && (settledAt ?? Infinity) > moment;

const heldBy = ({ deliveries }: Share, moment: number): number =>
	deliveries.filter((delivery) => isHeld(delivery, moment)).length;

/** The shares of a run's tasks, of those workers that acknowledge. */
function sharesOf(batch: readonly Publication[]): Share[] {
	const deliveries = batch.flatMap((task) => task.deliveries).filter(({ noAck }) => !noAck);
	const programs = new Set(deliveries.map(({ program }) => program ?? ''));
	return [...programs].map((program) => ({
		program,
		deliveries: deliveries.filter((delivery) => delivery.program === program)
	}));
}

/** The moments at which something was sent to a worker or acknowledged, in all shares. */
const moments = (shares: readonly Share[]): number[] =>
	shares.flatMap(({ deliveries }) =>
		deliveries.flatMap(({ at, settledAt }) => (settledAt === null ? [at] : [at, settledAt]))
	);

/** Once it has begun to work, some worker has nothing in its hands while another has two tasks or more. */
const isUnfair = (shares: readonly Share[]): boolean =>
	moments(shares).some((moment) => {
		const began = shares.filter(({ deliveries }) => deliveries.some(({ at }) => at <= moment));
		const held = began.map((share) => heldBy(share, moment));
		return held.some((count) => count === 0) && held.some((count) => count >= 2);
	});

/** The most tasks that a worker ever had in its hands. */
const most = (share: Share): number =>
	Math.max(0, ...moments([share]).map((moment) => heldBy(share, moment)));

/** Runs of the producer with eight tasks or more, all of them acknowledged, by two workers or more. */
const finishedRuns = ({ batches }: History): Share[][] =>
	batches
		.filter(
			(batch) =>
				batch.length >= 8 &&
				batch.every(({ deliveries }) => deliveries.some(({ outcome }) => outcome === 'acknowledged'))
		)
		.map(sharesOf)
		.filter((shares) => shares.length >= 2);

export const checks: LessonChecks = {
	predictions: {
		where(history) {
			const [shares] = finishedRuns(history);
			if (!shares) return null;
			return isUnfair(shares) ? 'held' : shares.some((share) => most(share) > 1) ? 'shared' : 'queue';
		}
	},
	tasks: {
		fair: (history) => finishedRuns(history).some((shares) => shares.every((share) => most(share) === 1)),

		'one-in-advance': (history) =>
			finishedRuns(history).some((shares) => shares.every((share) => most(share) === 2))
	},
	mistakes: {
		// The limit came after the consumer it was meant for, and no consumer came after it.
		'too-late': ({ trace }) =>
			trace.some(
				(event, index) =>
					event.type === 'channel.qos' &&
					!event.global &&
					event.prefetchCount > 0 &&
					trace.some(
						(other, place) =>
							other.type === 'consumer.started' &&
							other.connection === event.connection &&
							other.channel === event.channel &&
							place < index
					)
			),

		'not-counted': ({ trace }) =>
			trace.some(
				(event) =>
					event.type === 'consumer.started' &&
					event.noAck &&
					trace.some(
						(other) =>
							other.type === 'channel.qos' &&
							other.prefetchCount > 0 &&
							other.connection === event.connection &&
							other.channel === event.channel
					)
			),

		// It has finished as many tasks as it may hold, acknowledged none, and so gets no more.
		stuck: ({ consumers, programs, delivered }) =>
			consumers.some(({ id, program, prefetchCount, noAck }) => {
				const own = delivered.filter(({ consumer }) => consumer === id);
				const output = programs.find((each) => each.id === program)?.output ?? '';
				return (
					!noAck &&
					prefetchCount > 0 &&
					own.length === prefetchCount &&
					own.every(({ outcome }) => outcome === 'open') &&
					output.split('Finished').length > prefetchCount
				);
			})
	}
};
