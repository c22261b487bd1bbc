/**
 * What a real RabbitMQ 3.10.8 said to the scenarios, the engine must say as well, word for word.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { play } from './play';
import { SCENARIOS } from './scenarios';
import { InMemory } from './target';

describe.each(Object.keys(SCENARIOS))('%s', (part) => {
	const recorded = readFileSync(new URL(`./recordings/${part}.txt`, import.meta.url), 'utf8');
	const transcripts = new Map(
		recorded.split(/\n(?=# )/).map((text) => [text.slice(2, text.indexOf('\n')), text.trimEnd()])
	);

	it('is recorded, all of it and nothing else', () => {
		expect([...transcripts.keys()]).toEqual(SCENARIOS[part]!.map(({ title }) => title));
	});

	it.each(SCENARIOS[part]!.map((scenario) => [scenario.title, scenario] as const))(
		'%s',
		async (title, scenario) => {
			expect((await play(scenario, new InMemory())).trimEnd()).toBe(transcripts.get(title));
		}
	);
});
