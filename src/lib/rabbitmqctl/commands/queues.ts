/** Queues: what they are and hold, and how they are emptied and deleted. */
import { AmqpError, get } from '../../amqp';
import type { Broker, Queue } from '../../broker';
import { checkedColumns, listing, timeoutBanner, type Columns } from '../columns';
import { EXIT, failure, type Behaviours, type Call } from '../command';
import { connectionPid, channelPid, queuePid } from '../pids';
import { headTimestamp, persistentContents } from '../queue-contents';
import { atom, Table, type Term } from '../terms';

interface Shown {
	readonly broker: Broker;
	readonly queue: Queue;
}

type Column = (of: Shown) => Term;

/** Only classic queues tell. */
const classic =
	(column: Column): Column =>
	(of) =>
		of.queue.type === 'classic' ? column(of) : null;

/** Only queues with replicas tell, of which a single node has one. */
const replicated =
	(column: Column): Column =>
	(of) =>
		of.queue.type === 'classic' ? null : column(of);

const notStream =
	(column: Column): Column =>
	(of) =>
		of.queue.type === 'stream' ? null : column(of);

const ready: Column = ({ queue }) => queue.messagesReady;
const unacknowledged: Column = ({ queue }) => queue.messagesUnacknowledged;
const messages: Column = ({ queue }) =>
	queue.messagesReady + queue.messagesUnacknowledged + queue.messagesDelayed;
const bytes: Column = ({ queue }) => queue.bytesReady + queue.bytesUnacknowledged;
const none: Column = () => null;

/** What a classic queue holds in memory: of a lazy one only what is with consumers. The other kinds tell nothing. */
const inMemory =
	(all: Column, ofLazy: Column): Column =>
	(of) => {
		if (of.queue.type !== 'classic') return 0;
		return isLazy(of.queue) ? ofLazy(of) : all(of);
	};

function isLazy({ arguments_, policy }: Queue): boolean {
	const mode = get(arguments_, 'x-queue-mode')?.value ?? policy.definition['queue-mode'];
	return mode === 'lazy';
}

/** The share of time that consumers could take more: all of it, or none, as it is now. */
const capacity: Column = ({ queue }) => ([...queue.consumers].some((consumer) => consumer.canTake()) ? 1 : 0);

const COLUMNS: Columns<Shown> = {
	arguments: ({ queue }) => new Table(queue.arguments_),
	auto_delete: ({ queue }) => queue.autoDelete,
	consumer_capacity: classic(capacity),
	consumer_utilisation: classic(capacity),
	consumers: ({ queue }) => queue.consumersListed,
	disk_reads: classic(() => 0),
	disk_writes: classic(({ queue }) => persistentContents(queue).persistent),
	durable: ({ queue }) => queue.durable,
	exclusive: classic(({ queue }) => queue.owner !== null),
	exclusive_consumer_pid: ({ broker, queue: { exclusiveConsumer: consumer } }) =>
		consumer && channelPid(broker, consumer.channel.session.id, consumer.channel.number),
	exclusive_consumer_tag: ({ queue }) => queue.exclusiveConsumer?.tag ?? null,
	head_message_timestamp: classic(({ queue }) => headTimestamp(queue)),
	leader: replicated(({ broker }) => atom(broker.node)),
	members: replicated(({ broker }) => [atom(broker.node)]),
	memory: ({ queue }) => 10_000 + 600 * queue.messagesReady,
	message_bytes: classic(bytes),
	message_bytes_persistent: classic(({ queue }) => persistentContents(queue).persistentBytes),
	message_bytes_ram: notStream(inMemory(bytes, ({ queue }) => queue.bytesUnacknowledged)),
	message_bytes_ready: classic(({ queue }) => queue.bytesReady),
	message_bytes_unacknowledged: classic(({ queue }) => queue.bytesUnacknowledged),
	messages,
	messages_persistent: classic(({ queue }) => persistentContents(queue).persistent),
	messages_ram: notStream(inMemory(messages, unacknowledged)),
	messages_ready: ready,
	messages_ready_ram: classic(inMemory(ready, () => 0)),
	messages_unacknowledged: unacknowledged,
	messages_unacknowledged_ram: classic(unacknowledged),
	name: ({ queue }) => queue.name,
	online: replicated(({ broker }) => [atom(broker.node)]),
	owner_pid: ({ broker, queue: { owner } }) => owner && connectionPid(broker, owner.id),
	pid: notStream(({ broker, queue }) => queuePid(broker, queue.id)),
	policy: ({ queue }) => queue.policy.name,
	slave_pids: none,
	state: () => atom('running'),
	synchronised_slave_pids: none,
	type: ({ queue }) => atom(queue.type)
};

function queuesOf({ broker, vhost, options }: Call): Shown[] {
	const offline = options['offline'] === true && options['online'] !== true;
	if (offline || !broker.vhosts.has(vhost)) return [];
	return Array.from(broker.vhosts.get(vhost).queues.values(), (queue) => ({ broker, queue }));
}

function findQueue({ broker, vhost, words: [name = ''] }: Call): Queue | null {
	return broker.vhosts.has(vhost) ? (broker.vhosts.get(vhost).queues.get(name) ?? null) : null;
}

/** Only classic queues can be mirrored. The node falls over a stream, with a page of its insides: we give the start. */
function checkMirrored(call: Call): void {
	const queue = findQueue(call);
	if (queue === null) throw failure('not_found');
	if (queue.type === 'quorum') throw failure('quorum_queue_not_supported');
	if (queue.type === 'stream') throw failure('{:function_clause, [{:rabbit_mirror_queue_misc, ...}]}');
}

/** What `delete_queue` wants to be true first. */
function condition(call: Call): string {
	const conditions = [];
	if (call.options['if-empty'] === true) conditions.push('if queue is empty ');
	if (call.options['if-unused'] === true) conditions.push('if queue is unused ');
	return conditions.join('and ');
}

/** The tool takes RabbitMQ's error for an answer, and prints it as the term it is. */
function refusal(queue: Queue, flag: string): string {
	const text = `cannot delete ~s. queue.delete operations with ${flag} flag set are not supported by ${queue.type} queues`;
	return `{:protocol_error, :not_implemented, '${text}', ['${String(queue).replaceAll("'", "\\'")}']}`;
}

/** Deletes the queue; answers what the tool says of it. */
function deleteQueue(call: Call): string {
	const queue = findQueue(call);
	if (queue === null) throw failure('Queue not found', EXIT.usage);
	const { 'if-unused': ifUnused, 'if-empty': ifEmpty } = call.options;
	try {
		queue.checkDelete(ifUnused === true, ifEmpty === true);
	} catch (error) {
		if (!(error instanceof AmqpError)) throw error;
		if (queue.type !== 'classic') return refusal(queue, ifUnused === true ? 'if-unused' : 'if-empty');
		throw failure(/not empty/.test(error.message) ? 'Queue is not empty' : 'Queue is in use', EXIT.usage);
	}
	return `Queue was successfully deleted with ${queue.vhost.deleteQueue(queue, 'deleted')} ready messages`;
}

export const QUEUES: Behaviours = {
	list_queues: {
		words: [0, Infinity],
		switches: { online: 'flag', offline: 'flag', local: 'flag' },
		validate: ({ words }) => checkedColumns(words, COLUMNS),
		banner: timeoutBanner(({ vhost }) => `Listing queues for vhost ${vhost} ...`),
		run: (call) => ({
			streamed: true,
			rows: listing(call.words, ['name', 'messages'], COLUMNS, queuesOf(call))
		})
	},
	list_unresponsive_queues: {
		words: [0, Infinity],
		switches: { local: 'flag', 'queue-timeout': 'count' },
		validate: ({ words }) =>
			checkedColumns(words, {
				arguments: none,
				auto_delete: none,
				durable: none,
				name: none,
				pid: none,
				recoverable_slaves: none
			}),
		banner: ({ vhost }) => `Listing unresponsive queues for vhost ${vhost} ...`,
		run: () => ({ streamed: true, rows: [] })
	},
	purge_queue: {
		words: 1,
		banner: ({ words: [name], vhost }) => `Purging queue '${name}' in vhost '${vhost}' ...`,
		run(call) {
			const queue = findQueue(call);
			if (queue === null) throw failure('not_found');
			if (queue.type === 'stream') throw failure('not_supported');
			queue.purge();
			return null;
		}
	},
	// There is nothing to synchronise on a single node.
	sync_queue: {
		words: 1,
		banner: ({ words: [name], vhost }) => `Synchronising queue '${name}' in vhost '${vhost}' ...`,
		run(call) {
			checkMirrored(call);
			throw failure('not_mirrored');
		}
	},
	cancel_sync_queue: {
		words: 1,
		banner: ({ words: [name], vhost }) => `Stopping synchronising queue '${name}' in vhost '${vhost}' ...`,
		run(call) {
			checkMirrored(call);
			return { term: atom('not_syncing'), answer: true };
		}
	},
	delete_queue: {
		words: 1,
		switches: { 'if-empty': 'flag', 'if-unused': 'flag' },
		aliases: { e: 'if-empty', u: 'if-unused' },
		banner: (call) => `Deleting queue '${call.words[0]}' on vhost '${call.vhost}' ${condition(call)}...`,
		run: (call) => ({ term: deleteQueue(call) })
	}
};
