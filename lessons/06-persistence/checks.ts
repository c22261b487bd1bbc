import type { History, LessonChecks, Publication } from '$lib/lessons';

type Trace = History['trace'];

/** What one restart of the broker left of the messages that were in queues. */
interface Restart {
	readonly at: number;
	/** Messages in some queue when the broker stopped. */
	readonly before: readonly number[];
	/** Those still there when it had started again. */
	readonly after: readonly number[];
	/** Queues that were lost. */
	readonly lostQueues: number;
}

/** Copies in queues, by number, and the queue and message of each. */
type Copies = Map<number, { readonly queue: number; readonly message: number }>;

function forget(copies: Copies, queue: number): void {
	for (const [copy, place] of copies) if (place.queue === queue) copies.delete(copy);
}

/** Follows every copy of a message from its queue to its end, through all restarts. */
function restartsOf(trace: Trace): Restart[] {
	const copies: Copies = new Map();
	const restarts: { at: number; before: number[]; after: () => number[]; lostQueues: number }[] = [];
	for (const event of trace) {
		const last = restarts.at(-1);
		if (last && event.at > last.at) last.after = always(last.after());
		if (event.type === 'copy.enqueued') copies.set(event.copy, event);
		else if (event.type === 'copy.acknowledged' || event.type === 'copy.dropped') copies.delete(event.copy);
		else if (event.type === 'copy.delivered' && event.noAck) copies.delete(event.copy);
		else if (event.type === 'queue.deleted') {
			forget(copies, event.queue);
			if (last && event.reason === 'restart') last.lostQueues++;
		} else if (event.type === 'broker.restarted') {
			const now = (): number[] => [...copies.values()].map(({ message }) => message);
			restarts.push({ at: event.at, before: now(), after: now, lostQueues: 0 });
		}
	}
	return restarts.map((restart) => ({ ...restart, after: restart.after() }));
}

const always =
	<T>(value: T) =>
	(): T =>
		value;

const declaredAs = (history: History, { queues }: Publication, durable: boolean): boolean =>
	history.queues.some(
		(queue) =>
			queues.includes(queue.name) &&
			queue.durable === durable &&
			!queue.arguments.some(([name]) => name === 'x-queue-type')
	);

export const checks: LessonChecks = {
	predictions: {
		afterwards({ trace }) {
			const restart = restartsOf(trace).find(({ before }) => before.length > 0);
			if (!restart) return null;
			if (restart.lostQueues > 0) return 'nothing';
			return restart.after.length === restart.before.length ? 'all' : 'empty';
		}
	},
	tasks: {
		survive: ({ batches, trace }) =>
			restartsOf(trace).some(({ after }) =>
				batches.some((batch) => batch.length >= 3 && batch.every(({ message }) => after.includes(message)))
			),

		'in-the-middle': ({ published, trace }) =>
			restartsOf(trace).some(({ at, after }) =>
				published.some(
					({ message, deliveries }) =>
						after.includes(message) &&
						deliveries.some((delivery) => delivery.at < at && delivery.outcome === 'requeued') &&
						deliveries.some((delivery) => delivery.at >= at && delivery.outcome === 'acknowledged')
				)
			)
	},
	mistakes: {
		'queue-only': (history) =>
			history.published.some((each) => each.properties.deliveryMode !== 2 && declaredAs(history, each, true)),

		'messages-only': (history) =>
			history.published.some(
				(each) => each.properties.deliveryMode === 2 && declaredAs(history, each, false)
			),

		redeclared: ({ trace }) =>
			trace.some(
				(event) => event.type === 'channel.closed' && event.code === 406 && event.text.includes('durable')
			)
	}
};
