import { expect, it } from 'vitest';
import { awaitingRetry } from '../broker/testing/awaiting-retry';
import { run } from './run';

it.each([
	[
		'rabbitmqctl -q list_queues --no-table-headers messages messages_ready messages_unacknowledged',
		'1\t0\t0\n'
	],
	['rabbitmqadmin -f tsv list queues messages messages_ready messages_unacknowledged', /\n1\t0\t0\n$/],
	['rabbitmqadmin -f tsv list vhosts messages messages_ready messages_unacknowledged', /\n1\t0\t0\n$/]
])('Q37 what waits for its retry is in the total alone: %s', (line, expected) => {
	const { broker } = awaitingRetry();
	broker.plugins.enable('rabbitmq_management');
	const { output } = run(line.split(' '), broker, { read: () => null, write: () => {} });
	expect(output).toMatch(expected);
});
