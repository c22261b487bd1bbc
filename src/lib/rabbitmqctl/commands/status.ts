/** What the node says of itself as a whole. What it would measure of its machine is made up, and steady. */
import type { Broker } from '../../broker';
import type { Behaviours } from '../command';

const bright = (text: string): string => `\x1b[1m${text}\x1b[0m`;

interface Section {
	readonly title: string;
	readonly lines: readonly string[];
}

/** Sections, each under its title. */
function page(sections: readonly Section[]): string {
	return sections.map(({ title, lines }) => `${bright(title)}\n\n${lines.join('\n')}`).join('\n\n');
}

const none = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? ['(none)'] : lines);

function alarms({ node, engine }: Broker): readonly string[] {
	const lines = [];
	if (engine.alarms.has('disk')) lines.push(`Free disk space alarm on node ${node}`);
	if (engine.alarms.has('memory')) lines.push(`Memory alarm on node ${node}`);
	return none(lines);
}

const PORT = 5672;
const CLUSTERING_PORT = 25672;

const LISTENERS = [
	`interface: [::], port: ${CLUSTERING_PORT}, protocol: clustering, purpose: inter-node and CLI tool communication`,
	`interface: [::], port: ${PORT}, protocol: amqp, purpose: AMQP 0-9-1 and AMQP 1.0`
];

/** Shares of the memory used, in gigabytes and percent. */
const MEMORY = [
	'reserved_unallocated: 0.0985 gb (66.9 %)',
	'code: 0.0352 gb (23.87 %)',
	'other_proc: 0.0182 gb (12.35 %)',
	'other_system: 0.013 gb (8.85 %)',
	'other_ets: 0.003 gb (2.03 %)',
	'atom: 0.0014 gb (0.97 %)',
	'mnesia: 0.0001 gb (0.06 %)',
	'metrics: 0.0001 gb (0.05 %)',
	'binary: 0.0001 gb (0.04 %)',
	'plugins: 0.0 gb (0.03 %)',
	'msg_index: 0.0 gb (0.02 %)',
	'quorum_ets: 0.0 gb (0.0 %)',
	'quorum_queue_dlx_procs: 0.0 gb (0.0 %)',
	'stream_queue_procs: 0.0 gb (0.0 %)',
	'stream_queue_replica_reader_procs: 0.0 gb (0.0 %)',
	'allocated_unused: 0.0 gb (0.0 %)',
	'connection_channels: 0.0 gb (0.0 %)',
	'connection_other: 0.0 gb (0.0 %)',
	'connection_readers: 0.0 gb (0.0 %)',
	'connection_writers: 0.0 gb (0.0 %)',
	'mgmt_db: 0.0 gb (0.0 %)',
	'queue_procs: 0.0 gb (0.0 %)',
	'queue_slave_procs: 0.0 gb (0.0 %)',
	'quorum_queue_procs: 0.0 gb (0.0 %)',
	'stream_queue_coordinator_procs: 0.0 gb (0.0 %)'
];

function watermark({ engine }: Broker): string {
	const [share, size] = engine.alarms.has('memory') ? ['0.0', '0.0'] : ['0.4', '10.1106'];
	return `Memory high watermark setting: ${share} of available memory, computed to: ${size} gb`;
}

function runtime({ node, engine }: Broker): string[] {
	return [
		'OS PID: 1',
		'OS: Linux',
		`Uptime (seconds): ${Math.floor(engine.clock.now() / 1000)}`,
		'Is under maintenance?: false',
		`RabbitMQ version: ${engine.profile.version}`,
		'RabbitMQ release series support status: supported',
		`Node name: ${node}`,
		'Erlang configuration: Erlang/OTP 25 [erts-13.1.5] [source] [64-bit] [smp:1:1] [ds:1:1:10] [async-threads:1] [jit:ns]',
		'Crypto library: OpenSSL 3.0.19 27 Jan 2026',
		'Erlang processes: 269 used, 1048576 limit',
		'Scheduler run queue: 1',
		'Cluster heartbeat timeout (net_ticktime): 60'
	];
}

function plugins({ plugins: { running } }: Broker): string[] {
	const list = running.map((name) => ` * ${name}`);
	return ['Enabled plugin file: /etc/rabbitmq/enabled_plugins', 'Enabled plugins:', '', ...list];
}

function status(broker: Broker): Section[] {
	const { node, vhosts } = broker;
	const { connections, queues } = broker.snapshot();
	const data = `/var/lib/rabbitmq/mnesia/${node}`;
	return [
		{ title: 'Runtime', lines: runtime(broker) },
		{ title: 'Plugins', lines: plugins(broker) },
		{
			title: 'Data directory',
			lines: [`Node data directory: ${data}`, `Raft data directory: ${data}/quorum/${node}`]
		},
		{ title: 'Config files', lines: [' * /etc/rabbitmq/rabbitmq.conf'] },
		{
			title: 'Log file(s)',
			lines: [` * /var/log/rabbitmq/${node}.log`, ` * /var/log/rabbitmq/${node}_upgrade.log`, ' * <stdout>']
		},
		{ title: 'Alarms', lines: alarms(broker) },
		{
			title: 'Memory',
			lines: ['Total memory used: 0.1473 gb', 'Calculation strategy: rss', watermark(broker), '', ...MEMORY]
		},
		{ title: 'File Descriptors', lines: ['Total: 2, limit: 19903', 'Sockets: 0, limit: 17910'] },
		{
			title: 'Free Disk Space',
			lines: ['Low free disk space watermark: 0.05 gb', 'Free disk space: 82.0586 gb']
		},
		{
			title: 'Totals',
			lines: [
				`Connection count: ${connections.length}`,
				`Queue count: ${queues.length}`,
				`Virtual host count: ${[...vhosts].length}`
			]
		},
		{ title: 'Listeners', lines: LISTENERS.map((line) => line.replace('interface', 'Interface')) }
	];
}

/** All there are, with those that `list_feature_flags` leaves out. */
const FEATURE_FLAGS = [
	'classic_mirrored_queue_version',
	'drop_unroutable_metric',
	'empty_basic_get_metric',
	'implicit_default_bindings',
	'maintenance_mode_status',
	'quorum_queue',
	'stream_queue',
	'user_limits',
	'virtual_host_metadata'
];

function clusterStatus(broker: Broker): Section[] {
	const { node, clusterName, engine } = broker;
	return [
		{ title: 'Basics', lines: [`Cluster name: ${clusterName}`] },
		{ title: 'Disk Nodes', lines: [node] },
		{ title: 'Running Nodes', lines: [node] },
		{ title: 'Versions', lines: [`${node}: RabbitMQ ${engine.profile.version} on Erlang 25.2.3`] },
		{ title: 'Maintenance status', lines: [`Node: ${node}, status: not under maintenance`] },
		{ title: 'Alarms', lines: alarms(broker) },
		{ title: 'Network Partitions', lines: ['(none)'] },
		{ title: 'Listeners', lines: LISTENERS.map((line) => `Node: ${node}, ${line}`) },
		{ title: 'Feature flags', lines: FEATURE_FLAGS.map((flag) => `Flag: ${flag}, state: enabled`) }
	];
}

export const STATUS: Behaviours = {
	status: {
		switches: { unit: 'text' },
		banner: ({ broker }) => `Status of node ${broker.node} ...`,
		run: ({ broker }) => ({ term: page(status(broker)) })
	},
	cluster_status: {
		banner: ({ broker }) => `Cluster status of node ${broker.node} ...`,
		run: ({ broker }) => ({ term: page(clusterStatus(broker)) })
	}
};
