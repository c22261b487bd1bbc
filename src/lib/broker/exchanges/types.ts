/** The exchange types there are: how each routes, and what it asks of a declaration and of a binding. */
import type { FieldTable } from '../../amqp';
import type { Profile } from '../profile';
import { ConsistentHashRouter, validateConsistentHash, validateWeight } from './consistent-hash';
import { DirectRouter } from './direct';
import type { Router } from './exchange';
import { FanoutRouter } from './fanout';
import { HeadersRouter } from './headers';
import { validateHeadersBinding } from './headers-binding';
import { TopicRouter, validateTopicKey } from './topic';

export interface ExchangeType {
	router(arguments_: FieldTable, profile: Profile): Router;
	/** Throws PRECONDITION_FAILED when an exchange can't have these arguments. */
	validate?(arguments_: FieldTable): void;
	/** Throws PRECONDITION_FAILED when a binding can't have this key or these arguments. */
	validateBinding?(routingKey: string, arguments_: FieldTable, profile: Profile): void;
	/** The plugin that brings this type; always there when absent. */
	readonly plugin?: string;
}

export const EXCHANGE_TYPES: ReadonlyMap<string, ExchangeType> = new Map<string, ExchangeType>([
	['direct', { router: () => new DirectRouter() }],
	['fanout', { router: () => new FanoutRouter() }],
	[
		'topic',
		{
			router: () => new TopicRouter(),
			validateBinding: (key, _arguments, profile) => validateTopicKey(key, profile.maxTopicHashes)
		}
	],
	[
		'headers',
		{
			router: (_arguments, profile) => new HeadersRouter(profile.looseHeaderNumbers),
			validateBinding: (_key, arguments_) => validateHeadersBinding(arguments_)
		}
	],
	[
		'x-consistent-hash',
		{
			router: (arguments_, profile) => new ConsistentHashRouter(arguments_, profile.hashesHeaderType),
			validate: validateConsistentHash,
			validateBinding: (key, _arguments, profile) => validateWeight(key, profile.maxHashWeight),
			plugin: 'rabbitmq_consistent_hash_exchange'
		}
	]
]);
