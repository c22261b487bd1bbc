import type { History, LessonChecks } from '$lib/lessons';

/** A copy that left its queue other than by acknowledgement, or never got into it. */
interface Death {
	readonly at: number;
	readonly message: number;
	readonly body: string;
	readonly queue: string;
	readonly reason: string;
	/** Its queue named a dead letter exchange. */
	readonly wanted: boolean;
	/** Queues that the dead letter exchange chose for it. */
	chosen: number;
	/** Names of those that it reached. */
	readonly reached: string[];
}

const DYING = ['rejected', 'expired', 'maxlen'];

function deathsOf({ trace, published }: History): Death[] {
	const bodies = new Map(published.map(({ message, body }) => [message, body]));
	const queues = new Map<number, { readonly name: string; readonly wanted: boolean }>();
	const last = new Map<number, Death>();
	const deaths: Death[] = [];
	for (const event of trace) {
		if (event.type === 'queue.declared') {
			const wanted = event.arguments.some(([name]) => name === 'x-dead-letter-exchange');
			queues.set(event.queue, { name: event.name, wanted });
		} else if (event.type === 'copy.dropped' || event.type === 'copy.refused') {
			const { at, message, reason } = event;
			const { name: queue = '', wanted = false } = queues.get(event.queue) ?? {};
			const body = bodies.get(message) ?? '';
			const death: Death = { at, message, body, queue, reason, wanted, chosen: 0, reached: [] };
			last.set(message, death);
			if (DYING.includes(reason)) deaths.push(death);
		} else if (event.type === 'message.routed' && event.cause === 'dead-letter') {
			const death = last.get(event.message);
			if (death) death.chosen = event.queues.length;
		} else if (event.type === 'copy.enqueued') {
			const death = last.get(event.message);
			if (death?.at === event.at) death.reached.push(queues.get(event.queue)?.name ?? '');
		}
	}
	return deaths;
}

/** The moment of the last event: what happened before it, happened completely. */
const now = ({ trace }: History): number => trace.at(-1)?.at ?? 0;

const isServed = ({ programs }: History, dish: string): boolean =>
	programs.some(({ output }) => output.includes(`${dish}: ready`));

export const checks: LessonChecks = {
	predictions: {
		soup(history) {
			const soup = history.published.find(({ body }) => body === 'soup');
			const died = deathsOf(history).some(({ message }) => message === soup?.message);
			const done = soup?.deliveries.some(
				({ queue, outcome }) => queue === 'orders' && outcome === 'acknowledged'
			);
			if (done) return died ? 'both' : 'ready';
			return died ? 'complaint' : null;
		}
	},
	tasks: {
		'short-rail': (history) =>
			deathsOf(history).some(
				({ queue, reason, reached }) => queue === 'orders' && reason === 'maxlen' && reached.length > 0
			),

		'try-again': (history) => {
			const deaths = deathsOf(history);
			const waited = deaths.some(
				({ body, queue, reason, reached }) =>
					body === 'sushi' && reason === 'expired' && queue !== 'orders' && reached.includes('orders')
			);
			const late = deaths.filter(({ queue, reason }) => queue === 'orders' && reason === 'expired');
			const told = late.every(({ message }) =>
				deaths.some((death) => death.message === message && death.reached.includes('complaints'))
			);
			return waited && isServed(history, 'sushi') && late.length > 0 && told;
		}
	},
	mistakes: {
		redeclared: ({ trace }) =>
			trace.some(
				(event) =>
					event.type === 'channel.closed' && event.code === 406 && event.text.includes("inequivalent arg 'x-")
			),

		// Dead letters were wanted, and no queue was chosen for this one.
		'no-way-out': (history) =>
			deathsOf(history).some(({ at, wanted, chosen }) => wanted && chosen === 0 && at < now(history)),

		// A queue was chosen, and refused it: it had died there before, by itself.
		circle: (history) => {
			const deaths = deathsOf(history);
			return deaths.some(
				({ at, message, chosen, reached, reason }) =>
					chosen > 0 &&
					reached.length === 0 &&
					reason !== 'rejected' &&
					at < now(history) &&
					deaths.some((earlier) => earlier.message === message && earlier.at < at)
			);
		}
	}
};
