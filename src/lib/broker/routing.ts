/** Where a message goes: from an exchange through bindings, further exchanges and alternates to queues. */
import type { Binding } from './binding';
import { isReplyName } from './direct-reply';
import type { Engine } from './engine';
import type { Exchange } from './exchanges/exchange';
import type { Message } from './message';
import type { Queue } from './queues/queue';
import type { RoutingHop } from './trace';
import type { VirtualHost } from './virtual-host';

type Via = RoutingHop['via'];

export class Routing {
	/** What one exchange matched; emptied for each. Routing calls nothing that could route, so one will do. */
	readonly #matched: Binding[] = [];
	/** Exchanges still to be asked, and how the message came to them. */
	readonly #pending: Exchange[] = [];
	readonly #ways: Via[] = [];

	constructor(
		readonly engine: Engine,
		readonly vhost: VirtualHost
	) {}

	/**
	 * The queues that get a copy, each once (X9). Exchanges bound to exchanges, and the alternates of those
	 * that match nothing (X23), are asked in turn, each once, so loops are harmless (X10).
	 */
	route(message: Message, start: Exchange, cause: 'publish' | 'dead-letter'): Queue[] {
		const routing = ++this.engine.routings;
		const hops: RoutingHop[] | null = this.engine.tracing ? [] : null;
		const queues: Queue[] = [];
		start.routed = routing;
		if (start.name === '') this.#byName(message, routing, queues, hops, cause);
		else this.#throughBindings(message, start, routing, queues, hops, cause);
		if (hops !== null) this.report(message, cause, hops, queues);
		return queues;
	}

	/** Tells the trace of a decision. Ask whether anybody listens first. */
	report(
		message: Message,
		cause: 'publish' | 'dead-letter',
		hops: readonly RoutingHop[],
		queues: readonly Queue[]
	): void {
		const { routingKey, extraKeys } = message;
		this.engine.emit({
			type: 'message.routed',
			at: this.engine.clock.now(),
			message: message.id,
			cause,
			routingKeys: extraKeys === null ? [routingKey] : [routingKey, ...extraKeys],
			hops,
			queues: idsOf(queues)
		});
	}

	/** The default exchange: each key is a queue's name (X12). */
	#byName(message: Message, routing: number, queues: Queue[], hops: RoutingHop[] | null, via: Via): void {
		this.#reachByName(message.routingKey, message, routing, queues);
		if (message.extraKeys !== null)
			for (const key of message.extraKeys) this.#reachByName(key, message, routing, queues);
		hops?.push({ exchange: this.vhost.defaultExchange.id, matched: [], via });
	}

	#reachByName(name: string, message: Message, routing: number, queues: Queue[]): void {
		const queue = this.vhost.queues.get(name);
		if (queue !== undefined) reach(queue, routing, queues);
		else if (isReplyName(name)) this.engine.replies.get(name)?.deliverReply(message);
	}

	#throughBindings(
		message: Message,
		start: Exchange,
		routing: number,
		queues: Queue[],
		hops: RoutingHop[] | null,
		via: Via
	): void {
		this.#ask(start, message, routing, queues, hops, via);
		for (let index = 0; index < this.#pending.length; index++)
			this.#ask(this.#pending[index]!, message, routing, queues, hops, this.#ways[index]!);
		empty(this.#pending);
		empty(this.#ways);
	}

	#ask(
		exchange: Exchange,
		message: Message,
		routing: number,
		queues: Queue[],
		hops: RoutingHop[] | null,
		via: Via
	): void {
		const matched = this.#matched;
		exchange.router.route(message, matched);
		for (let index = 0; index < matched.length; index++) {
			const { destination } = matched[index]!;
			if (destination.kind === 'queue') reach(destination, routing, queues);
			else this.#await(destination, routing, 'binding');
		}
		if (matched.length === 0 && exchange.alternate !== null)
			this.#await(this.vhost.exchanges.get(exchange.alternate), routing, 'alternate');
		hops?.push({ exchange: exchange.id, matched: idsOf(matched), via });
		empty(matched);
	}

	#await(exchange: Exchange | undefined, routing: number, via: Via): void {
		if (exchange === undefined || exchange.routed === routing) return;
		exchange.routed = routing;
		this.#pending.push(exchange);
		this.#ways.push(via);
	}
}

/** Written out, for nearly every list has one element and every message comes by here. */
function idsOf(list: readonly { readonly id: number }[]): number[] {
	return list.length === 1 ? [list[0]!.id] : list.map(({ id }) => id);
}

/** Setting an array's length is a call into the runtime; taking an element off is not. */
function empty(list: unknown[]): void {
	while (list.length > 0) list.pop();
}

function reach(queue: Queue, routing: number, queues: Queue[]): void {
	if (queue.routed === routing) return;
	queue.routed = routing;
	queues.push(queue);
}
