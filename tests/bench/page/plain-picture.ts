/**
 * The peer: the same scene at the same places, drawn as one would at first, with an SVG element for each token that
 * d3 joins to the flights and moves every frame. Only what must change does; there are no effects.
 */
import { select, type Selection } from 'd3';
import { pathOf, pointAlong } from '../../../src/lib/graph/curve';
import { legIsAlive, type Flight, type Leg } from '../../../src/lib/graph/flights';
import { hueOf, tokenText } from '../../../src/lib/graph/hue';
import type { Moment } from '../../../src/lib/graph/moment';
import { estimate } from '../../../src/lib/graph/measure';
import { METRICS } from '../../../src/lib/graph/metrics';
import type { EventList } from '../../../src/lib/graph/player';
import { Stage, type NodeView } from '../../../src/lib/graph/stage.svelte';
import { testLabels } from '../../../src/lib/graph/testing/labels';

interface Token {
	readonly leg: Leg;
	readonly flight: Flight;
	readonly key: string;
}

type Layer<Datum = unknown> = Selection<SVGGElement, Datum, null, undefined>;

/** Draws into `target` every frame until the returned function is called. */
export function drawPlainly(target: HTMLElement, log: EventList, moment: () => Moment): () => void {
	const { clientWidth: width, clientHeight: height } = target;
	const svg = select(target).append('svg').attr('width', width).attr('height', height);
	const figure = svg.append('g');
	const still = figure.append('g');
	const moving = figure.append('g');
	const stage = new Stage({
		log,
		labels: () => testLabels,
		measure: estimate,
		clock: () => performance.now()
	});
	stage.resize({ width, height }, 'across');
	let drawn: unknown = null;
	let request = requestAnimationFrame(function tick() {
		request = requestAnimationFrame(tick);
		const now = moment();
		stage.frame(now, true);
		if (stage.layout !== drawn) {
			drawn = stage.layout;
			drawStill(still, stage);
			figure.attr('transform', fitted(stage, width, height));
		}
		count(still, stage);
		drawTokens(moving, stage, now.at);
	});
	return () => {
		cancelAnimationFrame(request);
		svg.remove();
	};
}

function fitted(stage: Stage, width: number, height: number): string {
	const { left, right, top, bottom } = stage.layout!.bounds;
	const scale = Math.min(width / (right - left), height / (bottom - top));
	const x = (width - scale * (left + right)) / 2;
	const y = (height - scale * (top + bottom)) / 2;
	return `translate(${x} ${y}) scale(${scale})`;
}

function drawStill(layer: Layer, stage: Stage): void {
	layer.selectAll('*').remove();
	for (const routed of stage.layout!.edges.values()) {
		layer.append('path').attr('d', pathOf(routed.curve)).attr('fill', 'none').attr('stroke', '#8d8982');
		const { pill } = routed;
		if (pill) layer.append('text').attr('x', pill.x).attr('y', pill.y).text(pill.text);
	}
	const { queue, radius } = METRICS.across;
	for (const { placed } of stage.nodes) {
		const node = layer.append('g').attr('transform', `translate(${placed.x} ${placed.y})`);
		if (placed.node.kind === 'queue')
			node
				.append('rect')
				.attr('x', -queue.width / 2)
				.attr('y', -queue.height / 2)
				.attr('width', queue.width)
				.attr('height', queue.height)
				.attr('fill', '#fff')
				.attr('stroke', '#00795a');
		else node.append('circle').attr('r', radius).attr('fill', '#fff').attr('stroke', '#0072b2');
		node
			.append('text')
			.attr('text-anchor', 'middle')
			.attr('y', radius + 16)
			.text(placed.text.title);
		if (placed.node.kind === 'queue')
			node
				.append('text')
				.attr('class', 'count')
				.datum(stage.nodes.find(({ id }) => id === placed.id)!)
				.attr('text-anchor', 'middle')
				.attr('y', radius + 32);
	}
}

function count(layer: Layer, _stage: Stage): void {
	layer
		.selectAll<SVGTextElement, NodeView>('.count')
		.text(({ queue }) => (queue ? `${queue.ready} ready · ${queue.unacked} unacked` : ''));
}

const BACKWARD: readonly string[] = ['ack', 'requeue', 'return'];

function drawTokens(layer: Layer, stage: Stage, now: number): void {
	const tokens = [...stage.scene.legs.values()]
		.filter((leg) => leg.kind !== 'echo' && leg.kind !== 'drop' && legIsAlive(leg, now))
		.flatMap((leg) =>
			leg.flights
				.filter(({ departs, arrives }) => departs <= now && arrives > now)
				.map((flight) => ({ leg, flight, key: `${leg.on} ${leg.kind} ${flight.number}` }))
		);
	const join = layer.selectAll<SVGGElement, Token>('g').data(tokens, ({ key }) => key);
	join.exit().remove();
	const entered = join.enter().append('g');
	entered
		.append('circle')
		.attr('r', 8.5)
		.attr('stroke', '#fbfaf7')
		.attr('stroke-width', 2)
		.attr('fill', ({ flight }) => hueOf(flight.number));
	entered
		.append('text')
		.attr('text-anchor', 'middle')
		.attr('y', 3.5)
		.attr('font-size', 10)
		.text(({ flight }) => tokenText(flight.number));
	entered.merge(join).attr('transform', ({ leg, flight }) => {
		const track = stage.track(leg.on);
		if (!track) return null;
		const share = (now - flight.departs) / (flight.arrives - flight.departs);
		const { x, y } = pointAlong(track, BACKWARD.includes(leg.kind) ? 1 - share : share);
		return `translate(${x} ${y})`;
	});
}
