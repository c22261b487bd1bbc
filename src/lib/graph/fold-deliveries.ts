/** Copies on their way out of queues and back, and content as the links report it. */
import type {
	CopyAcknowledged,
	CopyDelivered,
	CopyDropped,
	CopyRequeued,
	MessageReplied
} from '../broker/trace';
import type { ContentDeparted } from '../network/events';
import type { CopyPlace } from './balance';
import { endCopy, liftCopy, seatCopy } from './copies';
import { launch, type FlightKind } from './flights';
import { onChannel } from './fold-channels';
import { noteGet, programOf } from './fold-programs';
import { notePublish, publishTarget } from './fold-publishes';
import { join, leave } from './line';
import {
	consumeEdge,
	programNode,
	publishEdge,
	queueNode,
	type PendingDelivery,
	type Scene,
	type SceneCopy,
	type SceneProgram,
	type SceneQueue
} from './scene';

type DeliveryEvent = CopyDelivered | CopyAcknowledged | CopyRequeued | CopyDropped;

/** Shares of a content's latency that the flash of an acknowledgement, a way back and an end take. */
const ACK_SHARE = 0.36;
const REQUEUE_SHARE = 0.6;
const DROP_SHARE = 0.5;

export function foldDelivery(scene: Scene, event: DeliveryEvent): void {
	switch (event.type) {
		case 'copy.delivered':
			return deliver(scene, event);
		case 'copy.acknowledged':
			flyBack(scene, event.copy, 'ack', ACK_SHARE);
			return endCopy(scene, event.copy, 'acked');
		case 'copy.requeued':
			return requeue(scene, event);
		case 'copy.dropped':
			return drop(scene, event);
	}
}

function deliver(scene: Scene, event: CopyDelivered): void {
	const copy = scene.copies.get(event.copy);
	const program = programOf(scene, event.connection);
	const queue = scene.queues.get(event.queue);
	if (!copy || !queue) return;
	if (program) {
		program.received++;
		program.side ??= 'right';
		if (event.consumer === null) noteGet(scene, program, queueNode(queue.id));
		awaitDeparture(scene, event, {
			copy: copy.id,
			message: copy.message,
			from: queueNode(queue.id),
			program: program.id,
			seated: copy.seated
		});
	}
	if (event.noAck) endCopy(scene, copy.id, 'autoAcked');
	else hold(scene, queue, copy, event, program);
}

/** The link has yet to report that this delivery is on its way. */
export function awaitDeparture(
	scene: Scene,
	event: CopyDelivered | MessageReplied,
	pending: PendingDelivery
): void {
	const key = `${onChannel(event)}/${event.deliveryTag}`;
	const first = scene.deliveries.get(key);
	scene.deliveries.set(key, first ? append(first, pending) : pending);
}

function append(first: PendingDelivery, last: PendingDelivery): PendingDelivery {
	return { ...first, next: first.next ? append(first.next, last) : last };
}

function hold(
	scene: Scene,
	queue: SceneQueue,
	copy: SceneCopy,
	event: CopyDelivered,
	program: SceneProgram | undefined
): void {
	liftCopy(scene, copy);
	scene.balance.unacked++;
	queue.unacked.add(copy.id);
	if (event.consumer !== null) scene.consumers.get(event.consumer)?.held.add(copy.id);
	const channel = scene.channels.get(onChannel(event));
	if (channel) channel.unacked++;
	scene.copies.set(copy.id, {
		...copy,
		place: 'unacked',
		consumer: event.consumer,
		program: program?.id ?? null,
		channel: onChannel(event),
		departs: event.at,
		arrives: event.at,
		redelivered: event.redelivered
	});
}

/** Back to where it stood in the queue (B26); a quorum queue without a delivery limit puts it last (Q34). */
function requeue(scene: Scene, event: CopyRequeued): void {
	const copy = scene.copies.get(event.copy);
	const queue = scene.queues.get(event.queue);
	if (!copy || !queue || copy.place === 'ready') return;
	const duration = flyBack(scene, copy.id, 'requeue', REQUEUE_SHARE);
	liftCopy(scene, copy);
	seatCopy(scene, queue, {
		...copy,
		place: 'ready',
		consumer: null,
		program: null,
		channel: null,
		seated: event.at + duration,
		redelivered: true,
		rank: queue.kind === 'quorum' ? scene.nextRank++ : copy.rank
	});
}

/** A token from whoever holds the copy back to its queue. Returns how long it takes. */
function flyBack(scene: Scene, id: number, kind: FlightKind, share: number): number {
	const copy = scene.copies.get(id);
	const program = copy?.program ? scene.programs.get(copy.program) : undefined;
	if (!copy || !program) return 0;
	const duration = share * latencyOf(scene, copy);
	launch(scene.legs, scene.at, consumeEdge(queueNode(copy.queue), programNode(program.seat)), kind, {
		departs: scene.at,
		arrives: scene.at + duration,
		number: numberOf(scene, copy.message),
		message: copy.message
	});
	return duration;
}

const numberOf = (scene: Scene, message: number): number => scene.messages.get(message)?.number ?? 0;

const latencyOf = (scene: Scene, copy: SceneCopy): number =>
	Math.max(scene.messages.get(copy.message)?.latency ?? 0, copy.arrives - copy.departs);

function drop(scene: Scene, event: CopyDropped): void {
	const copy = scene.copies.get(event.copy);
	if (!copy) return;
	if (event.deadLettered) noteDead(scene, copy);
	else {
		launch(scene.legs, scene.at, queueNode(copy.queue), 'drop', {
			departs: event.at,
			arrives: event.at + DROP_SHARE * latencyOf(scene, copy),
			number: numberOf(scene, copy.message),
			message: copy.message
		});
	}
	endCopy(scene, copy.id, placeOf(event));
}

/** What a copy that ended without a dead letter is counted under. */
const LOST: Readonly<Record<CopyDropped['reason'], CopyPlace>> = {
	rejected: 'rejected',
	expired: 'expired',
	maxlen: 'overLength',
	'delivery-limit': 'overDelivered',
	purged: 'purged',
	'queue-deleted': 'queueDeleted',
	restart: 'restartLost'
};

const placeOf = (event: CopyDropped): CopyPlace => (event.deadLettered ? 'deadLettered' : LOST[event.reason]);

/** Its `message.routed` will follow, and should start from this queue. */
function noteDead(scene: Scene, copy: SceneCopy): void {
	const message = scene.messages.get(copy.message);
	if (!message) return;
	scene.messages.set(message.id, { ...message, deadFrom: [...message.deadFrom, copy.queue] });
}

/** Content has left one end of a link and says when it will arrive. */
export function foldDeparture(scene: Scene, event: ContentDeparted): void {
	switch (event.what) {
		case 'publish':
			return departPublish(scene, event);
		case 'deliver':
		case 'get':
			return departDelivery(scene, event);
		case 'return':
			return departReturn(scene, event);
	}
}

function departPublish(scene: Scene, event: ContentDeparted): void {
	const program = programOf(scene, event.connection);
	const number = scene.nextNumber++;
	const to = publishTarget(scene, event);
	const origin = { program: program?.id ?? null, line: event.origin?.line ?? null };
	join(scene.departures, onChannel(event), { number, latency: event.arrives - event.departs, to, origin });
	if (!program) return;
	notePublish(scene, program, to);
	if (to === null) return;
	launch(scene.legs, scene.at, publishEdge(programNode(program.seat), to), 'publish', {
		departs: event.departs,
		arrives: event.arrives,
		number,
		message: 0
	});
}

function departDelivery(scene: Scene, event: ContentDeparted): void {
	const key = `${onChannel(event)}/${event.deliveryTag}`;
	const pending = scene.deliveries.get(key);
	if (!pending) return;
	if (pending.next) scene.deliveries.set(key, pending.next);
	else scene.deliveries.delete(key);
	const departs = Math.max(event.departs, pending.seated);
	const copy = scene.copies.get(pending.copy);
	if (copy?.place === 'unacked') scene.copies.set(copy.id, { ...copy, departs, arrives: event.arrives });
	flyOut(scene, pending, departs, event.arrives);
}

function flyOut(scene: Scene, pending: PendingDelivery, departs: number, arrives: number): void {
	const program = scene.programs.get(pending.program);
	if (!program) return;
	launch(scene.legs, scene.at, consumeEdge(pending.from, programNode(program.seat)), 'deliver', {
		departs,
		arrives,
		number: numberOf(scene, pending.message),
		message: pending.message
	});
}

function departReturn(scene: Scene, event: ContentDeparted): void {
	const id = leave(scene.returns, onChannel(event));
	const program = programOf(scene, event.connection);
	if (id === undefined || !program) return;
	const to = publishTarget(scene, event);
	if (to === null) return;
	launch(scene.legs, scene.at, publishEdge(programNode(program.seat), to), 'return', {
		departs: event.departs,
		arrives: event.arrives,
		number: numberOf(scene, id),
		message: id
	});
}
