/** How one node looks at one moment: what the scene says of it, cut down to what is drawn. Pure. */
import { connectionsOf, type ConnectionLook } from './connections';
import { limitOf } from './limits';
import { firstReady, readyCount } from './ready-list';
import type { CopyId } from '../broker/trace';
import type { Scene, SceneConsumer, SceneCopy, SceneProgram, SceneQueue } from './scene';

/** One cell of a queue that holds a message. */
export interface Cell {
	readonly copy: CopyId;
	readonly number: number;
	/** 0 is the head: next to leave. */
	readonly slot: number;
	/** Delivered but not settled: still in the queue, drawn hollow. */
	readonly ghost: boolean;
	readonly redelivered: boolean;
}

export interface QueueLook {
	readonly cells: readonly Cell[];
	/** Ready messages that found no cell. */
	readonly more: number;
	readonly ready: number;
	readonly unacked: number;
	readonly durable: boolean;
	readonly exclusive: boolean;
	readonly autoDelete: boolean;
	readonly kind: SceneQueue['kind'];
	/** Virtual time from which it looks otherwise even if nothing happens. */
	readonly validUntil: number;
}

export function queueLook(scene: Scene, queue: SceneQueue, now: number, slots: number): QueueLook {
	const ready = readyCount(queue.ready);
	const ghosts = Math.min(queue.unacked.size, Math.max(2, slots - ready));
	const room = slots - ghosts;
	const shown = ready > room ? room - 1 : ready;
	const held = firstOf(queue.unacked, ghosts);
	const waiting = firstReady(queue.ready, Math.max(0, shown));
	const copies = [...held, ...waiting].map((id) => scene.copies.get(id)!);
	const drawn = copies.filter((copy) => copy.seated <= now);
	return {
		cells: drawn.map((copy, slot) => cellOf(scene, copy, slot, now)),
		more: ready - waiting.length,
		ready,
		unacked: queue.unacked.size,
		durable: queue.durable,
		exclusive: queue.exclusive,
		autoDelete: queue.autoDelete,
		kind: queue.kind,
		validUntil: Math.min(
			Infinity,
			...copies.flatMap(({ seated, departs }) => [seated, departs]).filter((at) => at > now)
		)
	};
}

const cellOf = (scene: Scene, copy: SceneCopy, slot: number, now: number): Cell => ({
	copy: copy.id,
	number: scene.messages.get(copy.message)?.number ?? 0,
	slot,
	ghost: copy.place === 'unacked' && copy.departs <= now,
	redelivered: copy.redelivered
});

function firstOf<T>(items: Iterable<T>, count: number): T[] {
	const first: T[] = [];
	for (const item of items) {
		if (first.length === count) break;
		first.push(item);
	}
	return first;
}

/** One message a program holds. */
export interface Held {
	readonly number: number;
	/** False while its delivery is under way. */
	readonly arrived: boolean;
}

export interface ProgramLook {
	readonly producer: boolean;
	readonly consumer: boolean;
	/** Null while it runs. */
	readonly exited: { readonly code: number | null } | null;
	/** Reply code of its last channel or connection error; null without. */
	readonly trouble: { readonly code: number; readonly text: string } | null;
	/** The first few it holds. */
	readonly held: readonly Held[];
	readonly holds: number;
	/** Messages it may hold in all; null for no limit or none that applies. */
	readonly limit: number | null;
	/** Acknowledges at all: automatic acknowledgement holds nothing. */
	readonly acknowledges: boolean;
	/** All its consumers wait for their turn (single active consumer). */
	readonly waiting: boolean;
	/** Open ones; and once it is unfolded what there is to say of each. */
	readonly connections: number;
	readonly unfolded: readonly ConnectionLook[] | null;
	readonly validUntil: number;
}

/** More held messages than this are not told apart. */
export const MOST_HELD = 12;

/** Consumers that have not ended, by the program they belong to. */
export function liveConsumers(scene: Scene): Map<string, SceneConsumer[]> {
	const consumers = new Map<string, SceneConsumer[]>();
	for (const consumer of scene.consumers.values()) {
		if (consumer.endedAt !== null) continue;
		const list = consumers.get(consumer.program);
		if (list) list.push(consumer);
		else consumers.set(consumer.program, [consumer]);
	}
	return consumers;
}

export function programLook(
	scene: Scene,
	program: SceneProgram,
	consumers: readonly SceneConsumer[],
	now: number,
	unfolded = false
): ProgramLook {
	const acknowledges = consumers.some(({ noAck }) => !noAck);
	const limit = limitOf(scene, consumers);
	const copies = consumers.flatMap(({ held }) => firstOf(held, MOST_HELD)).map((id) => scene.copies.get(id)!);
	return {
		producer: program.publishesTo.size > 0 || program.published > 0,
		consumer:
			consumers.length > 0 || program.getsFrom.size > 0 || program.received > 0 || program.side === 'right',
		exited: program.exited && { code: program.exited.code },
		trouble: program.trouble,
		held: copies.slice(0, MOST_HELD).map((copy) => ({
			number: scene.messages.get(copy.message)?.number ?? 0,
			arrived: copy.arrives <= now
		})),
		holds: consumers.reduce((sum, { held }) => sum + held.size, 0),
		limit: acknowledges && limit < Infinity ? limit : null,
		acknowledges,
		connections: program.connections,
		unfolded: unfolded ? connectionsOf(scene, program) : null,
		waiting: consumers.length > 0 && consumers.every(({ active }) => !active),
		validUntil: Math.min(Infinity, ...copies.map(({ arrives }) => arrives).filter((at) => at > now))
	};
}
