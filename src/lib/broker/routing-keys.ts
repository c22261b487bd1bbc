/** CC and BCC: further routing keys in a message's headers (B10). */
import { get, type FieldTable } from '../amqp';
import { preconditionFailed } from './errors';

/** The keys in both headers; members that aren't text are ignored. Throws H25. */
export function routingKeysIn(headers: FieldTable): string[] {
	return [...keysUnder(headers, 'CC'), ...keysUnder(headers, 'BCC')];
}

function keysUnder(headers: FieldTable, name: 'CC' | 'BCC'): string[] {
	const value = get(headers, name);
	if (value === undefined) return [];
	if (value.type !== 'array')
		throw preconditionFailed(`invalid message: {unacceptable_type_in_header,"${name}",${value.type}}`);
	return value.value.flatMap((key) =>
		key.type === 'longstr' && typeof key.value === 'string' ? [key.value] : []
	);
}
