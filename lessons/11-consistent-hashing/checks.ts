import type { History, LessonChecks, Publication } from '$lib/lessons';

/** A queue or exchange, by its number. */
type Destination = { readonly queue: number } | { readonly exchange: number };

interface RingVisitor {
	/** Called with the weights that count, whenever a consistent-hash exchange routes a message. */
	routed?(weights: readonly number[]): void;
	/** Called for a binding of a queue that has another weight already. */
	spare?(): void;
}

function visitRings({ trace }: History, { routed, spare }: RingVisitor): void {
	const rings = new Map<number, Map<string, number>>();
	const bindings = new Map<number, { readonly source: number; readonly end: string }>();
	const nameOf = (destination: Destination): string => JSON.stringify(destination);
	for (const event of trace) {
		if (event.type === 'exchange.declared' && event.kind === 'x-consistent-hash') {
			rings.set(event.exchange, new Map());
		} else if (event.type === 'binding.created') {
			const end = nameOf(event.destination);
			const ring = rings.get(event.source);
			bindings.set(event.binding, { source: event.source, end });
			// The first binding of a queue decides; another adds nothing.
			if (ring?.has(end)) spare?.();
			else ring?.set(end, Number(event.routingKey));
		} else if (event.type === 'binding.removed') {
			const { source = -1, end = '' } = bindings.get(event.binding) ?? {};
			rings.get(source)?.delete(end);
		} else if (event.type === 'message.routed') {
			for (const { exchange } of event.hops) routed?.([...(rings.get(exchange)?.values() ?? [])]);
		}
	}
}

/** Runs of a shop, as far as they went to a consistent-hash exchange. */
const hashed = ({ batches, exchanges }: History): (readonly Publication[])[] => {
	const names = exchanges.filter(({ kind }) => kind === 'x-consistent-hash').map(({ name }) => name);
	return batches
		.map((batch) => batch.filter(({ exchange }) => names.includes(exchange)))
		.filter((batch) => batch.length > 0);
};

/** Routing key → the queues its messages went to. */
const placesOf = (batch: readonly Publication[]): Map<string, Set<string>> => {
	const places = new Map<string, Set<string>>();
	for (const { routingKey, queues } of batch) {
		const seen = places.get(routingKey) ?? new Set();
		for (const queue of queues) seen.add(queue);
		places.set(routingKey, seen);
	}
	return places;
};

export const checks: LessonChecks = {
	predictions: {
		kim(history) {
			const queues = hashed(history)
				.flat()
				.filter(({ routingKey }) => routingKey === 'kim')
				.map(({ queues }) => queues[0]);
			if (queues.length < 3) return null;
			if (new Set(queues).size === 1) return 'same';
			return queues[0] === queues[2] ? 'in-turn' : 'any';
		}
	},
	tasks: {
		blue: (history) =>
			hashed(history).some((batch) => {
				const places = [...placesOf(batch).values()];
				const queues = new Set(places.flatMap((seen) => [...seen]));
				return (
					queues.size >= 3 &&
					places.every((seen) => seen.size === 1) &&
					batch.every(({ deliveries }) => deliveries.length > 0)
				);
			}),

		'twice-as-much': (history) => {
			let seen = false;
			visitRings(history, {
				routed: (weights) => {
					seen ||= weights.some((weight) => weights.includes(2 * weight));
				}
			});
			return seen;
		}
	},
	mistakes: {
		'second-binding': (history) => {
			let seen = false;
			visitRings(history, {
				spare: () => {
					seen = true;
				}
			});
			return seen;
		},

		'one-key': (history) => hashed(history).some((batch) => batch.length >= 6 && placesOf(batch).size === 1)
	}
};
