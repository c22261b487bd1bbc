/**
 * Trace → scene: one cheap step an event, always the same scene for the same trace.
 *
 * Counts follow the trace exactly. Only what is *drawn* takes its time: the broker routes at once, so the leg
 * from exchange to queue is drawn in the first half of a content's latency after it was routed, and a delivery
 * that follows at once is drawn in what remains of its own. A copy therefore has two moments: when it is in the
 * queue (now, in the counts) and when its token gets there (`seated`, when its cell appears).
 */
import type { TraceEvent } from '../network/events';
import { foldChannel } from './fold-channels';
import { foldDelivery, foldDeparture } from './fold-deliveries';
import { foldMessage } from './fold-messages';
import { foldProgram } from './fold-programs';
import { foldTopology } from './fold-topology';
import type { Scene } from './scene';

/** Folds one event into `scene`. */
export function fold(scene: Scene, event: TraceEvent): void {
	scene.events++;
	scene.at = event.at;
	switch (event.type) {
		case 'program.started':
		case 'program.exited':
		case 'connection.opened':
		case 'connection.closed':
			return foldProgram(scene, event);
		case 'channel.opened':
		case 'channel.qos':
		case 'channel.mode':
			return foldChannel(scene, event);
		case 'channel.closed':
			foldProgram(scene, event);
			return foldChannel(scene, event);
		case 'alarm.changed':
			if (event.raised) scene.alarms.add(event.alarm);
			else scene.alarms.delete(event.alarm);
			return;
		case 'exchange.declared':
		case 'exchange.deleted':
		case 'queue.declared':
		case 'queue.deleted':
		case 'binding.created':
		case 'binding.removed':
		case 'consumer.started':
		case 'consumer.ended':
		case 'consumer.activated':
		case 'policy.applied':
			return foldTopology(scene, event);
		case 'message.published':
		case 'message.routed':
		case 'message.returned':
		case 'message.replied':
		case 'transaction.ended':
		case 'copy.enqueued':
		case 'copy.refused':
			return foldMessage(scene, event);
		case 'copy.delivered':
		case 'copy.acknowledged':
		case 'copy.requeued':
		case 'copy.dropped':
			return foldDelivery(scene, event);
		case 'content.departed':
			return foldDeparture(scene, event);
	}
}

/** Folds a whole trace, or the next part of one. */
export function foldAll(scene: Scene, events: Iterable<TraceEvent>): Scene {
	for (const event of events) fold(scene, event);
	return scene;
}
