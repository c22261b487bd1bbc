/** Queues of other kinds than the usual one: quorum, stream, lazy, with arguments of every type. */
import { lines, scenario, type Clients } from '../script';

async function kindsOfQueues(clients: Clients): Promise<void> {
	const channel = await clients();
	const declare = (queue: string, args: Record<string, unknown>) =>
		channel.assertQueue(queue, { durable: true, arguments: args });
	await declare('quorum', { 'x-queue-type': 'quorum', 'x-delivery-limit': 3 });
	await declare('stream', { 'x-queue-type': 'stream', 'x-max-age': '1D' });
	await declare('lazy', { 'x-queue-mode': 'lazy' });
	await declare('odd', {
		bytes: Buffer.from([0, 255]),
		text: Buffer.from('abc'),
		void: null,
		list: [1, 'x', true]
	});
	for (const queue of ['lazy', 'odd']) channel.sendToQueue(queue, Buffer.from('text'));
	await channel.get('lazy');
	await channel.prefetch(3);
	await channel.consume('stream', () => {}, {
		consumerTag: 'reader',
		arguments: { 'x-stream-offset': 'first' }
	});
	await channel.consume('quorum', () => {}, { consumerTag: 'worker' });
	await channel.checkQueue('odd');
}

export const kinds = [
	scenario(
		'queues of other kinds',
		kindsOfQueues,
		...lines(`
			rabbitmqctl list_queues name type arguments
			rabbitmqctl list_queues name arguments --formatter csv
			rabbitmqctl list_queues name messages messages_ram messages_ready_ram message_bytes message_bytes_ram
			rabbitmqctl list_queues name messages_unacknowledged messages_unacknowledged_ram consumers
			rabbitmqctl list_consumers
			rabbitmqctl list_consumers queue_name consumer_tag arguments --formatter json
			rabbitmqctl purge_queue stream
			rabbitmqctl purge_queue quorum
			rabbitmqctl delete_queue quorum --if-empty
			rabbitmqctl delete_queue quorum --if-unused
			rabbitmqctl delete_queue stream --if-empty
			rabbitmqctl delete_queue stream
			rabbitmqctl delete_queue quorum
			rabbitmqctl list_vhost_limits --global
			rabbitmqctl list_queues name messages
		`)
	)
];
