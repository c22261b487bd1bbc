/** Who publishes where: the edge from a program to an exchange, or through the default exchange to a queue. */
import { inVhost } from './fold-topology';
import { exchangeNode, queueNode, type Scene, type SceneProgram } from './scene';

/** A publish, or a return on the same way back. */
interface Addressed {
	readonly connection: number;
	/** By name; '' is the default exchange. */
	readonly exchange: string;
	readonly routingKey: string;
}

/** Node a publish flies to. Through the default exchange that is the queue itself, if there is one. */
export function publishTarget(scene: Scene, { connection, exchange, routingKey }: Addressed): string | null {
	const vhost = scene.connections.get(connection)?.vhost ?? '/';
	if (exchange === '') {
		const queue = scene.queueNames.get(inVhost(vhost, routingKey));
		if (queue !== undefined) return queueNode(queue);
	}
	const id = scene.exchangeNames.get(inVhost(vhost, exchange));
	const found = id === undefined ? undefined : scene.exchanges.get(id);
	if (!found) return null;
	if (!found.used) scene.structure++;
	found.used = true;
	return exchangeNode(found.id);
}

/** Counts a publish of `program` to a node, and draws the edge if it is the first. */
export function notePublish(scene: Scene, program: SceneProgram, to: string | null): void {
	program.published++;
	takeSide(scene, program);
	if (to === null || program.publishesTo.has(to)) return;
	program.publishesTo.add(to);
	scene.structure++;
}

/** Who publishes before it has received anything does so of its own accord, and stands on the left. */
function takeSide(scene: Scene, program: SceneProgram): void {
	if (program.side === 'left' || (program.side === 'right' && program.received > 0)) return;
	program.side = 'left';
	scene.structure++;
}
