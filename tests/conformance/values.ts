/**
 * Values between the plain form of scenarios, the typed form of the wire, and the printed form of transcripts.
 */
import type { BasicProperties, FieldTable, FieldValue } from '../../src/lib/amqp';
import { decodeEscaped } from '../../src/lib/amqp';
import type { Plain, PlainProperties, PlainTable } from './script';

function isTyped(value: Plain): value is FieldValue {
	return typeof value === 'object' && value !== null && 'type' in value && 'value' in value;
}

function typed(value: Plain): FieldValue {
	if (value === null) return { type: 'void', value };
	if (typeof value === 'string') return { type: 'longstr', value };
	if (typeof value === 'boolean') return { type: 'bool', value };
	if (typeof value === 'number') {
		return Number.isInteger(value) ? { type: 'signedint', value } : { type: 'double', value };
	}
	if (Array.isArray(value)) return { type: 'array', value: value.map(typed) };
	return isTyped(value) ? value : { type: 'table', value: toTable(value as PlainTable) };
}

export function toTable(plain: PlainTable): FieldTable {
	return Object.entries(plain).map(([name, value]) => [name, typed(value)] as const);
}

export function toProperties({ headers, ...others }: PlainProperties): BasicProperties {
	return headers ? { ...others, headers: toTable(headers) } : others;
}

/** One line's worth of `name=value`; empty and false fields are left out when `brief`. */
export function printFields(fields: Readonly<Record<string, unknown>>, brief: boolean): string {
	return Object.entries(fields)
		.filter(([name, value]) => name !== 'name' && !(brief && isEmpty(value)))
		.map(([name, value]) => ` ${name}=${print(value)}`)
		.join('');
}

function isEmpty(value: unknown): boolean {
	return value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0);
}

function print(value: unknown): string {
	if (value instanceof Uint8Array) return JSON.stringify(decodeEscaped(value));
	if (Array.isArray(value)) return printTable(value as unknown as FieldTable);
	return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function printTable(table: FieldTable): string {
	return `{${table.map(([name, value]) => `${name}=${printValue(value)}`).join(' ')}}`;
}

function printValue({ type, value }: FieldValue): string {
	switch (type) {
		case 'longstr':
			return print(value);
		case 'table':
			return printTable(value);
		case 'array':
			return `[${value.map(printValue).join(' ')}]`;
		case 'decimal':
			return `decimal:${value.value}e-${value.scale}`;
		default:
			return `${type}:${print(value)}`;
	}
}
