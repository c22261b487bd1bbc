import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'topics';

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

/** A shipped program with one piece of its text replaced. */
const edited = (file: string, from: string, to: string) => {
	const source = Rehearsal.source(slug, file);
	expect(source).toContain(from);
	return [{ file, source: source.replace(from, to) }];
};

describe('topics', () => {
	it('reach those whose patterns match, and nobody else', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { window: 'nobody' } });
		expect(rehearsal.output('listener.js#1')).toBe('guard is listening.\nguard: The front door is open.\n');
		expect(rehearsal.output('listener.js#2')).toBe(
			'fire-brigade is listening.\nfire-brigade: Smoke in the cellar!\nfire-brigade: Smoke in the garden shed!\n'
		);
		expect(rehearsal.output('listener.js#3')).toBe(
			'gardener is listening.\ngardener: The garden gate is open.\ngardener: Smoke in the garden shed!\n'
		);
	});

	it.each([
		['house.#', 'too much'],
		['#.open', 'the garden as well'],
		['house.*.*.open', 'the door no longer']
	])('don’t do the guard’s task with %s: %s', async (key) => {
		expect(
			await tasksDone(await Rehearsal.of(slug, edited('listener.js', 'house.*.open', key)).run())
		).toEqual([]);
	});

	it('don’t do the gardener’s task with #', async () => {
		expect(await tasksDone(await Rehearsal.of(slug, edited('listener.js', 'garden.#', '#')).run())).toEqual(
			[]
		);
	});
});
