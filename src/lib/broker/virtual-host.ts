/**
 * A virtual host: a name space of exchanges, queues and bindings, and the rules of their coming and going.
 * Checks of a client's rights and wishes are in `topology.ts`; what is done here is decided.
 */
import type { FieldTable } from '../amqp';
import { Binding, bindingKey } from './binding';
import { sortedByName } from './canonical';
import { reachAll } from './dead-letter';
import type { Engine } from './engine';
import { Exchange, type ExchangeProperties } from './exchanges/exchange';
import { EXCHANGE_TYPES } from './exchanges/types';
import { Routing } from './routing';
import {
	mergePolicies,
	NO_POLICY,
	PolicyList,
	samePolicy,
	type EffectivePolicy,
	type Policy
} from './policies';
import { makeQueue } from './queues/create';
import type { Queue, QueueProperties, QueueType } from './queues/queue';
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

/** What an operator allows; absent or negative is no limit (A6). */
export interface VirtualHostLimits {
	readonly 'max-connections'?: number;
	readonly 'max-queues'?: number;
}

export class VirtualHost {
	readonly exchanges = new Map<string, Exchange>();
	readonly queues = new Map<string, Queue>();
	/** Those at work here, so that they can be shown the door when it is deleted. */
	readonly sessions = new Set<Session>();

	readonly routing: Routing;

	readonly policies: PolicyList;
	readonly operatorPolicies: PolicyList;
	/** Null when none were ever set, or they were cleared. */
	limits: VirtualHostLimits | null = null;
	description = '';
	/** As they were given: a list, or a text nobody has taken apart. */
	tags: string | readonly string[] = [];
	/** Whether the firehose is on. Nothing comes of it yet. */
	tracing = false;
	/** The type of a durable queue that doesn't say which it wants to be (Q10). */
	defaultQueueType: QueueType = 'classic';
	/** Whether an operator has set it. */
	defaultQueueTypeGiven = false;

	constructor(
		readonly engine: Engine,
		readonly name: string
	) {
		this.routing = new Routing(engine, this);
		const policies = (operator: boolean) =>
			new PolicyList(operator, engine.profile, (changed, policy) =>
				engine.turn(() => this.#policiesChanged(operator, changed, policy))
			);
		this.policies = policies(false);
		this.operatorPolicies = policies(true);
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
		const policy = this.#policyFor(exchange);
		exchange.configure(policy);
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
		if (policy !== NO_POLICY) this.#tracePolicy(exchange);
		return exchange;
	}

	/** Removes the exchange with the bindings from and to it (X6). */
	deleteExchange(exchange: Exchange, reason: ExchangeDeleted['reason']): void {
		const { engine } = this;
		if (exchange.deleted) return;
		exchange.deleted = true;
		this.exchanges.delete(exchange.name);
		const incoming = [...exchange.incoming];
		const restarting = reason === 'restart';
		for (const binding of exchange.outgoing.values())
			this.#remove(binding, restarting ? 'restart' : 'source-deleted');
		for (const binding of incoming) this.#remove(binding, restarting ? 'restart' : 'destination-deleted');
		if (engine.tracing)
			engine.emit({ type: 'exchange.deleted', at: engine.clock.now(), exchange: exchange.id, reason });
		for (const { source } of incoming) this.#autoDelete(source);
	}

	createQueue(properties: QueueProperties, by: By): Queue {
		const { engine } = this;
		const queue = makeQueue(engine, ++engine.lastId.queue, this, properties);
		this.queues.set(queue.name, queue);
		const policy = this.#policyFor(queue);
		if (policy !== NO_POLICY) queue.configure(policy);
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
		if (policy !== NO_POLICY) this.#tracePolicy(queue);
		return queue;
	}

	/**
	 * Removes the queue, its bindings and consumers. Its messages are lost, not dead-lettered (Q5); returns how many are
	 * said to be.
	 */
	deleteQueue(queue: Queue, reason: QueueDeleted['reason']): number {
		const { engine } = this;
		if (queue.deleted) return 0;
		this.queues.delete(queue.name);
		queue.owner?.exclusiveQueues.delete(queue);
		const { messagesReady: messages, messagesDeleted } = queue;
		queue.close(reason === 'restart' ? 'restart' : 'queue-deleted');
		const incoming = [...queue.incoming];
		const lost = reason === 'restart' ? 'restart' : 'destination-deleted';
		for (const binding of incoming) this.#remove(binding, lost);
		if (engine.tracing)
			engine.emit({
				type: 'queue.deleted',
				at: engine.clock.now(),
				queue: queue.id,
				reason,
				messages
			});
		for (const { source } of incoming) this.#autoDelete(source);
		return messagesDeleted;
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

	/** The node restarts: what is transient is lost, and every binding that touches it (P2). */
	restart(): void {
		for (const queue of [...this.queues.values()]) {
			if (queue.durable) queue.restart();
			else this.deleteQueue(queue, 'restart');
		}
		for (const exchange of [...this.exchanges.values()])
			if (!exchange.durable) this.deleteExchange(exchange, 'restart');
	}

	/** The virtual host itself is deleted, with everything in it (C35). */
	close(): void {
		for (const session of [...this.sessions]) session.force(`vhost '${this.name}' is deleted`);
		for (const queue of [...this.queues.values()]) this.deleteQueue(queue, 'vhost-deleted');
		for (const exchange of [...this.exchanges.values()]) this.deleteExchange(exchange, 'vhost-deleted');
	}

	/** Changes apply at once to what is there (O5). */
	#policiesChanged(operator: boolean, name: string, policy: Policy | null): void {
		const { engine } = this;
		if (engine.tracing) {
			const at = engine.clock.now();
			const changed = { at, vhost: this.name, operator };
			if (policy === null) engine.emit({ type: 'policy.cleared', ...changed, name });
			else engine.emit({ type: 'policy.set', ...changed, policy });
		}
		// What a queue drops for it comes to others that have heard of it as well.
		reachAll(engine, () => {
			for (const object of [...this.queues.values(), ...this.exchanges.values()])
				this.#applyPolicy(object, this.#policyFor(object));
		});
	}

	#applyPolicy(object: Queue | Exchange, policy: EffectivePolicy): void {
		if (object.deleted || samePolicy(policy, object.policy)) return;
		object.policy = policy;
		this.#tracePolicy(object);
		object.configure(policy);
	}

	#tracePolicy(object: Queue | Exchange): void {
		const { engine } = this;
		const { name, operatorName, definition } = object.policy;
		if (!engine.tracing) return;
		engine.emit({
			type: 'policy.applied',
			at: engine.clock.now(),
			object: object.kind === 'queue' ? { queue: object.id } : { exchange: object.id },
			policy: name,
			operatorPolicy: operatorName,
			definition
		});
	}

	#policyFor(object: Queue | Exchange): EffectivePolicy {
		return mergePolicies(this.policies.match(object), this.operatorPolicies.match(object));
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
		if (this.engine.restarting) return;
		if (exchange.autoDelete && exchange.outgoing.size === 0) this.deleteExchange(exchange, 'auto-delete');
	}
}
