/**
 * What RabbitMQ 3.10.8's tools say of each of their commands: the one table behind parsing, help, completion and
 * "did you mean". What the commands do is in `commands/`.
 */

export interface CommandText {
	readonly name: string;
	/** The heading it stands under in the list of all commands. */
	readonly section: string;
	readonly description: string;
	/** Its own words and options, without the general ones. */
	readonly usage: string;
	/** Whether it takes `--timeout`. */
	readonly timeout?: boolean;
	/** Arguments and options, each with its explanation. */
	readonly options?: readonly (readonly [option: string, explanation: string])[];
	/** Pages of rabbitmq.com. */
	readonly guides?: readonly string[];
}

export const CTL_TEXTS: readonly CommandText[] = [
	{
		name: 'autocomplete',
		section: 'Help',
		description: 'Provides command name autocomplete variants',
		usage: 'autocomplete [prefix]',
		timeout: true,
		guides: ['cli']
	},
	{
		name: 'help',
		section: 'Help',
		description: 'Displays usage information for a command',
		usage: 'help (<command> | [--list-commands])',
		options: [['--list-commands', 'only output a list of discovered commands']]
	},
	{
		name: 'version',
		section: 'Help',
		description: 'Displays CLI tools version',
		usage: 'version'
	},
	{
		name: 'await_startup',
		section: 'Nodes',
		description: 'Waits for the RabbitMQ application to start on the target node',
		usage: 'await_startup'
	},
	{
		name: 'reset',
		section: 'Nodes',
		description: 'Instructs a RabbitMQ node to leave the cluster and return to its virgin state',
		usage: 'reset',
		guides: ['clustering']
	},
	{
		name: 'rotate_logs',
		section: 'Nodes',
		description: 'Does nothing [deprecated]',
		usage: 'rotate_logs',
		guides: ['logging']
	},
	{
		name: 'shutdown',
		section: 'Nodes',
		description:
			'Stops RabbitMQ and its runtime (Erlang VM). Monitors progress for local nodes. Does not require a PID file path.',
		usage: 'shutdown [--wait]',
		timeout: true,
		options: [
			[
				'--wait',
				'if set, will wait for target node to terminate (by inferring and monitoring its PID file). Only works for local nodes.'
			],
			['--no-wait', 'if set, will not wait for target node to terminate']
		]
	},
	{
		name: 'start_app',
		section: 'Nodes',
		description: 'Starts the RabbitMQ application but leaves the runtime (Erlang VM) running',
		usage: 'start_app'
	},
	{
		name: 'stop',
		section: 'Nodes',
		description:
			'Stops RabbitMQ and its runtime (Erlang VM). Requires a local node pid file path to monitor progress.',
		usage: 'stop [--idempotent] [<pidfile>]',
		options: [
			['<pidfile>', "node PID file path to monitor. To avoid using a PID file, use 'rabbitmqctl shutdown'"],
			['--idempotent', 'return success if target node is not running (cannot be contacted)']
		]
	},
	{
		name: 'stop_app',
		section: 'Nodes',
		description: 'Stops the RabbitMQ application, leaving the runtime (Erlang VM) running',
		usage: 'stop_app'
	},
	{
		name: 'wait',
		section: 'Nodes',
		description:
			"Waits for RabbitMQ node startup by monitoring a local PID file. See also 'rabbitmqctl await_online_nodes'",
		usage: 'wait [<pidfile>] [--pid|-P <pid>]',
		timeout: true,
		options: [
			['<pidfile>', 'PID file path'],
			['--pid <pid>', 'operating system PID to monitor']
		]
	},
	{
		name: 'await_online_nodes',
		section: 'Cluster',
		description: 'Waits for <count> nodes to join the cluster',
		usage: 'await_online_nodes <count>',
		timeout: true,
		options: [
			[
				'<count>',
				'how many cluster members must be up in order for this command to exit. When <count> is 1, always exits immediately.'
			]
		]
	},
	{
		name: 'change_cluster_node_type',
		section: 'Cluster',
		description: 'Changes the type of the cluster node',
		usage: 'change_cluster_node_type <disc | ram>',
		options: [['<disc | ram>', 'New node type']],
		guides: ['clustering']
	},
	{
		name: 'cluster_status',
		section: 'Cluster',
		description:
			'Displays all the nodes in the cluster grouped by node type, together with the currently running nodes',
		usage: 'cluster_status',
		timeout: true,
		guides: ['clustering', 'cluster-formation', 'monitoring']
	},
	{
		name: 'force_boot',
		section: 'Cluster',
		description: 'Forces node to start even if it cannot contact or rejoin any of its previously known peers',
		usage: 'force_boot',
		guides: ['clustering']
	},
	{
		name: 'force_reset',
		section: 'Cluster',
		description: 'Forcefully returns a RabbitMQ node to its virgin state',
		usage: 'force_reset',
		guides: ['clustering']
	},
	{
		name: 'forget_cluster_node',
		section: 'Cluster',
		description: 'Removes a node from the cluster',
		usage: 'forget_cluster_node [--offline] <existing_cluster_member_node>',
		options: [
			[
				'--offline',
				'try to update cluster membership state directly. Use when target node is stopped. Only works for local nodes.'
			]
		],
		guides: ['clustering', 'cluster-formation']
	},
	{
		name: 'join_cluster',
		section: 'Cluster',
		description: 'Instructs the node to become a member of the cluster that the specified node is in',
		usage: 'join_cluster [--disc|--ram] <existing_cluster_member>',
		options: [
			['<existing_cluster_member>', 'Existing cluster member (node) to join'],
			[
				'--disc',
				'new node should be a disk one (stores its schema on disk). Highly recommended, used by default.'
			],
			[
				'--ram',
				'new node should be a RAM one (stores schema in RAM). Not recommended. Consult clustering doc guides first.'
			]
		],
		guides: ['clustering', 'cluster-formation']
	},
	{
		name: 'rename_cluster_node',
		section: 'Cluster',
		description: 'Renames cluster nodes in the local database',
		usage: 'rename_cluster_node <oldnode1> <newnode1> [oldnode2] [newnode2] ...',
		options: [
			['<oldnode>', 'Original node name'],
			['<newnode>', 'New node name']
		],
		guides: ['clustering']
	},
	{
		name: 'update_cluster_nodes',
		section: 'Cluster',
		description: 'Instructs a cluster member node to sync the list of known cluster members from <seed_node>',
		usage: 'update_cluster_nodes <seed_node>',
		options: [['<seed_node>', 'Cluster node to seed known cluster members from']],
		guides: ['clustering']
	},
	{
		name: 'cancel_sync_queue',
		section: 'Replication',
		description: 'Instructs a synchronising mirrored queue to stop synchronising itself',
		usage: 'cancel_sync_queue [--vhost <vhost>] <queue>',
		options: [['<queue>', 'Queue name']],
		guides: ['ha']
	},
	{
		name: 'sync_queue',
		section: 'Replication',
		description:
			'Instructs a mirrored queue with unsynchronised mirrors (follower replicas) to synchronise them',
		usage: 'sync_queue [--vhost <vhost>] <queue>',
		options: [['<queue>', 'Name of the queue to synchronise']],
		guides: ['ha']
	},
	{
		name: 'add_user',
		section: 'Users',
		description:
			'Creates a new user in the internal database. This user will have no permissions for any virtual hosts by default.',
		usage: 'add_user <username> <password>',
		options: [
			['<username>', 'Self-explanatory'],
			[
				'<password>',
				'Password this user will authenticate with. Use a blank string to disable password-based authentication.'
			]
		],
		guides: ['access-control']
	},
	{
		name: 'authenticate_user',
		section: 'Users',
		description: 'Attempts to authenticate a user. Exits with a non-zero code if authentication fails.',
		usage: 'authenticate_user <username> <password>',
		options: [
			['<username>', 'Username to use'],
			['<password>', 'Password to use. Can be entered via stdin in interactive mode.']
		],
		guides: ['access-control']
	},
	{
		name: 'change_password',
		section: 'Users',
		description: 'Changes the user password',
		usage: 'change_password <username> <password>',
		options: [
			['<username>', 'Name of the user whose password should be changed'],
			['<password>', 'New password to set']
		],
		guides: ['access-control']
	},
	{
		name: 'clear_password',
		section: 'Users',
		description: 'Clears (resets) password and disables password login for a user',
		usage: 'clear_password <username>',
		options: [['<username>', 'Name of the user whose password should be cleared']],
		guides: ['access-control']
	},
	{
		name: 'clear_user_limits',
		section: 'Users',
		description: 'Clears user connection/channel limits',
		usage: 'clear_user_limits <username> <limit_type> | all',
		options: [
			['<username>', 'Self-explanatory'],
			['<limit_type>', 'Limit type, must be max-connections or max-channels']
		],
		guides: ['access-control']
	},
	{
		name: 'delete_user',
		section: 'Users',
		description:
			'Removes a user from the internal database. Has no effect on users provided by external backends such as LDAP',
		usage: 'delete_user <username>',
		options: [['<username>', 'Name of the user to delete.']],
		guides: ['access-control']
	},
	{
		name: 'list_user_limits',
		section: 'Users',
		description: 'Displays configured user limits',
		usage: 'list_user_limits [--user <username>] [--global]',
		options: [['--global', 'list limits for all the users']],
		guides: ['access-control']
	},
	{
		name: 'list_users',
		section: 'Users',
		description: 'List user names and tags',
		usage: 'list_users [--no-table-headers]',
		timeout: true,
		guides: ['access-control']
	},
	{
		name: 'set_user_limits',
		section: 'Users',
		description: 'Sets user limits',
		usage: 'set_user_limits <username> <definition>',
		options: [
			['<username>', 'Self-explanatory'],
			['<definition>', 'Limit definitions as a JSON document']
		],
		guides: ['access-control']
	},
	{
		name: 'set_user_tags',
		section: 'Users',
		description: 'Sets user tags',
		usage: 'set_user_tags <username> <tag> [...]',
		options: [
			['<username>', 'Self-explanatory'],
			['<tags>', 'Space separated list of tags']
		],
		guides: ['management', 'access-control']
	},
	{
		name: 'clear_permissions',
		section: 'Access Control',
		description: 'Revokes user permissions for a vhost',
		usage: 'clear_permissions [--vhost <vhost>] <username>',
		options: [['<username>', 'Name of the user whose permissions should be revoked']],
		guides: ['access-control']
	},
	{
		name: 'clear_topic_permissions',
		section: 'Access Control',
		description: 'Clears user topic permissions for a vhost or exchange',
		usage: 'clear_topic_permissions [--vhost <vhost>] <username> [<exchange>]',
		options: [
			['<username>', 'Name of the user whose topic permissions should be revoked'],
			['<exchange>', 'Exchange the permissions are for']
		],
		guides: ['access-control']
	},
	{
		name: 'list_permissions',
		section: 'Access Control',
		description: 'Lists user permissions in a virtual host',
		usage: 'list_permissions [--vhost <vhost>] [--no-table-headers]',
		timeout: true,
		guides: ['access-control', 'virtual-hosts']
	},
	{
		name: 'list_topic_permissions',
		section: 'Access Control',
		description: 'Lists topic permissions in a virtual host',
		usage: 'list_topic_permissions [--vhost <vhost>] [--no-table-headers]',
		timeout: true,
		guides: ['access-control']
	},
	{
		name: 'list_user_permissions',
		section: 'Access Control',
		description: 'Lists permissions of a user across all virtual hosts',
		usage: 'list_user_permissions [--no-table-headers] <username>',
		timeout: true,
		options: [['<username>', 'Name of the user']],
		guides: ['access-control', 'virtual-hosts']
	},
	{
		name: 'list_user_topic_permissions',
		section: 'Access Control',
		description: 'Lists user topic permissions',
		usage: 'list_user_topic_permissions [--no-table-headers] <username>',
		timeout: true,
		options: [['<username>', 'Name of the user']],
		guides: ['access-control']
	},
	{
		name: 'list_vhosts',
		section: 'Access Control',
		description: 'Lists virtual hosts',
		usage: 'list_vhosts [--no-table-headers] [<column> ...]',
		timeout: true,
		options: [
			['<column>', 'must be one of cluster_state, default_queue_type, description, name, tags, tracing']
		],
		guides: ['virtual-hosts', 'access-control']
	},
	{
		name: 'set_permissions',
		section: 'Access Control',
		description: 'Sets user permissions for a vhost',
		usage: 'set_permissions [--vhost <vhost>] <username> <conf> <write> <read>',
		options: [
			['<username>', 'Self-explanatory'],
			['<conf>', 'Configuration permission pattern'],
			['<write>', 'Write permission pattern'],
			['<read>', 'Read permission pattern']
		],
		guides: ['access-control', 'virtual-hosts']
	},
	{
		name: 'set_topic_permissions',
		section: 'Access Control',
		description: 'Sets user topic permissions for an exchange',
		usage: 'set_topic_permissions [--vhost <vhost>] <username> <exchange> <write> <read>',
		options: [
			['<username>', 'Self-explanatory'],
			['<exchange>', 'Topic exchange to set the permissions for'],
			['<write>', 'Write permission pattern'],
			['<read>', 'Read permission pattern']
		],
		guides: ['access-control']
	},
	{
		name: 'list_bindings',
		section: 'Monitoring, observability and health checks',
		description: 'Lists all bindings on a vhost',
		usage: 'list_bindings [--vhost <vhost>] [--no-table-headers] [<column> ...]',
		timeout: true,
		options: [
			[
				'<column>',
				'must be one of arguments, destination_kind, destination_name, routing_key, source_kind, source_name'
			]
		]
	},
	{
		name: 'list_channels',
		section: 'Monitoring, observability and health checks',
		description: 'Lists all channels in the node',
		usage: 'list_channels [--no-table-headers] [<column> ...]',
		options: [
			[
				'<column>',
				'must be one of acks_uncommitted, confirm, connection, consumer_count, global_prefetch_count, messages_unacknowledged, messages_uncommitted, messages_unconfirmed, name, number, pid, prefetch_count, transactional, user, vhost'
			]
		],
		guides: ['channels']
	},
	{
		name: 'list_ciphers',
		section: 'Monitoring, observability and health checks',
		description: 'Lists cipher suites supported by encoding commands',
		usage: 'list_ciphers',
		guides: ['configure', 'ssl']
	},
	{
		name: 'list_connections',
		section: 'Monitoring, observability and health checks',
		description: 'Lists AMQP 0.9.1 connections for the node',
		usage: 'list_connections [--no-table-headers] [<column> ...]',
		timeout: true,
		options: [
			[
				'<column>',
				'must be one of auth_mechanism, channel_max, channels, client_properties, connected_at, frame_max, host, name, peer_cert_issuer, peer_cert_subject, peer_cert_validity, peer_host, peer_port, pid, port, protocol, recv_cnt, recv_oct, send_cnt, send_oct, send_pend, ssl, ssl_cipher, ssl_hash, ssl_key_exchange, ssl_protocol, state, timeout, user, vhost'
			]
		],
		guides: ['connections']
	},
	{
		name: 'list_consumers',
		section: 'Monitoring, observability and health checks',
		description: 'Lists all consumers for a vhost',
		usage: 'list_consumers [--vhost <vhost>] [--no-table-headers] [<column> ...]',
		timeout: true,
		options: [
			[
				'<column>',
				'must be one of ack_required, active, activity_status, arguments, channel_pid, consumer_tag, prefetch_count, queue_name'
			]
		],
		guides: ['consumers']
	},
	{
		name: 'list_exchanges',
		section: 'Monitoring, observability and health checks',
		description: 'Lists exchanges',
		usage: 'list_exchanges [--vhost <vhost>] [--no-table-headers] [<column> ...]',
		timeout: true,
		options: [['<column>', 'must be one of arguments, auto_delete, durable, internal, name, policy, type']]
	},
	{
		name: 'list_hashes',
		section: 'Monitoring, observability and health checks',
		description: 'Lists hash functions supported by encoding commands',
		usage: 'list_hashes',
		guides: ['configure', 'ssl']
	},
	{
		name: 'list_node_auth_attempt_stats',
		section: 'Monitoring, observability and health checks',
		description: 'Lists authentication attempts on the target node',
		usage: 'list_node_auth_attempts [--by-source]',
		options: [['--by-source', 'list authentication attempts by remote address and username']],
		guides: ['access-control', 'monitoring']
	},
	{
		name: 'list_queues',
		section: 'Monitoring, observability and health checks',
		description: 'Lists queues and their properties',
		usage:
			'list_queues [--vhost <vhost>] [--online] [--offline] [--local] [--no-table-headers] [<column>, ...]',
		timeout: true,
		options: [
			[
				'<column>',
				'must be one of arguments, auto_delete, consumer_capacity, consumer_utilisation, consumers, disk_reads, disk_writes, durable, exclusive, exclusive_consumer_pid, exclusive_consumer_tag, head_message_timestamp, leader, members, memory, message_bytes, message_bytes_persistent, message_bytes_ram, message_bytes_ready, message_bytes_unacknowledged, messages, messages_persistent, messages_ram, messages_ready, messages_ready_ram, messages_unacknowledged, messages_unacknowledged_ram, name, online, owner_pid, pid, policy, slave_pids, state, synchronised_slave_pids, type'
			],
			['--online', 'lists only queues on online (reachable) nodes'],
			['--offline', 'lists only queues on offline (unreachable) nodes'],
			['--local', 'only return queues hosted on the target node']
		],
		guides: ['queues']
	},
	{
		name: 'list_unresponsive_queues',
		section: 'Monitoring, observability and health checks',
		description: 'Tests queues to respond within timeout. Lists those which did not respond',
		usage:
			'list_unresponsive_queues [--local] [--queue-timeout <milliseconds>] [<column> ...] [--no-table-headers]',
		timeout: true,
		options: [
			['<column>', 'must be one of arguments, auto_delete, durable, name, pid, recoverable_slaves'],
			['--local', 'only return queues hosted on the target node'],
			['--queue-timeout <milliseconds>', 'per-queue timeout to use when checking for responsiveness']
		]
	},
	{
		name: 'ping',
		section: 'Monitoring, observability and health checks',
		description:
			'Checks that the node OS process is up, registered with EPMD and CLI tools can authenticate with it',
		usage: 'ping',
		timeout: true,
		guides: ['monitoring']
	},
	{
		name: 'report',
		section: 'Monitoring, observability and health checks',
		description:
			'Generate a server status report containing a concatenation of all server status information for support purposes',
		usage: 'report',
		guides: ['monitoring']
	},
	{
		name: 'schema_info',
		section: 'Monitoring, observability and health checks',
		description: 'Lists schema database tables and their properties',
		usage: 'schema_info [--no-table-headers] [<column> ...]',
		timeout: true,
		options: [
			[
				'<column>',
				'must be one of access_mode, active_replicas, all_nodes, arity, attributes, checkpoints, commit_work, cookie, cstruct, disc_copies, disc_only_copies, external_copies, frag_properties, index, index_info, load_by_force, load_node, load_order, load_reason, local_content, majority, master_nodes, memory, name, name, ram_copies, record_name, record_validation, size, snmp, storage_properties, storage_type, subscribers, type, user_properties, version, where_to_commit, where_to_read, where_to_wlock, where_to_write, wild_pattern'
			]
		]
	},
	{
		name: 'status',
		section: 'Monitoring, observability and health checks',
		description: 'Displays status of a node',
		usage: 'status [--unit <unit>]',
		timeout: true,
		options: [
			['--unit <bytes | mb | gb>', 'byte multiple (bytes, megabytes, gigabytes) to use'],
			['--formatter <json | erlang>', 'alternative formatter (JSON, Erlang terms)']
		],
		guides: ['monitoring']
	},
	{
		name: 'clear_global_parameter',
		section: 'Parameters',
		description: 'Clears a global runtime parameter',
		usage: 'clear_global_parameter <name>',
		options: [['<name>', 'parameter name (identifier)']],
		guides: ['parameters']
	},
	{
		name: 'clear_parameter',
		section: 'Parameters',
		description: 'Clears a runtime parameter.',
		usage: 'clear_parameter [--vhost <vhost>] <component_name> <name>',
		options: [
			['<component_name>', 'component name'],
			['<name>', 'parameter name (identifier)']
		],
		guides: ['parameters']
	},
	{
		name: 'list_global_parameters',
		section: 'Parameters',
		description: 'Lists global runtime parameters',
		usage: 'list_global_parameters [--no-table-headers]',
		timeout: true,
		guides: ['parameters']
	},
	{
		name: 'list_parameters',
		section: 'Parameters',
		description: 'Lists runtime parameters for a virtual host',
		usage: 'list_parameters [--vhost <vhost>] [--no-table-headers]',
		timeout: true,
		guides: ['parameters']
	},
	{
		name: 'set_global_parameter',
		section: 'Parameters',
		description: 'Sets a runtime parameter.',
		usage: 'set_global_parameter <name> <value>',
		options: [
			['<name>', 'global parameter name (identifier)'],
			['<value>', 'parameter value']
		],
		guides: ['parameters']
	},
	{
		name: 'set_parameter',
		section: 'Parameters',
		description: 'Sets a runtime parameter.',
		usage: 'set_parameter [--vhost <vhost>] <component_name> <name> <value>',
		options: [
			['<component_name>', 'component name'],
			['<name>', 'parameter name (identifier)'],
			['<value>', 'parameter value']
		],
		guides: ['parameters']
	},
	{
		name: 'clear_operator_policy',
		section: 'Policies',
		description: 'Clears an operator policy',
		usage: 'clear_operator_policy [--vhost <vhost>] <name>',
		options: [['<name>', 'policy name (identifier)']],
		guides: ['parameters']
	},
	{
		name: 'clear_policy',
		section: 'Policies',
		description: 'Clears (removes) a policy',
		usage: 'clear_policy [--vhost <vhost>] <name>',
		options: [['<name>', 'Name of policy to clear (remove)']],
		guides: ['parameters']
	},
	{
		name: 'list_operator_policies',
		section: 'Policies',
		description: 'Lists operator policy overrides for a virtual host',
		usage: 'list_operator_policies [--vhost <vhost>] [--no-table-headers]',
		timeout: true,
		guides: ['parameters']
	},
	{
		name: 'list_policies',
		section: 'Policies',
		description: 'Lists all policies in a virtual host',
		usage: 'list_policies [--vhost <vhost>] [--no-table-headers]',
		timeout: true,
		guides: ['parameters']
	},
	{
		name: 'set_operator_policy',
		section: 'Policies',
		description: 'Sets an operator policy that overrides a subset of arguments in user policies',
		usage:
			'set_operator_policy [--vhost <vhost>] [--priority <priority>] [--apply-to <apply-to>] <name> <pattern> <definition>',
		options: [
			['<name>', 'policy name (identifier)'],
			['<pattern>', 'a regular expression pattern that will be used to match queue, exchanges, etc'],
			['<definition>', 'policy definition (arguments). Must be a valid JSON document'],
			['--priority <priority>', 'policy priority'],
			[
				'--apply-to <queues | exchanges | all>',
				'policy should only apply to queues, exchanges, or all entities (both of the above)'
			]
		],
		guides: ['parameters']
	},
	{
		name: 'set_policy',
		section: 'Policies',
		description: 'Sets or updates a policy',
		usage:
			'set_policy [--vhost <vhost>] [--priority <priority>] [--apply-to <apply-to>] <name> <pattern> <definition>',
		options: [
			['<name>', 'policy name (identifier)'],
			['<pattern>', 'regular expression pattern that will be used to match queues, exchanges, etc'],
			['<definition>', 'policy definition (arguments). Must be a valid JSON document'],
			['--priority <priority>', 'policy priority'],
			[
				'--apply-to <queues | exchanges | all>',
				'policy should only apply to queues, exchanges, or all entities (both of the above)'
			]
		],
		guides: ['parameters']
	},
	{
		name: 'add_vhost',
		section: 'Virtual hosts',
		description: 'Creates a virtual host',
		usage:
			'add_vhost <vhost> [--description <description> --tags "<tag1>,<tag2>,<...>" --default-queue-type <quorum|classic|stream>]',
		options: [
			['<vhost>', 'Virtual host name'],
			['--description <description>', 'Virtual host description'],
			['--tags <tags>', 'Command separated list of tags'],
			[
				'--default-queue-type <quorum|classic|stream>',
				'Queue type to use if no type is explicitly provided by the client'
			]
		],
		guides: ['virtual-hosts']
	},
	{
		name: 'clear_vhost_limits',
		section: 'Virtual hosts',
		description: 'Clears virtual host limits',
		usage: 'clear_vhost_limits [--vhost <vhost>]',
		guides: ['virtual-hosts']
	},
	{
		name: 'delete_vhost',
		section: 'Virtual hosts',
		description: 'Deletes a virtual host',
		usage: 'delete_vhost <vhost>',
		options: [['<vhost>', 'Name of the virtual host to delete.']],
		guides: ['virtual-hosts']
	},
	{
		name: 'list_vhost_limits',
		section: 'Virtual hosts',
		description: 'Displays configured virtual host limits',
		usage: 'list_vhost_limits [--vhost <vhost>] [--global] [--no-table-headers]',
		options: [['--global', 'list global limits (those not associated with a virtual host)']],
		guides: ['virtual-hosts']
	},
	{
		name: 'restart_vhost',
		section: 'Virtual hosts',
		description: 'Restarts a failed vhost data stores and queues',
		usage: 'restart_vhost [--vhost <vhost>]',
		timeout: true,
		options: [['--vhost', 'Virtual host name']],
		guides: ['virtual-hosts', 'monitoring']
	},
	{
		name: 'set_vhost_limits',
		section: 'Virtual hosts',
		description: 'Sets virtual host limits',
		usage: 'set_vhost_limits [--vhost <vhost>] <definition>',
		options: [['<definition>', 'Limit definitions, must be a valid JSON document']],
		guides: ['virtual-hosts']
	},
	{
		name: 'set_vhost_tags',
		section: 'Virtual hosts',
		description: 'Sets virtual host tags',
		usage: 'set_vhost_tags <vhost> <tag> [...]',
		options: [
			['<vhost>', 'Self-explanatory'],
			['<tags>', 'Space separated list of tags']
		],
		guides: ['virtual-hosts']
	},
	{
		name: 'trace_off',
		section: 'Virtual hosts',
		description: '',
		usage: 'trace_off [--vhost <vhost>]',
		guides: ['firehose', 'virtual-hosts']
	},
	{
		name: 'trace_on',
		section: 'Virtual hosts',
		description: '',
		usage: 'trace_on [--vhost <vhost>]',
		guides: ['firehose', 'virtual-hosts']
	},
	{
		name: 'decode',
		section: 'Configuration and Environment',
		description: 'Decrypts an encrypted configuration value',
		usage: 'decode value passphrase [--cipher <cipher>] [--hash <hash>] [--iterations <iterations>]',
		options: [
			['<value>', 'config value to decode'],
			['<passphrase>', 'passphrase to use with the config value encryption key'],
			['--cipher <cipher>', 'cipher suite to use'],
			['--hash <hash>', 'hashing function to use'],
			['--iterations <iterations>', 'number of iteration to apply']
		],
		guides: ['configure']
	},
	{
		name: 'encode',
		section: 'Configuration and Environment',
		description: 'Encrypts a sensitive configuration value',
		usage: 'encode value passphrase [--cipher <cipher>] [--hash <hash>] [--iterations <iterations>]',
		options: [
			['<value>', 'config value to encode'],
			['<passphrase>', 'passphrase to use with the config value encryption key'],
			['--cipher <cipher>', 'cipher suite to use'],
			['--hash <hash>', 'hashing function to use'],
			['--iterations <iterations>', 'number of iteration to apply']
		],
		guides: ['configure']
	},
	{
		name: 'environment',
		section: 'Configuration and Environment',
		description:
			'Displays the name and value of each variable in the application environment for each running application',
		usage: 'environment',
		guides: ['configure', 'monitoring']
	},
	{
		name: 'set_cluster_name',
		section: 'Configuration and Environment',
		description: 'Sets the cluster name',
		usage: 'set_cluster_name <name>',
		options: [['<name>', 'New cluster name']],
		guides: ['virtual-hosts', 'access-control']
	},
	{
		name: 'set_disk_free_limit',
		section: 'Configuration and Environment',
		description: 'Sets the disk_free_limit setting',
		usage: 'set_disk_free_limit <disk_limit> | mem_relative <fraction>',
		options: [
			['<disk_limit>', 'New limit as an absolute value with units, e.g. 1GB'],
			['mem_relative <fraction>', 'New limit as a fraction of total memory reported by the OS']
		],
		guides: ['disk-alarms', 'alarms']
	},
	{
		name: 'set_log_level',
		section: 'Configuration and Environment',
		description: 'Sets log level in the running node',
		usage: 'set_log_level <log_level>',
		options: [['<log_level>', 'new log level']],
		guides: ['logging']
	},
	{
		name: 'set_vm_memory_high_watermark',
		section: 'Configuration and Environment',
		description: 'Sets the vm_memory_high_watermark setting',
		usage: 'set_vm_memory_high_watermark <fraction> | absolute <value>',
		options: [
			['<fraction>', 'New limit as a fraction of total memory reported by the OS'],
			['absolute <value>', 'New limit as an absolute value with units, e.g. 1GB']
		],
		guides: ['alarms', 'memory-use']
	},
	{
		name: 'export_definitions',
		section: 'Definitions',
		description: 'Exports definitions in JSON or compressed Erlang Term Format.',
		usage: 'export_definitions <file_path | "-"> [--format <json | erlang>]',
		timeout: true,
		options: [
			['<file>', 'Local file path to export to. Pass a dash (-) for stdout.'],
			['--format', 'output format to use: json or erlang']
		],
		guides: ['definitions']
	},
	{
		name: 'import_definitions',
		section: 'Definitions',
		description: 'Imports definitions in JSON or compressed Erlang Term Format.',
		usage: 'import_definitions <file_path | "-"> [--format <json | erlang>] [--skip-if-unchanged]',
		timeout: true,
		options: [
			['[file]', 'Local file path to import from. If omitted will be read from standard input'],
			['--format', 'input format to use: json or erlang'],
			[
				'--skip-if-unchanged',
				'Avoids repetitive definition imports when file contents are unchanged. Target node must be configured accordingly'
			]
		],
		guides: ['definitions']
	},
	{
		name: 'enable_feature_flag',
		section: 'Feature flags',
		description: 'Enables a feature flag or all supported feature flags on the target node',
		usage: 'enable_feature_flag <all | feature_flag>',
		options: [
			['<feature_flag>', 'name of the feature flag to enable, or "all" to enable all supported flags']
		]
	},
	{
		name: 'list_feature_flags',
		section: 'Feature flags',
		description: 'Lists feature flags',
		usage: 'list_feature_flags [<column> ...]',
		timeout: true,
		options: [['<column>', 'must be one of desc, doc_url, name, provided_by, stability, state']],
		guides: ['feature-flags']
	},
	{
		name: 'close_all_connections',
		section: 'Operations',
		description:
			'Instructs the broker to close all connections for the specified vhost or entire RabbitMQ node',
		usage:
			'close_all_connections [--vhost <vhost> --limit <limit>] [-n <node> --global] [--per-connection-delay <delay>] <explanation>',
		options: [
			['--global', 'consider connections across all virtual hosts'],
			['--limit <number>', 'close up to this many connections'],
			['--per-connection-delay <milliseconds>', 'inject a delay between closures']
		],
		guides: ['connections']
	},
	{
		name: 'close_all_user_connections',
		section: 'Operations',
		description: 'Instructs the broker to close all connections of the specified user',
		usage: 'close_all_user_connections <username> <explanation>',
		options: [
			['<username>', 'Self-explanatory'],
			['<explanation>', 'reason for connection closure, will be logged and provided to clients']
		],
		guides: ['connections']
	},
	{
		name: 'close_connection',
		section: 'Operations',
		description: 'Instructs the broker to close the connection associated with the Erlang process id',
		usage: 'close_connection <connection pid> <explanation>',
		options: [
			['<connection pid>', 'connection identifier (Erlang PID), see list_connections'],
			['<explanation>', 'reason for connection closure']
		],
		guides: ['connections']
	},
	{
		name: 'eval',
		section: 'Operations',
		description: 'Evaluates a snippet of Erlang code on the target node',
		usage: 'eval <expression>',
		options: [['<expression>', 'Expression to evaluate']],
		guides: ['cli', 'monitoring', 'troubleshooting']
	},
	{
		name: 'eval_file',
		section: 'Operations',
		description: 'Evaluates a file that contains a snippet of Erlang code on the target node',
		usage: 'eval_file <file path>',
		options: [['<file path>', 'Path to the file to evaluate']],
		guides: ['cli', 'monitoring', 'troubleshooting']
	},
	{
		name: 'exec',
		section: 'Operations',
		description: 'Evaluates a snippet of Elixir code on the CLI node',
		usage: 'exec <expression> [--offline]',
		options: [
			['<expression>', 'Expression to evaluate'],
			['--offline', 'disable inter-node communication']
		],
		guides: ['cli', 'monitoring', 'troubleshooting']
	},
	{
		name: 'force_gc',
		section: 'Operations',
		description:
			'Makes all Erlang processes on the target node perform/schedule a full sweep garbage collection',
		usage: 'force_gc',
		timeout: true,
		guides: ['memory-use']
	},
	{
		name: 'resume_listeners',
		section: 'Operations',
		description: 'Resumes client connection listeners making them accept client connections again',
		usage: 'resume_listeners',
		guides: ['upgrade']
	},
	{
		name: 'suspend_listeners',
		section: 'Operations',
		description: 'Suspends client connection listeners so that no new client connections are accepted',
		usage: 'suspend_listeners',
		guides: ['upgrade']
	},
	{
		name: 'delete_queue',
		section: 'Queues',
		description: 'Deletes a queue',
		usage: 'delete_queue <queue_name> [--if-empty|-e] [--if-unused|-u]',
		timeout: true,
		options: [
			['<queue_name>', 'name of the queue to delete'],
			['--if-empty', 'delete the queue if it is empty (has no messages ready for delivery)'],
			['--if-unused', 'delete the queue only if it has no consumers']
		],
		guides: ['queues']
	},
	{
		name: 'purge_queue',
		section: 'Queues',
		description: 'Purges a queue (removes all messages in it)',
		usage: 'purge_queue <queue>',
		timeout: true,
		options: [['<queue>', 'Name of the queue to purge']],
		guides: ['queues']
	},
	{
		name: 'hipe_compile',
		section: 'Deprecated',
		description: 'DEPRECATED. This command is a no-op. HiPE is no longer supported by modern Erlang versions',
		usage: 'hipe_compile <directory>',
		options: [['<directory>', 'Target directory for HiPE-compiled modules']],
		guides: ['configure', 'which-erlang']
	},
	{
		name: 'node_health_check',
		section: 'Deprecated',
		description:
			'DEPRECATED. Performs intrusive, opinionated health checks on a fully booted node. See https://www.rabbitmq.com/monitoring.html#health-checks instead',
		usage: 'node_health_check',
		timeout: true,
		guides: ['monitoring']
	}
];

export const PLUGINS_TEXTS: readonly CommandText[] = [
	{
		name: 'autocomplete',
		section: 'Help',
		description: 'Provides command name autocomplete variants',
		usage: 'autocomplete [prefix]',
		timeout: true,
		guides: ['cli']
	},
	{
		name: 'help',
		section: 'Help',
		description: 'Displays usage information for a command',
		usage: 'help (<command> | [--list-commands])',
		options: [['--list-commands', 'only output a list of discovered commands']]
	},
	{
		name: 'version',
		section: 'Help',
		description: 'Displays CLI tools version',
		usage: 'version'
	},
	{
		name: 'directories',
		section: 'Monitoring, observability and health checks',
		description: 'Displays plugin directory and enabled plugin file paths',
		usage: 'directories [--offline] [--online]',
		options: [
			['--offline', 'do not contact target node. Try to infer directories from the environment.'],
			['--online', 'infer directories from target node.']
		],
		guides: ['plugins']
	},
	{
		name: 'is_enabled',
		section: 'Monitoring, observability and health checks',
		description:
			'Health check that exits with a non-zero code if provided plugins are not enabled on target node',
		usage: 'is_enabled <plugin1> [ <plugin2>] [--offline] [--online]',
		options: [
			['<plugin1> [ <plugin2>]', 'names of plugins to check separated by a space'],
			[
				'--online',
				'contact target node to perform the check. Requires the node to be running and reachable.'
			],
			['--offline', 'check enabled plugins file directly without contacting target node.']
		],
		guides: ['plugins']
	},
	{
		name: 'disable',
		section: 'Plugin Management',
		description: 'Disables one or more plugins',
		usage: 'disable <plugin1> [ <plugin2>] | --all [--offline] [--online]',
		options: [
			['<plugin1> [ <plugin2>]', 'names of plugins to disable separated by a space'],
			['--online', 'contact target node to disable the plugins. Changes are applied immediately.'],
			[
				'--offline',
				'update enabled plugins file directly without contacting target node. Changes will be delayed until the node is restarted.'
			],
			['--all', 'disable all currently enabled plugins']
		],
		guides: ['plugins']
	},
	{
		name: 'enable',
		section: 'Plugin Management',
		description: 'Enables one or more plugins',
		usage: 'enable <plugin1> [ <plugin2>] | --all [--offline] [--online]',
		options: [
			['<plugin1> [ <plugin2>]', 'names of plugins to enable separated by a space'],
			['--online', 'contact target node to enable the plugins. Changes are applied immediately.'],
			[
				'--offline',
				'update enabled plugins file directly without contacting target node. Changes will be delayed until the node is restarted.'
			],
			[
				'--all',
				'enable all available plugins. Not recommended as some plugins may conflict or otherwise be incompatible!'
			]
		],
		guides: ['plugins']
	},
	{
		name: 'list',
		section: 'Plugin Management',
		description: 'Lists plugins and their state',
		usage: 'list [pattern] [--verbose] [--minimal] [--enabled] [--implicitly-enabled]',
		options: [
			['<pattern>', 'only list plugins that match a regular expression pattern'],
			['--verbose', 'output more information'],
			['--minimal', 'only print plugin names. Most useful in compbination with --silent and --enabled.'],
			['--enabled', 'only list enabled plugins'],
			['--implicitly-enabled', 'include plugins enabled as dependencies of other plugins']
		],
		guides: ['plugins']
	},
	{
		name: 'set',
		section: 'Plugin Management',
		description: 'Enables one or more plugins, disables the rest',
		usage: 'set <plugin1> [ <plugin2>] [--offline] [--online]',
		options: [
			[
				'<plugin1> [ <plugin2>]',
				'names of plugins to enable separated by a space. All other plugins will be disabled.'
			],
			['--online', 'contact target node to enable the plugins. Changes are applied immediately.'],
			[
				'--offline',
				'update enabled plugins file directly without contacting target node. Changes will be delayed until the node is restarted.'
			]
		],
		guides: ['plugins']
	}
];
