import type { History, LessonChecks, Publication } from '$lib/lessons';

const wanted = {
	guard: (key: string): boolean => /^house\.(.+\.)?open$/.test(key),
	gardener: (key: string): boolean => key.startsWith('garden.') || key.endsWith('.smoke')
};

/** Events of the house, run by run. */
const runsOfHouse = ({ batches }: History): (readonly Publication[])[] =>
	batches.filter((batch) => batch.some(({ routingKey }) => routingKey.includes('.')));

/** Some queue got, in one run, the events that are `wanted` and no others, each handed out just once. */
const fits = (history: History, wanted: (key: string) => boolean, atLeast: readonly string[]): boolean =>
	runsOfHouse(history).some((events) =>
		history.queues.some(({ name }) => {
			const got = events.filter(({ deliveries }) => deliveries.some(({ queue }) => queue === name));
			const keys = got.map(({ routingKey }) => routingKey);
			return (
				atLeast.every((key) => keys.includes(key)) &&
				events.every((event) => wanted(event.routingKey) === got.includes(event))
			);
		})
	);

export const checks: LessonChecks = {
	predictions: {
		window({ published }) {
			const event = published.find(({ routingKey }) => routingKey === 'house.kitchen.window.open');
			if (!event) return null;
			if (event.queues.length === 0) return 'nobody';
			return event.queues.length === 1 ? 'guard' : 'everybody';
		}
	},
	tasks: {
		'every-opening': (history) =>
			fits(history, wanted.guard, ['house.door.open', 'house.kitchen.window.open']),

		'one-copy': (history) => fits(history, wanted.gardener, ['house.cellar.smoke', 'garden.shed.smoke'])
	},
	mistakes: {
		'part-of-a-word': ({ bindings }) =>
			bindings.some(({ bindingKey }) =>
				bindingKey.split('.').some((word) => word.length > 1 && /[*#]/.test(word))
			),

		'pattern-published': ({ published }) => published.some(({ routingKey }) => /[*#]/.test(routingKey))
	}
};
