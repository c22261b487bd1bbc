/** Field values as a reader sees them on a label. */
import { get, type FieldTable, type FieldValue } from '../amqp';

/** `pdf`, `42`, `true`; structures in brackets; nothing for void. */
export function fieldText(value: FieldValue): string {
	switch (value.type) {
		case 'void':
			return '';
		case 'decimal':
			return String(value.value.value / 10 ** value.value.scale);
		case 'array':
			return `[${value.value.map(fieldText).join(', ')}]`;
		case 'table':
			return `{${value.value.map(([name, inner]) => `${name}=${fieldText(inner)}`).join(', ')}}`;
		default:
			return String(value.value);
	}
}

/** As a header is written where its type counts: text that looks like a number, true or false stands in quotes. */
export function literalText(value: FieldValue): string {
	const text = fieldText(value);
	return value.type === 'longstr' && /^([+-]?[\d.]+|true|false)$/.test(text) ? `'${text}'` : text;
}

/** The value under a name as text; null when the table has none. */
export function textOf(table: FieldTable, name: string): string | null {
	const value = get(table, name);
	return value === undefined ? null : fieldText(value);
}
