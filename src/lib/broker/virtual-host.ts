/**
 * A virtual host: a name space of exchanges, queues and bindings, and the rules of their coming and going.
 * Checks of a client's rights and wishes are in `topology.ts`; what is done here is decided.
 */
import type { FieldTable } from '../amqp';
import { Binding, bindingKey } from './binding';
import { sortedByName } from './canonical';
import type { Engine } from './engine';
import { Exchange, type ExchangeProperties } from './exchanges/exchange';
import { EXCHANGE_TYPES } from './exchanges/types';
import { Routing } from './routing';
import { NO_POLICY } from './policies';
import { makeQueue } from './queues/create';
import type { Queue, QueueProperties } from './queues/queue';
import type { Session } from './session';
import type { BindingRemoved, ExchangeDeleted, QueueDeleted } from './trace';

/** The channel that asked, for the trace; null when nobody did. */
export type By = { readonly connection: number; readonly channel: number } | null;

/** The exchanges every virtual host starts with (X1): name, type, internal. */
const PREDECLARED: readonly (readonly [name: string, type: string, internal: boolean])[] = [
	['', 'direct', false],
	['amq.direct', 'direct', false],
	['amq.fanout', 'fanout', false],
	['amq.headers', 'headers', false],
	['amq.match', 'headers', false],
	['amq.rabbitmq.trace', 'topic', true],
	['amq.topic', 'topic', false]
];

export class VirtualHost {
	readonly exchanges = new Map<string, Exchange>();
	readonly queues = new Map<string, Queue>();
	/** Those at work here, so that they can be shown the door when it is deleted. */
	readonly sessions = new Set<Session>();

	readonly routing: Routing;

	constructor(
		readonly engine: Engine,
		readonly name: string
	) {
		this.routing = new Routing(engine, this);
		for (const [exchange, type, internal] of PREDECLARED) {
			const properties = { name: exchange, type, internal, durable: true, autoDelete: false, arguments: [] };
			this.createExchange(properties, null);
		}
	}

	get defaultExchange(): Exchange {
		return this.exchanges.get('')!;
	}

	createExchange(properties: ExchangeProperties, by: By): Exchange {
		const { engine } = this;
		const router = EXCHANGE_TYPES.get(properties.type)!.router(properties.arguments, engine.profile);
		const exchange = new Exchange(++engine.lastId.exchange, this, router, properties);
		this.exchanges.set(exchange.name, exchange);
		exchange.configure(NO_POLICY);
		if (engine.tracing)
			engine.emit({
				type: 'exchange.declared',
				at: engine.clock.now(),
				exchange: exchange.id,
				vhost: this.name,
				name: exchange.name,
				kind: exchange.type,
				durable: exchange.durable,
				autoDelete: exchange.autoDelete,
				internal: exchange.internal,
				arguments: exchange.arguments_,
				by
			});
		return exchange;
	}

	/** Removes the exchange with the bindings from and to it (X6). */
	deleteExchange(exchange: Exchange, reason: ExchangeDeleted['reason']): void {
		const { engine } = this;
		if (exchange.deleted) return;
		exchange.deleted = true;
		this.exchanges.delete(exchange.name);
		const incoming = [...exchange.incoming];
		for (const binding of exchange.outgoing.values()) this.#remove(binding, 'source-deleted');
		for (const binding of incoming) this.#remove(binding, 'destination-deleted');
		if (engine.tracing)
			engine.emit({ type: 'exchange.deleted', at: engine.clock.now(), exchange: exchange.id, reason });
		for (const { source } of incoming) this.#autoDelete(source);
	}

	createQueue(properties: QueueProperties, by: By): Queue {
		const { engine } = this;
		const queue = makeQueue(engine, ++engine.lastId.queue, this, properties);
		this.queues.set(queue.name, queue);
		queue.owner?.exclusiveQueues.add(queue);
		if (engine.tracing)
			engine.emit({
				type: 'queue.declared',
				at: engine.clock.now(),
				queue: queue.id,
				vhost: this.name,
				name: queue.name,
				kind: queue.type,
				durable: queue.durable,
				autoDelete: queue.autoDelete,
				exclusive: queue.owner?.id ?? null,
				serverNamed: queue.serverNamed,
				arguments: queue.arguments_,
				by
			});
		return queue;
	}

	/** Removes the queue, its bindings and consumers. Its messages are lost, not dead-lettered (Q5). */
	deleteQueue(queue: Queue, reason: QueueDeleted['reason']): number {
		const { engine } = this;
		if (queue.deleted) return 0;
		this.queues.delete(queue.name);
		queue.owner?.exclusiveQueues.delete(queue);
		const ready = queue.messagesReady;
		queue.close(reason === 'restart' ? 'restart' : 'queue-deleted');
		const incoming = [...queue.incoming];
		for (const binding of incoming) this.#remove(binding, 'destination-deleted');
		if (engine.tracing)
			engine.emit({
				type: 'queue.deleted',
				at: engine.clock.now(),
				queue: queue.id,
				reason,
				messages: ready
			});
		for (const { source } of incoming) this.#autoDelete(source);
		return ready;
	}

	/** Binds once: a second equal binding is the first (X8). */
	bind(
		source: Exchange,
		destination: Queue | Exchange,
		routingKey: string,
		arguments_: FieldTable,
		by: By
	): void {
		const { engine } = this;
		const key = bindingKey(destination, routingKey, arguments_);
		if (source.outgoing.has(key)) return;
		const sorted = sortedByName(arguments_);
		const binding = new Binding(++engine.lastId.binding, source, destination, routingKey, sorted);
		source.outgoing.set(key, binding);
		destination.incoming.add(binding);
		source.router.add(binding);
		if (engine.tracing)
			engine.emit({
				type: 'binding.created',
				at: engine.clock.now(),
				binding: binding.id,
				source: source.id,
				destination: destination.kind === 'queue' ? { queue: destination.id } : { exchange: destination.id },
				routingKey,
				arguments: sorted,
				by
			});
	}

	/** Does nothing when there is no such binding (H11). */
	unbind(source: Exchange, destination: Queue | Exchange, routingKey: string, arguments_: FieldTable): void {
		const binding = source.outgoing.get(bindingKey(destination, routingKey, arguments_));
		if (!binding) return;
		this.#remove(binding, 'unbound');
		this.#autoDelete(source);
	}

	#remove(binding: Binding, reason: BindingRemoved['reason']): void {
		const { engine } = this;
		const { source, destination, routingKey, arguments_ } = binding;
		source.outgoing.delete(bindingKey(destination, routingKey, arguments_));
		destination.incoming.delete(binding);
		source.router.remove(binding);
		if (engine.tracing)
			engine.emit({ type: 'binding.removed', at: engine.clock.now(), binding: binding.id, reason });
	}

	/** An auto-delete exchange goes with its last binding as a source (X5). */
	#autoDelete(exchange: Exchange): void {
		if (exchange.autoDelete && exchange.outgoing.size === 0) this.deleteExchange(exchange, 'auto-delete');
	}
}
