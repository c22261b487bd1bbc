/** Declaring again what is there must ask for the same (H12–H14). */
import { get, type FieldTable, type FieldValue } from '../amqp';
import { canonical } from './canonical';
import { atom, term } from './erlang-term';
import { preconditionFailed, resourceName } from './errors';

const INTEGERS: ReadonlySet<string> = new Set([
	'byte',
	'short',
	'signedint',
	'long',
	'unsignedbyte',
	'unsignedshort',
	'unsignedint'
]);

export function isInteger(
	value: FieldValue
): value is Extract<FieldValue, { readonly value: number | bigint }> {
	return INTEGERS.has(value.type);
}

/** Throws H12 when a property differs. */
export function assertSameProperty(
	resource: { toString(): string },
	property: 'durable' | 'auto_delete' | 'type' | 'internal',
	current: string | boolean,
	received: string | boolean
): void {
	if (current !== received)
		throw inequivalent(resource, property, `'${atom(received)}'`, `'${atom(current)}'`);
}

/** Throws H13 for the first of `names` whose values differ. Other arguments are never compared. */
export function assertSameArguments(
	resource: { toString(): string },
	current: FieldTable,
	received: FieldTable,
	names: readonly string[]
): void {
	for (const name of names) {
		const had = get(current, name);
		const has = get(received, name);
		if (had && has) {
			if (!sameValue(had, has)) throw inequivalent(resource, name, `'${shown(has)}'`, `'${shown(had)}'`);
		} else if ((had || has) && !(name === 'x-queue-type' && (had ?? has)!.value === 'classic'))
			throw inequivalent(resource, name, typed(has), typed(had));
	}
}

/** All integer widths are one type (H14); nothing else is converted. */
function sameValue(a: FieldValue, b: FieldValue): boolean {
	if (isInteger(a) && isInteger(b)) return BigInt(a.value) === BigInt(b.value);
	return isInteger(a) === isInteger(b) && canonical(a.value) === canonical(b.value);
}

function inequivalent(resource: { toString(): string }, what: string, received: string, current: string) {
	return preconditionFailed(
		`inequivalent arg '${what}' for ${resource}: received ${received} but current is ${current}`
	);
}

/** Text as it is, everything else as Erlang prints it. */
function shown(value: FieldValue): string {
	return typeof value.value === 'string' ? value.value : term(value);
}

function typed(value: FieldValue | undefined): string {
	return value === undefined ? 'none' : `the value '${shown(value)}' of type '${value.type}'`;
}

/** An argument that names an exchange; null when absent. Throws H19. */
export function nameArgument(
	arguments_: FieldTable,
	argument: string,
	kind: 'queue' | 'exchange',
	name: string,
	vhost: string
): string | null {
	const value = get(arguments_, argument);
	if (value === undefined) return null;
	if (value.type !== 'longstr' || typeof value.value !== 'string')
		throw preconditionFailed(
			`invalid type '${value.type}' for arg '${argument}' in ${resourceName(kind, name, vhost)}`
		);
	return value.value;
}
