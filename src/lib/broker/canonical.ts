/** Field tables as text that is equal exactly when they are. */
import type { FieldTable } from '../amqp';
import { inOrder } from './in-order';

export function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, part) => {
		if (typeof part === 'bigint') return `${part}n`;
		return part instanceof Uint8Array ? [...part] : part;
	});
}

/** The same table whatever the order of its names. */
export function sortedByName(table: FieldTable): FieldTable {
	return table.toSorted(([a], [b]) => inOrder(a, b));
}
