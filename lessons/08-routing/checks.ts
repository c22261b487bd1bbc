import type { History, LessonChecks, Publication } from '$lib/lessons';

/** The lesson's programs that got a copy, without extension: `warehouse`, `mailer`. */
const receivers = (history: History, { deliveries }: Publication): (string | undefined)[] =>
	deliveries.map(({ program }) => history.program(program)?.file.split('.')[0]);

/** One run's events with this routing key, each of which has been handed out as often as it was routed. */
const settled = (batch: readonly Publication[], key: string): Publication[] =>
	batch.filter(
		({ exchange, routingKey, queues, deliveries }) =>
			exchange !== '' && routingKey === key && queues.length > 0 && deliveries.length >= queues.length
	);

export const checks: LessonChecks = {
	predictions: {
		paid({ published }) {
			const [first, second] = published.filter(
				({ exchange, routingKey }) => exchange && routingKey === 'paid'
			);
			if (!first || !second) return null;
			if (first.queues.length > 1) return 'both';
			return first.queues[0] === second.queues[0] ? 'first' : 'in-turn';
		}
	},
	tasks: {
		cancelled: (history) =>
			history.batches.some((batch) => {
				const cancelled = settled(batch, 'cancelled').map((event) => receivers(history, event));
				return (
					cancelled.some((who) => who.includes('warehouse')) &&
					!cancelled.some((who) => who.includes('mailer')) &&
					settled(batch, 'paid').some((event) => receivers(history, event).includes('warehouse'))
				);
			}),

		returned: (history) =>
			history.batches.some((batch) =>
				settled(batch, 'returned').some((event) => {
					const who = receivers(history, event);
					return who.includes('warehouse') && who.includes('mailer');
				})
			)
	},
	mistakes: {
		'nearly-the-key': ({ bindings, published }) => {
			const keys = new Set(published.map(({ routingKey }) => routingKey));
			const nearly = new Set([...keys].map((key) => key.trim().toLowerCase()));
			return bindings.some(
				({ bindingKey }) => !keys.has(bindingKey) && nearly.has(bindingKey.trim().toLowerCase())
			);
		},

		'shared-queue': (history) => {
			const readers = history.consumers.map(({ queue, program }) => ({
				queue,
				file: history.program(program)?.file
			}));
			return readers.some(({ queue, file }) =>
				readers.some((other) => other.queue === queue && other.file !== file)
			);
		}
	}
};
