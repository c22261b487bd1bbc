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
	// Routing calls nothing that could route, so one list of each kind will do.
	/** What one exchange matched; emptied for each. */
	readonly #matched: Binding[] = [];
	/** What one routing reached, and by which way. */
	readonly #queues: Queue[] = [];
	readonly #hops: RoutingHop[] = [];
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
	route(message: Message, start: Exchange, cause: 'publish' | 'dead-letter'): readonly Queue[] {
		const routing = ++this.engine.routings;
		start.routed = routing;
		if (start.name === '') this.#byName(message, routing, cause);
		else this.#throughBindings(message, start, routing, cause);
		const queues = this.#queues.length === 1 ? this.#queues[0]!.alone : this.#queues.slice();
		empty(this.#queues);
		if (this.engine.tracing) this.report(message, cause, takeAll(this.#hops), queues);
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
	#byName(message: Message, routing: number, via: Via): void {
		this.#reachByName(message.routingKey, message, routing);
		if (message.extraKeys !== null)
			for (const key of othersOf(message.routingKey, message.extraKeys))
				this.#reachByName(key, message, routing);
		if (this.engine.tracing) this.#hops.push({ exchange: this.vhost.defaultExchange.id, matched: [], via });
	}

	#reachByName(name: string, message: Message, routing: number): void {
		const queue = this.vhost.queues.get(name);
		if (queue !== undefined) this.#reach(queue, routing);
		else if (isReplyName(name)) this.engine.replies.get(name)?.deliverReply(message);
	}

	#throughBindings(message: Message, start: Exchange, routing: number, via: Via): void {
		this.#ask(start, message, routing, via);
		for (let index = 0; index < this.#pending.length; index++)
			this.#ask(this.#pending[index]!, message, routing, this.#ways[index]!);
		empty(this.#pending);
		empty(this.#ways);
	}

	#ask(exchange: Exchange, message: Message, routing: number, via: Via): void {
		const matched = this.#matched;
		exchange.router.route(message, matched);
		for (let index = 0; index < matched.length; index++) {
			const { destination } = matched[index]!;
			if (destination.kind === 'queue') this.#reach(destination, routing);
			else this.#await(destination, routing, 'binding');
		}
		if (matched.length === 0 && exchange.alternate !== null)
			this.#await(this.vhost.exchanges.get(exchange.alternate), routing, 'alternate');
		if (this.engine.tracing) this.#hops.push({ exchange: exchange.id, matched: idsOf(matched), via });
		empty(matched);
	}

	#reach(queue: Queue, routing: number): void {
		if (queue.routed === routing) return;
		queue.routed = routing;
		this.#queues.push(queue);
	}

	#await(exchange: Exchange | undefined, routing: number, via: Via): void {
		if (exchange === undefined || exchange.routed === routing) return;
		exchange.routed = routing;
		this.#pending.push(exchange);
		this.#ways.push(via);
	}
}

/** Each once. */
function othersOf(key: string, keys: readonly string[]): Set<string> {
	const others = new Set(keys);
	others.delete(key);
	return others;
}

// Nearly every list has one element, and every message comes by here: that case is written out.

function takeAll<T>(list: T[]): T[] {
	const all = list.length === 1 ? [list[0]!] : list.slice();
	empty(list);
	return all;
}

function idsOf(list: readonly { readonly id: number }[]): number[] {
	return list.length === 1 ? [list[0]!.id] : list.map(({ id }) => id);
}

/** Setting an array's length is a call into the runtime; taking an element off is not. */
function empty(list: unknown[]): void {
	while (list.length > 0) list.pop();
}
