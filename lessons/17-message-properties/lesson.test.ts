import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'message-properties';

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

describe('message properties', () => {
	it('brings what was written on a message, and nothing else', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { stamp: 'neither' } });
		expect(rehearsal.output('radio.js#1').split('\n').slice(1, 5)).toEqual([
			'On air: calm',
			'  no properties',
			'On air: wind 3',
			'  messageId 2, type reading'
		]);
	});

	it('isn’t done when the warning goes stale with the readings', async () => {
		const source = Rehearsal.source(slug, 'radio.js').replace(
			"assertQueue('bulletins')",
			"assertQueue('bulletins', { messageTtl: 4000 })"
		);
		const rehearsal = await Rehearsal.of(slug, [{ file: 'radio.js', source }]).run();
		expect(rehearsal.output('radio.js#1')).not.toContain('storm!');
		expect(await tasksDone(rehearsal)).toEqual([]);
	});

	it('isn’t done when the warning is sent first', async () => {
		const source = Rehearsal.source(slug, 'station.js').replace('of bulletins)', 'of bulletins.reverse())');
		const rehearsal = await Rehearsal.of(slug, [{ file: 'station.js', source }]).run();
		expect(await tasksDone(rehearsal)).toEqual([]);
	});
});
