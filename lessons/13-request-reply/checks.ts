import type { History, LessonChecks, Publication } from '$lib/lessons';

/** A client's questions, run by run. */
const questions = ({ batches }: History): (readonly Publication[])[] =>
	batches
		.map((batch) => batch.filter(({ properties }) => properties.replyTo !== undefined))
		.filter((batch) => batch.length > 0);

/** What was published in answer to a question: later, with its correlation id, and itself no question. */
const answersTo = ({ published }: History, question: Publication): Publication[] =>
	published.filter(
		({ message, properties }) =>
			message > question.message &&
			properties.replyTo === undefined &&
			properties.correlationId !== undefined &&
			properties.correlationId === question.properties.correlationId
	);

export const checks: LessonChecks = {
	predictions: {
		order(history) {
			const [asked = []] = questions(history);
			const answers = asked.map((question) => answersTo(history, question)[0]);
			if (asked.length < 3 || answers.includes(undefined)) return null;
			const inOrder = asked.toSorted((a, b) => {
				const [first, second] = [a, b].map((each) => answers[asked.indexOf(each)]?.message ?? 0);
				return (first ?? 0) - (second ?? 0);
			});
			switch (inOrder.map(({ body }) => body).join(' ')) {
				case '3 5 20':
					return 'three-five-twenty';
				case '3 20 5':
					return 'three-twenty-then-five';
				default:
					return 'twenty-first';
			}
		}
	},
	tasks: {
		'direct-reply': (history) => {
			const direct = new Set(
				history.trace.flatMap((event) => (event.type === 'message.replied' ? [event.message] : []))
			);
			return questions(history).some((asked) =>
				asked.every((question) => answersTo(history, question).some(({ message }) => direct.has(message)))
			);
		},

		'bad-request': (history) =>
			questions(history).some((asked) => {
				const bad = asked.filter(({ body }) => !/^\d+$/.test(body));
				const answered = asked.every((question) => answersTo(history, question).length > 0);
				const settled = asked.every(({ deliveries }) =>
					deliveries.every(({ outcome, noAck }) => outcome === 'acknowledged' || noAck)
				);
				const servers = asked.flatMap(({ deliveries }) => deliveries.map(({ program }) => program));
				const standing = servers.every((server) => history.program(server)?.running);
				return bad.length > 0 && answered && settled && standing;
			})
	},
	mistakes: {
		'no-correlation': (history) => {
			const asked = questions(history).flat();
			const addresses = asked.map(({ properties }) => properties.replyTo);
			return history.published.some(
				({ exchange, routingKey, properties: { correlationId } }) =>
					exchange === '' &&
					(addresses.includes(routingKey) || routingKey.startsWith('amq.rabbitmq.reply-to.')) &&
					!asked.some(({ properties }) => properties.correlationId === correlationId)
			);
		},

		// Whoever took it came to a bad end.
		poison: (history) =>
			history.published.some(({ deliveries }) => {
				const codes = deliveries.map(({ program }) => history.program(program)?.exitCode ?? 0);
				return codes.filter((code) => code > 0).length >= 2;
			})
	}
};
