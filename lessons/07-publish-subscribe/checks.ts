import type { History, LessonChecks, Publication } from '$lib/lessons';

/** Each run's readings, from its first publish to a fanout exchange on. */
const runsOfStation = (history: History): (readonly Publication[])[] => {
	const fanouts = history.exchanges.filter(({ kind }) => kind === 'fanout').map(({ name }) => name);
	return history.batches.filter(([first]) => first && fanouts.includes(first.exchange));
};

export const checks: LessonChecks = {
	predictions: {
		copies(history) {
			const [readings] = runsOfStation(history);
			const displays = new Set(history.consumers.map(({ program }) => program));
			if (!readings || displays.size < 2 || history.program(readings[0]?.program ?? null)?.running)
				return null;
			const got = [...displays].map((display) => history.deliveredTo(display, readings).length);
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
