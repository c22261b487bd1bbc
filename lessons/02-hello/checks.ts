import type { LessonChecks } from '$lib/lessons';

export const checks: LessonChecks = {
	predictions: {
		'nobody-there'(history) {
			const [first] = history.published;
			if (!first || history.program(first.program)?.exitCode !== 0) return null;
			return first.queues.length > 0 ? 'queue' : 'lost';
		}
	},
	tasks: {
		'three-waiting': ({ queues, delivered }) =>
			queues.some(({ name, peak, ready }) => name === 'hello' && peak >= 3 && ready === 0) &&
			delivered.filter(({ queue }) => queue === 'hello').length >= 3,

		'second-queue': ({ published }) =>
			published.some(({ exchange, queues }) => exchange === '' && queues.includes('goodbye'))
	},
	mistakes: {
		'no-such-queue': ({ published }) =>
			published.some(({ exchange, queues }) => exchange === '' && queues.length === 0),

		redeclared: ({ trace }) =>
			trace.some(
				(event) => event.type === 'channel.closed' && event.code === 406 && event.text.includes('queue')
			)
	}
};
