import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'alternate-exchange';

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

describe('alternate exchange', () => {
	it('catches what no binding wanted, under its own exchange and key, and nothing that only waits', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { closed: 'waits' } });
		expect(rehearsal.output('clerk.js#1')).toBe(
			'What nobody wants is mine.\nletter 2, to rome? (exchange letters)\n' +
				'letter 4, to berln? (exchange letters)\nletter 5, to oslo? (exchange letters)\n'
		);
	});

	it('isn’t spared by a further binding on the towns’ own exchange', async () => {
		const [file] = Rehearsal.solution(slug, 'abroad');
		const direct = file!.source.replace(
			'console.log',
			"for (const town of ['rome', 'oslo']) await channel.bindQueue('abroad', 'letters', town);\n  console.log"
		);
		const rehearsal = await Rehearsal.of(slug, [{ file: file!.file, source: direct }]).run();
		expect(await tasksDone(rehearsal)).toEqual([]);
	});
});
