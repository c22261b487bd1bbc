/** From what was picked in the picture to what it stands for. */
import type { CopyId, MessageId } from '../broker/trace';
import { firstReady } from './ready-list';
import { programNode, queueNode, type Origin, type Scene } from './scene';
import type { Selection } from './selection';

/** `id`: of a node or an edge. Null when it stands for nothing one can speak of. */
export function selectionOf(scene: Scene, id: string): Selection | null {
	if (id.startsWith('binding:')) return bindingSelection(scene, Number(id.slice('binding:'.length)));
	const number = Number(id.slice(1));
	if (id.startsWith('q')) return queueSelection(scene, number);
	if (id.startsWith('x')) return exchangeSelection(scene, number);
	return programSelection(scene, number);
}

/** Of a message in the picture: one that the broker has, or one still on its way to it. */
export function originOfMessage(
	scene: Scene,
	{ message, number }: { readonly message: MessageId; readonly number: number }
): Origin {
	const known = scene.messages.get(message);
	if (known) return known.origin;
	for (const { items, head } of scene.departures.values()) {
		for (let index = head; index < items.length; index++) {
			if (items[index]!.number === number) return items[index]!.origin;
		}
	}
	return { program: null, line: null };
}

/**
 * The message one asks for at a node: what a consumer holds or a queue would deliver next; elsewhere the latest that
 * left a program. 0 when there is none. Gives its number.
 */
export function messageAtNode(scene: Scene, node: string): number {
	const copy = firstCopy(scene, node);
	const message = copy === undefined ? undefined : scene.messages.get(scene.copies.get(copy)!.message);
	return message?.number ?? scene.nextNumber - 1;
}

function firstCopy(scene: Scene, node: string): CopyId | undefined {
	for (const queue of scene.queues.values()) {
		if (queueNode(queue.id) === node) return firstReady(queue.ready, 1)[0] ?? [...queue.unacked][0];
	}
	for (const { held, program } of scene.consumers.values()) {
		const seat = scene.programs.get(program)?.seat;
		if (seat !== undefined && programNode(seat) === node && held.size > 0) return [...held][0];
	}
	return undefined;
}

function bindingSelection(scene: Scene, id: number): Selection | null {
	const binding = scene.bindings.get(id);
	return binding ? { kind: 'binding', binding: id, ...binding.origin } : null;
}

function queueSelection(scene: Scene, id: number): Selection | null {
	const queue = scene.queues.get(id);
	return queue ? { kind: 'queue', queue: id, ...queue.origin } : null;
}

function exchangeSelection(scene: Scene, id: number): Selection | null {
	const exchange = scene.exchanges.get(id);
	return exchange ? { kind: 'exchange', exchange: id, ...exchange.origin } : null;
}

function programSelection(scene: Scene, seat: number): Selection | null {
	for (const program of scene.programs.values()) {
		if (program.seat === seat) return { kind: 'program', program: program.id, file: program.file };
	}
	return null;
}
