/** A message's arrival at the broker: published, routed along bindings, put into queues, or sent back. */
import type {
	CopyEnqueued,
	CopyRefused,
	MessagePublished,
	MessageReplied,
	MessageReturned,
	MessageRouted,
	QueueId,
	TransactionEnded
} from '../broker/trace';
import { forgetSpent, releaseMessage, seatCopy } from './copies';
import { onChannel } from './fold-channels';
import { awaitDeparture } from './fold-deliveries';
import { noteGet, programOf } from './fold-programs';
import { notePublish, publishTarget } from './fold-publishes';
import { inVhost } from './fold-topology';
import { launch } from './flights';
import { join, leave } from './line';
import { pathsOf } from './paths';
import {
	alternateEdge,
	bindingEdge,
	deadLetterEdge,
	exchangeNode,
	queueNode,
	type Departure,
	type Scene,
	type SceneExchange,
	type SceneMessage
} from './scene';

type MessageEvent =
	| MessagePublished
	| MessageRouted
	| MessageReturned
	| MessageReplied
	| CopyEnqueued
	| CopyRefused
	| TransactionEnded;

/** The share of a content's latency in which its way inside the broker is drawn. */
const ROUTE_SHARE = 0.5;

export function foldMessage(scene: Scene, event: MessageEvent): void {
	switch (event.type) {
		case 'message.published':
			return publish(scene, event);
		case 'message.routed':
			return route(scene, event);
		case 'message.returned':
			return giveBack(scene, event);
		case 'message.replied':
			return reply(scene, event);
		case 'transaction.ended':
			return event.committed ? undefined : rollBack(scene, event);
		case 'copy.enqueued':
			return enqueue(scene, event);
		case 'copy.refused':
			scene.balance.refused++;
			return releaseMessage(scene, event.message);
	}
}

function publish(scene: Scene, event: MessagePublished): void {
	forgetSpent(scene);
	scene.balance.published++;
	const key = onChannel(event);
	const departure = leave(scene.departures, key) ?? unseenDeparture(scene, event);
	const channel = scene.channels.get(key);
	if (channel) channel.published++;
	scene.messages.set(event.message, {
		id: event.message,
		number: departure.number,
		origin: departure.origin,
		routingKey: event.routingKey,
		priority: event.properties.priority ?? 0,
		latency: departure.latency,
		open: 0,
		seats: new Map(),
		replied: false,
		deadFrom: []
	});
}

/** Every exchange and binding that was asked counts it; the first is to blame if no queue wanted it. */
function noteRouting(scene: Scene, event: MessageRouted): void {
	let barren: SceneExchange | undefined;
	for (const { exchange, matched, via } of event.hops) {
		const asked = scene.exchanges.get(exchange);
		if (via === 'alternate' && barren) barren.diverted++;
		if (asked) asked.seen++;
		if (matched.length === 0) barren = asked;
		for (const binding of matched) scene.matches.set(binding, (scene.matches.get(binding) ?? 0) + 1);
	}
	const first = event.hops[0] && scene.exchanges.get(event.hops[0].exchange);
	if (first && event.queues.length === 0) first.lost++;
}

/** At instant speed nothing travels: the publish is seen only here. */
function unseenDeparture(scene: Scene, event: MessagePublished): Departure {
	const exchange = scene.exchanges.get(event.exchange)?.name ?? '';
	const to = publishTarget(scene, { ...event, exchange });
	const program = programOf(scene, event.connection);
	if (program) notePublish(scene, program, to);
	const origin = { program: program?.id ?? null, line: event.origin?.line ?? null };
	return { number: scene.nextNumber++, latency: 0, to, origin };
}

function route(scene: Scene, event: MessageRouted): void {
	const message = scene.messages.get(event.message);
	if (!message) return;
	noteRouting(scene, event);
	const dead = event.cause === 'dead-letter';
	const share = ROUTE_SHARE * message.latency;
	const start = dead ? event.at + share : event.at;
	if (dead) flyToDeadLetterExchange(scene, message, event, start);
	const seats = fly(scene, message, event, start, share);
	scene.messages.set(message.id, {
		...message,
		open: message.open + event.queues.length,
		seats,
		deadFrom: dead ? message.deadFrom.slice(1) : message.deadFrom
	});
	if (event.queues.length > 0) return;
	scene.spent.push({ message: message.id, at: event.at });
	if (message.replied) return;
	if (!dead) scene.balance.unroutable++;
	dissolve(scene, message, event, start);
}

/** Tokens along every binding that matched; says when they reach each queue. */
function fly(
	scene: Scene,
	message: SceneMessage,
	event: MessageRouted,
	start: number,
	share: number
): Map<QueueId, number> {
	const paths = pathsOf(scene, event.hops);
	const step = share / Math.max(1, paths.levels);
	const flight = (level: number) => ({
		departs: start + level * step,
		arrives: start + (level + 1) * step,
		number: message.number,
		message: message.id
	});
	for (const { binding, level, echo } of paths.bindings) {
		launch(scene.legs, scene.at, bindingEdge(binding), echo ? 'echo' : 'route', flight(level));
	}
	for (const { from, to, level } of paths.alternates) {
		launch(scene.legs, scene.at, alternateEdge(exchangeNode(from), exchangeNode(to)), 'route', flight(level));
	}
	const seats = new Map<QueueId, number>();
	for (const queue of event.queues) {
		const level = paths.queues.get(queueNode(queue));
		seats.set(queue, level === undefined ? start : start + (level + 1) * step);
	}
	return seats;
}

function flyToDeadLetterExchange(
	scene: Scene,
	message: SceneMessage,
	event: MessageRouted,
	arrives: number
): void {
	const from = message.deadFrom[0];
	const queue = from === undefined ? undefined : scene.queues.get(from);
	if (!queue) return;
	const flight = { departs: event.at, arrives, number: message.number, message: message.id };
	for (const to of deadLetterTargets(scene, event)) {
		if (!queue.deadLettersTo.has(to)) {
			queue.deadLettersTo.add(to);
			scene.structure++;
		}
		launch(scene.legs, scene.at, deadLetterEdge(queueNode(queue.id), to), 'dead', flight);
	}
}

/** The exchange; or, for the default exchange, the queues themselves: its path is drawn as the direct one it is. */
function deadLetterTargets(scene: Scene, event: MessageRouted): string[] {
	const exchange = event.hops[0] && scene.exchanges.get(event.hops[0].exchange);
	if (!exchange) return [];
	if (exchange.name === '' && event.queues.length > 0) return event.queues.map(queueNode);
	if (!exchange.used) scene.structure++;
	exchange.used = true;
	return [exchangeNode(exchange.id)];
}

/** Nobody wanted it: it ends where it was last asked for. */
function dissolve(scene: Scene, message: SceneMessage, event: MessageRouted, departs: number): void {
	const last = event.hops[event.hops.length - 1];
	if (!last) return;
	launch(scene.legs, scene.at, exchangeNode(last.exchange), 'drop', {
		departs,
		arrives: departs + ROUTE_SHARE * message.latency,
		number: message.number,
		message: message.id
	});
}

function giveBack(scene: Scene, event: MessageReturned): void {
	scene.balance.returned++;
	if (!scene.messages.get(event.message)?.replied) scene.balance.unroutable--;
	join(scene.returns, onChannel(event), event.message);
}

/** A direct reply leaves the default exchange for its channel at once; no queue takes part (B32). */
function reply(scene: Scene, event: MessageReplied): void {
	const message = scene.messages.get(event.message);
	const program = programOf(scene, event.connection);
	if (!message) return;
	scene.balance.replied++;
	scene.messages.set(message.id, { ...message, replied: true });
	const vhost = scene.connections.get(event.connection)?.vhost ?? '/';
	const exchange = scene.exchangeNames.get(inVhost(vhost, ''));
	if (!program || exchange === undefined) return;
	program.received++;
	noteGet(scene, program, exchangeNode(exchange));
	awaitDeparture(scene, event, {
		copy: 0,
		message: message.id,
		from: exchangeNode(exchange),
		program: program.id,
		seated: event.at
	});
}

/** What was published in a transaction that is rolled back never reaches its queues (B30). */
function rollBack(scene: Scene, event: TransactionEnded): void {
	for (const id of event.messages) {
		const message = scene.messages.get(id);
		if (!message) continue;
		scene.messages.set(id, { ...message, open: 0 });
		scene.spent.push({ message: id, at: event.at });
	}
}

function enqueue(scene: Scene, event: CopyEnqueued): void {
	const queue = scene.queues.get(event.queue);
	if (!queue || scene.copies.has(event.copy)) return;
	const message = scene.messages.get(event.message);
	scene.balance.copies++;
	queue.enqueued++;
	seatCopy(scene, queue, {
		id: event.copy,
		message: event.message,
		queue: event.queue,
		place: 'ready',
		consumer: null,
		program: null,
		channel: null,
		seated: message?.seats.get(event.queue) ?? event.at,
		departs: 0,
		arrives: 0,
		redelivered: false,
		priority: queue.priorities ? (message?.priority ?? 0) : 0,
		rank: scene.nextRank++
	});
}
