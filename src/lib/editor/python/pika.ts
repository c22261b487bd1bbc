/** What there is to know of `pika`, read from our own sources of it: see `outline.ts`. */
import { outline, type Definition } from './outline';

/** Only what programs use: frames, sockets and the like are left out of the page. */
const sources: Record<string, string> = import.meta.glob(
	[
		'../../programs/python/pika/{__init__,channel,connection,credentials,delivery_mode,exceptions,exchange_type}.py',
		'../../programs/python/pika/{_parameters,spec}.py',
		'../../programs/python/pika/adapters/{blocking_connection,select_connection,base_connection}.py'
	],
	{ query: '?raw', import: 'default', eager: true }
);

const modules = new Map(
	Object.entries(sources).map(([path, source]) => [path.replace(/^.*\/(\w+)\.py$/, '$1'), outline(source)])
);

/** What the broker's answers come in. */
const answer: Definition = {
	kind: 'class',
	name: 'Method',
	doc: 'A frame that holds the broker’s answer.',
	parameters: [],
	bases: [],
	members: new Map(
		['method', 'channel_number'].map((name) => [
			name,
			{ kind: 'attribute', name, doc: '', parameters: [], bases: [], members: new Map() }
		])
	)
};

/** A class by its name, or by `Queue.DeclareOk`. */
export function pikaClass(name: string): Definition | undefined {
	if (name === 'Method') return answer;
	const [outer, inner] = name.split('.');
	for (const definitions of modules.values()) {
		const found = definitions.get(outer!);
		if (found?.kind === 'class') return inner === undefined ? found : found.members.get(inner);
	}
	return undefined;
}

/** Submodules that programs name. */
const SUBMODULES = [
	'exceptions',
	'spec',
	'exchange_type',
	'delivery_mode',
	'credentials',
	'channel',
	'connection'
];

const EXPORTED = /__all__ = \[([^\]]*)\]/;
const exported = [
	...(EXPORTED.exec(sources['../../programs/python/pika/__init__.py'] ?? '')?.[1] ?? '').matchAll(/'(\w+)'/g)
].map((match) => match[1]!);

/** Members of `pika`, or of `pika.exceptions` and the like. Undefined for what is no module of it. */
export function pikaModule(path: string): ReadonlyMap<string, Definition | 'module'> | undefined {
	if (path !== 'pika') return path.startsWith('pika.') ? modules.get(path.slice('pika.'.length)) : undefined;
	const members = new Map<string, Definition | 'module'>();
	for (const name of exported) {
		const definition = pikaClass(name);
		if (definition) members.set(name, definition);
	}
	for (const name of SUBMODULES) members.set(name, 'module');
	return members;
}

/** Everything an object of the class has, its own first. */
export function allMembers(definition: Definition): ReadonlyMap<string, Definition> {
	const members = new Map(definition.members);
	for (const base of definition.bases) {
		const above = pikaClass(base);
		if (!above || above === definition) continue;
		for (const [name, member] of allMembers(above)) if (!members.has(name)) members.set(name, member);
	}
	return members;
}

/** `(queue, auto_ack=False)`. */
export function signature({ parameters }: Definition): string {
	return `(${parameters.map(parameterText).join(', ')})`;
}

export const parameterText = ({ name, default: value }: Definition['parameters'][number]): string =>
	value === null ? name : `${name}=${value}`;
