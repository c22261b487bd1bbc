import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'exchange-to-exchange';

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

describe('exchange to exchange', () => {
	it('leaves one copy where two ways lead, under the publisher’s own exchange and key', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { audit: 'once' } });
		expect(rehearsal.output('audit.js#1')).toBe(
			'audit is open.\naudit: order.paid, order 1 (exchange shop)\naudit: stock.low, tea (exchange shop)\n' +
				'audit: order.cancelled, order 2 (exchange shop)\naudit: order.paid, order 3 (exchange shop)\n'
		);
		expect(rehearsal.output('accounting.js#2')).toBe(
			'tax is open.\ntax: order.paid, order 1 (exchange shop)\ntax: order.cancelled, order 2 (exchange shop)\n' +
				'tax: order.paid, order 3 (exchange shop)\n'
		);
	});

	it('needs an exchange of marketing’s own', async () => {
		const [file] = Rehearsal.solution(slug, 'marketing');
		const direct = file!.source.replace(
			"channel.bindQueue(queue, 'marketing', '')",
			"channel.bindQueue(queue, 'shop', 'order.paid')"
		);
		const rehearsal = await Rehearsal.of(slug, [{ file: file!.file, source: direct }]).run();
		for (const queue of ['newsletter', 'discounts']) await rehearsal.start('marketing.js', [queue]);
		await rehearsal.start('shop.js');
		expect(await tasksDone(rehearsal)).toEqual([]);
	});

	it('doesn’t take a deleted exchange for a holiday', async () => {
		const [file] = Rehearsal.solution(slug, 'holiday');
		const source = file!.source.replace(
			/channel\.unbindExchange\(.*\)/,
			"channel.deleteExchange('accounting')"
		);
		const rehearsal = await Rehearsal.of(slug, [{ file: file!.file, source }]).run();
		await rehearsal.start('holiday.js');
		await rehearsal.start('shop.js');
		expect(await tasksDone(rehearsal)).toEqual([]);
	});

	it('doesn’t take a binding for a holiday that led the wrong way from the beginning', async () => {
		const source = Rehearsal.source(slug, 'accounting.js').replace(
			"'accounting', 'shop',",
			"'shop', 'accounting',"
		);
		const rehearsal = await Rehearsal.of(slug, [{ file: 'accounting.js', source }]).run();
		expect(await rehearsal.verdict()).toMatchObject({ tasks: [], mistakes: ['wrong-way'] });
	});
});
