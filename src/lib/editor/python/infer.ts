/**
 * What a name in a program stands for, as far as a reader would see at a glance: `channel = connection.channel()`,
 * the parameters of a callback, `with … as connection`, imports. Anything cleverer stays unknown.
 */
import type { Definition } from './outline';
import { splitOutside } from './outline';
import { allMembers, pikaClass, pikaModule } from './pika';

export type Value =
	| { readonly kind: 'module'; readonly path: string }
	/** The class or function itself, not yet called. */
	| { readonly kind: 'definition'; readonly definition: Definition; readonly owner: string | null }
	| { readonly kind: 'instance'; readonly of: Definition }
	| { readonly kind: 'tuple'; readonly of: readonly (string | null)[] };

/** Classes of what methods return; null for what is no object of pika's. */
const RETURNS: Readonly<Record<string, string | readonly (string | null)[]>> = {
	'BlockingConnection.channel': 'BlockingChannel',
	'BlockingChannel.connection': 'BlockingConnection',
	'BlockingChannel.basic_get': ['Basic.GetOk', 'BasicProperties', null],
	'BlockingChannel.consume': ['Basic.Deliver', 'BasicProperties', null],
	'BlockingChannel.queue_declare': 'Method',
	'SelectConnection.channel': 'Channel',
	'Method.method': 'Queue.DeclareOk'
};

/** What the four parameters of a callback are. */
const CALLBACK = ['BlockingChannel', 'Basic.Deliver', 'BasicProperties', null];

const instance = (name: string | null | undefined): Value | null => {
	const of = name ? pikaClass(name) : undefined;
	return of ? { kind: 'instance', of } : null;
};

function returned(key: string): Value | null {
	const what = RETURNS[key];
	if (typeof what === 'string') return instance(what);
	return what ? { kind: 'tuple', of: what } : null;
}

/** The value of `connection.channel()` and the like at the end of `before`, a program's text up to there. */
export function valueOf(expression: string, before: string, depth = 0): Value | null {
	const [head, ...steps] = expression.match(/^\w+|\.\w+|\((?:[^()]|\([^()]*\))*\)/g) ?? [];
	// A program may define a name by itself; nobody reads that deep.
	if (head === undefined || depth > 8 || [head, ...steps].join('') !== expression) return null;
	let value = nameValue(head, before, depth);
	for (const step of steps)
		value = value && (step.startsWith('(') ? called(value) : member(value, step.slice(1)));
	return value;
}

function called(value: Value): Value | null {
	if (value.kind !== 'definition') return null;
	const { definition, owner } = value;
	if (definition.kind === 'class') return { kind: 'instance', of: definition };
	return owner === null ? null : returned(`${owner}.${definition.name}`);
}

/** A member by its name. */
export function member(value: Value, name: string): Value | null {
	if (value.kind === 'module') {
		const found = pikaModule(value.path)?.get(name);
		if (found === 'module') return { kind: 'module', path: `${value.path}.${name}` };
		return found ? { kind: 'definition', definition: found, owner: null } : null;
	}
	if (value.kind === 'instance') {
		const definition = allMembers(value.of).get(name);
		if (!definition) return null;
		const isValue = definition.kind === 'property' || definition.kind === 'attribute';
		const plain = isValue ? returned(`${value.of.name}.${name}`) : null;
		return plain ?? { kind: 'definition', definition, owner: value.of.name };
	}
	if (value.kind === 'definition') {
		const definition = value.definition.members.get(name);
		return definition ? { kind: 'definition', definition, owner: value.definition.name } : null;
	}
	return null;
}

/** The last binding above counts. */
function nameValue(name: string, before: string, depth: number): Value | null {
	const lines = before.split('\n');
	for (let index = lines.length - 1; index >= 0; index--) {
		const text = lines[index]!;
		if (!text.includes(name)) continue;
		const above = (): string => lines.slice(0, index).join('\n');
		const value = binding(name, text, above, depth);
		if (value !== undefined) return value;
	}
	return null;
}

/** Undefined when the line binds nothing to the name. */
function binding(name: string, line: string, above: () => string, depth: number): Value | null | undefined {
	const [, targets, expression] = /^\s*([\w, ]+?)(?::[^=]+)? = (.+)$/.exec(line) ?? [];
	if (targets !== undefined) return assigned(name, targets, expression!, above, depth);
	const [, managed, as] = /^\s*(?:async )?with (.+) as (\w+):/.exec(line) ?? [];
	if (as === name) return valueOf(managed!, above(), depth + 1);
	const [, items, iterated] = /^\s*for ([\w, ]+) in (.+):/.exec(line) ?? [];
	if (items !== undefined) return assigned(name, items, iterated!, above, depth);
	const [, parameters] = /^\s*def \w+\((.*)\)/.exec(line) ?? /\blambda ([\w, ]+):/.exec(line) ?? [];
	if (parameters !== undefined) return parameter(name, parameters);
	return imported(name, line);
}

function assigned(
	name: string,
	targets: string,
	expression: string,
	above: () => string,
	depth: number
): Value | null | undefined {
	const names = splitOutside(targets);
	const at = names.indexOf(name);
	if (at < 0) return undefined;
	const value = valueOf(expression.replace(/\s+#.*$/, '').trim(), above(), depth + 1);
	if (names.length === 1) return value;
	return value?.kind === 'tuple' ? instance(value.of[at]) : null;
}

function parameter(name: string, list: string): Value | null | undefined {
	const names = splitOutside(list).map((each) => each.replace(/[:=].*$/, '').trim());
	const own = names[0] === 'self' ? names.slice(1) : names;
	const at = own.indexOf(name);
	if (at < 0) return undefined;
	return own.length === CALLBACK.length ? instance(CALLBACK[at]) : byName(name);
}

/** Parameters of the program's own functions are most often called what they are. */
function byName(name: string): Value | null {
	if (/^(?:channel|ch)$/.test(name)) return instance('BlockingChannel');
	if (/^(?:connection|conn)$/.test(name)) return instance('BlockingConnection');
	return null;
}

function imported(name: string, line: string): Value | null | undefined {
	const [, path, as] = /^\s*import (pika(?:\.\w+)*)(?: as (\w+))?$/.exec(line) ?? [];
	if (path !== undefined && (as ?? 'pika') === name) return { kind: 'module', path: as ? path : 'pika' };
	const [, from, list] = /^\s*from (pika(?:\.\w+)*) import \(?([\w, ]+)\)?/.exec(line) ?? [];
	for (const each of splitOutside(list ?? '')) {
		const [original, alias = original] = each.split(' as ');
		if (alias !== name) continue;
		return member({ kind: 'module', path: from! }, original!) ?? fromAnywhere(original!);
	}
	return undefined;
}

/** `from pika.adapters.blocking_connection import BlockingChannel` and other paths of old. */
function fromAnywhere(name: string): Value | null {
	const definition = pikaClass(name);
	return definition ? { kind: 'definition', definition, owner: null } : null;
}
