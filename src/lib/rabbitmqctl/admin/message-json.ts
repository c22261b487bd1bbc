/** Messages as the management interface shows and takes them (G11). */
import { encodeUtf8, type BasicProperties } from '../../amqp';
import { jsonTable, tableFrom, type GotMessage } from '../../broker';
import type { Json } from '../lenient-json';
import { badRequest } from './http-error';
import { isObject } from './python';

type JsonObject = Readonly<Record<string, Json>>;

/** In the order in which they are shown. */
const NAMES: readonly (readonly [json: string, property: keyof BasicProperties])[] = [
	['app_id', 'appId'],
	['user_id', 'userId'],
	['type', 'type'],
	['timestamp', 'timestamp'],
	['message_id', 'messageId'],
	['expiration', 'expiration'],
	['reply_to', 'replyTo'],
	['correlation_id', 'correlationId'],
	['priority', 'priority'],
	['delivery_mode', 'deliveryMode'],
	['headers', 'headers'],
	['content_encoding', 'contentEncoding'],
	['content_type', 'contentType']
];

const NUMBERS: readonly string[] = ['priority', 'delivery_mode', 'timestamp'];

/** No properties are an empty list. */
function shown(properties: BasicProperties): Json {
	const entries = NAMES.flatMap(([name, property]): [string, Json][] => {
		const value = properties[property];
		if (value === undefined) return [];
		if (property === 'headers') return [[name, jsonTable(properties.headers!)]];
		return [[name, typeof value === 'bigint' ? Number(value) : (value as string | number)]];
	});
	return entries.length === 0 ? [] : Object.fromEntries(entries);
}

function base64(bytes: Uint8Array): string {
	return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Text where it is text, unless base64 is asked for. */
function payloadOf(body: Uint8Array, encoding: string): readonly [payload: string, encoding: string] {
	if (encoding === 'base64') return [base64(body), 'base64'];
	try {
		return [new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body), 'string'];
	} catch {
		return [base64(body), 'base64'];
	}
}

export function messageJson(message: GotMessage, encoding: string): JsonObject {
	const [payload, payload_encoding] = payloadOf(message.body, encoding);
	return {
		payload_bytes: message.body.length,
		redelivered: message.redelivered,
		exchange: message.exchange,
		routing_key: message.routingKey,
		message_count: message.messageCount,
		properties: shown(message.properties),
		payload,
		payload_encoding
	};
}

/** Throws HttpError for properties that are none. */
export function propertiesFrom(json: Json | undefined): BasicProperties {
	if (!isObject(json)) return {};
	const known = NAMES.filter(([name]) => name in json);
	return Object.fromEntries(known.map(([name, property]) => [property, propertyFrom(name, json[name]!)]));
}

function propertyFrom(name: string, value: Json): unknown {
	if (name === 'headers') return isObject(value) ? tableFrom(value) : [];
	if (!NUMBERS.includes(name)) {
		if (typeof value !== 'string') throw badRequest(['not_string', name]);
		return value;
	}
	if (typeof value !== 'number' || !Number.isInteger(value)) throw badRequest(['not_int', name]);
	return name === 'timestamp' ? BigInt(value) : value;
}

/** Throws HttpError for an encoding that is none, and for text that isn't in it. */
export function bodyFrom(payload: string, encoding: string): Uint8Array {
	if (encoding === 'string') return encodeUtf8(payload);
	if (encoding !== 'base64') throw badRequest(['unsupported_encoding', encoding]);
	try {
		return Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
	} catch {
		throw badRequest(['not_base64', payload]);
	}
}
