/** Putting the broker's own headers into a message on its way out. */
import { encodeProperties, set, type BasicProperties, type Content } from '../amqp';
import { sortedByName } from './canonical';

/** A message's content with one more header, a 64-bit integer; the table is sorted by name, as RabbitMQ does it. */
export function withHeader(
	properties: BasicProperties,
	body: Uint8Array,
	name: string,
	value: bigint
): Content {
	const headers = sortedByName(set(properties.headers ?? [], name, { type: 'long', value }));
	return { properties: encodeProperties({ ...properties, headers }), body };
}
