import { describe, expect, it } from 'vitest';
import { parseStep } from '$lib/lessons/testing/plan';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'permissions';

/** Tasks that are done after these steps. */
async function tasksDone(...lines: readonly string[]) {
	const steps = lines.map((line) => parseStep(line)!);
	const rehearsal = await Rehearsal.of(slug).play(steps, []);
	expect(rehearsal.history.delivered.length).toBeGreaterThanOrEqual(3);
	return (await rehearsal.verdict()).tasks;
}

const IN_SHOP = ['start setup shop', 'start till shop', 'rabbitmqctl add_user packer boxes'];
const packer = (vhost: string, ...patterns: readonly [string, string, string]) =>
	`rabbitmqctl set_permissions -p ${vhost} packer ${patterns.map((pattern) => `"${pattern}"`).join(' ')}`;

const IN_TEST = [
	'rabbitmqctl add_user packer boxes',
	'rabbitmqctl add_vhost test',
	'rabbitmqctl set_permissions -p test guest ".*" ".*" ".*"'
];
const SOLD_IN_TEST = ['start setup test', 'start till test', 'start packer test'];

describe('permissions', () => {
	it.each([
		['delete the queue', packer('shop', '^orders$', '^$', '^orders$')],
		['publish to what its pattern names by chance', packer('shop', '^$', 'orders|sales', '^orders$')],
		['publish through the default exchange', packer('shop', '^$', '^amq', '^orders$')],
		['make queues of its own', packer('shop', 'box', '^$', '^orders$')]
	])('isn’t done when the packer may %s', async (_, permission) => {
		expect(await tasksDone(...IN_SHOP, permission, 'start packer shop')).toEqual([]);
	});

	it('isn’t done in a virtual host in which the till may do anything', async () => {
		const till = 'rabbitmqctl set_permissions -p test till ".*" ".*" ".*"';
		expect(
			await tasksDone(...IN_TEST, till, packer('test', '^$', '^$', '^orders$'), ...SOLD_IN_TEST)
		).toEqual([]);
	});

	it('isn’t done in a virtual host in which the packer may sell, too', async () => {
		const till = 'rabbitmqctl set_permissions -p test till "^$" "^sales$" "^$"';
		expect(
			await tasksDone(...IN_TEST, till, packer('test', '^$', 'sales', '^orders$'), ...SOLD_IN_TEST)
		).toEqual([]);
	});
});
