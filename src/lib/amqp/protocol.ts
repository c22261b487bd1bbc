/**
 * AMQP 0-9-1 described once: classes, methods, fields and properties, with RabbitMQ's extensions (C2, C6).
 *
 * The TypeScript types of methods and properties, and their encoders and decoders, are all derived from the
 * two tables below.
 */
import type { FieldTable } from './field-value';

/** How a field lies on the wire, and what it is in TypeScript. */
export interface WireTypes {
	octet: number;
	short: number;
	long: number;
	/** A number where that is exact, else a bigint: delivery tags are counted, but a client may send any. */
	longlong: number | bigint;
	/** At most 255 bytes of UTF-8. */
	shortstr: string;
	/** A long string that holds text. */
	longstr: string;
	/** A long string that holds bytes: credentials and challenges. */
	bytes: Uint8Array;
	/** Adjacent bits share an octet, lowest bit first (C6). */
	bit: boolean;
	table: FieldTable;
	/** Unsigned 64 bits, seconds since 1970. */
	timestamp: bigint;
}
export type WireType = keyof WireTypes;
/** A field that carries nothing: written as zero or empty, skipped when read. */
export type ReservedType = `reserved-${'octet' | 'short' | 'shortstr' | 'longstr'}`;

export interface MethodSpec {
	/** Class and method id. */
	readonly id: readonly [classId: number, methodId: number];
	readonly fields?: Readonly<Record<string, WireType | ReservedType>>;
	/** A content header and body follow. */
	readonly content?: true;
}

const ticket = { ticket: 'reserved-short' } as const;
const closing = { replyCode: 'short', replyText: 'shortstr', classId: 'short', methodId: 'short' } as const;
const tuning = { channelMax: 'short', frameMax: 'long', heartbeat: 'short' } as const;
const exchangeBinding = {
	...ticket,
	destination: 'shortstr',
	source: 'shortstr',
	routingKey: 'shortstr',
	nowait: 'bit',
	arguments: 'table'
} as const;

/** Every method, by name. */
export const METHODS = {
	'connection.start': {
		id: [10, 10],
		fields: {
			versionMajor: 'octet',
			versionMinor: 'octet',
			serverProperties: 'table',
			mechanisms: 'longstr',
			locales: 'longstr'
		}
	},
	'connection.start-ok': {
		id: [10, 11],
		fields: { clientProperties: 'table', mechanism: 'shortstr', response: 'bytes', locale: 'shortstr' }
	},
	'connection.secure': { id: [10, 20], fields: { challenge: 'bytes' } },
	'connection.secure-ok': { id: [10, 21], fields: { response: 'bytes' } },
	'connection.tune': { id: [10, 30], fields: tuning },
	'connection.tune-ok': { id: [10, 31], fields: tuning },
	'connection.open': {
		id: [10, 40],
		fields: { virtualHost: 'shortstr', capabilities: 'reserved-shortstr', insist: 'reserved-octet' }
	},
	'connection.open-ok': { id: [10, 41], fields: { knownHosts: 'reserved-shortstr' } },
	'connection.close': { id: [10, 50], fields: closing },
	'connection.close-ok': { id: [10, 51] },
	'connection.blocked': { id: [10, 60], fields: { reason: 'shortstr' } },
	'connection.unblocked': { id: [10, 61] },
	'connection.update-secret': { id: [10, 70], fields: { newSecret: 'bytes', reason: 'shortstr' } },
	'connection.update-secret-ok': { id: [10, 71] },

	'channel.open': { id: [20, 10], fields: { outOfBand: 'reserved-shortstr' } },
	'channel.open-ok': { id: [20, 11], fields: { channelId: 'reserved-longstr' } },
	'channel.flow': { id: [20, 20], fields: { active: 'bit' } },
	'channel.flow-ok': { id: [20, 21], fields: { active: 'bit' } },
	'channel.close': { id: [20, 40], fields: closing },
	'channel.close-ok': { id: [20, 41] },

	'access.request': {
		id: [30, 10],
		fields: {
			realm: 'shortstr',
			exclusive: 'bit',
			passive: 'bit',
			active: 'bit',
			write: 'bit',
			read: 'bit'
		}
	},
	'access.request-ok': { id: [30, 11], fields: { ticket: 'short' } },

	'exchange.declare': {
		id: [40, 10],
		fields: {
			...ticket,
			exchange: 'shortstr',
			type: 'shortstr',
			passive: 'bit',
			durable: 'bit',
			autoDelete: 'bit',
			internal: 'bit',
			nowait: 'bit',
			arguments: 'table'
		}
	},
	'exchange.declare-ok': { id: [40, 11] },
	'exchange.delete': {
		id: [40, 20],
		fields: { ...ticket, exchange: 'shortstr', ifUnused: 'bit', nowait: 'bit' }
	},
	'exchange.delete-ok': { id: [40, 21] },
	'exchange.bind': { id: [40, 30], fields: exchangeBinding },
	'exchange.bind-ok': { id: [40, 31] },
	'exchange.unbind': { id: [40, 40], fields: exchangeBinding },
	'exchange.unbind-ok': { id: [40, 51] },

	'queue.declare': {
		id: [50, 10],
		fields: {
			...ticket,
			queue: 'shortstr',
			passive: 'bit',
			durable: 'bit',
			exclusive: 'bit',
			autoDelete: 'bit',
			nowait: 'bit',
			arguments: 'table'
		}
	},
	'queue.declare-ok': {
		id: [50, 11],
		fields: { queue: 'shortstr', messageCount: 'long', consumerCount: 'long' }
	},
	'queue.bind': {
		id: [50, 20],
		fields: {
			...ticket,
			queue: 'shortstr',
			exchange: 'shortstr',
			routingKey: 'shortstr',
			nowait: 'bit',
			arguments: 'table'
		}
	},
	'queue.bind-ok': { id: [50, 21] },
	'queue.purge': { id: [50, 30], fields: { ...ticket, queue: 'shortstr', nowait: 'bit' } },
	'queue.purge-ok': { id: [50, 31], fields: { messageCount: 'long' } },
	'queue.delete': {
		id: [50, 40],
		fields: { ...ticket, queue: 'shortstr', ifUnused: 'bit', ifEmpty: 'bit', nowait: 'bit' }
	},
	'queue.delete-ok': { id: [50, 41], fields: { messageCount: 'long' } },
	'queue.unbind': {
		id: [50, 50],
		fields: {
			...ticket,
			queue: 'shortstr',
			exchange: 'shortstr',
			routingKey: 'shortstr',
			arguments: 'table'
		}
	},
	'queue.unbind-ok': { id: [50, 51] },

	'basic.qos': { id: [60, 10], fields: { prefetchSize: 'long', prefetchCount: 'short', global: 'bit' } },
	'basic.qos-ok': { id: [60, 11] },
	'basic.consume': {
		id: [60, 20],
		fields: {
			...ticket,
			queue: 'shortstr',
			consumerTag: 'shortstr',
			noLocal: 'bit',
			noAck: 'bit',
			exclusive: 'bit',
			nowait: 'bit',
			arguments: 'table'
		}
	},
	'basic.consume-ok': { id: [60, 21], fields: { consumerTag: 'shortstr' } },
	'basic.cancel': { id: [60, 30], fields: { consumerTag: 'shortstr', nowait: 'bit' } },
	'basic.cancel-ok': { id: [60, 31], fields: { consumerTag: 'shortstr' } },
	'basic.publish': {
		id: [60, 40],
		fields: { ...ticket, exchange: 'shortstr', routingKey: 'shortstr', mandatory: 'bit', immediate: 'bit' },
		content: true
	},
	'basic.return': {
		id: [60, 50],
		fields: { replyCode: 'short', replyText: 'shortstr', exchange: 'shortstr', routingKey: 'shortstr' },
		content: true
	},
	'basic.deliver': {
		id: [60, 60],
		fields: {
			consumerTag: 'shortstr',
			deliveryTag: 'longlong',
			redelivered: 'bit',
			exchange: 'shortstr',
			routingKey: 'shortstr'
		},
		content: true
	},
	'basic.get': { id: [60, 70], fields: { ...ticket, queue: 'shortstr', noAck: 'bit' } },
	'basic.get-ok': {
		id: [60, 71],
		fields: {
			deliveryTag: 'longlong',
			redelivered: 'bit',
			exchange: 'shortstr',
			routingKey: 'shortstr',
			messageCount: 'long'
		},
		content: true
	},
	'basic.get-empty': { id: [60, 72], fields: { clusterId: 'reserved-shortstr' } },
	'basic.ack': { id: [60, 80], fields: { deliveryTag: 'longlong', multiple: 'bit' } },
	'basic.reject': { id: [60, 90], fields: { deliveryTag: 'longlong', requeue: 'bit' } },
	'basic.recover-async': { id: [60, 100], fields: { requeue: 'bit' } },
	'basic.recover': { id: [60, 110], fields: { requeue: 'bit' } },
	'basic.recover-ok': { id: [60, 111] },
	'basic.nack': { id: [60, 120], fields: { deliveryTag: 'longlong', multiple: 'bit', requeue: 'bit' } },

	'confirm.select': { id: [85, 10], fields: { nowait: 'bit' } },
	'confirm.select-ok': { id: [85, 11] },

	'tx.select': { id: [90, 10] },
	'tx.select-ok': { id: [90, 11] },
	'tx.commit': { id: [90, 20] },
	'tx.commit-ok': { id: [90, 21] },
	'tx.rollback': { id: [90, 30] },
	'tx.rollback-ok': { id: [90, 31] }
} as const satisfies Readonly<Record<string, MethodSpec>>;

/** The properties of class basic in wire order; the first has the highest flag bit (C2). */
export const PROPERTIES = {
	contentType: 'shortstr',
	contentEncoding: 'shortstr',
	headers: 'table',
	deliveryMode: 'octet',
	priority: 'octet',
	correlationId: 'shortstr',
	replyTo: 'shortstr',
	expiration: 'shortstr',
	messageId: 'shortstr',
	timestamp: 'timestamp',
	type: 'shortstr',
	userId: 'shortstr',
	appId: 'shortstr',
	clusterId: 'shortstr'
} as const satisfies Readonly<Record<string, WireType>>;

/** The class that content belongs to. */
export const BASIC_CLASS = 60;

export type MethodName = keyof typeof METHODS;

type Carried<Fields> = {
	readonly [F in keyof Fields as Fields[F] extends WireType ? F : never]: Fields[F] extends WireType
		? WireTypes[Fields[F]]
		: never;
};
type FieldsOf<N extends MethodName> = (typeof METHODS)[N] extends { readonly fields: infer Fields }
	? Carried<Fields>
	: unknown;

type MethodByName = { readonly [N in MethodName]: { readonly name: N } & FieldsOf<N> };

/** Any method, told apart by `name`; or one of them: `Method<'basic.publish'>`. */
export type Method<N extends MethodName = MethodName> = MethodByName[N];

/** The properties of a message; an absent one was not on the wire. Plain data, structured-cloneable. */
export type BasicProperties = {
	readonly [P in keyof typeof PROPERTIES]?: WireTypes[(typeof PROPERTIES)[P]];
};

/** Class and method id of a method. */
export function methodId(name: MethodName): readonly [classId: number, methodId: number] {
	return METHODS[name].id;
}
