/** One random session, played to the engine as it is made up, and then to a real server. */
import { Player } from '../play';
import type { Step } from '../script';
import { InMemory, type Target } from '../target';
import { Generator, type Topics } from './generator';

/** What each step came to, line by line. */
export type Transcript = readonly (readonly string[])[];

/** Makes up a session of so many steps, or fewer when time can only pass in ways that a RabbitMQ leaves open. */
export async function makeUp(seed: number, length: number, topics: Topics): Promise<Step[]> {
	const generator = new Generator(seed, topics);
	let player = new Player(new InMemory());
	const steps: Step[] = [];
	while (steps.length < length) {
		const step = generator.next();
		const lines = await player.step(step);
		if (generator.leavesOpen(step, lines)) {
			if (step.do === 'wait') break;
			player = await playerAfter(steps);
			continue;
		}
		steps.push(step);
		generator.hear(step, lines);
	}
	return steps;
}

async function playerAfter(steps: readonly Step[]): Promise<Player> {
	const player = new Player(new InMemory());
	for (const step of steps) await player.step(step);
	return player;
}

export async function playSteps(steps: readonly Step[], target: Target): Promise<Transcript> {
	const player = new Player(target);
	const transcript: (readonly string[])[] = [];
	for (const step of steps) transcript.push(await player.step(step));
	await player.tidy(steps);
	return transcript;
}

/** The index of the first step that came to something else; -1 when none did. */
export function firstDifference(one: Transcript, other: Transcript): number {
	return one.findIndex((lines, index) => lines.join('\n') !== other[index]?.join('\n'));
}
