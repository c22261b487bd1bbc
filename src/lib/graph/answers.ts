/**
 * Why is it idle, why did nothing arrive? What the scene has to say of one node when it is picked. Pure. The
 * story of a single message is told elsewhere (`why.ts`).
 */
import type { QueueId } from '../broker/trace';
import { readyCount } from './ready-list';
import {
	exchangeNode,
	programNode,
	queueNode,
	type Scene,
	type SceneConsumer,
	type SceneExchange,
	type SceneProgram,
	type SceneQueue
} from './scene';

export type Answer =
	/** A consumer and why it has nothing to do, or what it does. `queue` is a name. */
	| { readonly type: 'full'; readonly queue: string; readonly holds: number; readonly ready: number }
	| { readonly type: 'holds'; readonly queue: string; readonly holds: number }
	| { readonly type: 'not-active'; readonly queue: string; readonly active: string | null }
	| { readonly type: 'never-filled'; readonly queue: string }
	| { readonly type: 'held-elsewhere'; readonly queue: string; readonly count: number }
	| { readonly type: 'all-done'; readonly queue: string; readonly total: number }
	/** Ready messages are there and it may have one: it comes next. */
	| { readonly type: 'next'; readonly queue: string; readonly ready: number }
	/** A program without a consumer. */
	| { readonly type: 'publishes'; readonly count: number }
	| { readonly type: 'does-nothing' }
	/** A queue. */
	| { readonly type: 'nobody'; readonly ready: number }
	| { readonly type: 'all-full'; readonly ready: number; readonly consumers: number }
	| { readonly type: 'unbound' }
	| { readonly type: 'unmatched'; readonly exchange: string; readonly seen: number }
	| { readonly type: 'nothing-yet'; readonly exchange: string }
	| { readonly type: 'passed'; readonly total: number }
	/** An exchange. */
	| { readonly type: 'no-bindings'; readonly seen: number }
	| { readonly type: 'routed'; readonly seen: number; readonly lost: number };

/** `node`: an id of the picture. Empty for what is not a node, or no longer there. */
export function answersOf(scene: Scene, node: string): Answer[] {
	for (const program of scene.programs.values()) {
		if (programNode(program.seat) === node) return ofProgram(scene, program);
	}
	for (const queue of scene.queues.values()) if (queueNode(queue.id) === node) return ofQueue(scene, queue);
	for (const exchange of scene.exchanges.values()) {
		if (exchangeNode(exchange.id) === node) return [ofExchange(scene, exchange)];
	}
	return [];
}

const isFull = ({ prefetch, held }: SceneConsumer): boolean => prefetch > 0 && held.size >= prefetch;

const consumersOf = (scene: Scene, queue: QueueId): SceneConsumer[] =>
	[...scene.consumers.values()].filter((each) => each.queue === queue && each.endedAt === null);

function ofProgram(scene: Scene, program: SceneProgram): Answer[] {
	if (program.exited) return [];
	const consumers = [...scene.consumers.values()].filter(
		(each) => each.program === program.id && each.endedAt === null
	);
	const answers = consumers.flatMap((consumer) => ofConsumer(scene, consumer));
	if (answers.length > 0) return answers;
	return [program.published > 0 ? { type: 'publishes', count: program.published } : { type: 'does-nothing' }];
}

function ofConsumer(scene: Scene, consumer: SceneConsumer): Answer[] {
	const queue = scene.queues.get(consumer.queue);
	if (!queue) return [];
	const ready = readyCount(queue.ready);
	const holds = consumer.held.size;
	const about = { queue: queue.name };
	if (!consumer.active) return [{ type: 'not-active', ...about, active: activeOf(scene, queue.id) }];
	if (isFull(consumer)) return [{ type: 'full', ...about, holds, ready }];
	if (holds > 0) return [{ type: 'holds', ...about, holds }];
	if (ready > 0) return [{ type: 'next', ...about, ready }];
	if (queue.enqueued === 0) return [{ type: 'never-filled', ...about }];
	if (queue.unacked.size > 0) return [{ type: 'held-elsewhere', ...about, count: queue.unacked.size }];
	return [{ type: 'all-done', ...about, total: queue.enqueued }];
}

function activeOf(scene: Scene, queue: QueueId): string | null {
	const active = consumersOf(scene, queue).find((each) => each.active);
	return active ? (scene.programs.get(active.program)?.file ?? null) : null;
}

function ofQueue(scene: Scene, queue: SceneQueue): Answer[] {
	const ready = readyCount(queue.ready);
	if (ready > 0) return waiting(scene, queue, ready);
	if (queue.enqueued > 0) return [{ type: 'passed', total: queue.enqueued }];
	const sources = sourcesOf(scene, queue);
	if (sources.length === 0) return [{ type: 'unbound' }];
	return sources.map(({ name, seen }) =>
		seen === 0 ? { type: 'nothing-yet', exchange: name } : { type: 'unmatched', exchange: name, seen }
	);
}

function waiting(scene: Scene, queue: SceneQueue, ready: number): Answer[] {
	const consumers = consumersOf(scene, queue.id);
	if (consumers.length === 0) return [{ type: 'nobody', ready }];
	if (consumers.every(isFull)) return [{ type: 'all-full', ready, consumers: consumers.length }];
	return [{ type: 'passed', total: queue.enqueued }];
}

/** The exchanges it is bound to; the default exchange, to which every queue is bound, doesn't count. */
function sourcesOf(scene: Scene, queue: SceneQueue): SceneExchange[] {
	const ids = new Set<number>();
	for (const { source, to } of scene.bindings.values()) if (to === queueNode(queue.id)) ids.add(source);
	return [...ids].flatMap((id) => scene.exchanges.get(id) ?? []);
}

function ofExchange(scene: Scene, { id, name, seen, lost }: SceneExchange): Answer {
	const bound = [...scene.bindings.values()].some(({ source }) => source === id);
	return bound || name === '' ? { type: 'routed', seen, lost } : { type: 'no-bindings', seen };
}
