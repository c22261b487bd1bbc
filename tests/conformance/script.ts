/**
 * Scenarios as data: what clients say, in order, so that the same scenario can be played to a real RabbitMQ and
 * to the engine, and what both answered can be compared.
 */
import type { Permission, TopicPermission } from '../../src/lib/broker/users';
import type { BasicProperties, FieldTable, FieldValue, Method, MethodName } from '../../src/lib/amqp';

/** Values of a table, written plainly: a whole number is a signedint, a text a longstr. */
export type Plain = string | number | boolean | null | readonly Plain[] | PlainTable | FieldValue;
export interface PlainTable {
	readonly [name: string]: Plain;
}

type PlainFields<N extends MethodName> = {
	[F in Exclude<keyof Method<N>, 'name'>]?: Method<N>[F] extends FieldTable ? PlainTable : Method<N>[F];
};
export type PlainProperties = Omit<BasicProperties, 'headers'> & { readonly headers?: PlainTable };

/**
 * A client's letter and one of its channels, e.g. `a1`. Client and channel are opened when first mentioned. Clients
 * are guest, but for `d`, who is the visitor (see `visitor.ts`).
 */
export type Speaker = `${'a' | 'b' | 'c' | 'd'}${number}`;

export type Step =
	| {
			readonly do: 'send';
			readonly by: Speaker;
			readonly method: MethodName;
			readonly fields: Readonly<Record<string, unknown>>;
			readonly body: string | null;
			readonly properties: PlainProperties;
	  }
	/** Bytes that are not what the protocol has in mind, on channel 1 of an open client. */
	| { readonly do: 'raw'; readonly by: Speaker; readonly bytes: Uint8Array }
	/** The same from a client that never shook hands. */
	| { readonly do: 'strange'; readonly by: Speaker; readonly bytes: Uint8Array }
	/** The client's end of the connection vanishes. */
	| { readonly do: 'vanish'; readonly by: Speaker }
	/** An operator's word. */
	| Order
	/** The server stops, and starts again. */
	| { readonly do: 'restart' }
	| { readonly do: 'wait'; readonly milliseconds: number };

/** An operator sets a policy, or clears it, or changes what the visitor may do. */
export type Order =
	| ({ readonly do: 'policy' } & PolicyOrder)
	| { readonly do: 'permit'; readonly permission: Permission }
	/** The same for keys of a topic exchange. */
	| { readonly do: 'permit topic'; readonly exchange: string; readonly permission: TopicPermission };

/** A policy for the virtual host of the scenario. */
export interface PolicyOrder {
	readonly name: string;
	/** Whether it is an operator policy. */
	readonly operator: boolean;
	readonly pattern: string;
	readonly applyTo: 'all' | 'queues' | 'exchanges';
	/** Null clears the policy with this name. */
	readonly definition: Readonly<Record<string, string | number>> | null;
	readonly priority: number;
}

/**
 * Names that a server makes up are written as transcripts print them, `amq.gen-<1>`, and mean the same name.
 */
export interface Scenario {
	/** Rule ids, then what happens. */
	readonly title: string;
	readonly steps: readonly Step[];
}

export function scenario(title: string, ...steps: readonly (Step | readonly Step[])[]): Scenario {
	return { title, steps: steps.flat() };
}

/** Fields left out are empty, zero or false. */
export function send<N extends MethodName>(by: Speaker, method: N, fields: PlainFields<N> = {}): Step {
	return { do: 'send', by, method, fields, body: null, properties: {} };
}

export function publish(
	by: Speaker,
	routingKey: string,
	body = '',
	properties: PlainProperties = {},
	fields: PlainFields<'basic.publish'> = {}
): Step {
	return { do: 'send', by, method: 'basic.publish', fields: { routingKey, ...fields }, body, properties };
}

export function raw(by: Speaker, bytes: Uint8Array): Step {
	return { do: 'raw', by, bytes };
}

export function strange(by: Speaker, bytes: Uint8Array): Step {
	return { do: 'strange', by, bytes };
}

export function vanish(by: Speaker): Step {
	return { do: 'vanish', by };
}

export function policy(
	name: string,
	pattern: string,
	definition: PolicyOrder['definition'],
	others: Partial<PolicyOrder> = {}
): Step {
	return {
		do: 'policy',
		...{ name, pattern, definition, operator: false, applyTo: 'all', priority: 0 },
		...others
	};
}

/** Lets time pass: real time for a real server, virtual time for the engine. */
export function wait(milliseconds: number): Step {
	return { do: 'wait', milliseconds };
}

export function permit(permission: Permission): Step {
	return { do: 'permit', permission };
}

export function permitTopic(exchange: string, permission: TopicPermission): Step {
	return { do: 'permit topic', exchange, permission };
}

export function restart(): Step {
	return { do: 'restart' };
}

export function declare(by: Speaker, queue: string, args: PlainTable = {}): Step {
	return send(by, 'queue.declare', { queue, arguments: args });
}

export function exchange(by: Speaker, name: string, type: string, args: PlainTable = {}): Step {
	return send(by, 'exchange.declare', { exchange: name, type, arguments: args });
}

export function bind(by: Speaker, queue: string, to: string, routingKey = '', args: PlainTable = {}): Step {
	return send(by, 'queue.bind', { queue, exchange: to, routingKey, arguments: args });
}

export function consume(
	by: Speaker,
	queue: string,
	consumerTag = 'c',
	args: PlainTable = {},
	fields: PlainFields<'basic.consume'> = {}
): Step {
	return send(by, 'basic.consume', { queue, consumerTag, arguments: args, ...fields });
}

export function get(by: Speaker, queue: string, noAck = false): Step {
	return send(by, 'basic.get', { queue, noAck });
}

export function ack(by: Speaker, deliveryTag: number, multiple = false): Step {
	return send(by, 'basic.ack', { deliveryTag, multiple });
}

export function nack(by: Speaker, deliveryTag: number, requeue: boolean, multiple = false): Step {
	return send(by, 'basic.nack', { deliveryTag, multiple, requeue });
}

/** Asks for a queue's counts. */
export function counts(by: Speaker, queue: string): Step {
	return send(by, 'queue.declare', { queue, passive: true });
}
