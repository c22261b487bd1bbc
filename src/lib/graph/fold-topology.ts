/** Exchanges, queues, bindings and consumers: what stands still while messages move. */
import type {
	BindingCreated,
	BindingRemoved,
	ConsumerActivated,
	ConsumerEnded,
	ConsumerStarted,
	ExchangeDeclared,
	ExchangeDeleted,
	PolicyApplied,
	QueueDeclared,
	QueueDeleted
} from '../broker/trace';
import { endCopy } from './copies';
import { literalText, textOf } from './field-text';
import { onChannel } from './fold-channels';
import { programOf } from './fold-programs';
import { emptyReadyList, firstReady, readyCount } from './ready-list';
import { exchangeNode, queueNode, type Origin, type Scene } from './scene';

type TopologyEvent =
	| ExchangeDeclared
	| ExchangeDeleted
	| QueueDeclared
	| QueueDeleted
	| BindingCreated
	| BindingRemoved
	| ConsumerStarted
	| ConsumerEnded
	| ConsumerActivated
	| PolicyApplied;

export function foldTopology(scene: Scene, event: TopologyEvent): void {
	scene.structure++;
	switch (event.type) {
		case 'exchange.declared':
			return declareExchange(scene, event);
		case 'exchange.deleted':
			return deleteExchange(scene, event);
		case 'queue.declared':
			return declareQueue(scene, event);
		case 'queue.deleted':
			return deleteQueue(scene, event);
		case 'binding.created':
			return bind(scene, event);
		case 'binding.removed':
			scene.bindings.delete(event.binding);
			scene.matches.delete(event.binding);
			return;
		case 'consumer.started':
			return startConsumer(scene, event);
		case 'consumer.ended':
			return endConsumer(scene, event);
		case 'consumer.activated':
			return activate(scene, event);
		case 'policy.applied':
			return applyPolicy(scene, event);
	}
}

/** Its consumers take over from each other, one at a time (Q32). */
export const isSingleActive = (event: QueueDeclared): boolean =>
	textOf(event.arguments, 'x-single-active-consumer') === 'true';

/** Key of the name indexes. */
export const inVhost = (vhost: string, name: string): string => `${vhost}/${name}`;

const isPredeclared = (name: string): boolean => name === '' || name.startsWith('amq.');

function originOf(scene: Scene, event: BindingCreated | ExchangeDeclared | QueueDeclared): Origin {
	const program = event.by && programOf(scene, event.by.connection);
	return { program: program?.id ?? null, line: event.origin?.line ?? null };
}

function declareExchange(scene: Scene, event: ExchangeDeclared): void {
	scene.exchangeNames.set(inVhost(event.vhost, event.name), event.exchange);
	scene.exchanges.set(event.exchange, {
		id: event.exchange,
		name: event.name,
		vhost: event.vhost,
		kind: event.kind,
		durable: event.durable,
		autoDelete: event.autoDelete,
		internal: event.internal,
		alternate: textOf(event.arguments, 'alternate-exchange'),
		policyAlternate: null,
		predeclared: isPredeclared(event.name),
		used: false,
		seen: 0,
		diverted: 0,
		lost: 0,
		origin: originOf(scene, event)
	});
}

function deleteExchange(scene: Scene, event: ExchangeDeleted): void {
	const exchange = scene.exchanges.get(event.exchange);
	if (!exchange) return;
	scene.exchanges.delete(event.exchange);
	forgetName(scene.exchangeNames, inVhost(exchange.vhost, exchange.name), exchange.id);
	forgetTarget(scene, exchangeNode(exchange.id));
}

function declareQueue(scene: Scene, event: QueueDeclared): void {
	scene.queueNames.set(inVhost(event.vhost, event.name), event.queue);
	scene.queues.set(event.queue, {
		id: event.queue,
		name: event.name,
		vhost: event.vhost,
		kind: event.kind,
		durable: event.durable,
		autoDelete: event.autoDelete,
		exclusive: event.exclusive !== null,
		singleActive: isSingleActive(event),
		priorities: textOf(event.arguments, 'x-max-priority') !== null,
		deadLetter: {
			exchange: textOf(event.arguments, 'x-dead-letter-exchange'),
			routingKey: textOf(event.arguments, 'x-dead-letter-routing-key')
		},
		policyDeadLetter: { exchange: null, routingKey: null },
		deadLettersTo: new Set(),
		ready: emptyReadyList(),
		unacked: new Set(),
		enqueued: 0,
		ended: new Map(),
		version: 1,
		origin: originOf(scene, event)
	});
}

/** What a deleted queue still held is gone with it, whether or not the trace says so copy by copy. */
function deleteQueue(scene: Scene, event: QueueDeleted): void {
	const queue = scene.queues.get(event.queue);
	if (!queue) return;
	const lost = event.reason === 'restart' ? 'restartLost' : 'queueDeleted';
	for (const copy of firstReady(queue.ready, readyCount(queue.ready))) endCopy(scene, copy, lost);
	for (const copy of [...queue.unacked]) endCopy(scene, copy, lost);
	scene.queues.delete(event.queue);
	forgetName(scene.queueNames, inVhost(queue.vhost, queue.name), queue.id);
	forgetTarget(scene, queueNode(queue.id));
	for (const program of scene.programs.values()) program.getsFrom.delete(queueNode(queue.id));
	for (const consumer of scene.consumers.values()) {
		if (consumer.queue === queue.id) scene.consumers.delete(consumer.id);
	}
}

function forgetName(names: Map<string, number>, name: string, id: number): void {
	if (names.get(name) === id) names.delete(name);
}

function forgetTarget(scene: Scene, node: string): void {
	for (const program of scene.programs.values()) program.publishesTo.delete(node);
	for (const queue of scene.queues.values()) queue.deadLettersTo.delete(node);
}

function bind(scene: Scene, event: BindingCreated): void {
	const { destination } = event;
	const match = textOf(event.arguments, 'x-match');
	scene.bindings.set(event.binding, {
		id: event.binding,
		source: event.source,
		to: 'queue' in destination ? queueNode(destination.queue) : exchangeNode(destination.exchange),
		routingKey: event.routingKey,
		headers: event.arguments
			.filter(([name]) => name !== 'x-match')
			.map(([name, value]) => `${name}=${literalText(value)}`),
		match,
		origin: originOf(scene, event)
	});
	use(scene, event.source);
	if ('exchange' in destination) use(scene, destination.exchange);
}

function use(scene: Scene, id: number): void {
	const exchange = scene.exchanges.get(id);
	if (exchange) exchange.used = true;
}

function startConsumer(scene: Scene, event: ConsumerStarted): void {
	const program = programOf(scene, event.connection);
	if (!program) return;
	program.side ??= 'right';
	scene.consumers.set(event.consumer, {
		id: event.consumer,
		tag: event.tag,
		queue: event.queue,
		program: program.id,
		channel: onChannel(event),
		noAck: event.noAck,
		prefetch: event.prefetchCount,
		priority: event.priority,
		active: !scene.queues.get(event.queue)?.singleActive,
		held: new Set(),
		endedAt: null
	});
}

/** Kept for as long as its edge is still to be seen (`structure.ts`), then forgotten with the next one to end. */
function endConsumer(scene: Scene, event: ConsumerEnded): void {
	for (const consumer of scene.consumers.values()) {
		if (consumer.endedAt !== null && consumer.endedAt < event.at && consumer.held.size === 0)
			scene.consumers.delete(consumer.id);
	}
	const consumer = scene.consumers.get(event.consumer);
	if (!consumer) return;
	consumer.endedAt = event.at;
	const program = scene.programs.get(consumer.program);
	const queue = scene.queues.get(consumer.queue);
	if (program && queue) program.stopped = { queue: queue.name, reason: event.reason };
}

/** Of a queue with a single active consumer: this one is it, the others wait (Q32). */
function activate(scene: Scene, event: ConsumerActivated): void {
	const active = scene.consumers.get(event.consumer);
	if (!active) return;
	for (const consumer of scene.consumers.values()) {
		if (consumer.queue === active.queue) consumer.active = consumer === active;
	}
}

function applyPolicy(scene: Scene, { object, definition }: PolicyApplied): void {
	const nameIn = (key: string): string | null =>
		typeof definition[key] === 'string' ? definition[key] : null;
	if ('queue' in object) {
		const queue = scene.queues.get(object.queue);
		if (!queue) return;
		queue.policyDeadLetter = {
			exchange: nameIn('dead-letter-exchange'),
			routingKey: nameIn('dead-letter-routing-key')
		};
	} else {
		const exchange = scene.exchanges.get(object.exchange);
		if (exchange) exchange.policyAlternate = nameIn('alternate-exchange');
	}
}
