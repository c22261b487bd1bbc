import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'headers';

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

/** A shipped program with one piece of its text replaced. */
const edited = (file: string, from: string, to: string) => {
	const source = Rehearsal.source(slug, file);
	expect(source).toContain(from);
	return [{ file, source: source.replace(from, to) }];
};

describe('headers', () => {
	it('decide who gets a paper', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { contract: 'front-desk' } });
		expect(rehearsal.output('desk.js#1')).toBe(
			'front-desk is open.\nfront-desk: an invoice\nfront-desk: an urgent contract\nfront-desk: an urgent invoice\n'
		);
		expect(rehearsal.output('desk.js#2')).toBe('lawyer is open.\nlawyer: a signed contract\n');
		expect(rehearsal.output('desk.js#3')).toBe('franking is open.\n');
	});

	it('don’t do the front desk’s task by asking for invoices alone', async () => {
		const changes = edited('desk.js', ', urgent: true },\n  lawyer', ' },\n  lawyer');
		expect(await tasksDone(await Rehearsal.of(slug, changes).run())).toEqual([]);
	});

	it('don’t do the franking machine’s task by asking for nothing', async () => {
		const changes = edited('desk.js', ", pages: '1' }", ' }');
		expect(await tasksDone(await Rehearsal.of(slug, changes).run())).toEqual([]);
	});
});
