/** Where a copy stands, and if it waits, why: its story's last step seen against the scene. */
import type { CopyDropped, CopyId, CopyRequeued } from '../broker/trace';
import { reachedLimit, type Reached } from './limits';
import type { Scene } from './scene';
import type { CopyStep, CopyStory } from './why';

/** A consumer that holds all it may. */
export interface FullConsumer extends Reached {
	readonly program: string;
}

export type Fate =
	| {
			readonly type: 'waiting';
			/** Ready messages ahead of it. */
			readonly ahead: number;
			/** Nobody consumes from its queue. */
			readonly nobody: boolean;
			readonly full: readonly FullConsumer[];
	  }
	| { readonly type: 'held'; readonly program: string }
	| { readonly type: 'acknowledged'; readonly program: string }
	| { readonly type: 'auto-acknowledged'; readonly program: string }
	| {
			readonly type: 'dropped';
			readonly reason: CopyDropped['reason'];
			readonly deadLettered: boolean;
			readonly transient: 'queue' | 'message' | null;
	  };

export function fateOf(scene: Scene, story: CopyStory): Fate {
	const { steps } = story;
	const last = steps[steps.length - 1];
	const delivery = steps.findLast((step) => step.type === 'delivered');
	const program = delivery?.program ?? '';
	switch (last?.type) {
		case 'delivered':
			return { type: last.noAck ? 'auto-acknowledged' : 'held', program };
		case 'acknowledged':
			return { type: 'acknowledged', program };
		case 'dropped': {
			const { reason, deadLettered, transient } = last;
			return { type: 'dropped', reason, deadLettered, transient };
		}
		default:
			return waitingOf(scene, story.copy);
	}
}

/** How often it went back to its queue, and why the last time; null for never. */
export function returnsOf({
	steps
}: CopyStory): { readonly times: number; readonly reason: CopyRequeued['reason'] } | null {
	const requeues = steps.filter((step) => step.type === 'requeued');
	const last = requeues.at(-1);
	return last ? { times: requeues.length, reason: last.reason } : null;
}

/** Whom its last delivery passed over, and why. */
export const passedOver = ({ steps }: CopyStory): Extract<CopyStep, { type: 'delivered' }>['passedOver'] =>
	steps.findLast((step) => step.type === 'delivered')?.passedOver ?? [];

function waitingOf(scene: Scene, id: CopyId): Fate {
	const copy = scene.copies.get(id);
	const queue = copy && scene.queues.get(copy.queue);
	if (!queue) return { type: 'waiting', ahead: 0, nobody: false, full: [] };
	const consumers = [...scene.consumers.values()].filter(
		({ queue: on, endedAt }) => endedAt === null && on === queue.id
	);
	const place = queue.ready.ids.indexOf(id, queue.ready.head);
	return {
		type: 'waiting',
		ahead: Math.max(0, place - queue.ready.head),
		nobody: consumers.length === 0,
		full: consumers.flatMap((consumer) => {
			const reached = reachedLimit(scene, consumer);
			return reached ? [{ program: consumer.program, ...reached }] : [];
		})
	};
}
