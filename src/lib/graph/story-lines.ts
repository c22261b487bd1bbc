/** A message's story in the reader's language, as the card lists it. Pure; the card only lays it out. */
import { factOf } from './facts';
import { fateOf, passedOver, returnsOf, type Fate } from './fates';
import { programName } from './program-name';
import type { Scene } from './scene';
import type { Asked, CopyStory, Routing, Story, Trial } from './why';
import { factText, type WhyLabels } from './why-labels';

export interface StoryLine {
	/** `yes` and `no`: a binding matched, or not; `lost`: the message went no further. */
	readonly tone: 'plain' | 'yes' | 'no' | 'lost';
	/** What it speaks of, before the text: a binding key, or the name of a queue. */
	readonly of: { readonly text: string; readonly isKey: boolean } | null;
	readonly text: string;
	/** Said in passing. */
	readonly asides: readonly string[];
}

export interface StorySection {
	readonly heading: string | null;
	readonly lines: readonly StoryLine[];
}

/** More trials than this are not listed one by one; those that matched always are. */
const MOST_TRIALS = 7;

/** Its way through the exchanges, then what became of each copy. */
export function storySections(story: Story, scene: Scene, labels: WhyLabels): StorySection[] {
	const routings = story.routings.flatMap((routing) => routingSections(routing, story, labels));
	return [...routings, { heading: null, lines: endings(story, scene, labels) }].filter(
		({ heading, lines }) => heading !== null || lines.length > 0
	);
}

const line = (tone: StoryLine['tone'], text: string): StoryLine => ({ tone, of: null, text, asides: [] });

function routingSections(routing: Routing, story: Story, labels: WhyLabels): StorySection[] {
	const sections = routing.asked.map((asked, place) => ({
		heading: headingOf(asked, place, routing, labels),
		lines: story.replied ? [] : askedLines(asked, routing, labels)
	}));
	const found = routing.queues.length > 0 || story.refusedBy.length > 0 || story.replied;
	const loss = line('lost', story.returned ? labels.returned : labels.unroutable);
	return found ? sections : [...sections, { heading: null, lines: [loss] }];
}

function headingOf(asked: Asked, place: number, routing: Routing, labels: WhyLabels): string | null {
	if (asked.via === 'alternate') return labels.alternate(asked.exchange);
	if (place > 0) return labels.asked(asked.exchange);
	return routing.cause === 'dead-letter'
		? labels.deadLettered(asked.exchange, routing.routingKeys[0] ?? '')
		: null;
}

function askedLines(asked: Asked, routing: Routing, labels: WhyLabels): StoryLine[] {
	const { trials, exchange } = asked;
	if (exchange === '') return defaultLines(routing, labels);
	if (trials.length === 0) return [line('no', labels.noBindings(exchange))];
	const sorted = trials.toSorted((a, b) => Number(b.matched) - Number(a.matched));
	const matched = sorted.filter((trial) => trial.matched).length;
	const shown = sorted.slice(0, Math.max(MOST_TRIALS, matched));
	const others = sorted.length - shown.length;
	const lines = shown.map((trial) => trialLine(trial, labels));
	return others > 0 ? [...lines, line('no', labels.others(others))] : lines;
}

/** The default exchange knows queues by their names. */
const defaultLines = ({ queues, routingKeys }: Routing, labels: WhyLabels): StoryLine[] =>
	queues.length > 0
		? queues.map((queue) => line('yes', labels.named(queue)))
		: [line('no', labels.noSuchQueue(routingKeys[0] ?? ''))];

const trialLine = ({ bindingKey, to, matched, again, explanation }: Trial, labels: WhyLabels): StoryLine => ({
	tone: matched ? 'yes' : 'no',
	// The key of a binding that is drawn by hash is its weight, which the text gives.
	of:
		bindingKey === '' || explanation.reason.type === 'hash'
			? { text: to, isKey: false }
			: { text: bindingKey, isKey: true },
	text: factText(factOf(explanation), labels),
	asides: again ? [labels.again(to)] : []
});

function endings(story: Story, scene: Scene, labels: WhyLabels): StoryLine[] {
	const { transaction } = story;
	return [
		...(story.replied ? [line('plain', labels.replied)] : []),
		...(transaction === 'open' ? [line('plain', labels.uncommitted)] : []),
		...(transaction === 'rolled-back' ? [line('lost', labels.rolledBack)] : []),
		...story.refusedBy.map((queue) => line('lost', labels.refused(queue))),
		...story.copies.map((copy) => copyLine(copy, scene, labels))
	];
}

function copyLine(copy: CopyStory, scene: Scene, labels: WhyLabels): StoryLine {
	const fate = fateOf(scene, copy);
	const returns = returnsOf(copy);
	const rivals = passedOver(copy).map(({ program, why }) =>
		labels.passedOver(programName(scene, program), why)
	);
	return {
		tone: fate.type === 'dropped' && !fate.deadLettered ? 'lost' : 'plain',
		of: { text: copy.queue, isKey: false },
		text: fateText(fate, scene, labels),
		asides: [...(returns ? [labels.requeued(returns.times, returns.reason)] : []), ...rivals]
	};
}

function fateText(fate: Fate, scene: Scene, labels: WhyLabels): string {
	switch (fate.type) {
		case 'waiting': {
			const full = fate.full.map(({ program, ...reached }) =>
				labels.full(programName(scene, program), reached)
			);
			return [labels.waiting(fate.ahead), ...(fate.nobody ? [labels.nobody] : []), ...full].join(' · ');
		}
		case 'held':
			return labels.held(programName(scene, fate.program));
		case 'acknowledged':
			return labels.acknowledged(programName(scene, fate.program));
		case 'auto-acknowledged':
			return labels.autoAcknowledged(programName(scene, fate.program));
		case 'dropped':
			return labels.dropped(fate.reason, fate.deadLettered, fate.transient);
	}
}
