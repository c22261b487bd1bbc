/**
 * Code and picture as one: which lines are at work at a moment, and which parts of the picture a line made. Pure.
 */
import type { Origin } from '../broker/trace';
import type { TraceEvent } from '../network/events';
import { publishTarget } from './fold-publishes';
import type { EventList } from './player';
import {
	bindingEdge,
	consumeEdge,
	exchangeNode,
	programNode,
	publishEdge,
	queueNode,
	type Scene
} from './scene';

/** A line of a file, from 1. */
export interface CodeLine {
	readonly file: string;
	readonly line: number;
}

/** Virtual milliseconds for which a line stays lit after what it did at once. */
const AFTERGLOW = 350;
/** Content may be on its way for so long, in virtual milliseconds: older events light nothing. */
const LONGEST = 3000;
/** Events looked at, at most: in a flood every line at work is among the last. */
const MOST_EVENTS = 400;
const MOST_LINES = 12;

/** `worker.js#2` runs `worker.js`. */
export const fileOf = (program: string): string => program.replace(/#\d+$/, '');

const originOf = (event: TraceEvent): Origin | undefined => ('origin' in event ? event.origin : undefined);

/** The lines whose work is to be seen at virtual time `at`, when `count` events have happened; the latest first. */
export function linesAtWork(events: readonly TraceEvent[], count: number, at: number): CodeLine[] {
	const lines = new Map<string, CodeLine>();
	for (let index = count - 1; index >= Math.max(0, count - MOST_EVENTS); index--) {
		const event = events[index]!;
		if (event.at < at - LONGEST || lines.size === MOST_LINES) break;
		const origin = originOf(event);
		if (!origin || origin.line === null) continue;
		const until = event.type === 'content.departed' ? event.arrives : event.at;
		if (until + AFTERGLOW < at) continue;
		const place = { file: fileOf(origin.program), line: origin.line };
		lines.set(`${place.file}:${place.line}`, place);
	}
	return [...lines.values()];
}

type Made = Extract<
	TraceEvent,
	{
		type:
			'exchange.declared' | 'queue.declared' | 'binding.created' | 'consumer.started' | 'message.published';
	}
>;

/** Different publishes remembered of a line. */
const MOST_OF_A_LINE = 64;

/** What each line of the programs has made so far. Reads the trace as it grows. */
export class LineIndex {
	readonly #log: EventList;
	#events: readonly TraceEvent[];
	#read = 0;
	readonly #made = new Map<string, Map<string, Made>>();

	constructor(log: EventList) {
		this.#log = log;
		this.#events = log.events;
	}

	/** Ids of the nodes and edges in `scene` that `place` made, consumes by or publishes through. */
	partsOf(place: CodeLine, scene: Scene): Set<string> {
		this.#readOn();
		const made = this.#made.get(`${place.file}:${place.line}`);
		return new Set([...(made?.values() ?? [])].flatMap((event) => partsOf(event, scene)));
	}

	#readOn(): void {
		if (this.#log.events !== this.#events) {
			this.#events = this.#log.events;
			this.#read = 0;
			this.#made.clear();
		}
		for (; this.#read < this.#events.length; this.#read++) this.#hear(this.#events[this.#read]!);
	}

	#hear(event: TraceEvent): void {
		switch (event.type) {
			case 'exchange.declared':
				return this.#remember(event, `x${event.exchange}`);
			case 'queue.declared':
				return this.#remember(event, `q${event.queue}`);
			case 'binding.created':
				return this.#remember(event, `b${event.binding}`);
			case 'consumer.started':
				return this.#remember(event, `c${event.consumer}`);
			case 'message.published':
				return this.#remember(event, `m${event.connection}/${event.exchange}/${event.routingKey}`);
		}
	}

	#remember(event: Made, key: string): void {
		if (!event.origin || event.origin.line === null) return;
		const place = `${fileOf(event.origin.program)}:${event.origin.line}`;
		const made = this.#made.get(place);
		if (!made) this.#made.set(place, new Map([[key, event]]));
		else if (made.size < MOST_OF_A_LINE) made.set(key, event);
	}
}

function partsOf(event: Made, scene: Scene): string[] {
	switch (event.type) {
		case 'exchange.declared':
			return [exchangeNode(event.exchange)];
		case 'queue.declared':
			return [queueNode(event.queue)];
		case 'binding.created':
			return [bindingEdge(event.binding)];
		case 'consumer.started': {
			const program = scene.programs.get(scene.consumers.get(event.consumer)?.program ?? '');
			return program ? [consumeEdge(queueNode(event.queue), programNode(program.seat))] : [];
		}
		case 'message.published': {
			const program = scene.programs.get(event.origin!.program);
			const exchange = scene.exchanges.get(event.exchange)?.name ?? '';
			const to = publishTarget(scene, { ...event, exchange });
			return program && to !== null ? [publishEdge(programNode(program.seat), to)] : [];
		}
	}
}
