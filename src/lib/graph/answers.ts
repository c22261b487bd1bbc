/**
 * Why is it idle, why did nothing arrive? What the scene has to say of one node or binding when it is picked. Pure.
 * The story of a single message is told elsewhere (`why.ts`).
 */
import type { Alarm } from '../broker/alarms';
import type { ConsumerEnded, QueueId } from '../broker/trace';
import { COPY_PLACES, type CopyPlace } from './balance';
import { reachedLimit, type Reached } from './limits';
import { programName } from './program-name';
import { readyCount } from './ready-list';
import {
	bindingEdge,
	exchangeNode,
	programNode,
	queueNode,
	type Scene,
	type SceneBinding,
	type SceneConsumer,
	type SceneExchange,
	type SceneProgram,
	type SceneQueue
} from './scene';

/** Queues, exchanges and programs go by their names. */
export type Answer =
	/** A program, by how it fares with the broker. */
	| { readonly type: 'over'; readonly code: number | null }
	| { readonly type: 'trouble'; readonly code: number; readonly text: string }
	| { readonly type: 'unconnected' }
	/** The broker doesn't read what it publishes (C32). */
	| { readonly type: 'blocked'; readonly alarms: readonly Alarm[]; readonly waiting: number }
	/** A consumer and why it has nothing to do, or what it does. */
	| ({ readonly type: 'full'; readonly queue: string; readonly ready: number } & Reached)
	| { readonly type: 'holds'; readonly queue: string; readonly holds: number }
	| { readonly type: 'not-active'; readonly queue: string; readonly active: string | null }
	/** Others have a higher priority and are free (B18). */
	| {
			readonly type: 'outranked';
			readonly queue: string;
			readonly by: string;
			readonly theirs: number;
			readonly own: number;
	  }
	| { readonly type: 'never-filled'; readonly queue: string }
	| { readonly type: 'held-elsewhere'; readonly queue: string; readonly count: number }
	| { readonly type: 'all-done'; readonly queue: string; readonly total: number }
	/** Ready messages are there and it may have one: it comes next. */
	| { readonly type: 'next'; readonly queue: string; readonly ready: number }
	/** A program without a consumer. */
	| { readonly type: 'stopped'; readonly queue: string; readonly reason: ConsumerEnded['reason'] }
	| { readonly type: 'publishes'; readonly count: number }
	| { readonly type: 'does-nothing' }
	/** A queue. */
	| { readonly type: 'nobody'; readonly ready: number }
	| { readonly type: 'all-full'; readonly ready: number; readonly consumers: number }
	| { readonly type: 'unbound' }
	| { readonly type: 'unmatched'; readonly exchange: string; readonly seen: number }
	| { readonly type: 'nothing-yet'; readonly exchange: string }
	/** Its namesake in another virtual host got what may have been meant for it; '' is a queue's own name. */
	| { readonly type: 'elsewhere'; readonly exchange: string; readonly vhost: string }
	| {
			readonly type: 'passed';
			readonly total: number;
			/** What became of those that are no more. */
			readonly ended: readonly (readonly [CopyPlace, number])[];
	  }
	/** An exchange. */
	| { readonly type: 'internal' }
	| { readonly type: 'no-bindings'; readonly seen: number }
	| {
			readonly type: 'routed';
			readonly seen: number;
			readonly lost: number;
			/** No binding took them, so its alternate exchange was asked. */
			readonly diverted: number;
			readonly alternate: string | null;
	  }
	/** A binding. */
	| {
			readonly type: 'took';
			readonly matched: number;
			readonly exchange: string;
			readonly seen: number;
	  };

/** `part`: an id of the picture. Empty for what can't be picked, or is no longer there. */
export function answersOf(scene: Scene, part: string): Answer[] {
	for (const program of scene.programs.values()) {
		if (programNode(program.seat) === part) return ofProgram(scene, program);
	}
	for (const queue of scene.queues.values()) if (queueNode(queue.id) === part) return ofQueue(scene, queue);
	for (const exchange of scene.exchanges.values()) {
		if (exchangeNode(exchange.id) === part) return ofExchange(scene, exchange);
	}
	for (const binding of scene.bindings.values()) {
		if (bindingEdge(binding.id) === part) return ofBinding(scene, binding);
	}
	return [];
}

const consumersOf = (scene: Scene, queue: QueueId): SceneConsumer[] =>
	[...scene.consumers.values()].filter((each) => each.queue === queue && each.endedAt === null);

function ofProgram(scene: Scene, program: SceneProgram): Answer[] {
	if (program.exited) return [{ type: 'over', code: program.exited.code }];
	const trouble: Answer[] = program.trouble ? [{ type: 'trouble', ...program.trouble }] : [];
	if (program.connections === 0) return [...trouble, { type: 'unconnected' }];
	return [...trouble, ...blockade(scene, program), ...activities(scene, program)];
}

function activities(scene: Scene, program: SceneProgram): Answer[] {
	const answers = [...scene.consumers.values()]
		.filter((each) => each.program === program.id && each.endedAt === null)
		.flatMap((consumer) => ofConsumer(scene, consumer));
	if (answers.length > 0) return answers;
	if (program.stopped) return [{ type: 'stopped', ...program.stopped }];
	return [program.published > 0 ? { type: 'publishes', count: program.published } : { type: 'does-nothing' }];
}

/** While there is an alarm, what was published since has left the program and not reached the broker. */
function blockade(scene: Scene, program: SceneProgram): Answer[] {
	if (scene.alarms.size === 0) return [];
	let waiting = 0;
	for (const { items, head } of scene.departures.values()) {
		for (let index = head; index < items.length; index++) {
			if (items[index]!.origin.program === program.id) waiting++;
		}
	}
	return waiting === 0 ? [] : [{ type: 'blocked', alarms: [...scene.alarms], waiting }];
}

function ofConsumer(scene: Scene, consumer: SceneConsumer): Answer[] {
	const queue = scene.queues.get(consumer.queue);
	if (!queue) return [];
	const ready = readyCount(queue.ready);
	const holds = consumer.held.size;
	const about = { queue: queue.name };
	if (!consumer.active) return [{ type: 'not-active', ...about, active: activeOf(scene, queue.id) }];
	const reached = reachedLimit(scene, consumer);
	if (reached) return [{ type: 'full', ...about, ready, ...reached }];
	if (holds > 0) return [{ type: 'holds', ...about, holds }];
	if (ready > 0) return [{ type: 'next', ...about, ready }];
	if (queue.enqueued === 0) return [{ type: 'never-filled', ...about }];
	const better = betterOf(scene, consumer);
	if (better) return [{ type: 'outranked', ...about, ...better }];
	if (queue.unacked.size > 0) return [{ type: 'held-elsewhere', ...about, count: queue.unacked.size }];
	return [{ type: 'all-done', ...about, total: queue.enqueued }];
}

function activeOf(scene: Scene, queue: QueueId): string | null {
	const active = consumersOf(scene, queue).find((each) => each.active);
	return active ? programName(scene, active.program) : null;
}

/** Of the same queue's consumers one that is served before this one as long as it has room. */
function betterOf(
	scene: Scene,
	{ queue, priority }: SceneConsumer
): { by: string; theirs: number; own: number } | null {
	const better = consumersOf(scene, queue).find(
		(each) => each.priority > priority && !reachedLimit(scene, each)
	);
	return better ? { by: programName(scene, better.program), theirs: better.priority, own: priority } : null;
}

function ofQueue(scene: Scene, queue: SceneQueue): Answer[] {
	const ready = readyCount(queue.ready);
	const waiting = ready > 0 ? whyWaiting(scene, queue, ready) : [];
	if (queue.enqueued > 0) return [...waiting, passedOf(queue)];
	const sources = sourcesOf(scene, queue);
	if (sources.length > 0) return sources.map((source) => ofSource(scene, source));
	const namesake = [...scene.queues.values()].find(
		(other) => other.name === queue.name && other.vhost !== queue.vhost && other.enqueued > 0
	);
	return [namesake ? { type: 'elsewhere', exchange: '', vhost: namesake.vhost } : { type: 'unbound' }];
}

/** Why an exchange has given nothing to a queue that is bound to it. */
function ofSource(scene: Scene, { name, vhost, seen }: SceneExchange): Answer {
	if (seen > 0) return { type: 'unmatched', exchange: name, seen };
	const namesake = [...scene.exchanges.values()].find(
		(other) => other.name === name && other.vhost !== vhost && other.seen > 0
	);
	return namesake
		? { type: 'elsewhere', exchange: name, vhost: namesake.vhost }
		: { type: 'nothing-yet', exchange: name };
}

const passedOf = ({ enqueued, ended }: SceneQueue): Answer => ({
	type: 'passed',
	total: enqueued,
	ended: COPY_PLACES.flatMap((place) => {
		const count = ended.get(place);
		return count === undefined ? [] : [[place, count] as const];
	})
});

function whyWaiting(scene: Scene, queue: SceneQueue, ready: number): Answer[] {
	const consumers = consumersOf(scene, queue.id);
	if (consumers.length === 0) return [{ type: 'nobody', ready }];
	const served = consumers.filter(({ active }) => active);
	if (!served.every((each) => reachedLimit(scene, each))) return [];
	return [{ type: 'all-full', ready, consumers: served.length }];
}

/** The exchanges it is bound to; the default exchange, to which every queue is bound, doesn't count. */
function sourcesOf(scene: Scene, queue: SceneQueue): SceneExchange[] {
	const ids = new Set<number>();
	for (const { source, to } of scene.bindings.values()) if (to === queueNode(queue.id)) ids.add(source);
	return [...ids].flatMap((id) => scene.exchanges.get(id) ?? []);
}

function ofExchange(scene: Scene, exchange: SceneExchange): Answer[] {
	const { id, name, seen, lost, diverted, alternate, internal } = exchange;
	const bound = name === '' || [...scene.bindings.values()].some(({ source }) => source === id);
	return [
		...(internal ? [{ type: 'internal' } as const] : []),
		...(bound ? [] : [{ type: 'no-bindings', seen } as const]),
		...(bound || alternate !== null ? [{ type: 'routed', seen, lost, diverted, alternate } as const] : [])
	];
}

function ofBinding(scene: Scene, { id, source }: SceneBinding): Answer[] {
	const exchange = scene.exchanges.get(source);
	if (!exchange) return [];
	const { name, seen } = exchange;
	return [{ type: 'took', matched: scene.matches.get(id) ?? 0, exchange: name, seen }];
}
