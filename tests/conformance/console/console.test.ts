/**
 * What the tools of a real RabbitMQ 3.10.8 printed, ours must print as well: output, errors and exit codes, but
 * for what `free.ts` names.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EngineConsole } from './engine';
import { comparable } from './free';
import { play } from './play';
import { CONSOLE } from './scenarios';
import type { Said } from './script';

/** The node that the recordings were made with. */
const RECORDED = { node: 'ctl@localhost', port: 5682 };

type Recording = Readonly<Record<string, readonly Said[]>>;

describe.each(Object.keys(CONSOLE))('%s', (part) => {
	const path = new URL(`./recordings/${part}.json`, import.meta.url);
	const recording = JSON.parse(readFileSync(path, 'utf8')) as Recording;

	it('is recorded, all of it and nothing else', () => {
		expect(Object.keys(recording)).toEqual(CONSOLE[part]!.map(({ title }) => title));
	});

	it.each(CONSOLE[part]!.map((scenario) => [scenario.title, scenario] as const))(
		'%s',
		async (title, scenario) => {
			const console = await EngineConsole.start();
			const ours = await play(scenario, console);
			await console.stop();
			const theirs = recording[title]!.map((said) => comparable(said, RECORDED.node, RECORDED.port));
			expect(ours.map((said) => comparable(said, console.node, console.port))).toEqual(theirs);
		}
	);
});
