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
				papers.every(
					(paper) => wanted(paper) === paper.deliveries.some(({ queue }) => queue === name)
				)
			)
	);

export const checks: LessonChecks = {
	predictions: {
		contract({ published }) {
			const paper = published.find(
				(each) => header(each, 'type') === 'contract' && header(each, 'urgent') === 'true'
			);
			if (!paper) return null;
			if (paper.queues.length > 1) return 'both';
			return paper.queues[0] === undefined ? 'nobody' : paper.queues[0] === 'lawyer' ? 'lawyer' : 'front-desk';
		}
	},
	tasks: {
		both: (history) =>
			fits(
				history,
				(paper) => header(paper, 'type') === 'invoice' && header(paper, 'urgent') === 'true',
				1
			),

		'one-page': (history) => fits(history, (paper) => header(paper, 'pages') === '1', 2)
	}
};
