import type { History, LessonChecks, Publication } from '$lib/lessons';

const isWarning = ({ properties }: Publication): boolean => properties.type === 'warning';
const isReading = ({ properties }: Publication): boolean => properties.type === 'reading';

const isRead = ({ deliveries }: Publication): boolean =>
	deliveries.some(({ outcome }) => outcome === 'acknowledged');

const airedAt = ({ deliveries }: Publication): number => deliveries[0]?.at ?? Infinity;

/** Runs of the station in which a warning and two readings or more came in. */
const reports = ({ batches }: History): (readonly Publication[])[] =>
	batches.filter((batch) => batch.some(isWarning) && batch.filter(isReading).length >= 2);

/** Numbers of the messages that waited too long. */
const expired = ({ trace }: History): Set<number> =>
	new Set(
		trace.flatMap((event) =>
			event.type === 'copy.dropped' && event.reason === 'expired' ? [event.message] : []
		)
	);

/** Milliseconds that a reading may wait. */
const FRESH = 4000;

const refused = ({ trace }: History, text: string): boolean =>
	trace.some((event) => event.type === 'channel.closed' && event.code === 406 && event.text.includes(text));

export const checks: LessonChecks = {
	predictions: {
		stamp({ published }) {
			const plain = published.find(({ properties, deliveries }) => !properties.type && deliveries.length > 0);
			if (!plain) return null;
			const { timestamp, messageId } = plain.properties;
			if (timestamp === undefined) return 'neither';
			return messageId === undefined ? 'time' : 'both';
		}
	},
	tasks: {
		urgent: (history) =>
			reports(history).some(
				(batch) =>
					batch.every(isRead) &&
					batch.filter(isWarning).every((warning) => {
						const before = batch.slice(0, batch.indexOf(warning)).filter(isReading);
						return before.length >= 2 && before.every((reading) => airedAt(warning) < airedAt(reading));
					})
			),

		stale: (history) => {
			const gone = expired(history);
			return reports(history).some((batch) => {
				const readings = batch.filter(isReading);
				const others = batch.filter((each) => !isReading(each));
				return (
					others.every(isRead) &&
					readings.some(({ message }) => gone.has(message)) &&
					readings.every((each) => gone.has(each.message) || isRead(each)) &&
					readings.every((each) => !isRead(each) || airedAt(each) - each.at <= FRESH)
				);
			});
		}
	},
	mistakes: {
		'priority-alone': ({ published, queues }) => {
			const plain = queues.filter((queue) => !queue.arguments.some(([name]) => name === 'x-max-priority'));
			const names = new Set(plain.map(({ name }) => name));
			return published.some(
				({ properties, queues: [queue = ''] }) => (properties.priority ?? 0) > 0 && names.has(queue)
			);
		},

		redeclared: (history) => refused(history, "'x-max-priority'"),

		forged: (history) => refused(history, 'user_id property set to')
	}
};
