/** Putting the broker's own headers into a message on its way out. */
import { encodeProperties, set, type BasicProperties, type Content } from '../amqp';
import { sortedByName } from './canonical';

/** A message's content with further headers, 64-bit integers; the table is sorted by name, as RabbitMQ does it. */
export function withHeaders(
	properties: BasicProperties,
	body: Uint8Array,
	added: Readonly<Record<string, number>>
): Content {
	let headers = properties.headers ?? [];
	for (const [name, value] of Object.entries(added))
		headers = set(headers, name, { type: 'long', value: BigInt(value) });
	return { properties: encodeProperties({ ...properties, headers: sortedByName(headers) }), body };
}
