/**
 * Field tables: the typed values that arguments, headers and client properties are made of (C5).
 *
 * Values keep the wire's own type under RabbitMQ's name for it, because the broker's error texts name it (H13)
 * and because a value must leave exactly as it came.
 */

/** One typed value. Integers of 64 bits are bigints; every other number is a number. */
export type FieldValue =
	/** Text when the bytes are valid UTF-8, else the bytes themselves. */
	| { readonly type: 'longstr'; readonly value: string | Uint8Array }
	| { readonly type: 'signedint'; readonly value: number }
	| { readonly type: 'unsignedint'; readonly value: number }
	/** `value` divided by ten to the power of `scale`; scale is 0–255, value is unsigned 32 bits. */
	| { readonly type: 'decimal'; readonly value: { readonly scale: number; readonly value: number } }
	/** Seconds since 1970, unsigned 64 bits. */
	| { readonly type: 'timestamp'; readonly value: bigint }
	| { readonly type: 'table'; readonly value: FieldTable }
	| { readonly type: 'array'; readonly value: readonly FieldValue[] }
	| { readonly type: 'byte'; readonly value: number }
	| { readonly type: 'unsignedbyte'; readonly value: number }
	| { readonly type: 'short'; readonly value: number }
	| { readonly type: 'unsignedshort'; readonly value: number }
	| { readonly type: 'long'; readonly value: bigint }
	| { readonly type: 'float'; readonly value: number }
	| { readonly type: 'double'; readonly value: number }
	| { readonly type: 'bool'; readonly value: boolean }
	| { readonly type: 'binary'; readonly value: Uint8Array }
	| { readonly type: 'void'; readonly value: null };

export type FieldType = FieldValue['type'];

/** Names and values in wire order; a name may come twice, as on the wire. Plain data, structured-cloneable. */
export type FieldTable = readonly (readonly [name: string, value: FieldValue])[];

export const EMPTY_TABLE: FieldTable = [];

/** The first value under a name. */
export function get(table: FieldTable, name: string): FieldValue | undefined {
	for (const [key, value] of table) if (key === name) return value;
	return undefined;
}

/** The table with one name set: in place where it was, else at the end. Later duplicates go. */
export function set(table: FieldTable, name: string, value: FieldValue): FieldTable {
	const at = table.findIndex(([key]) => key === name);
	if (at < 0) return [...table, [name, value]];
	return [...table.slice(0, at), [name, value], ...without(table.slice(at + 1), name)];
}

/** The table without a name. */
export function without(table: FieldTable, name: string): FieldTable {
	return table.filter(([key]) => key !== name);
}

/** A longstr value. */
export function longstr(value: string): FieldValue {
	return { type: 'longstr', value };
}
