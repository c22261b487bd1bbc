import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'routing';

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

/** A shipped program with one more line before the one that begins with `before`. */
const withLine = (file: string, before: string, line: string) => {
	const source = Rehearsal.source(slug, file);
	expect(source).toContain(before);
	return { file, source: source.replace(before, `${line}\n  ${before}`) };
};

describe('routing', () => {
	it('copies an event to each queue bound with its key, and no task is done yet', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ tasks: [], predictions: { paid: 'both' } });
		expect(rehearsal.output('warehouse.js#1')).toBe(
			'Waiting for orders.\nWarehouse: order 1 is paid\nWarehouse: order 2 is paid\n'
		);
		expect(rehearsal.output('mailer.js#1')).toBe(
			'Waiting for orders.\nMail: order 1 is paid\nMail: order 1 is shipped\nMail: order 2 is paid\n'
		);
	});

	it('drops what no queue asked for', async () => {
		const { published } = (await Rehearsal.of(slug).run()).history;
		expect(published.at(-1)).toMatchObject({ routingKey: 'cancelled', queues: [] });
	});
});

describe('cancelled orders for the warehouse', () => {
	it('come by the solution', async () => {
		const rehearsal = await Rehearsal.of(slug, 'cancelled').run();
		expect(await tasksDone(rehearsal)).toEqual(['cancelled']);
		expect(rehearsal.output('warehouse.js#1')).toContain('Warehouse: order 2 is cancelled\n');
	});

	it('come by a binding the shop makes', async () => {
		const bind = "await channel.bindQueue('warehouse', 'orders', 'cancelled');";
		const shop = withLine('shop.js', 'for (const', bind);
		expect(await tasksDone(await Rehearsal.of(slug, [shop]).run())).toEqual(['cancelled']);
	});

	it('come in a later run of the shop', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		rehearsal.edit(Rehearsal.solution(slug, 'cancelled'));
		await rehearsal.start('warehouse.js');
		await rehearsal.start('shop.js');
		expect(await tasksDone(rehearsal)).toEqual(['cancelled']);
	});

	it('don’t count when the mailer gets them, too', async () => {
		const mailer = withLine(
			'mailer.js',
			'console.log',
			"await channel.bindQueue('mail', 'orders', 'cancelled');"
		);
		const changes = [mailer, ...Rehearsal.solution(slug, 'cancelled')];
		expect(await tasksDone(await Rehearsal.of(slug, changes).run())).toEqual([]);
	});

	it('don’t count when paid orders no longer come', async () => {
		const source = Rehearsal.source(slug, 'warehouse.js').replace("'paid'", "'cancelled'");
		expect(await tasksDone(await Rehearsal.of(slug, [{ file: 'warehouse.js', source }]).run())).toEqual([]);
	});
});

describe('a returned order', () => {
	it('reaches both by the solution', async () => {
		const rehearsal = await Rehearsal.of(slug, 'returned').run();
		expect(await tasksDone(rehearsal)).toEqual(['returned']);
		expect(rehearsal.output('warehouse.js#1')).toContain('Warehouse: order 1 is returned\n');
		expect(rehearsal.output('mailer.js#1')).toContain('Mail: order 1 is returned\n');
	});

	it('reaches both by bindings the shop makes', async () => {
		const binds = ['warehouse', 'mail'].map(
			(queue) => `await channel.bindQueue('${queue}', 'orders', 'returned');`
		);
		const lines = [...binds, "channel.publish('orders', 'returned', Buffer.from('order 9'));"];
		const shop = withLine('shop.js', 'for (const', lines.join('\n'));
		expect(await tasksDone(await Rehearsal.of(slug, [shop]).run())).toEqual(['returned']);
	});

	it('doesn’t count when it is published twice, once for each', async () => {
		const binds = ['warehouse', 'mail'].map(
			(queue) => `await channel.bindQueue('${queue}', 'orders', 'x-${queue}');`
		);
		const publish = ['warehouse', 'mail'].map(
			(queue) => `channel.publish('orders', 'x-${queue}', Buffer.from('1'));`
		);
		const shop = withLine('shop.js', 'for (const', [...binds, ...publish].join('\n'));
		expect(await tasksDone(await Rehearsal.of(slug, [shop]).run())).toEqual([]);
	});
});
