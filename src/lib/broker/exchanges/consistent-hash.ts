/**
 * x-consistent-hash: each message to one destination, chosen by hash in proportion to the weights, so that most
 * choices stay when destinations come and go (X25–X34). Brought by a plugin.
 */
import { encodeUtf8, get, type BasicProperties, type FieldTable, type FieldValue } from '../../amqp';
import type { Binding } from '../binding';
import { binaryTerm } from '../erlang-term';
import { preconditionFailed } from '../errors';
import type { Message } from '../message';
import type { Router } from './exchange';
import { Exs1024 } from './exs1024';
import { phash2, phash2OfField } from './phash2';

/** The hash of a value that is not there: Erlang's atom `undefined` (X30). */
const ABSENT = 45914356;

const HASHED_PROPERTIES = ['correlation_id', 'message_id', 'timestamp'] as const;

export class ConsistentHashRouter implements Router {
	/** One entry a unit of weight, in order of binding (X26). */
	readonly #buckets: Binding[] = [];

	constructor(
		readonly arguments_: FieldTable,
		/** Whether a header's type is hashed with its value (X34). */
		readonly hashesHeaderType: boolean
	) {}

	/** A further binding of the same destination adds nothing to the ring. */
	add(binding: Binding): void {
		if (this.#buckets.some(({ destination }) => destination === binding.destination)) return;
		for (let weight = Number(binding.routingKey); weight > 0; weight--) this.#buckets.push(binding);
	}

	/** Removing any binding of a destination takes all its buckets (X27). */
	remove({ destination }: Binding): void {
		const rest = this.#buckets.filter((bucket) => bucket.destination !== destination);
		this.#buckets.splice(0, this.#buckets.length, ...rest);
	}

	route(message: Message, matched: Binding[]): void {
		const { length } = this.#buckets;
		if (length === 0) return;
		matched.push(this.#buckets[bucketAmong(length, () => this.#hash(message))]!);
	}

	/** What is hashed: a header, a property, or the routing key. */
	#hash(message: Message): number {
		const header = get(this.arguments_, 'hash-header')?.value;
		if (typeof header === 'string')
			return this.#hashOfHeader(get(message.properties().headers ?? [], header));
		const property = get(this.arguments_, 'hash-property')?.value;
		if (property === undefined) return hashOfText(message.routingKey);
		return hashOfProperty(message.properties(), property as (typeof HASHED_PROPERTIES)[number]);
	}

	/** Where the type doesn't count, an integer is its own hash (X34). */
	#hashOfHeader(header: FieldValue | undefined): number {
		if (header === undefined) return ABSENT;
		if (this.hashesHeaderType) return phash2OfField(header) ?? ABSENT;
		const { value } = header;
		if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
		return typeof value === 'string' ? hashOfText(value) : ABSENT;
	}
}

function hashOfProperty(properties: BasicProperties, name: (typeof HASHED_PROPERTIES)[number]): number {
	switch (name) {
		case 'correlation_id':
			return hashOfText(properties.correlationId);
		case 'message_id':
			return hashOfText(properties.messageId);
		case 'timestamp':
			return hashOfText(properties.timestamp?.toString());
	}
}

function hashOfText(text: string | undefined): number {
	return text === undefined ? ABSENT : phash2(encodeUtf8(text));
}

/** A single bucket is found without hashing (X29). */
function bucketAmong(buckets: number, hash: () => number): number {
	return buckets === 1 ? 0 : jumpHash(hash(), buckets);
}

/** The bucket a routing key falls into, from 0, of `buckets` there are: for whoever asks without a message. */
export function bucketOfKey(routingKey: string, buckets: number): number {
	return bucketAmong(buckets, () => hashOfText(routingKey));
}

/** The bucket of a hash among `buckets`: jumps ahead for as long as it stays within them (X32). */
export function jumpHash(hash: number, buckets: number): number {
	const random = new Exs1024(hash);
	let bucket = -1;
	for (let next = 0; next < buckets; next = Math.trunc((bucket + 1) / random.next())) bucket = next;
	return bucket;
}

/** Throws H34 for an exchange's arguments. */
export function validateConsistentHash(arguments_: FieldTable): void {
	const property = get(arguments_, 'hash-property')?.value;
	if (property === undefined) return;
	if (get(arguments_, 'hash-header'))
		throw preconditionFailed('hash-header and hash-property are mutually exclusive');
	if (!HASHED_PROPERTIES.some((known) => known === property))
		throw preconditionFailed(`Unsupported property: ${property}`);
}

/** Throws H34 for a binding key, which is a weight (X25). `max` is null for any weight. */
export function validateWeight(key: string, max: number | null): void {
	if (!/^[+-]?\d+$/.test(key))
		throw preconditionFailed(`The binding key must be an integer: ${binaryTerm(key)}`);
	if (Number(key) < 1) throw preconditionFailed('The binding key must be greater than 0');
	if (max !== null && Number(key) > max) throw preconditionFailed(`The binding key must not exceed ${max}`);
}
