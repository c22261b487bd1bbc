import type { History, LessonChecks, Publication } from '$lib/lessons';

/** A header as text: `true`, `1`, `invoice`; null when the message has none of that name. */
const header = ({ properties }: Publication, name: string): string | null => {
	const found = properties.headers?.find(([each]) => each === name)?.[1];
	return found ? String(found.value) : null;
};

/** In some run, a queue handed out just those papers that are `wanted`: at least `count` of them. */
const fits = (history: History, wanted: (paper: Publication) => boolean, count: number): boolean =>
	history.batches.some(
		(papers) =>
			papers.filter(wanted).length >= count &&
			papers.some((paper) => !wanted(paper)) &&
			history.queues.some(({ name }) =>
				papers.every((paper) => wanted(paper) === paper.deliveries.some(({ queue }) => queue === name))
			)
	);

/** Bindings of exchanges that look at headers. */
const headersBindings = ({ bindings, exchanges }: History): History['bindings'] =>
	bindings.filter(({ source }) => exchanges.some(({ name, kind }) => name === source && kind === 'headers'));

export const checks: LessonChecks = {
	predictions: {
		contract({ published }) {
			const paper = published.find(
				(each) => header(each, 'type') === 'contract' && header(each, 'urgent') === 'true'
			);
			if (!paper) return null;
			if (paper.queues.length > 1) return 'both';
			return paper.queues[0] === undefined
				? 'nobody'
				: paper.queues[0] === 'lawyer'
					? 'lawyer'
					: 'front-desk';
		}
	},
	tasks: {
		both: (history) =>
			fits(history, (paper) => header(paper, 'type') === 'invoice' && header(paper, 'urgent') === 'true', 1),

		'one-page': (history) => fits(history, (paper) => header(paper, 'pages') === '1', 2)
	},
	mistakes: {
		'x-header': (history) =>
			headersBindings(history).some((binding) => {
				const names = binding.arguments.map(([name]) => name).filter((name) => name !== 'x-match');
				const mode = binding.arguments.find(([name]) => name === 'x-match')?.[1].value;
				return names.some((name) => name.startsWith('x-')) && !String(mode).endsWith('-with-x');
			}),

		// pika fills in the queue's name where none is given.
		'routing-key': (history) =>
			headersBindings(history).some(
				({ bindingKey, destination }) => bindingKey !== '' && bindingKey !== destination
			)
	}
};
