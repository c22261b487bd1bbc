import type { History, LessonChecks, Publication } from '$lib/lessons';

/** What the exchanges decided about each published message, by its number. */
const decisions = ({ trace }: History) =>
	new Map(
		trace.flatMap((event) =>
			event.type === 'message.routed' && event.cause === 'publish' ? [[event.message, event] as const] : []
		)
	);

/** Those published to this exchange, in one run of the post, that none of its own bindings matched. */
const unwanted = (history: History, batch: readonly Publication[], name: string): Publication[] => {
	const decided = decisions(history);
	return batch.filter(
		({ exchange, message }) => exchange === name && decided.get(message)?.hops[0]?.matched.length === 0
	);
};

const isForeign = ({ routingKey }: Publication): boolean => ['rome', 'oslo'].includes(routingKey);

const isCaught = ({ queues }: Publication): boolean => queues.length > 0;

/** Numbers of the exchanges that name an alternate. */
const withAlternate = ({ trace }: History): Set<number> =>
	new Set(
		trace.flatMap((event) =>
			event.type === 'exchange.declared' && event.arguments.some(([name]) => name === 'alternate-exchange')
				? [event.exchange]
				: []
		)
	);

export const checks: LessonChecks = {
	predictions: {
		closed(history) {
			const letter = history.published.find(
				({ exchange, routingKey }) => exchange === 'letters' && routingKey === 'paris'
			);
			const decision = letter && decisions(history).get(letter.message);
			if (!letter || !decision) return null;
			if (letter.queues.length === 0) return 'dropped';
			return letter.queues.includes('paris') ? 'waits' : 'clerk';
		}
	},
	tasks: {
		parcels: (history) =>
			history.batches.some((batch) => {
				const [letters, parcels] = ['letters', 'parcels'].map((name) => unwanted(history, batch, name));
				return !!letters?.length && !!parcels?.length && [...letters, ...parcels].every(isCaught);
			}),

		abroad: (history) =>
			history.batches.some((batch) => {
				const letters = unwanted(history, batch, 'letters');
				const [foreign, others] = [letters.filter(isForeign), letters.filter((each) => !isForeign(each))];
				return (
					foreign.length >= 2 &&
					others.length > 0 &&
					foreign.every(({ queues }) => queues.length === 1 && queues[0] === 'abroad') &&
					others.every(({ queues }) => queues.length > 0 && !queues.includes('abroad'))
				);
			})
	},
	mistakes: {
		redeclared: ({ trace }) =>
			trace.some(
				(event) =>
					event.type === 'channel.closed' && event.code === 406 && event.text.includes("'alternate-exchange'")
			),

		// It names an alternate, and none was asked.
		'not-there': (history) => {
			const exchanges = withAlternate(history);
			return [...decisions(history).values()].some(
				({ hops, queues: { length } }) =>
					length === 0 && hops.length === 1 && hops.some(({ exchange }) => exchanges.has(exchange))
			);
		},

		// The alternate was asked, and had no use for it either.
		'nothing-behind': (history) =>
			[...decisions(history).values()].some(
				({ hops, queues: { length } }) => length === 0 && hops.some(({ via }) => via === 'alternate')
			)
	}
};
