/** Putting the broker's own headers into a message on its way out. */
import { encodeProperties, set, type Content } from '../amqp';
import { sortedByName } from './canonical';
import type { Message } from './message';

/** The message's content with one more header, a 64-bit integer; the table is sorted by name, as RabbitMQ does it. */
export function withHeader(message: Message, name: string, value: bigint): Content {
	const properties = message.properties();
	const headers = sortedByName(set(properties.headers ?? [], name, { type: 'long', value }));
	return { properties: encodeProperties({ ...properties, headers }), body: message.content.body };
}
