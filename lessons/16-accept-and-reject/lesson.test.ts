import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'accept-and-reject';

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

describe('accept and reject', () => {
	it('gets what it put back before anything else', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { back: 'next' } });
		expect(rehearsal.output('inspector.js#1').split('\n').slice(3, 6)).toEqual([
			"apple 3, spotted: I'll look again",
			'apple 3, spotted: accepted',
			'apple 4, fine: accepted'
		]);
	});

	it('isn’t done with rotten apples that are put back once', async () => {
		const [file] = Rehearsal.solution(slug, 'rotten');
		const twice = file!.source.replace(
			'reject(message, false)',
			'reject(message, !message.fields.redelivered)'
		);
		expect(twice).not.toBe(file!.source);
		const rehearsal = await Rehearsal.of(slug, [{ file: file!.file, source: twice }]).run();
		expect(await tasksDone(rehearsal)).toEqual([]);
	});

	it('isn’t done with crates in which good and bad get different answers', async () => {
		const rehearsal = await Rehearsal.of(slug, 'rotten').run();
		expect(await tasksDone(rehearsal)).toEqual(['rotten']);
	});
});
