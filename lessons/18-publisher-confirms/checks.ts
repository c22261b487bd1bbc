import type { History, LessonChecks, Publication } from '$lib/lessons';

type Verdict = 'confirmed' | 'refused';

/** What the broker said of each message that was published on a channel in confirm mode, as far as it has. */
function verdicts({ trace }: History): ReadonlyMap<number, Verdict> {
	const waiting = new Map<string, Map<number, number>>();
	const verdicts = new Map<number, Verdict>();
	for (const event of trace) {
		if (event.type === 'message.published' && event.confirm > 0) {
			const channel = `${event.connection}/${event.channel}`;
			const numbers = waiting.get(channel) ?? new Map<number, number>();
			waiting.set(channel, numbers.set(event.confirm, event.message));
		} else if (event.type === 'confirm.sent') {
			const numbers = waiting.get(`${event.connection}/${event.channel}`) ?? new Map<number, number>();
			for (const [number, message] of numbers) {
				if (event.multiple ? number > event.deliveryTag : number !== event.deliveryTag) continue;
				verdicts.set(message, event.nack ? 'refused' : 'confirmed');
				numbers.delete(number);
			}
		}
	}
	return verdicts;
}

/** Messages that some queue took. */
const taken = ({ trace }: History): ReadonlySet<number> =>
	new Set(trace.flatMap((event) => (event.type === 'copy.enqueued' ? [event.message] : [])));

/** Messages that came back to who published them. */
const returned = ({ trace }: History): ReadonlySet<number> =>
	new Set(trace.flatMap((event) => (event.type === 'message.returned' ? [event.message] : [])));

/** The same letter as `letter`, posted later. */
const postedAgain = (batch: readonly Publication[], letter: Publication): readonly Publication[] =>
	batch.filter(({ message, body }) => message > letter.message && body === letter.body);

/** No letter is in two boxes, nor twice in one. */
const eachOnce = (arrived: readonly Publication[]): boolean =>
	new Set(arrived.map(({ body }) => body)).size === arrived.length;

export const checks: LessonChecks = {
	predictions: {
		zoe(history) {
			const letter = history.published.find(({ queues }) => queues.length === 0);
			const verdict = letter && verdicts(history).get(letter.message);
			if (verdict) return verdict;
			const over = letter && history.program(letter.program)?.running === false;
			return over ? 'nothing' : null;
		}
	},
	tasks: {
		returned: (history) => {
			const [back, inQueue] = [returned(history), taken(history)];
			return history.batches.some((batch) => {
				const arrived = batch.filter(({ message }) => inQueue.has(message));
				const homeless = batch.filter(({ message }) => back.has(message));
				return (
					homeless.length > 0 &&
					homeless.every((letter) =>
						postedAgain(batch, letter).some(
							(again) => arrived.includes(again) && again.queues.includes('ann')
						)
					) &&
					eachOnce(arrived)
				);
			});
		},

		again: (history) => {
			const [answers, inQueue] = [verdicts(history), taken(history)];
			return history.batches.some((batch) => {
				const refused = batch.some(({ message }) => answers.get(message) === 'refused');
				const letters = new Set(batch.map(({ body }) => body));
				const arrived = batch.filter(({ message }) => inQueue.has(message));
				const atBobs = arrived.every(({ queues }) => queues.join() === 'bob');
				return refused && atBobs && letters.size >= 4 && arrived.length === letters.size && eachOnce(arrived);
			});
		}
	},
	mistakes: {
		// It came back, and its program ended without doing anything about it.
		unread: (history) => {
			const back = returned(history);
			return history.batches.some((batch) =>
				batch.some(
					(letter) =>
						back.has(letter.message) &&
						history.program(letter.program)?.running === false &&
						postedAgain(batch, letter).length === 0
				)
			);
		},

		twice: (history) => {
			const inQueue = taken(history);
			return history.batches.some((batch) => !eachOnce(batch.filter(({ message }) => inQueue.has(message))));
		}
	}
};
