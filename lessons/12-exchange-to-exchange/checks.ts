import type { History, LessonChecks, Publication } from '$lib/lessons';

/** Runs of the shop. */
const runsOfShop = ({ batches }: History): (readonly Publication[])[] =>
	batches.filter((batch) => batch.some(({ exchange }) => exchange === 'shop'));

const leadsTo = ({ bindings }: History, source: string, destination: string): boolean =>
	bindings.some((binding) => binding.source === source && binding.destination === destination);

/** Queues bound to an exchange by name. */
const behind = ({ bindings, queues }: History, exchange: string): string[] =>
	queues
		.map(({ name }) => name)
		.filter((name) =>
			bindings.some(({ source, destination }) => source === exchange && destination === name)
		);

/** What reached this queue of one run, by routing key. */
const keysIn = (batch: readonly Publication[], queue: string): string[] =>
	batch.filter(({ queues }) => queues.includes(queue)).map(({ routingKey }) => routingKey);

/** Something was taken away, and whatever was, was a binding between exchanges. */
const onlyExchangesUnbound = ({ trace }: History): boolean => {
	const toQueues = new Set(
		trace.flatMap((event) =>
			event.type === 'binding.created' && 'queue' in event.destination ? [event.binding] : []
		)
	);
	const removed = trace.filter((event) => event.type === 'binding.removed');
	return (
		removed.length > 0 &&
		!removed.some(({ binding }) => toQueues.has(binding)) &&
		!trace.some(({ type }) => type === 'exchange.deleted')
	);
};

export const checks: LessonChecks = {
	predictions: {
		audit(history) {
			const [batch] = runsOfShop(history);
			const order = batch?.find(({ routingKey }) => routingKey === 'order.paid');
			if (!order || order.deliveries.length < order.queues.length) return null;
			const copies = order.deliveries.filter(({ queue }) => queue === 'audit').length;
			if (copies === 1) return 'once';
			return copies > 1 ? 'twice' : 'direct-only';
		}
	},
	tasks: {
		marketing: (history) =>
			history.exchanges
				.filter(({ name }) => name !== 'accounting' && leadsTo(history, 'shop', name))
				.some(({ name: exchange }) =>
					runsOfShop(history).some((batch) => {
						const paid = batch.filter(({ routingKey }) => routingKey === 'order.paid').length;
						const served = behind(history, exchange).filter((queue) => {
							const keys = keysIn(batch, queue);
							return (
								!leadsTo(history, 'shop', queue) &&
								keys.length === paid &&
								keys.every((key) => key === 'order.paid')
							);
						});
						return paid > 0 && batch.length > paid && served.length >= 2;
					})
				),

		holiday: (history) =>
			onlyExchangesUnbound(history) &&
			runsOfShop(history).some((batch) => {
				const orders = batch.filter(({ routingKey }) => routingKey.startsWith('order.')).length;
				const untouched = history.queues
					.map(({ name }) => name)
					.filter((queue) => !leadsTo(history, 'shop', queue) && leadsTo(history, 'accounting', queue));
				return (
					orders > 1 &&
					keysIn(batch, 'audit').length === batch.length &&
					untouched.length >= 2 &&
					untouched.every((queue) => keysIn(batch, queue).length === 0)
				);
			})
	},
	mistakes: {
		'wrong-way': ({ bindings }) => bindings.some(({ destination }) => destination === 'shop'),

		'straight-to-shop': (history) =>
			history.queues.some(({ name }) => name !== 'audit' && leadsTo(history, 'shop', name))
	}
};
