/** What `rabbitmqadmin` can list, declare, delete and so on, as tables; and the page that explains them. */

export interface Listable {
	/** Whether `-V` narrows it. */
	readonly vhost: boolean;
	/** Shown unless others are asked for; absent for all there are. */
	readonly columns?: readonly string[];
	/** Objects that are shown as JSON in one column. */
	readonly json?: readonly string[];
}

export const LISTABLE: Readonly<Record<string, Listable>> = {
	connections: { vhost: false, columns: ['name', 'user', 'channels'] },
	channels: { vhost: false, columns: ['name', 'user'] },
	consumers: { vhost: true },
	exchanges: { vhost: true, columns: ['name', 'type'] },
	queues: { vhost: true, columns: ['name', 'messages'] },
	bindings: { vhost: true, columns: ['source', 'destination', 'routing_key'] },
	users: { vhost: false },
	vhosts: { vhost: false, columns: ['name', 'messages'] },
	permissions: { vhost: false },
	nodes: { vhost: false, columns: ['name', 'type', 'mem_used'] },
	parameters: { vhost: false, json: ['value'] },
	policies: { vhost: false, json: ['definition'] },
	operator_policies: { vhost: false, json: ['definition'] },
	vhost_limits: { vhost: false, json: ['value'] }
};

export const SHOWABLE: Readonly<Record<string, Listable>> = {
	overview: {
		vhost: false,
		columns: ['rabbitmq_version', 'cluster_name', 'queue_totals.messages', 'object_totals.queues']
	}
};

/** The `name=value` words that a subcommand takes. */
export interface Arguments {
	/** A list means one of them. */
	readonly mandatory: readonly (string | readonly string[])[];
	/** With their defaults; null for none. */
	readonly optional: Readonly<Record<string, unknown>>;
	/** Those whose values are JSON. */
	readonly json?: readonly string[];
	/** The path, with arguments in braces. */
	readonly path: string;
}

const POLICY: Omit<Arguments, 'path'> = {
	mandatory: ['name', 'pattern', 'definition'],
	json: ['definition', 'priority'],
	optional: { priority: 0, 'apply-to': null }
};

export const DECLARABLE: Readonly<Record<string, Arguments>> = {
	exchange: {
		mandatory: ['name', 'type'],
		json: ['arguments'],
		optional: { auto_delete: 'false', durable: 'true', internal: 'false', arguments: {} },
		path: '/exchanges/{vhost}/{name}'
	},
	queue: {
		mandatory: ['name'],
		json: ['arguments'],
		optional: { auto_delete: 'false', durable: 'true', arguments: {}, node: null, queue_type: null },
		path: '/queues/{vhost}/{name}'
	},
	binding: {
		mandatory: ['source', 'destination'],
		json: ['arguments'],
		optional: { destination_type: 'queue', routing_key: '', arguments: {} },
		path: '/bindings/{vhost}/e/{source}/{destination_char}/{destination}'
	},
	vhost: { mandatory: ['name'], optional: { tracing: null }, path: '/vhosts/{name}' },
	user: {
		mandatory: ['name', ['password', 'password_hash'], 'tags'],
		optional: { hashing_algorithm: null },
		path: '/users/{name}'
	},
	permission: {
		mandatory: ['vhost', 'user', 'configure', 'write', 'read'],
		optional: {},
		path: '/permissions/{vhost}/{user}'
	},
	parameter: {
		mandatory: ['component', 'name', 'value'],
		json: ['value'],
		optional: {},
		path: '/parameters/{component}/{vhost}/{name}'
	},
	policy: { ...POLICY, path: '/policies/{vhost}/{name}' },
	operator_policy: { ...POLICY, path: '/operator-policies/{vhost}/{name}' },
	vhost_limit: {
		mandatory: ['vhost', 'name', 'value'],
		json: ['value'],
		optional: {},
		path: '/vhost-limits/{vhost}/{name}'
	}
};

function deletable(kind: string, ...mandatory: readonly string[]): Arguments {
	return { mandatory, optional: {}, path: DECLARABLE[kind]!.path };
}

export const DELETABLE: Readonly<Record<string, Arguments>> = {
	exchange: deletable('exchange', 'name'),
	queue: deletable('queue', 'name'),
	binding: {
		mandatory: ['source', 'destination_type', 'destination'],
		optional: { properties_key: '~' },
		path: '/bindings/{vhost}/e/{source}/{destination_char}/{destination}/{properties_key}'
	},
	vhost: deletable('vhost', 'name'),
	user: deletable('user', 'name'),
	permission: deletable('permission', 'vhost', 'user'),
	parameter: deletable('parameter', 'component', 'name'),
	policy: deletable('policy', 'name'),
	operator_policy: deletable('operator_policy', 'name'),
	vhost_limit: deletable('vhost_limit', 'vhost', 'name')
};

export const CLOSABLE: Readonly<Record<string, Arguments>> = {
	connection: { mandatory: ['name'], optional: {}, path: '/connections/{name}' }
};

export const PURGABLE: Readonly<Record<string, Arguments>> = {
	queue: { mandatory: ['name'], optional: {}, path: '/queues/{vhost}/{name}/contents' }
};

export const MESSAGES = {
	publish: {
		mandatory: ['routing_key'],
		optional: { payload: null, properties: {}, exchange: 'amq.default', payload_encoding: 'string' },
		json: ['properties'],
		path: '/exchanges/{vhost}/{exchange}/publish'
	},
	get: {
		mandatory: ['queue'],
		optional: { count: '1', ackmode: 'ack_requeue_true', payload_file: null, encoding: 'auto' },
		path: '/queues/{vhost}/{queue}/get'
	}
} as const satisfies Readonly<Record<string, Arguments>>;

const heading = (name: string): string => `\n${name}\n${'='.repeat(name.length)}\n\n`;

function stanza(table: Readonly<Record<string, Arguments>>, verb: string): string {
	return Object.entries(table)
		.map(([name, { mandatory, optional }]) => {
			const needed = mandatory.map((each) => `${[each].flat().join('=... OR ')}=...`).join(' ');
			const more = Object.keys(optional).map((each) => `${each}=...`);
			return ` ${verb} ${name} ${needed}${more.length === 0 ? '' : ` [${more.join(' ')}]`}\n`;
		})
		.join('');
}

/** What `rabbitmqadmin help subcommands` prints. */
export function subcommandsPage(): string {
	const lists = Object.keys(LISTABLE).map((name) => `  list ${name} [<column>...]\n`);
	const shows = Object.keys(SHOWABLE).map((name) => `  show ${name} [<column>...]\n`);
	return [
		'Usage\n=====\n  rabbitmqadmin [options] subcommand\n\n  where subcommand is one of:\n',
		heading('Display'),
		...lists,
		...shows,
		heading('Object Manipulation'),
		stanza(DECLARABLE, ' declare'),
		stanza(DELETABLE, ' delete'),
		stanza(CLOSABLE, ' close'),
		stanza(PURGABLE, ' purge'),
		heading('Broker Definitions'),
		'  export <file>\n  import <file>\n',
		heading('Publishing and Consuming'),
		stanza(MESSAGES, ''),
		'\n  * If payload is not specified on publish, standard input is used\n',
		'\n  * If payload_file is not specified on get, the payload will be shown on\n',
		'    standard output along with the message metadata\n',
		'\n  * If payload_file is specified on get, count must not be set\n\n'
	].join('');
}
