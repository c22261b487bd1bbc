/** Scene → what the layout has to place: nodes and edges with their words. Made anew only when the scene's structure changes. */
import { connectionsOf } from './connections';
import type { GraphLabels } from './labels';
import {
	alternateEdge,
	bindingEdge,
	consumeEdge,
	deadLetterEdge,
	exchangeNode,
	programNode,
	publishEdge,
	queueNode,
	type Scene,
	type SceneBinding,
	type SceneConsumer,
	type SceneExchange,
	type SceneProgram,
	type SceneQueue
} from './scene';
import { inVhost } from './fold-topology';

export type NodeKind = 'program' | 'exchange' | 'queue';

/** Which column it belongs to: programs stand at the ends, exchanges by their depth, then queues. */
export type Lane = 'left' | 'exchange' | 'queue' | 'right';

export interface GraphNode {
	readonly id: string;
	readonly kind: NodeKind;
	readonly lane: Lane;
	readonly title: string;
	/** Follows the title and is never cut: `#2` for the second instance of a file; the virtual host where there are several. */
	readonly mark: string;
	/** Second line, as far as it never changes; the picture adds counts. */
	readonly detail: string;
	/** Of a program that is unfolded, how many channels each of its connections has; else null. */
	readonly unfolded: readonly number[] | null;
}

export type EdgeKind = 'publish' | 'binding' | 'alternate' | 'consume' | 'dead';

export interface GraphEdge {
	readonly id: string;
	readonly kind: EdgeKind;
	readonly from: string;
	readonly to: string;
	/** Text of the pill on it, '' for none. */
	readonly label: string;
	/** Edge ids that flights use and this edge stands for. */
	readonly legs: readonly string[];
	/** No longer (or not yet) in force, but something still travels on it. */
	readonly faded: boolean;
}

export interface Structure {
	readonly nodes: readonly GraphNode[];
	readonly edges: readonly GraphEdge[];
	/** Virtual time from which it should be made anew even if nothing happens; Infinity for never. */
	readonly validUntil: number;
}

export interface StructureOptions {
	readonly labels: GraphLabels;
	/** Bindings between the same two nodes are drawn side by side up to this many, then as one. */
	readonly parallel: number;
	/** Seats of the programs whose connections and channels are shown. Default none. */
	readonly unfolded?: ReadonlySet<number>;
}

/** A program shows itself after this many virtual milliseconds, if it has taken no side by then. */
const LOBBY = 400;
/** What a consumer gave back still travels on its edge for so long after it ended. */
const LINGER = 800;

export function structureOf(scene: Scene, now: number, options: StructureOptions): Structure {
	const deadlines: number[] = [];
	const programs = [...scene.programs.values()].filter((program) => isSeen(program, now, deadlines));
	const exchanges = [...scene.exchanges.values()].filter(
		(exchange) => !exchange.predeclared || exchange.used
	);
	const queues = [...scene.queues.values()];
	const files = countFiles(programs);
	const severalVhosts = new Set([...exchanges, ...queues].map(({ vhost }) => vhost)).size > 1;
	const markOf = ({ vhost }: { readonly vhost: string }): string => (severalVhosts ? vhostMark(vhost) : '');
	const nodes: GraphNode[] = [
		...programs.map((program) =>
			programNodeOf(
				program,
				files,
				options.unfolded?.has(program.seat) ? channelCounts(scene, program) : null
			)
		),
		...exchanges.map((exchange) => exchangeNodeOf(exchange, markOf(exchange), options.labels)),
		...queues.map((queue) => queueNodeOf(queue, markOf(queue)))
	];
	const ids = new Set(nodes.map((node) => node.id));
	const edges = [
		...programs.flatMap(publishEdges),
		...bindingEdges(scene, options.parallel),
		...exchanges.flatMap((exchange) => alternateEdges(scene, exchange)),
		...queues.flatMap((queue) => deadLetterEdges(scene, queue)),
		...consumeEdges(scene, programs, now, deadlines)
	].filter((edge) => ids.has(edge.from) && ids.has(edge.to));
	return { nodes, edges, validUntil: Math.min(Infinity, ...deadlines) };
}

function isSeen(program: SceneProgram, now: number, deadlines: number[]): boolean {
	if (program.side !== null || program.exited) return true;
	if (now >= program.startedAt + LOBBY) return true;
	deadlines.push(program.startedAt + LOBBY);
	return false;
}

function countFiles(programs: readonly SceneProgram[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { file } of programs) counts.set(file, (counts.get(file) ?? 0) + 1);
	return counts;
}

const channelCounts = (scene: Scene, program: SceneProgram): number[] =>
	connectionsOf(scene, program).map(({ channels }) => channels.length);

const programNodeOf = (
	program: SceneProgram,
	files: ReadonlyMap<string, number>,
	unfolded: readonly number[] | null
): GraphNode => ({
	id: programNode(program.seat),
	kind: 'program',
	lane: program.side ?? 'left',
	title: program.file,
	mark: (files.get(program.file) ?? 0) > 1 ? ` #${program.instance}` : '',
	detail: program.args.join(' '),
	unfolded
});

/** Longest name of a virtual host that is not cut. */
const LONGEST_VHOST = 12;

/** Names may meet again in another virtual host. */
function vhostMark(name: string): string {
	return ` @ ${name.length > LONGEST_VHOST ? `${name.slice(0, LONGEST_VHOST - 1)}…` : name}`;
}

const exchangeNodeOf = (exchange: SceneExchange, mark: string, labels: GraphLabels): GraphNode => ({
	id: exchangeNode(exchange.id),
	kind: 'exchange',
	lane: 'exchange',
	title: exchange.name === '' ? labels.defaultExchange : exchange.name,
	mark,
	detail: [
		exchange.kind,
		exchange.durable && !exchange.predeclared ? labels.durable : '',
		exchange.autoDelete ? labels.autoDelete : '',
		exchange.internal ? labels.internal : ''
	]
		.filter(Boolean)
		.join(' · '),
	unfolded: null
});

const queueNodeOf = (queue: SceneQueue, mark: string): GraphNode => ({
	id: queueNode(queue.id),
	kind: 'queue',
	lane: 'queue',
	title: queue.name,
	mark,
	detail: '',
	unfolded: null
});

const edgeOf = (kind: EdgeKind, id: string, from: string, to: string): GraphEdge => ({
	id,
	kind,
	from,
	to,
	label: '',
	legs: [id],
	faded: false
});

function publishEdges(program: SceneProgram): GraphEdge[] {
	const from = programNode(program.seat);
	return [...program.publishesTo].map((to) => ({
		...edgeOf('publish', publishEdge(from, to), from, to),
		faded: program.exited !== null
	}));
}

/** One edge a binding; but many between the same two nodes are gathered into one that shows the first key. */
function bindingEdges(scene: Scene, parallel: number): GraphEdge[] {
	const groups = new Map<string, SceneBinding[]>();
	for (const binding of scene.bindings.values()) {
		const key = `${binding.source}>${binding.to}`;
		const group = groups.get(key);
		if (group) group.push(binding);
		else groups.set(key, [binding]);
	}
	return [...groups.values()].flatMap((group) =>
		group.length <= parallel
			? group.map((binding) => bindingEdgeOf([binding], bindingLabel(scene, binding)))
			: [bindingEdgeOf(group, `${bindingLabel(scene, group[0]!)} +${group.length - 1}`)]
	);
}

function bindingEdgeOf(group: readonly SceneBinding[], label: string): GraphEdge {
	const first = group[0]!;
	return {
		id: bindingEdge(first.id),
		kind: 'binding',
		from: exchangeNode(first.source),
		to: first.to,
		label,
		legs: group.map((binding) => bindingEdge(binding.id)),
		faded: false
	};
}

/** The key, or for a headers exchange what it compares. A fanout ignores both, so it shows neither. */
export function bindingLabel(scene: Scene, binding: SceneBinding): string {
	const kind = scene.exchanges.get(binding.source)?.kind;
	if (kind === 'fanout') return '';
	if (kind !== 'headers') return binding.routingKey;
	return `${binding.match ?? 'all'}: ${binding.headers.join(', ')}`;
}

function alternateEdges(scene: Scene, exchange: SceneExchange): GraphEdge[] {
	const name = exchange.alternate ?? exchange.policyAlternate;
	const to = name === null ? undefined : scene.exchangeNames.get(inVhost(exchange.vhost, name));
	if (to === undefined) return [];
	const from = exchangeNode(exchange.id);
	return [edgeOf('alternate', alternateEdge(from, exchangeNode(to)), from, exchangeNode(to))];
}

function deadLetterEdges(scene: Scene, queue: SceneQueue): GraphEdge[] {
	const targets = new Set(queue.deadLettersTo);
	const declared = declaredDeadLetterTarget(scene, queue);
	if (declared !== null) targets.add(declared);
	const from = queueNode(queue.id);
	return [...targets].map((to) => edgeOf('dead', deadLetterEdge(from, to), from, to));
}

function declaredDeadLetterTarget(scene: Scene, queue: SceneQueue): string | null {
	const exchange = queue.deadLetter.exchange ?? queue.policyDeadLetter.exchange;
	const routingKey = queue.deadLetter.routingKey ?? queue.policyDeadLetter.routingKey;
	if (exchange === null) return null;
	if (exchange === '') {
		const id = routingKey === null ? undefined : scene.queueNames.get(inVhost(queue.vhost, routingKey));
		return id === undefined ? null : queueNode(id);
	}
	const id = scene.exchangeNames.get(inVhost(queue.vhost, exchange));
	return id === undefined ? null : exchangeNode(id);
}

/** One edge for each queue a program consumes or gets from. */
function consumeEdges(
	scene: Scene,
	programs: readonly SceneProgram[],
	now: number,
	deadlines: number[]
): GraphEdge[] {
	const edges = new Map<string, GraphEdge>();
	for (const consumer of scene.consumers.values()) {
		if (!lingers(consumer, now, deadlines)) continue;
		const program = scene.programs.get(consumer.program);
		if (program)
			add(edges, queueNode(consumer.queue), program, consumer.endedAt !== null || !consumer.active);
	}
	for (const program of programs) {
		for (const from of program.getsFrom) add(edges, from, program, true);
	}
	return [...edges.values()];
}

function lingers(consumer: SceneConsumer, now: number, deadlines: number[]): boolean {
	if (consumer.endedAt === null) return true;
	if (now >= consumer.endedAt + LINGER) return false;
	deadlines.push(consumer.endedAt + LINGER);
	return true;
}

function add(edges: Map<string, GraphEdge>, from: string, program: SceneProgram, faded: boolean): void {
	const to = programNode(program.seat);
	const id = consumeEdge(from, to);
	if (faded && edges.has(id)) return;
	edges.set(id, { ...edgeOf('consume', id, from, to), faded });
}
