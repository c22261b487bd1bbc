/** A copy's way through its queue: every change of place goes through here, so that the books always balance. */
import type { CopyId, MessageId } from '../broker/trace';
import type { CopyPlace } from './balance';
import { insertReady, removeReady } from './ready-list';
import type { Scene, SceneCopy, SceneQueue } from './scene';

/** Puts a copy among the ready ones, in its place in the order. */
export function seatCopy(scene: Scene, queue: SceneQueue, copy: SceneCopy): void {
	scene.copies.set(copy.id, copy);
	scene.balance.ready++;
	queue.version++;
	insertReady(queue.ready, copy.id, (other, id) => {
		const a = scene.copies.get(other)!;
		const b = scene.copies.get(id)!;
		return a.priority > b.priority || (a.priority === b.priority && a.rank <= b.rank);
	});
}

/** Takes a copy out of where it is; the caller says where it goes next. */
export function liftCopy(scene: Scene, copy: SceneCopy): void {
	const queue = scene.queues.get(copy.queue);
	scene.balance[copy.place]--;
	if (copy.place === 'ready') {
		if (queue) removeReady(queue.ready, copy.id);
	} else {
		queue?.unacked.delete(copy.id);
		if (copy.consumer !== null) scene.consumers.get(copy.consumer)?.held.delete(copy.id);
		const channel = copy.channel === null ? undefined : scene.channels.get(copy.channel);
		if (channel) channel.unacked--;
	}
	if (queue) queue.version++;
}

/** The copy is no more. Unknown ones (of a queue deleted before, Q7) are no longer counted. */
export function endCopy(scene: Scene, id: CopyId, place: CopyPlace): void {
	const copy = scene.copies.get(id);
	if (!copy) return;
	liftCopy(scene, copy);
	scene.copies.delete(id);
	scene.balance[place]++;
	const ended = scene.queues.get(copy.queue)?.ended;
	ended?.set(place, (ended.get(place) ?? 0) + 1);
	releaseMessage(scene, copy.message);
}

/** One copy fewer of this message. Dead-lettering may add more at the same moment, so it is kept until time moves. */
export function releaseMessage(scene: Scene, id: MessageId): void {
	const message = scene.messages.get(id);
	if (!message) return;
	scene.messages.set(id, { ...message, open: message.open - 1 });
	if (message.open > 1) return;
	forgetSpent(scene);
	scene.spent.push({ message: id, at: scene.at });
}

/** Forgets messages that ended before now and have not come back to life. */
export function forgetSpent(scene: Scene): void {
	let forgotten = 0;
	for (const { message, at } of scene.spent) {
		if (at >= scene.at) break;
		if ((scene.messages.get(message)?.open ?? 1) <= 0) scene.messages.delete(message);
		forgotten++;
	}
	if (forgotten > 0) scene.spent.splice(0, forgotten);
}
