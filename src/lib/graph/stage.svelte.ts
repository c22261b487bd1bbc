/**
 * What the picture shows, as reactive state: nodes and edges where they stand this very frame. One `frame` call
 * an animation frame folds, lays out and glides; nothing here knows the page.
 */
import type { Point, Track } from './curve';
import { blendTracks, pathOf, trackOf } from './curve';
import type { Balance } from './balance';
import { isBusy, legIsAlive } from './flights';
import type { GraphLabels } from './labels';
import { DrawingOffice, type Drawing, type Elsewhere } from './drawing-office';
import { directionFor, type Layout, type PlacedNode, type Size } from './layout';
import { liveConsumers, programLook, queueLook, type ProgramLook, type QueueLook } from './looks';
import { METRICS, type Direction } from './metrics';
import type { Measure } from './measure';
import type { Moment } from './moment';
import { ScenePlayer, type EventList } from './player';
import { reversedQueues, type RoutedEdge } from './routes';
import type { SceneConsumer, SceneExchange, SceneProgram, SceneQueue } from './scene';
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

/** An edge as it is this very frame. */
interface EdgeLook {
	readonly path: string;
	readonly pillX: number;
	readonly pillY: number;
}

/** One edge as drawn. */
export class EdgeView {
	readonly id: string;
	routed: RoutedEdge = $state.raw()!;
	/** A message is on it, or has just matched it. */
	lit = $state(false);
	/** Where it glides from. */
	former: Track | null = null;
	/** While it glides; then it is as routed. */
	#look: EdgeLook | null = $state.raw(null);
	#track: Track | null = null;

	constructor(routed: RoutedEdge) {
		this.id = routed.id;
		this.routed = routed;
	}

	get path(): string {
		return this.#look?.path ?? this.routed.path;
	}

	get pillX(): number {
		return this.#look?.pillX ?? this.routed.pill?.x ?? 0;
	}

	get pillY(): number {
		return this.#look?.pillY ?? this.routed.pill?.y ?? 0;
	}

	/** Where its tokens go; made when the first one does. */
	get track(): Track {
		return (this.#track ??= trackOf(this.routed.curve));
	}

	/** From here it glides to where it is routed next. */
	set(routed: RoutedEdge): void {
		this.former = this.track;
		this.#look = { path: this.path, pillX: this.pillX, pillY: this.pillY };
		this.routed = routed;
	}

	/** `share` of what is left of the way to where it is routed. */
	glide(share: number): void {
		const { former, routed } = this;
		if (share === 1 || !former) return this.show(routed);
		const curve = blendTracks(former, trackOf(routed.curve), share);
		this.#track = trackOf(curve);
		this.#look = {
			path: pathOf(curve),
			pillX: this.pillX + ((routed.pill?.x ?? 0) - this.pillX) * share,
			pillY: this.pillY + ((routed.pill?.y ?? 0) - this.pillY) * share
		};
	}

	show(routed: RoutedEdge): void {
		this.routed = routed;
		this.former = null;
		this.#look = null;
		this.#track = null;
	}
}

/** Real milliseconds a glide to a new layout takes. */
const GLIDE = 460;
/** Larger figures change places at once. */
const MOST_GLIDING = 160;
/** With more edges a figure is crowded. */
const MOST_EDGES = 150;
/** Real milliseconds a frame may spend on folding. */
const FOLD_BUDGET = 8;
/** The same on the way to a moment that was asked for. */
const SEEK_BUDGET = 40;
/** More events than this a real millisecond are more than can be followed, … */
const BRISK = 1.5;
/** … counted over so many real milliseconds. */
const BRISK_PAUSE = 100;
/** In a figure with more nodes than `MANY` so are as many events from one look to the next, however slow the machine is. */
const MANY = 60;
const MANY_EVENTS = 40;
/** Looks are then brought up to date by turns, in so many frames. */
const TURNS = 6;
const PARALLEL = { across: 3, down: 1 } as const;

export interface StageOptions {
	readonly log: EventList;
	readonly labels: () => GraphLabels;
	readonly measure: Measure;
	/** Real time in milliseconds. */
	readonly clock: () => number;
	/** Lays out large figures off the page's thread; without it all are laid out at once. */
	readonly elsewhere?: Elsewhere;
}

export class Stage {
	nodes: readonly NodeView[] = $state.raw([]);
	/** Empty when the figure is crowded. */
	edges: readonly EdgeView[] = $state.raw([]);
	/** There are so many edges that only those have a view that something happens on. */
	crowded = $state(false);
	/** Bindings that glow. */
	lit: readonly EdgeView[] = $state.raw([]);
	balance: Balance = $state.raw()!;
	layout: Layout | null = $state.raw(null);
	/** More happens than can be followed: what only eases the eye from one look to the next is left out. */
	brisk = $state(false);
	readonly #options: StageOptions;
	readonly #player: ScenePlayer;
	readonly #pins = new Map<string, Point>();
	/** Seats of programs whose connections are shown. */
	readonly #unfolded = new Set<number>();
	readonly #nodes = new Map<string, NodeView>();
	readonly #edges = new Map<string, EdgeView>();
	/** Edge by the edge id that flights use. */
	#ways = new Map<string, string>();
	#lit: ReadonlySet<string> = new Set();
	#size: Size = { width: 0, height: 0 };
	#direction: Direction = 'across';
	#structure: Structure = { nodes: [], edges: [], validUntil: Infinity };
	readonly #office: DrawingOffice;
	/** Virtual time from which the structure is another even if nothing happens. */
	#validUntil = Infinity;
	#built = -1;
	#jumps = 0;
	#events = -1;
	#shownAt = -1;
	#looksUntil = -1;
	/** Events and real time of the last look. */
	#looked = { events: 0, at: 0 };
	/** Whose turn it is while there is more than can be followed; looks are up to date when it is 0. */
	#turn = 0;
	#glideFrom: Map<string, Point> | null = null;
	#glideStart = 0;
	/** The next layout takes its place without a glide. */
	#atOnce = false;

	constructor(options: StageOptions) {
		this.#options = options;
		this.#player = new ScenePlayer(options.log);
		this.#office = new DrawingOffice(options.elsewhere ?? null);
		this.balance = { ...this.#player.scene.balance };
	}

	get scene() {
		return this.#player.scene;
	}

	/** Where a node is this very frame. */
	place(id: string): NodeView | undefined {
		return this.#nodes.get(id);
	}

	/** Where what flies on an edge goes this very frame. `leg`: the edge id that flights use. */
	track(leg: string): Track | undefined {
		const id = this.#ways.get(leg);
		return id === undefined ? undefined : this.edge(id)?.track;
	}

	/** The view of an edge of the layout; made when it is first asked for. */
	edge(id: string): EdgeView | undefined {
		const routed = this.layout?.edges.get(id);
		let view = this.#edges.get(id);
		if (!view && routed) this.#edges.set(id, (view = new EdgeView(routed)));
		return view;
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
		const rebuilt = this.#rebuild(now, backward, still);
		if (this.#isTimeToLook(backward || rebuilt || moment.events !== null)) {
			const stale = news || rebuilt || now >= this.#looksUntil || this.#looked.events !== scene.events;
			if (stale || this.#turn > 0) this.#look(now, backward);
			if (news || moved) this.#lightUp(now);
		} else this.#updateLooks(now, false, ++this.#turn);
		const gliding = this.#glide();
		this.#events = scene.events;
		this.#shownAt = now;
		return news || moved || rebuilt || gliding;
	}

	#look(now: number, backward: boolean): void {
		this.balance = { ...this.scene.balance };
		if (this.brisk) this.#updateLooks(now, backward, ++this.#turn);
		else {
			this.#updateLooks(now, backward);
			this.#turn = 0;
		}
		this.#looked = { events: this.scene.events, at: this.#options.clock() };
	}

	/** At once while all can be followed, else now and then. */
	#isTimeToLook(must: boolean): boolean {
		const elapsed = Math.max(1, this.#options.clock() - this.#looked.at);
		const news = this.scene.events - this.#looked.events;
		const brisk = !must && (news > BRISK * elapsed || (news > MANY_EVENTS && this.#nodes.size > MANY));
		if (brisk && elapsed < BRISK_PAUSE) return false;
		this.brisk = brisk;
		return true;
	}

	#play({ at, events }: Moment): void {
		const deadline = this.#options.clock() + (events === null ? FOLD_BUDGET : SEEK_BUDGET);
		const outOfTime = (): boolean => this.#options.clock() > deadline;
		if (events === null) this.#player.advance(at, outOfTime);
		else this.#player.seek(events, outOfTime);
	}

	/** Orders a new layout when there is another structure, and shows one that is finished. */
	#rebuild(now: number, backward: boolean, still: boolean): boolean {
		const { scene } = this;
		if (scene.structure !== this.#built || now >= this.#validUntil || backward) {
			this.#built = scene.structure;
			const parallel = PARALLEL[this.#direction];
			const structure = structureOf(scene, now, {
				labels: this.#options.labels(),
				parallel,
				unfolded: this.#unfolded
			});
			this.#validUntil = structure.validUntil;
			this.#office.order(structure, {
				size: this.#size,
				direction: this.#direction,
				previous: this.layout,
				pins: this.#pins,
				measure: this.#options.measure
			});
		}
		const drawing = this.#office.collect();
		if (drawing) this.#show(drawing, still);
		return drawing !== null;
	}

	#show({ structure, layout }: Drawing, still: boolean): void {
		const turned = this.layout?.direction !== layout.direction;
		const jump =
			still || this.#atOnce || turned || layout.nodes.size > MOST_GLIDING || layout.edges.size > MOST_EDGES;
		this.#structure = structure;
		this.layout = layout;
		this.#showNodes(layout, turned);
		this.#showEdges(layout, !jump);
		this.#glideStart = jump ? -Infinity : this.#options.clock();
		this.#atOnce = false;
	}

	#showNodes(next: Layout, turned: boolean): void {
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
			const isReversed = reversed.has(id);
			if (view.reversed !== isReversed || turned) view.seen = -1;
			view.reversed = isReversed;
		}
		this.nodes = [...this.#nodes.values()];
	}

	#showEdges(next: Layout, glides: boolean): void {
		this.crowded = next.edges.size > MOST_EDGES;
		this.#ways = new Map();
		for (const id of this.#edges.keys()) if (!next.edges.has(id)) this.#edges.delete(id);
		for (const [id, routed] of next.edges) {
			const view = this.#edges.get(id);
			if (view && glides) view.set(routed);
			else view?.show(routed);
			for (const leg of routed.edge.legs) this.#ways.set(leg, id);
		}
		this.edges = this.crowded ? [] : [...next.edges.keys()].map((id) => this.edge(id)!);
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
		for (const view of this.#edges.values()) if (view.former) view.glide(soft);
		if (share === 1) this.#glideFrom = null;
		return true;
	}

	/** `turn`: of those only whose turn it is. */
	#updateLooks(now: number, backward: boolean, turn?: number): void {
		const { scene } = this;
		const isDue = (index: number): boolean => turn === undefined || (index + turn) % TURNS === 0;
		this.#looksUntil = Infinity;
		let index = 0;
		for (const queue of scene.queues.values()) if (isDue(index++)) this.#updateQueue(queue, now, backward);
		const consumers = liveConsumers(scene);
		for (const program of scene.programs.values())
			if (isDue(index++)) this.#updateProgram(program, consumers.get(program.id) ?? [], now);
		for (const exchange of scene.exchanges.values()) {
			const view = this.#nodes.get(`x${exchange.id}`);
			if (view && view.exchange !== exchange) view.exchange = exchange;
		}
	}

	#updateQueue(queue: SceneQueue, now: number, backward: boolean): void {
		const view = this.#nodes.get(`q${queue.id}`);
		if (!view) return;
		if (backward || view.seen !== queue.version || !view.queue || now >= view.queue.validUntil) {
			view.queue = queueLook(this.scene, queue, now, METRICS[this.#direction].queue.cells);
			view.seen = queue.version;
		}
		this.#looksUntil = Math.min(this.#looksUntil, view.queue.validUntil);
	}

	#updateProgram(program: SceneProgram, consumers: readonly SceneConsumer[], now: number): void {
		const view = this.#nodes.get(`p${program.seat}`);
		if (!view) return;
		const look = programLook(this.scene, program, consumers, now, this.#unfolded.has(program.seat));
		if (JSON.stringify(look) !== JSON.stringify(view.program)) view.program = look;
		this.#looksUntil = Math.min(this.#looksUntil, look.validUntil);
	}

	/** Bindings glow while what they matched passes. */
	#lightUp(now: number): void {
		const lit = new Set<string>();
		for (const leg of this.scene.legs.values()) {
			if (leg.kind !== 'route' && leg.kind !== 'echo') continue;
			const id = this.#ways.get(leg.on);
			if (id !== undefined && legIsAlive(leg, now) && isBusy(leg, now)) lit.add(id);
		}
		const before = this.#lit;
		if (lit.size === before.size && [...lit].every((id) => before.has(id))) return;
		for (const id of before) if (!lit.has(id)) this.#setLit(id, false);
		for (const id of lit) if (!before.has(id)) this.#setLit(id, true);
		this.#lit = lit;
		this.lit = [...lit].map((id) => this.edge(id)!);
	}

	#setLit(id: string, lit: boolean): void {
		const view = this.edge(id);
		if (view) view.lit = lit;
	}
}
