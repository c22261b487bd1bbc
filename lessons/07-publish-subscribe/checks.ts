import type { History, LessonChecks, Publication } from '$lib/lessons';

/** Each run's readings, from its first publish to a fanout exchange on. */
const runsOfStation = (history: History): (readonly Publication[])[] => {
	const fanouts = history.exchanges.filter(({ kind }) => kind === 'fanout').map(({ name }) => name);
	return history.batches.filter(([first]) => first && fanouts.includes(first.exchange));
};

export const checks: LessonChecks = {
	predictions: {
		copies(history) {
			const [readings = []] = runsOfStation(history);
			const [first] = readings;
			if (!first || history.program(first.program)?.running) return null;
			// Those who listened from the first reading on: a latecomer tells nothing.
			const displays = history.programs.filter(
				({ id, startedAt }) => startedAt < first.at && history.consumers.some(({ program }) => program === id)
			);
			if (displays.length < 2) return null;
			const got = displays.map(({ id }) => history.deliveredTo(id, readings).length);
			if (got.every((count) => count === readings.length)) return 'each';
			return got.some((count) => count === readings.length) ? 'newest' : 'shared';
		}
	},
	tasks: {
		latecomer: (history) =>
			runsOfStation(history).some((readings) =>
				readings.some(({ deliveries }) =>
					deliveries.some(({ queue }) => readings[0] && !readings[0].queues.includes(queue))
				)
			),

		diary: (history) =>
			runsOfStation(history).some((readings) => {
				const over = readings.at(-1)?.at ?? 0;
				const late = history.programs.filter(({ startedAt }) => startedAt > over);
				return (
					readings.length >= 3 &&
					late.some(({ id }) => history.deliveredTo(id, readings).length === readings.length)
				);
			})
	},
	mistakes: {
		'one-queue': ({ consumers }) =>
			consumers.some((one) =>
				consumers.some(
					(other) => one.active && other.active && one.queue === other.queue && one.program !== other.program
				)
			),

		'nobody-bound': (history) =>
			runsOfStation(history).some((readings) => readings.some(({ queues }) => queues.length === 0))
	}
};
