import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'consistent-hashing';

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

/** A shipped program with one piece of its text replaced. */
const edited = (file: string, from: string, to: string) => {
	const source = Rehearsal.source(slug, file);
	expect(source).toContain(from);
	return [{ file, source: source.replace(from, to) }];
};

describe('consistent hashing', () => {
	it('keeps each customer in one queue', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { kim: 'same' } });
		const lines = (queue: string, customers: string[]) =>
			`${queue} is ready.\n` +
			['ordered', 'paid', 'shipped']
				.flatMap((event) => customers.map((customer) => `${queue}: ${customer} ${event}\n`))
				.join('');
		expect(rehearsal.output('worker.js#1')).toBe(lines('red', ['kim', 'mei', 'tom']));
		expect(rehearsal.output('worker.js#2')).toBe(lines('green', ['leo', 'pia', 'ben']));
		expect(rehearsal.output('worker.js#3')).toBe('blue is ready.\n');
	});

	it('moves only Mei and Ben when blue joins, as the text says', async () => {
		const places = async (solution: string | []) => {
			const { published } = (await Rehearsal.of(slug, solution).run()).history;
			return new Map(published.map(({ routingKey, queues }) => [routingKey, queues[0]]));
		};
		const [before, after] = [await places([]), await places('blue')];
		const moved = [...before].filter(([customer, queue]) => after.get(customer) !== queue);
		expect(moved.map(([customer]) => customer)).toEqual(['mei', 'ben']);
		expect([after.get('mei'), after.get('ben')]).toEqual(['blue', 'blue']);
	});

	it('counts no second binding as twice the weight', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		rehearsal.edit(Rehearsal.solution(slug, 'twice-as-much'));
		await rehearsal.start('shop.js');
		expect(await tasksDone(rehearsal)).toEqual([]);
	});

	it('is no fanout', async () => {
		const fanout = edited('shop.js', 'x-consistent-hash', 'fanout');
		expect(await tasksDone(await Rehearsal.of(slug, fanout).run())).toEqual([]);
	});
});
