/** The node itself: what it is, whether it runs, and its settings. */
import { EXIT, failure, type Behaviours, type Call, type Invalid, type Outcome } from '../command';
import { diskLimitProblem, setDiskLimit, setMemoryWatermark, watermarkProblem } from '../resource-limits';
import { atom, Entries, type Row } from '../terms';

const FEATURE_FLAGS = [
	'classic_mirrored_queue_version',
	'implicit_default_bindings',
	'maintenance_mode_status',
	'quorum_queue',
	'stream_queue',
	'user_limits',
	'virtual_host_metadata'
];

const HASHES = [
	'blake2s,blake2b,sha3_512,sha3_384,sha3_256,sha3_224,sha512,sha384,sha256',
	'sha224,sha,ripemd160,md5,md4'
];

const LOG_LEVELS = ['debug', 'info', 'warning', 'error', 'critical', 'none'];

const DEPRECATED_CHECK = [
	'This command is DEPRECATED and will be removed in a future version.',
	'It performs intrusive, opinionated health checks and requires a fully booted node.',
	'Use one of the options covered in https://www.rabbitmq.com/monitoring.html#health-checks instead.'
].join('\n');

const quietly = ({ options }: Call): boolean => options['quiet'] === true || options['silent'] === true;

export const NODE: Behaviours = {
	version: { needs: 'nothing', run: versionOf },
	ping: {
		needs: 'nothing',
		banner: ({ broker, options }) =>
			`Will ping ${broker.node}. This only checks if the OS process is running and registered with epmd. Timeout: ${Number(options['timeout'] ?? 60) * 1000} ms.`,
		run: () => ({ term: 'Ping succeeded' })
	},
	start_app: {
		needs: 'nothing',
		banner: ({ broker }) => `Starting node ${broker.node} ...`,
		run({ broker }) {
			broker.start();
			return null;
		}
	},
	stop_app: {
		needs: 'nothing',
		banner: ({ broker }) => `Stopping rabbit application on node ${broker.node} ...`,
		run({ broker }) {
			broker.stop();
			return null;
		}
	},
	reset: {
		needs: 'stopped',
		banner: ({ broker }) => `Resetting node ${broker.node} ...`,
		run({ broker }) {
			broker.reset();
			return null;
		}
	},
	force_reset: {
		needs: 'stopped',
		banner: ({ broker }) => `Forcefully resetting node ${broker.node} ...`,
		run({ broker }) {
			broker.reset();
			return null;
		}
	},
	await_startup: { needs: 'nothing', run: () => null },
	await_online_nodes: {
		words: 1,
		needs: 'nothing',
		banner: ({ broker, words: [count], options }) =>
			`Will wait for at least ${count} nodes to join the cluster of ${broker.node}. Timeout: ${options['timeout'] ?? 300} seconds.`,
		run: () => null
	},
	node_health_check: {
		banner: ({ broker, options }) =>
			`${DEPRECATED_CHECK}\nTimeout: ${options['timeout'] ?? 70} seconds ...\nChecking health of node ${broker.node} ...`,
		run: (call) => (quietly(call) ? null : { term: 'Health check passed' })
	},
	set_cluster_name: {
		words: 1,
		banner: ({ words: [name] }) => `Setting cluster name to ${name} ...`,
		run({ broker, words: [name = ''] }) {
			broker.globalParameters.set('cluster_name', name);
			return null;
		}
	},
	set_vm_memory_high_watermark: {
		words: [1, 2],
		validate: watermarkProblem,
		banner: ({ broker, words }) =>
			`Setting memory threshold on ${broker.node} to ${words.length === 1 ? words[0] : `${words[1]} bytes`} ...`,
		run({ broker, words }) {
			setMemoryWatermark(broker, words);
			return null;
		}
	},
	set_disk_free_limit: {
		words: [1, 2],
		validate: diskLimitProblem,
		banner: ({ broker, words: [limit, fraction] }) =>
			`Setting disk free limit on ${broker.node} to ${fraction === undefined ? `${limit} bytes` : `${fraction} times the total RAM`} ...`,
		run({ broker, words }) {
			setDiskLimit(broker, words);
			return null;
		}
	},
	set_log_level: {
		words: 1,
		banner: ({ words: [level = ''] }) =>
			LOG_LEVELS.includes(level) ? `Setting log level to "${level}" ...` : null,
		run({ words: [level = ''] }) {
			if (LOG_LEVELS.includes(level)) return null;
			throw failure(`level ${level} is not supported. Try one of ${LOG_LEVELS.join(', ')}`);
		}
	},
	list_feature_flags: {
		words: [0, Infinity],
		validate: ({ words }) => unknownFlagColumns(words),
		banner: () => 'Listing feature flags ...',
		run: ({ words }) => ({ streamed: true, rows: FEATURE_FLAGS.map((name) => flagRow(name, words)) })
	},
	enable_feature_flag: {
		words: 1,
		banner: ({ words: [name] }) =>
			name === 'all' ? 'Enabling all feature flags ...' : `Enabling feature flag "${name}" ...`,
		run({ broker, words: [name = ''] }) {
			if (name === 'all' || FEATURE_FLAGS.includes(name)) return null;
			throw failure(`This feature flag is not supported by node ${broker.node}`, EXIT.usage);
		}
	},
	rotate_logs: {
		run() {
			throw failure('This command does not rotate logs anymore [deprecated]');
		}
	},
	hipe_compile: {
		words: 1,
		needs: 'nothing',
		run: () => ({
			term: 'This command is a no-op. HiPE is no longer supported by modern Erlang versions'
		})
	},
	list_hashes: {
		needs: 'nothing',
		banner: () => 'Listing supported hash algorithms ...',
		run: ({ options }) => ({
			term:
				options['formatter'] === 'json'
					? HASHES.flatMap((line) => line.split(','))
					: `[${HASHES.join(',\n ')}]`,
			answer: true
		})
	},
	list_node_auth_attempt_stats: {
		switches: { 'by-source': 'flag' },
		banner: ({ broker }) => `Listing authentication\n attempts for node "${broker.node}" ...`,
		run: ({ broker }) => ({ term: `Node ${broker.node} reported no authentication attempt stats` })
	},
	suspend_listeners: {
		banner: ({ broker }) =>
			`Will suspend client connection listeners on node ${broker.node}. The node will no longer accept client connections!`,
		run({ broker }) {
			broker.listening = false;
			return null;
		}
	},
	resume_listeners: {
		banner: ({ broker }) =>
			`Will resume client connection listeners on node ${broker.node}. The node will now accept client connections`,
		run({ broker }) {
			broker.listening = true;
			return null;
		}
	},
	force_gc: {
		banner: ({ broker }) => `Will ask all processes on node ${broker.node} to schedule a full sweep GC`,
		run: () => null
	}
};

/** To programs the version comes by its name. */
function versionOf({ broker, options: { formatter } }: Call): Outcome {
	const { version } = broker.engine.profile;
	const row: Row = [['version', version]];
	if (formatter === 'json') return { term: new Entries(row), answer: true };
	return formatter === 'csv' ? { streamed: true, rows: [row] } : { term: version };
}

function flagRow(name: string, words: readonly string[]): Row {
	const known = { name, state: atom('enabled'), stability: atom('stable') };
	const columns = words.length === 0 ? ['name', 'state'] : words;
	return columns.map((column) => [column, known[column as keyof typeof known] ?? '']);
}

function unknownFlagColumns(words: readonly string[]): Invalid | null {
	const known = ['desc', 'doc_url', 'name', 'provided_by', 'stability', 'state'];
	const unknown = words.filter((word) => !known.includes(word));
	if (unknown.length === 0) return null;
	return { reason: `Info key(s) ${unknown.sort().join(',')} are not supported`, exitCode: EXIT.usage };
}
