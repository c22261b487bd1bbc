import type { Delivery, History, LessonChecks, Publication } from '$lib/lessons';

const isRotten = ({ body }: Publication): boolean => body.endsWith('rotten');

const outcomes = ({ deliveries }: Publication): Delivery['outcome'][] =>
	deliveries.map(({ outcome }) => outcome);

/** Harvests of ten apples or more, a rotten one among them, each of which somebody has decided about. */
const harvests = ({ batches }: History): (readonly Publication[])[] =>
	batches.filter(
		(batch) =>
			batch.length >= 10 &&
			batch.some(isRotten) &&
			batch.every((apple) => ['acknowledged', 'dropped'].includes(outcomes(apple).at(-1) ?? ''))
	);

/** Apples that ended in the same way at the same moment, all of which were seen once. */
function crates(batch: readonly Publication[]): Map<string, Publication[]> {
	const crates = new Map<string, Publication[]>();
	for (const apple of batch) {
		const [only, ...more] = apple.deliveries;
		if (!only || more.length > 0) continue;
		const name = `${only.outcome} ${only.settledAt}`;
		crates.set(name, [...(crates.get(name) ?? []), apple]);
	}
	return crates;
}

export const checks: LessonChecks = {
	predictions: {
		back({ delivered }) {
			const at = delivered.findIndex(({ outcome }) => outcome === 'requeued');
			const returned = delivered[at];
			const next = returned && delivered[at + 1];
			if (!next) return null;
			if (next.publication === returned.publication) return 'next';
			const again = delivered.findLastIndex(({ publication }) => publication === returned.publication);
			return again > at ? 'last' : 'never';
		}
	},
	tasks: {
		rotten: (history) =>
			harvests(history).some((batch) =>
				batch.every((apple) =>
					isRotten(apple) ? outcomes(apple).join() === 'dropped' : outcomes(apple).at(-1) === 'acknowledged'
				)
			),

		crates: (history) =>
			harvests(history).some((batch) => {
				const full = [...crates(batch).values()].filter(({ length }) => length === 5);
				const refused = full.filter((crate) => crate.some(isRotten));
				return (
					full.length * 5 === batch.length &&
					refused.length < full.length &&
					full.every((crate) =>
						crate.every(
							(apple) => outcomes(apple)[0] === (refused.includes(crate) ? 'dropped' : 'acknowledged')
						)
					)
				);
			})
	},
	mistakes: {
		endless: ({ published }) =>
			published.some(
				({ deliveries }) => deliveries.filter(({ outcome }) => outcome === 'requeued').length >= 5
			),

		'answered-twice': ({ trace }) =>
			trace.some(
				(event) =>
					event.type === 'channel.closed' && event.code === 406 && event.text.includes('unknown delivery tag')
			),

		// All that it may have in its hands it has had for a long time, and there is more to do.
		'crate-too-big': ({ trace, consumers, delivered, queues }) => {
			const now = trace.at(-1)?.at ?? 0;
			return consumers.some(({ id, active, queue, prefetchCount }) => {
				const held = delivered.filter(({ consumer, outcome }) => consumer === id && outcome === 'open');
				const waiting = queues.find(({ name }) => name === queue)?.ready ?? 0;
				const stuck = held.length === prefetchCount && held.every(({ at }) => at < now - 2500);
				return active && prefetchCount > 0 && prefetchCount < 5 && waiting > 0 && stuck;
			});
		}
	}
};
