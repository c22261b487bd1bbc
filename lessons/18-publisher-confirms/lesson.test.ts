import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'publisher-confirms';
const FIVE_FOR_BOB = ['bob', 'bob', 'bob', 'bob', 'bob'];

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

/** A file with one part of its text replaced, which has to be there. */
function changed(file: string, source: string, old: string, replacement: string) {
	expect(source).toContain(old);
	return [{ file, source: source.replace(old, replacement) }];
}

describe('publisher confirms', () => {
	it('confirms a letter that no queue took', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { zoe: 'confirmed' } });
		expect(rehearsal.output('sender.js#1')).toContain('Confirmed: letter 2');
	});

	it('isn’t done when letters that came back go on to Bob', async () => {
		const [file] = Rehearsal.solution(slug, 'returned');
		const changes = changed('sender.js', file!.source, "post(letter, 'ann')", "post(letter, 'bob')");
		expect(await tasksDone(await Rehearsal.of(slug, changes).run())).toEqual([]);
	});

	it('isn’t done when every letter goes to Ann as well', async () => {
		const [file] = Rehearsal.solution(slug, 'returned');
		const changes = changed(
			'sender.js',
			file!.source,
			'await sleep(500);',
			"await post(`letter ${index + 1}`, 'ann');"
		);
		expect(await tasksDone(await Rehearsal.of(slug, changes).run())).toEqual([]);
	});

	it('isn’t done when a refused letter is posted just once more', async () => {
		const [file] = Rehearsal.solution(slug, 'again');
		const rehearsal = Rehearsal.of(slug, changed('sender.js', file!.source, 'while (!(', 'if (!('));
		await rehearsal.start('house.js', ['bob']);
		expect(await tasksDone(await rehearsal.start('sender.js', FIVE_FOR_BOB))).toEqual([]);
	});

	it('isn’t done when what Bob’s box refuses goes to Ann', async () => {
		const [file] = Rehearsal.solution(slug, 'again');
		const changes = changed(
			'sender.js',
			file!.source,
			'while (!(await post(`letter ${index + 1}`, name))) await sleep(2000);',
			"if (!(await post(`letter ${index + 1}`, name))) await post(`letter ${index + 1}`, 'ann');"
		);
		const rehearsal = Rehearsal.of(slug, changes);
		await rehearsal.start('house.js', ['ann']);
		await rehearsal.start('house.js', ['bob']);
		await rehearsal.start('sender.js', FIVE_FOR_BOB);
		expect(rehearsal.output('sender.js#1')).toContain('Refused');
		expect(await tasksDone(rehearsal)).toEqual([]);
	});

	it('isn’t done with a letterbox that takes all', async () => {
		const source = Rehearsal.source(slug, 'house.js');
		const rehearsal = Rehearsal.of(slug, changed('house.js', source, 'maxLength: 2', 'maxLength: 5'));
		await rehearsal.start('house.js', ['bob']);
		expect(await tasksDone(await rehearsal.start('sender.js', FIVE_FOR_BOB))).toEqual([]);
	});
});
