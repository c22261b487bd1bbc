import type { History, LessonChecks, Publication } from '$lib/lessons';

/** Ids of the runs that got each task first: a redelivery doesn't count as a share. */
const takers = (batch: readonly Publication[]): (string | null)[] =>
	batch.flatMap(({ deliveries }) => deliveries.slice(0, 1).map(({ program }) => program));

const isHeavy = ({ body }: Publication): boolean => body.split('.').length - 1 >= 3;

/** The producer's runs whose tasks were all handed out, eight or more of them. */
const sharedBatches = ({ batches }: History): (readonly Publication[])[] =>
	batches.filter((batch) => batch.length >= 8 && takers(batch).length === batch.length);

export const checks: LessonChecks = {
	predictions: {
		sharing(history) {
			const [batch] = sharedBatches(history);
			if (!batch) return null;
			const who = takers(batch);
			const workers = new Set(who);
			if (workers.size === 1) return 'first-worker';
			return who.every((worker, index) => worker === who[index % workers.size])
				? 'in-turn'
				: 'whoever-is-free';
		}
	},
	tasks: {
		'third-worker': ({ batches }) => batches.some((batch) => new Set(takers(batch)).size >= 3),

		// Two workers, four heavy tasks or more, and neither worker got more than half of them.
		'fair-shares': (history) =>
			sharedBatches(history).some((batch) => {
				const workers = [...new Set(takers(batch))];
				const heavy = takers(batch.filter(isHeavy));
				const share = (worker: string | null): number => heavy.filter((who) => who === worker).length;
				return (
					workers.length === 2 &&
					heavy.length >= 4 &&
					workers.every((worker) => share(worker) <= heavy.length / 2)
				);
			})
	},
	mistakes: {
		// Work is done, and says so, but nobody ever acknowledges.
		'no-ack': ({ programs, delivered }) =>
			programs.some(({ id, output }) => {
				const got = delivered.filter(({ program, noAck }) => program === id && !noAck);
				return (
					got.length >= 2 &&
					output.split('Finished').length > 2 &&
					!got.some(({ outcome }) => outcome === 'acknowledged')
				);
			}),

		'other-queue': ({ consumers }) => new Set(consumers.map(({ queue }) => queue)).size > 1
	}
};
