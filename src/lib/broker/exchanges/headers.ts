/** Headers: the message's header table against the binding's arguments (X17–X22). */
import { decodeEscaped, get, type FieldTable, type FieldValue } from '../../amqp';

import type { Binding } from '../binding';
import { canonical } from '../canonical';
import type { Message } from '../message';
import type { Explanation, HeaderVerdict } from './explain';
import type { Router } from './exchange';

export const MATCH_MODES = ['all', 'any', 'all-with-x', 'any-with-x'] as const;
export type MatchMode = (typeof MATCH_MODES)[number];

/** A binding's arguments, sorted out once. */
interface Wish {
	readonly binding: Binding;
	readonly any: boolean;
	readonly wanted: FieldTable;
}

export class HeadersRouter implements Router {
	readonly #wishes: Wish[] = [];

	constructor(
		/** Whether 1 equals 1.0 (X21). */
		readonly looseNumbers: boolean
	) {}

	add(binding: Binding): void {
		const mode = matchMode(binding.arguments_);
		this.#wishes.push({ binding, any: mode.startsWith('any'), wanted: wantedHeaders(binding.arguments_) });
	}

	remove(binding: Binding): void {
		const index = this.#wishes.findIndex((wish) => wish.binding === binding);
		if (index >= 0) this.#wishes.splice(index, 1);
	}

	route(message: Message, matched: Binding[]): void {
		const headers = new Map(message.properties().headers);
		for (const wish of this.#wishes) if (this.#grants(wish, headers)) matched.push(wish.binding);
	}

	#grants({ any, wanted }: Wish, headers: ReadonlyMap<string, FieldValue>): boolean {
		for (const [name, value] of wanted)
			if (satisfies(value, headers.get(name), this.looseNumbers) === any) return any;
		return !any;
	}
}

/** x-match, `all` when there is none. */
export function matchMode(arguments_: FieldTable): MatchMode {
	const value = get(arguments_, 'x-match')?.value;
	return MATCH_MODES.find((mode) => mode === value) ?? 'all';
}

/** The arguments that take part: never x-match, and names beginning with x- only in the -with-x modes (X18). */
function wantedHeaders(arguments_: FieldTable): FieldTable {
	const withX = matchMode(arguments_).endsWith('-with-x');
	return arguments_.filter(([name]) => name !== 'x-match' && (withX || !name.startsWith('x-')));
}

/** Whether a header, if there is one, is as wanted. A void wish is for any value (X20). */
function satisfies(wanted: FieldValue, found: FieldValue | undefined, looseNumbers: boolean): boolean {
	if (found === undefined) return false;
	return wanted.type === 'void' || equalValues(wanted, found, looseNumbers);
}

/** Equality of values whatever their wire types (X21); inside arrays and tables the types count. */
export function equalValues(a: FieldValue, b: FieldValue, looseNumbers: boolean): boolean {
	const x = bare(a);
	const y = bare(b);
	if (typeof x === 'object' || typeof y === 'object') return canonical(x) === canonical(y);
	if (typeof x === typeof y) return x === y;
	const numeric = isNumber(x) && isNumber(y);
	// Loose on purpose: 1n == 1 compares the numbers exactly.
	return numeric && (looseNumbers || isFloat(a) === isFloat(b)) && x == y;
}

function isNumber(value: unknown): boolean {
	return typeof value === 'number' || typeof value === 'bigint';
}

function isFloat(value: FieldValue): boolean {
	return value.type === 'float' || value.type === 'double';
}

/** The value without its type. Text is compared by its characters: equal text, equal bytes. */
function bare(value: FieldValue): unknown {
	return value.value instanceof Uint8Array ? decodeEscaped(value.value) : value.value;
}

/** Says which argument decided, and how each of those that take part fared. */
export function explainHeaders(
	arguments_: FieldTable,
	headers: FieldTable,
	looseNumbers = true
): Explanation {
	const mode = matchMode(arguments_);
	const found = new Map(headers);
	const verdicts: HeaderVerdict[] = wantedHeaders(arguments_).map(([name, wanted]) => ({
		name,
		wanted,
		found: found.get(name) ?? null,
		satisfied: satisfies(wanted, found.get(name), looseNumbers)
	}));
	const matches = mode.startsWith('any')
		? verdicts.some((verdict) => verdict.satisfied)
		: verdicts.every((verdict) => verdict.satisfied);
	return { matches, reason: { type: 'headers', mode, verdicts } };
}
