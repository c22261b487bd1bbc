/** Virtual hosts, and the limits of what is in them. */
import { EXIT, failure, type Behaviours, type Call } from '../command';
import { checkedColumns, listing, type Columns } from '../columns';
import { atom, Entries, type Term } from '../terms';
import type { VirtualHost } from '../../broker';

interface Shown {
	readonly vhost: VirtualHost;
	readonly node: string;
}

const COLUMNS: Columns<Shown> = {
	cluster_state: ({ node }) => new Entries([[node, atom('running')]]),
	default_queue_type: ({ vhost }) => atom(vhost.defaultQueueTypeGiven ? vhost.defaultQueueType : 'undefined'),
	description: ({ vhost }) => vhost.description,
	name: ({ vhost }) => vhost.name,
	tags: ({ vhost }): Term => vhost.tags,
	tracing: ({ vhost }) => vhost.tracing
};

const QUEUE_TYPES = ['classic', 'quorum', 'stream'] as const;

function addVirtualHost({ broker, words: [name = ''], options }: Call): void {
	const type = options['default-queue-type'];
	const known = QUEUE_TYPES.find((each) => each === type);
	if (type !== undefined && !known) throw failure('invalid_queue_type');
	if (broker.vhosts.has(name)) return;
	const vhost = broker.vhosts.add(name);
	vhost.description = String(options['description'] ?? '');
	// Without any option no tags are kept at all; with one, those that are not given are an empty list.
	vhost.tags = String(options['tags'] ?? '');
	if (known) Object.assign(vhost, { tags: [], defaultQueueType: known, defaultQueueTypeGiven: true });
}

export const VHOSTS: Behaviours = {
	add_vhost: {
		words: 1,
		switches: { description: 'text', tags: 'text', 'default-queue-type': 'text' },
		banner: ({ words: [name] }) => `Adding vhost "${name}" ...`,
		run(call) {
			addVirtualHost(call);
			return null;
		}
	},
	delete_vhost: {
		words: 1,
		banner: ({ words: [name] }) => `Deleting vhost "${name}" ...`,
		run({ broker, words: [name = ''] }) {
			broker.vhosts.delete(name);
			return null;
		}
	},
	list_vhosts: {
		words: [0, Infinity],
		validate: ({ words }) => checkedColumns(words, COLUMNS),
		banner: () => 'Listing vhosts ...',
		run: ({ broker, words }) => ({
			streamed: true,
			rows: listing(
				words,
				['name'],
				COLUMNS,
				Array.from(broker.vhosts, (vhost) => ({ vhost, node: broker.node }))
			)
		})
	},
	set_vhost_tags: {
		words: [1, Infinity],
		banner: ({ words: [name, ...tags] }) =>
			`Setting tags for virtual host "${name}" to [${tags.join(', ')}] ...`,
		run({ broker, words: [name = '', ...tags] }) {
			if (!broker.vhosts.has(name)) throw failure(`Virtual host "${name}" does not exist`, EXIT.data);
			broker.vhosts.get(name).tags = tags;
			return null;
		}
	},
	trace_on: {
		banner: ({ vhost }) => `Starting tracing for vhost "${vhost}" ...`,
		run({ broker, vhost }) {
			if (broker.vhosts.has(vhost)) broker.vhosts.get(vhost).tracing = true;
			return { term: `Trace enabled for vhost ${vhost}`, answer: true };
		}
	},
	trace_off: {
		banner: ({ vhost }) => `Stopping tracing for vhost "${vhost}" ...`,
		run({ broker, vhost }) {
			if (broker.vhosts.has(vhost)) broker.vhosts.get(vhost).tracing = false;
			return { term: `Trace disabled for vhost ${vhost}`, answer: true };
		}
	},
	restart_vhost: {
		banner: ({ broker, vhost }) => `Trying to restart vhost '${vhost}' on node '${broker.node}' ...`,
		run({ broker, vhost }) {
			const where = `vhost '${vhost}' on node '${broker.node}'`;
			if (broker.vhosts.has(vhost))
				return { term: `Vhost '${vhost}' is already running on node '${broker.node}'` };
			throw failure(`Failed to start ${where}Reason: {:no_such_vhost, "${vhost}"}`, EXIT.software);
		}
	}
};
