import type { Delivery, History, LessonChecks, Publication } from '$lib/lessons';

/** The work a delivery asked for was done, and the broker was told. */
const isAcknowledged = ({ outcome }: Delivery): boolean => outcome === 'acknowledged';

/** One run of the sender, five photos or more, each acknowledged by somebody. */
const savedBatches = ({ batches }: History): (readonly Publication[])[] =>
	batches.filter(
		(batch) => batch.length >= 5 && batch.every(({ deliveries }) => deliveries.some(isAcknowledged))
	);

/** Deliveries that came back because the program that held them ended. */
const givenBack = (history: History, batch: readonly Publication[]): Delivery[] =>
	batch
		.flatMap(({ deliveries }) => deliveries)
		.filter(({ outcome, program }) => outcome === 'requeued' && !history.program(program)?.running);

/** Virtual time at which a program first consumed from this queue. */
function joinedAt({ trace, consumers }: History, program: string | null, queue: string): number {
	const own = consumers.filter((each) => each.program === program && each.queue === queue);
	const started = trace.find(
		(event) => event.type === 'consumer.started' && own.some(({ id }) => id === event.consumer)
	);
	return started?.at ?? Infinity;
}

const finished = (output: string): number => output.split('Finished').length - 1;

export const checks: LessonChecks = {
	predictions: {
		'left-over'(history) {
			const dead = history.programs.find(({ exitCode, args }) => exitCode === 1 && args.length > 0);
			const [batch] = history.batches;
			if (!dead || !batch) return null;
			const survivor = history.programs.find(
				({ id, file, running }) => file === dead.file && id !== dead.id && running
			);
			if (!survivor) return null;
			const got = batch.filter(({ deliveries }) => deliveries.some(({ program }) => program === survivor.id));
			return got.length === 0 ? 'none' : got.length <= 3 ? 'three' : 'four';
		}
	},
	tasks: {
		'nothing-lost': (history) => savedBatches(history).some((batch) => givenBack(history, batch).length > 0),

		'take-over': (history) =>
			savedBatches(history).some((batch) =>
				givenBack(history, batch).some(({ publication, settledAt }) =>
					publication.deliveries.some(
						(later) =>
							isAcknowledged(later) &&
							settledAt !== null &&
							joinedAt(history, later.program, later.queue) < settledAt
					)
				)
			)
	},
	mistakes: {
		// Work is done, and says so, but nobody ever acknowledges.
		'never-acknowledged': ({ programs, delivered }) =>
			programs.some(({ id, output }) => {
				const got = delivered.filter(({ program, noAck }) => program === id && !noAck);
				return got.length >= 2 && finished(output) >= 2 && !got.some(isAcknowledged);
			}),

		'acknowledged-twice': ({ trace }) =>
			trace.some(
				(event) =>
					event.type === 'channel.closed' && event.code === 406 && event.text.includes('delivery tag')
			),

		// It broke down, and had acknowledged more than it had finished.
		'acknowledged-too-early': ({ programs, delivered }) =>
			programs.some(({ id, output, exitCode }) => {
				const acknowledged = delivered.filter((each) => each.program === id && isAcknowledged(each));
				return exitCode === 1 && output.includes('Started') && acknowledged.length > finished(output);
			})
	}
};
