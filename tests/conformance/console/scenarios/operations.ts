import { lines, scenario, type Clients } from '../script';

async function threeQueues(clients: Clients): Promise<void> {
	const channel = await clients();
	await channel.assertExchange('events', 'fanout');
	for (const queue of ['a', 'b', 'c']) {
		await channel.assertQueue(queue);
		await channel.bindQueue(queue, 'events', '');
	}
	for (let n = 0; n < 4; n++) channel.publish('events', '', Buffer.from(`${n}`));
	await channel.checkQueue('a');
}

const unacknowledged = async (clients: Clients): Promise<void> => {
	const channel = await clients('other');
	await channel.get('b');
	await channel.consume('c', () => {}, { consumerTag: 'c' });
	await channel.checkQueue('c');
};

export const operations = [
	scenario(
		'queues are purged and deleted',
		threeQueues,
		unacknowledged,
		...lines(`
			rabbitmqctl list_queues name messages messages_ready messages_unacknowledged
			rabbitmqctl purge_queue a
			rabbitmqctl purge_queue b
			rabbitmqctl list_queues name messages
			rabbitmqctl purge_queue nope
			rabbitmqctl purge_queue a -p nope
			rabbitmqctl purge_queue
			rabbitmqctl purge_queue a b
			rabbitmqctl delete_queue b --if-empty
			rabbitmqctl delete_queue c --if-unused
			rabbitmqctl delete_queue c -e
			rabbitmqctl delete_queue c -u
			rabbitmqctl delete_queue c
			rabbitmqctl delete_queue b
			rabbitmqctl delete_queue nope
			rabbitmqctl delete_queue -p nope a
			rabbitmqctl delete_queue
			rabbitmqctl delete_queue a b
			rabbitmqctl -q delete_queue a
			rabbitmqctl list_queues
			rabbitmqctl list_bindings -q
		`)
	),
	scenario(
		'connections are closed',
		threeQueues,
		...lines(`
			rabbitmqctl close_connection
			rabbitmqctl close_connection '<a.1.2.3>'
			rabbitmqctl close_connection nonsense reason
			rabbitmqctl close_connection "$(rabbitmqctl -q -s list_connections pid)" maintenance
			rabbitmqctl list_connections -q
		`),
		(clients) => clients('second'),
		(clients) => clients('third'),
		...lines(`
			rabbitmqctl close_all_connections --vhost / --limit 1 'one at a time'
			rabbitmqctl -q close_all_connections --global 'that is all'
			rabbitmqctl close_all_connections --vhost nope reason
			rabbitmqctl close_all_connections reason
			rabbitmqctl close_all_connections
			rabbitmqctl close_all_user_connections guest reason
			rabbitmqctl close_all_user_connections nobody reason
			rabbitmqctl close_all_user_connections
			rabbitmqctl list_connections
		`)
	),
	scenario(
		'definitions leave and come back',
		threeQueues,
		...lines(`
			rabbitmqctl set_policy ttl '^t' '{"message-ttl":1000}'
			rabbitmqctl add_vhost v1
			rabbitmqctl export_definitions definitions.json
			cat definitions.json
			rabbitmqctl -q export_definitions - --format json
			rabbitmqctl export_definitions
			rabbitmqctl export_definitions a b
			rabbitmqctl export_definitions x --format yaml
			rabbitmqctl delete_vhost v1
			rabbitmqctl delete_queue a
			rabbitmqctl clear_policy ttl
			rabbitmqctl import_definitions definitions.json
			rabbitmqctl -q list_queues name
			rabbitmqctl -q list_vhosts
			rabbitmqctl -q list_policies
			rabbitmqctl import_definitions nope.json
			rabbitmqctl import_definitions
			rabbitmqctl import_definitions a b
		`)
	),
	scenario(
		'alarms',
		...lines(`
			rabbitmqctl set_vm_memory_high_watermark 0.5
			rabbitmqctl set_vm_memory_high_watermark absolute 1000000000
			rabbitmqctl set_vm_memory_high_watermark absolute 2GB
			rabbitmqctl set_vm_memory_high_watermark 0
			rabbitmqctl set_vm_memory_high_watermark abc
			rabbitmqctl set_vm_memory_high_watermark -1
			rabbitmqctl set_vm_memory_high_watermark 2
			rabbitmqctl set_vm_memory_high_watermark
			rabbitmqctl set_vm_memory_high_watermark absolute
			rabbitmqctl set_vm_memory_high_watermark absolute 10XB
			rabbitmqctl set_vm_memory_high_watermark 0.4
			rabbitmqctl set_disk_free_limit 1000000
			rabbitmqctl set_disk_free_limit 1GB
			rabbitmqctl set_disk_free_limit mem_relative 1.0
			rabbitmqctl set_disk_free_limit mem_relative abc
			rabbitmqctl set_disk_free_limit abc
			rabbitmqctl set_disk_free_limit
			rabbitmqctl set_disk_free_limit 50MB
			rabbitmqctl set_log_level debug
			rabbitmqctl set_log_level bogus
			rabbitmqctl set_log_level info
		`)
	),
	scenario(
		'the node',
		...lines(`
			rabbitmqctl version
			rabbitmqctl --version
			rabbitmqctl ping
			rabbitmqctl -q ping
			rabbitmqctl ping extra
			rabbitmqctl node_health_check
			rabbitmqctl set_cluster_name warren
			rabbitmqctl set_cluster_name
			rabbitmqctl list_global_parameters
			rabbitmqctl await_startup
			rabbitmqctl await_online_nodes 1
			rabbitmqctl await_online_nodes
			rabbitmqctl list_feature_flags
			rabbitmqctl list_feature_flags name state stability
			rabbitmqctl enable_feature_flag all
			rabbitmqctl enable_feature_flag quorum_queue
			rabbitmqctl enable_feature_flag bogus
			rabbitmqctl rotate_logs
			rabbitmqctl hipe_compile dir
			rabbitmqctl force_gc
			rabbitmqctl list_hashes
			rabbitmqctl list_node_auth_attempt_stats
			rabbitmqctl suspend_listeners
			rabbitmqctl resume_listeners
			rabbitmqctl autocomplete list_q
		`)
	),
	scenario(
		'the status of the node',
		threeQueues,
		...lines(`
			rabbitmqctl status
			rabbitmqctl cluster_status
			rabbitmqctl set_vm_memory_high_watermark 0
			rabbitmqctl set_disk_free_limit 999GB
			rabbitmqctl cluster_status
			rabbitmqctl set_vm_memory_high_watermark 0.4
			rabbitmqctl set_disk_free_limit 50MB
			rabbitmqctl cluster_status
			rabbitmqctl status extra
		`)
	),
	scenario(
		'the application stops and starts',
		...lines(`
			rabbitmqctl add_user alice a
			rabbitmqctl reset
			rabbitmqctl force_reset
			rabbitmqctl start_app
			rabbitmqctl stop_app
			rabbitmqctl stop_app
			rabbitmqctl ping
			rabbitmqctl list_queues
			rabbitmqctl list_users
			rabbitmqctl list_vhosts
			rabbitmqctl list_connections
			rabbitmqctl list_channels
			rabbitmqctl list_policies
			rabbitmqctl list_permissions
			rabbitmqctl list_parameters
			rabbitmqctl list_consumers
			rabbitmqctl list_bindings
			rabbitmqctl list_exchanges
			rabbitmqctl add_user bob b
			rabbitmqctl add_vhost v1
			rabbitmqctl delete_user guest
			rabbitmqctl set_permissions guest a b c
			rabbitmqctl authenticate_user guest guest
			rabbitmqctl purge_queue q
			rabbitmqctl delete_queue q
			rabbitmqctl set_policy p '.*' '{"max-length":1}'
			rabbitmqctl set_vm_memory_high_watermark 0.5
			rabbitmqctl export_definitions x
			rabbitmqctl close_all_connections --global r
			rabbitmqctl node_health_check
			rabbitmqctl start_app
			rabbitmqctl list_users
			rabbitmqctl stop_app
			rabbitmqctl reset
			rabbitmqctl start_app
			rabbitmqctl list_users
			rabbitmqctl -q stop_app
			rabbitmqctl -q reset
			rabbitmqctl -q start_app
		`)
	)
];
