/**
 * What the picture shows, as reactive state: nodes and edges where they stand this very frame. One `frame` call
 * an animation frame folds, lays out and glides; nothing here knows the page.
 */
import type { Point, Track } from './curve';
import { blendTracks, pathOf, trackOf } from './curve';
import type { Balance } from './balance';
import { legIsAlive, visibleFlights } from './flights';
import type { GraphLabels } from './labels';
import { directionFor, layout, type Layout, type PlacedNode, type Size } from './layout';
import { liveConsumers, programLook, queueLook, type ProgramLook, type QueueLook } from './looks';
import { METRICS, type Direction } from './metrics';
import type { Measure } from './measure';
import type { Moment } from './moment';
import { ScenePlayer, type EventList } from './player';
import { reversedQueues, type RoutedEdge } from './routes';
import type { SceneExchange } from './scene';
import { structureOf, type Structure } from './structure';

/** One node as drawn: where it is now, and how it looks. */
export class NodeView {
	readonly id: string;
	placed: PlacedNode = $state.raw()!;
	x = $state(0);
	y = $state(0);
	program: ProgramLook | null = $state.raw(null);
	queue: QueueLook | null = $state.raw(null);
	exchange: SceneExchange | null = $state.raw(null);
	/** A queue whose head is on the side of what comes before it. */
	reversed = $state(false);
	/** `SceneQueue.version` when it was last looked at. */
	seen = -1;

	constructor(placed: PlacedNode) {
		this.id = placed.id;
		this.placed = placed;
		this.x = placed.x;
		this.y = placed.y;
	}
}

/** One edge as drawn. */
export class EdgeView {
	readonly id: string;
	routed: RoutedEdge = $state.raw()!;
	path = $state('');
	/** A message is on it, or has just matched it. */
	lit = $state(false);
	track: Track;
	/** Where it glides from. */
	former: Track | null = null;
	pillX = $state(0);
	pillY = $state(0);

	constructor(routed: RoutedEdge) {
		this.id = routed.id;
		this.routed = routed;
		this.track = trackOf(routed.curve);
		this.show(routed);
	}

	show(routed: RoutedEdge): void {
		this.routed = routed;
		this.track = trackOf(routed.curve);
		this.former = null;
		this.path = pathOf(routed.curve);
		this.pillX = routed.pill?.x ?? 0;
		this.pillY = routed.pill?.y ?? 0;
	}
}

/** Real milliseconds a glide to a new layout takes. */
const GLIDE = 460;
/** Larger figures change places at once. */
const MOST_GLIDING = 160;
/** Real milliseconds a frame may spend on folding. */
const FOLD_BUDGET = 8;
/** The same on the way to a moment that was asked for. */
const SEEK_BUDGET = 40;
const PARALLEL = { across: 3, down: 1 } as const;

export interface StageOptions {
	readonly log: EventList;
	readonly labels: () => GraphLabels;
	readonly measure: Measure;
	/** Real time in milliseconds. */
	readonly clock: () => number;
}

export class Stage {
	nodes: readonly NodeView[] = $state.raw([]);
	edges: readonly EdgeView[] = $state.raw([]);
	balance: Balance = $state.raw()!;
	layout: Layout | null = $state.raw(null);
	readonly #options: StageOptions;
	readonly #player: ScenePlayer;
	readonly #pins = new Map<string, Point>();
	/** Seats of programs whose connections are shown. */
	readonly #unfolded = new Set<number>();
	readonly #nodes = new Map<string, NodeView>();
	readonly #edges = new Map<string, EdgeView>();
	#tracks = new Map<string, Track>();
	#size: Size = { width: 0, height: 0 };
	#direction: Direction = 'across';
	#structure: Structure = { nodes: [], edges: [], validUntil: Infinity };
	#built = -1;
	#jumps = 0;
	#events = -1;
	#shownAt = -1;
	#looksUntil = -1;
	#glideFrom: Map<string, Point> | null = null;
	#glideStart = 0;
	/** The next layout takes its place without a glide. */
	#atOnce = false;

	constructor(options: StageOptions) {
		this.#options = options;
		this.#player = new ScenePlayer(options.log);
		this.balance = { ...this.#player.scene.balance };
	}

	get scene() {
		return this.#player.scene;
	}

	/** By the edge id flights use. */
	get tracks(): ReadonlyMap<string, Track> {
		return this.#tracks;
	}

	/** The box to fill, in pixels, and the direction to read it in. Takes effect with the next frame. */
	resize(size: Size, direction: Direction = directionFor(size)): void {
		this.#size = size;
		this.#direction = direction;
		this.#built = -1;
	}

	/** Words or widths have changed: lay out anew. */
	refresh(): void {
		this.#built = -1;
	}

	/** Holds a node where the reader put it; null lets go of it. */
	pin(id: string, point: Point | null): void {
		if (point) this.#pins.set(id, point);
		else this.#pins.delete(id);
		this.#built = -1;
		this.#atOnce = point !== null;
	}

	/** Shows the connections and channels of the program in a seat, or hides them (`wanted`; default the other way). */
	fold(seat: number, wanted = this.#unfolded.has(seat)): void {
		if (wanted) this.#unfolded.delete(seat);
		else this.#unfolded.add(seat);
		this.#built = -1;
	}

	/** Brings everything to a moment. True when anything changed since the last frame. */
	frame(moment: Moment, still: boolean): boolean {
		if (this.#size.width === 0) return false;
		this.#play(moment);
		const now = moment.at;
		const { scene } = this;
		const backward = now < this.#shownAt || this.#player.jumps !== this.#jumps;
		this.#jumps = this.#player.jumps;
		const news = backward || scene.events !== this.#events;
		const moved = now !== this.#shownAt;
		if (news) this.balance = { ...scene.balance };
		const rebuilt = this.#rebuild(now, backward, still);
		if (news || rebuilt || now >= this.#looksUntil) this.#updateLooks(now, backward);
		if (news || moved) this.#lightUp(now);
		const gliding = this.#glide();
		this.#events = scene.events;
		this.#shownAt = now;
		return news || moved || rebuilt || gliding;
	}

	#play({ at, events }: Moment): void {
		const deadline = this.#options.clock() + (events === null ? FOLD_BUDGET : SEEK_BUDGET);
		const outOfTime = (): boolean => this.#options.clock() > deadline;
		if (events === null) this.#player.advance(at, outOfTime);
		else this.#player.seek(events, outOfTime);
	}

	#rebuild(now: number, backward: boolean, still: boolean): boolean {
		const { scene } = this;
		if (scene.structure === this.#built && now < this.#structure.validUntil && !backward) return false;
		this.#built = scene.structure;
		const parallel = PARALLEL[this.#direction];
		this.#structure = structureOf(scene, now, {
			labels: this.#options.labels(),
			parallel,
			unfolded: this.#unfolded
		});
		const former = this.layout;
		const next = layout(this.#structure, {
			size: this.#size,
			direction: this.#direction,
			previous: former,
			pins: this.#pins,
			measure: this.#options.measure
		});
		this.layout = next;
		this.#showNodes(next);
		this.#showEdges(next);
		const jump =
			still || this.#atOnce || former?.direction !== next.direction || next.nodes.size > MOST_GLIDING;
		this.#glideStart = jump ? -Infinity : this.#options.clock();
		this.#atOnce = false;
		return true;
	}

	#showNodes(next: Layout): void {
		for (const id of this.#nodes.keys()) if (!next.nodes.has(id)) this.#nodes.delete(id);
		const columns = new Map(
			[...next.order.values()].flatMap((ids, column) => ids.map((id) => [id, { column }]))
		);
		const reversed = reversedQueues(this.#structure.edges, columns);
		this.#glideFrom = new Map();
		for (const [id, placed] of next.nodes) {
			let view = this.#nodes.get(id);
			if (!view) this.#nodes.set(id, (view = new NodeView(placed)));
			else this.#glideFrom.set(id, { x: view.x, y: view.y });
			view.placed = placed;
			view.reversed = reversed.has(id);
			view.seen = -1;
		}
		this.nodes = [...this.#nodes.values()];
	}

	#showEdges(next: Layout): void {
		this.#tracks = new Map();
		for (const id of this.#edges.keys()) if (!next.edges.has(id)) this.#edges.delete(id);
		for (const [id, routed] of next.edges) {
			const view = this.#edges.get(id);
			if (!view) this.#edges.set(id, new EdgeView(routed));
			else {
				view.former = view.track;
				view.routed = routed;
			}
		}
		this.edges = [...this.#edges.values()];
	}

	/** Moves everything a frame nearer to its place; false when it stands. */
	#glide(): boolean {
		if (!this.#glideFrom) return false;
		const share = Math.min(1, (this.#options.clock() - this.#glideStart) / GLIDE);
		const soft = 1 - (1 - share) ** 3;
		for (const view of this.#nodes.values()) {
			const from = this.#glideFrom.get(view.id) ?? view.placed;
			view.x = from.x + (view.placed.x - from.x) * soft;
			view.y = from.y + (view.placed.y - from.y) * soft;
		}
		for (const view of this.#edges.values()) this.#glideEdge(view, soft);
		if (share === 1) this.#glideFrom = null;
		return true;
	}

	#glideEdge(view: EdgeView, soft: number): void {
		const { routed, former } = view;
		if (soft === 1 || !former) view.show(routed);
		else {
			const blended = blendTracks(former, trackOf(routed.curve), soft);
			view.track = trackOf(blended);
			view.path = pathOf(blended);
			view.pillX += ((routed.pill?.x ?? 0) - view.pillX) * soft;
			view.pillY += ((routed.pill?.y ?? 0) - view.pillY) * soft;
		}
		for (const leg of routed.edge.legs) this.#tracks.set(leg, view.track);
	}

	#updateLooks(now: number, backward: boolean): void {
		const { scene } = this;
		const { cells } = METRICS[this.#direction].queue;
		let until = Infinity;
		for (const queue of scene.queues.values()) {
			const view = this.#nodes.get(`q${queue.id}`);
			if (!view) continue;
			if (backward || view.seen !== queue.version || !view.queue || now >= view.queue.validUntil) {
				view.queue = queueLook(scene, queue, now, cells);
				view.seen = queue.version;
			}
			until = Math.min(until, view.queue.validUntil);
		}
		const consumers = liveConsumers(scene);
		for (const program of scene.programs.values()) {
			const view = this.#nodes.get(`p${program.seat}`);
			if (!view) continue;
			const look = programLook(
				scene,
				program,
				consumers.get(program.id) ?? [],
				now,
				this.#unfolded.has(program.seat)
			);
			if (JSON.stringify(look) !== JSON.stringify(view.program)) view.program = look;
			until = Math.min(until, look.validUntil);
		}
		for (const exchange of scene.exchanges.values()) {
			const view = this.#nodes.get(`x${exchange.id}`);
			if (view && view.exchange !== exchange) view.exchange = exchange;
		}
		this.#looksUntil = until;
	}

	/** Bindings glow while what they matched passes. */
	#lightUp(now: number): void {
		const lit = new Set<string>();
		for (const leg of this.scene.legs.values()) {
			if (leg.kind !== 'route' && leg.kind !== 'echo') continue;
			if (legIsAlive(leg, now) && !visibleFlights(leg, now).next().done) lit.add(leg.on);
		}
		for (const view of this.#edges.values()) {
			view.lit = lit.size > 0 && view.routed.edge.legs.some((leg) => lit.has(leg));
		}
	}
}
