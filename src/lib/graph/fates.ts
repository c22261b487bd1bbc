/** Where a copy stands, and if it waits, why: its story's last step seen against the scene. */
import type { CopyDropped, CopyId } from '../broker/trace';
import type { Scene, SceneConsumer } from './scene';
import type { CopyStory } from './why';

/** A consumer that holds all it may. */
export interface FullConsumer {
	readonly program: string;
	readonly holds: number;
	readonly limit: number;
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
	| { readonly type: 'dropped'; readonly reason: CopyDropped['reason']; readonly deadLettered: boolean };

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
		case 'dropped':
			return { type: 'dropped', reason: last.reason, deadLettered: last.deadLettered };
		default:
			return waitingOf(scene, story.copy);
	}
}

/** How often it went back to its queue. */
export const timesRequeued = ({ steps }: CopyStory): number =>
	steps.filter(({ type }) => type === 'requeued').length;

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
		full: consumers.filter(isFull).map((consumer) => ({
			program: scene.programs.get(consumer.program)?.file ?? consumer.program,
			holds: consumer.held.size,
			limit: consumer.prefetch
		}))
	};
}

const isFull = ({ prefetch, held }: SceneConsumer): boolean => prefetch > 0 && held.size >= prefetch;
