import type { History, LessonChecks, Publication } from '$lib/lessons';

interface Closing {
	/** Null for a client that is no program of the lesson. */
	readonly program: string | null;
	readonly code: number;
}

/** Channels that the broker closed, and whose they were. */
function closings({ trace }: History): Closing[] {
	const programs = new Map<number, string | null>();
	const closings: Closing[] = [];
	for (const event of trace) {
		if (event.type === 'connection.opened') programs.set(event.connection, event.program);
		else if (event.type === 'channel.closed' && event.initiator === 'broker')
			closings.push({ program: programs.get(event.connection) ?? null, code: event.code });
	}
	return closings;
}

/** Programs that asked for something that isn't there. */
const asked = (history: History): readonly string[] =>
	closings(history).flatMap(({ program, code }) => (program !== null && code === 404 ? [program] : []));

/** The waiter's orders of one kind, run by run. */
const orders = ({ batches }: History, queue: string): (readonly Publication[])[] =>
	batches
		.map((batch) => batch.filter(({ routingKey }) => routingKey === queue))
		.filter((batch) => batch.length > 0);

/** Who has served this order for good. */
const servers = ({ deliveries }: Publication): (string | null)[] =>
	deliveries
		.filter(({ outcome, noAck }) => outcome === 'acknowledged' || noAck)
		.map(({ program }) => program);

/** Somebody deleted a queue to be rid of the disagreement. */
const deleted = ({ trace }: History): boolean =>
	trace.some((event) => event.type === 'queue.deleted' && event.reason === 'deleted');

export const checks: LessonChecks = {
	predictions: {
		food(history) {
			if (closings(history).some(({ code }) => code === 406)) return 'refused';
			const queues = history.queues.filter(({ name }) => name === 'food');
			if (queues.length > 1) return 'second';
			return orders(history, 'food')
				.flat()
				.some((order) => servers(order).length > 0)
				? 'changes'
				: null;
		},

		drinks(history) {
			const [bar] = asked(history);
			if (bar === undefined) return null;
			if (
				orders(history, 'drinks')
					.flat()
					.some((order) => servers(order).includes(bar))
			)
				return 'serves';
			if (history.program(bar)?.running !== false) return null;
			const closed = history.trace.some(
				(event) => event.type === 'connection.closed' && event.initiator === 'broker'
			);
			return closed ? 'connection' : 'channel';
		}
	},
	tasks: {
		kitchen: (history) =>
			!deleted(history) &&
			orders(history, 'food').some(
				(batch) => batch.length >= 3 && batch.every((order) => servers(order).length > 0)
			),

		bar: (history) =>
			asked(history).some((bar) =>
				orders(history, 'drinks').some(
					(batch) => batch.length >= 3 && batch.every((order) => servers(order).includes(bar))
				)
			)
	},
	mistakes: {
		deleted,

		'every-time': (history) => {
			const programs = asked(history);
			return programs.some((program) => programs.filter((other) => other === program).length >= 3);
		}
	}
};
