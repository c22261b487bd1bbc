import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'publish-subscribe';

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

/** A shipped program with one piece of its text replaced. */
const edited = (file: string, from: string, to: string) => {
	const source = Rehearsal.source(slug, file);
	expect(source).toContain(from);
	return [{ file, source: source.replace(from, to) }];
};

describe('publish/subscribe', () => {
	it('gives every display every reading', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { copies: 'each' } });
		const readings = ['4° rain', '5° rain', '7° sun', '9° sun', '8° wind', '6° fog'];
		for (const [program, name] of [
			['display.js#1', 'Harbour'],
			['display.js#2', 'Airport']
		] as const) {
			expect(rehearsal.output(program)).toBe(
				`${name} is listening.\n${readings.map((reading) => `${name}: ${reading}\n`).join('')}`
			);
		}
	});

	it('answers as the trace shows, not as the text says', async () => {
		const shared = edited('display.js', "assertQueue('', { exclusive: true })", "assertQueue('one')");
		const rehearsal = await Rehearsal.of(slug, shared).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { copies: 'shared' } });
	});

	it('answers the same when somebody comes late', async () => {
		const rehearsal = await new Rehearsal(slug).play(
			[
				{ do: 'run', limit: 1700 },
				{ do: 'start', program: 'display', args: ['Bridge'], limit: null }
			],
			[]
		);
		expect(rehearsal.output('display.js#3')).toContain('Bridge: 8° wind');
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { copies: 'each' } });
	});

	it('knows no latecomer where all were there from the beginning', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		await rehearsal.start('display.js');
		await rehearsal.start('station.js');
		expect(await tasksDone(rehearsal)).toEqual([]);
	});

	it('keeps no diary in an exclusive queue', async () => {
		const named = edited('display.js', "assertQueue('', {", 'assertQueue(name, {');
		const rehearsal = await Rehearsal.of(slug, named).run();
		await rehearsal.start('station.js');
		await rehearsal.start('display.js', ['Tower']);
		expect(await tasksDone(rehearsal)).toEqual([]);
	});
});
