import type { Clients } from '../script';
import { lines, scenario } from '../script';

const QUEUE_COLUMNS =
	'arguments auto_delete consumer_capacity consumer_utilisation consumers disk_reads disk_writes durable exclusive exclusive_consumer_pid exclusive_consumer_tag head_message_timestamp leader members message_bytes message_bytes_persistent message_bytes_ram message_bytes_ready message_bytes_unacknowledged messages messages_persistent messages_ram messages_ready messages_ready_ram messages_unacknowledged messages_unacknowledged_ram name online owner_pid pid policy slave_pids state synchronised_slave_pids type';

/** Queues of every kind, bound in several ways, with messages ready and unacknowledged. */
async function orders(clients: Clients): Promise<void> {
	const channel = await clients();
	await channel.prefetch(3);
	await channel.assertExchange('orders', 'topic');
	await channel.assertExchange('logs', 'fanout', { durable: false, autoDelete: true });
	await channel.assertExchange('inner', 'headers', { internal: true, alternateExchange: 'logs' });
	await channel.assertQueue('invoices');
	await channel.assertQueue('labels', { durable: false, autoDelete: true });
	await channel.assertQueue('limited', {
		messageTtl: 600000,
		maxLength: 100,
		deadLetterExchange: 'logs',
		deadLetterRoutingKey: 'expired'
	});
	await channel.assertQueue('urgent', { maxPriority: 5 });
	await channel.assertQueue('votes', { arguments: { 'x-queue-type': 'quorum' } });
	await channel.assertQueue('log', { arguments: { 'x-queue-type': 'stream' } });
	await channel.assertQueue('mine', { exclusive: true });
	await channel.bindQueue('invoices', 'orders', 'order.*.paid');
	await channel.bindQueue('labels', 'orders', '#');
	await channel.bindQueue('labels', 'logs', '');
	await channel.bindExchange('inner', 'orders', 'x.y');
	await channel.bindQueue('urgent', 'inner', '', { 'x-match': 'any', colour: 'red', size: 3 });
	for (let n = 0; n < 5; n++)
		channel.sendToQueue('invoices', Buffer.from(`invoice ${n}`), { persistent: true });
	channel.sendToQueue('limited', Buffer.from('l'), { timestamp: 1700000000 });
	channel.sendToQueue('urgent', Buffer.from('now'), { priority: 4 });
	await channel.consume('invoices', () => {}, { consumerTag: 'clerk', priority: 2 });
	await channel.consume('labels', () => {}, { consumerTag: 'printer', noAck: true });
	await channel.consume('mine', () => {}, { consumerTag: 'me', exclusive: true });
	const confirming = await clients('main.confirm');
	await confirming.get('urgent');
	await channel.checkQueue('invoices');
	await confirming.checkQueue('invoices');
}

export const listings = [
	scenario(
		'a broker with nothing in it',
		...lines(`
			rabbitmqctl list_queues
			rabbitmqctl list_exchanges
			rabbitmqctl list_bindings
			rabbitmqctl list_connections
			rabbitmqctl list_channels
			rabbitmqctl list_consumers
			rabbitmqctl list_queues --formatter json
			rabbitmqctl list_queues --formatter csv
			rabbitmqctl list_queues --formatter pretty_table
			rabbitmqctl list_connections --formatter json
			rabbitmqctl list_connections --formatter pretty_table
			rabbitmqctl list_consumers --formatter json
			rabbitmqctl list_bindings --formatter json
			rabbitmqctl list_unresponsive_queues
		`)
	),
	scenario(
		'queues',
		orders,
		...lines(`
			rabbitmqctl list_queues
			rabbitmqctl list_queues name messages
			rabbitmqctl list_queues name messages_ready messages_unacknowledged consumers
			rabbitmqctl list_queues ${QUEUE_COLUMNS}
			rabbitmqctl list_queues ${QUEUE_COLUMNS} --formatter json
			rabbitmqctl list_queues name arguments
			rabbitmqctl list_queues name,arguments
			rabbitmqctl list_queues name , durable
			rabbitmqctl list_queues name durable auto_delete exclusive type
			rabbitmqctl list_queues arguments name
			rabbitmqctl list_queues name messages --formatter json
			rabbitmqctl list_queues name arguments type --formatter json
			rabbitmqctl list_queues name messages --formatter csv
			rabbitmqctl list_queues name arguments --formatter csv
			rabbitmqctl list_queues name arguments messages --formatter pretty_table
			rabbitmqctl list_queues name messages --formatter table
			rabbitmqctl list_queues name arguments messages --formatter erlang
			rabbitmqctl list_queues name messages --formatter bogus
			rabbitmqctl list_queues --formatter
			rabbitmqctl -q list_queues name messages
			rabbitmqctl --quiet list_queues name
			rabbitmqctl -s list_queues name messages
			rabbitmqctl list_queues --silent name messages
			rabbitmqctl list_queues --no-table-headers name
			rabbitmqctl list_queues --table-headers name
			rabbitmqctl list_queues -p / name
			rabbitmqctl list_queues -p/ name
			rabbitmqctl list_queues --vhost=/ name
			rabbitmqctl list_queues --online name
			rabbitmqctl list_queues --offline name
			rabbitmqctl list_queues --local name
			rabbitmqctl list_queues --online --offline name
			rabbitmqctl list_queues -p nope
			rabbitmqctl list_queues -t 5 name
			rabbitmqctl list_queues --timeout 5 name
			rabbitmqctl list_queues --timeout abc name
			rabbitmqctl list_queues bogus
			rabbitmqctl list_queues name bogus messages nope
			rabbitmqctl list_queues name name
			rabbitmqctl list_queues Name
			rabbitmqctl list_queues name messages extra,
			rabbitmqctl list_queues -p
			rabbitmqctl list_queues --foo
			rabbitmqctl list_queues -x
			rabbitmqctl list_queues --vhost
			rabbitmqctl list_queue
			rabbitmqctl lst_queues
			rabbitmqctl listqueues
			rabbitmqctl list-queues
			rabbitmqctl queues
			rabbitmqctl list_unresponsive_queues
			rabbitmqctl list_unresponsive_queues name
		`)
	),
	scenario(
		'exchanges and bindings',
		orders,
		...lines(`
			rabbitmqctl list_exchanges
			rabbitmqctl list_exchanges name type
			rabbitmqctl list_exchanges name type durable auto_delete internal arguments policy
			rabbitmqctl list_exchanges name arguments --formatter json
			rabbitmqctl list_exchanges user_who_performed_action name
			rabbitmqctl list_exchanges -q name
			rabbitmqctl list_exchanges -s
			rabbitmqctl list_exchanges -p nope
			rabbitmqctl list_exchanges bogus
			rabbitmqctl list_exchanges --formatter csv
			rabbitmqctl list_exchanges --formatter pretty_table
			rabbitmqctl list_bindings
			rabbitmqctl list_bindings source_name destination_name routing_key
			rabbitmqctl list_bindings source_name source_kind destination_name destination_kind routing_key arguments vhost
			rabbitmqctl list_bindings --formatter json
			rabbitmqctl list_bindings --formatter csv
			rabbitmqctl list_bindings -q
			rabbitmqctl list_bindings -p nope
			rabbitmqctl list_bindings bogus
		`)
	),
	scenario(
		'connections, channels and consumers',
		orders,
		...lines(`
			rabbitmqctl list_connections
			rabbitmqctl list_connections name
			rabbitmqctl list_connections user vhost state channels protocol auth_mechanism timeout frame_max channel_max
			rabbitmqctl list_connections pid port host peer_host ssl ssl_protocol ssl_key_exchange ssl_cipher ssl_hash peer_cert_subject peer_cert_issuer peer_cert_validity
			rabbitmqctl list_connections client_properties
			rabbitmqctl list_connections client_properties --formatter json
			rabbitmqctl list_connections user state --formatter json
			rabbitmqctl list_connections user state protocol --formatter pretty_table
			rabbitmqctl list_connections user_provided_name
			rabbitmqctl list_connections bogus
			rabbitmqctl list_connections -p /
			rabbitmqctl list_channels
			rabbitmqctl list_channels name
			rabbitmqctl list_channels user vhost number transactional confirm consumer_count messages_unacknowledged messages_uncommitted acks_uncommitted messages_unconfirmed prefetch_count global_prefetch_count
			rabbitmqctl list_channels number state connection pid node interceptor
			rabbitmqctl list_channels number consumer_count --formatter json
			rabbitmqctl list_channels bogus
			rabbitmqctl list_channels -p nope
			rabbitmqctl list_consumers
			rabbitmqctl list_consumers queue_name consumer_tag ack_required prefetch_count active activity_status arguments
			rabbitmqctl list_consumers queue_name consumer_tag arguments --formatter json
			rabbitmqctl list_consumers -q
			rabbitmqctl list_consumers -p nope
			rabbitmqctl list_consumers bogus
		`)
	)
];
