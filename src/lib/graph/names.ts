/** Nodes and edges in words, for those who listen. Pure. */
import { connectionsText } from './connections';
import type { GraphLabels } from './labels';
import type { ProgramLook, QueueLook } from './looks';
import type { PlacedNode } from './layout';

/** What is known of a node: the part of a `NodeView` that is spoken. */
export interface Spoken {
	readonly placed: Pick<PlacedNode, 'node'>;
	readonly program: ProgramLook | null;
	readonly queue: QueueLook | null;
}

/** `queue orders` */
export function plainName({ placed: { node } }: Spoken, labels: GraphLabels): string {
	return `${labels[node.kind]} ${node.title}${node.mark}`;
}

/** How it is doing: `2 ready, 1 unacked`. */
export function nodeState({ placed: { node }, program, queue }: Spoken, labels: GraphLabels): string {
	if (queue) return [labels.ready(queue.ready), labels.unacked(queue.unacked)].join(', ');
	if (program?.exited) return labels.exited(program.exited.code);
	const trouble = program?.trouble ? `${program.trouble.code} ${program.trouble.text}` : '';
	const links = program?.unfolded ? connectionsText(program.unfolded, labels) : '';
	const state = program?.acknowledges ? labels.holds(program.holds, program.limit) : node.detail;
	return [state, trouble, links].filter(Boolean).join(', ');
}

/** `queue orders, 2 ready, 1 unacked` */
export const nodeName = (view: Spoken, labels: GraphLabels): string =>
	[plainName(view, labels), nodeState(view, labels)].filter(Boolean).join(', ');
