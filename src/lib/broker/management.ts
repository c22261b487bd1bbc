/**
 * What the management interface does to messages on an operator's behalf (G11): publish, get, purge, delete. As the
 * real plugin, it opens a connection for it, does the one thing as that user on one channel, and closes both.
 */
import { AmqpError, decodeProperties, encodeProperties, type BasicProperties } from '../amqp';
import type { Broker } from './broker';
import type { Channel } from './channel';
import type { ChannelClient } from './channel-client';
import { publish } from './publishing';
import { Session } from './session';
import { deleteQueue, purgeQueue } from './topology';

/** What becomes of messages after they were got; the names are the HTTP interface's (G11). */
export type AckMode =
	'ack_requeue_true' | 'ack_requeue_false' | 'reject_requeue_true' | 'reject_requeue_false';

/** A message as `getMessages` shows it. Plain data. */
export interface GotMessage {
	readonly exchange: string;
	readonly routingKey: string;
	readonly redelivered: boolean;
	/** Ready messages left in the queue after this one. */
	readonly messageCount: number;
	readonly properties: BasicProperties;
	readonly body: Uint8Array;
}

export interface Publishing {
	/** '' for the default exchange. */
	readonly exchange: string;
	readonly routingKey: string;
	readonly properties: BasicProperties;
	readonly body: Uint8Array;
}

/** Who does it, and where. */
export interface Operator {
	readonly user: string;
	readonly vhost: string;
}

/** True when the message was routed to a queue. Throws AmqpError as basic.publish does. */
export function publishMessage(broker: Broker, operator: Operator, message: Publishing): boolean {
	let routed = true;
	const content = { properties: encodeProperties(message.properties), body: message.body };
	asOperator(
		broker,
		operator,
		(channel) => publish(channel, message.exchange, message.routingKey, true, content),
		() => (routed = false)
	);
	return routed;
}

/** Takes at most `count` messages from the head. Throws AmqpError as basic.get does. */
export function getMessages(
	broker: Broker,
	operator: Operator,
	queue: string,
	count: number,
	ackMode: AckMode
): GotMessage[] {
	return asOperator(broker, operator, (channel) => {
		const messages: GotMessage[] = [];
		const rejected: number[] = [];
		while (messages.length < count) {
			const got = channel.get(queue, ackMode === 'ack_requeue_false');
			if (got === null) break;
			const { message, redelivered, messageCount, content, deliveryTag } = got;
			rejected.push(deliveryTag);
			messages.push({
				exchange: message.exchange,
				routingKey: message.routingKey,
				redelivered,
				messageCount,
				properties: message.content === content ? message.properties() : decodeProperties(content.properties),
				body: content.body
			});
		}
		// `ack_requeue_true` leaves them unacknowledged: closing the channel requeues them.
		if (ackMode.startsWith('reject'))
			for (const tag of rejected) channel.nack(tag, false, ackMode === 'reject_requeue_true', 'reject');
		return messages;
	});
}

/** Drops what is ready; how many messages that was. Throws AmqpError as queue.purge does. */
export function purgeMessages(broker: Broker, operator: Operator, queue: string): number {
	return asOperator(broker, operator, (channel) => purgeQueue(channel, { queue }));
}

/** Deletes a queue; how many messages were lost with it. Throws AmqpError as queue.delete does. */
export function removeQueue(broker: Broker, operator: Operator, queue: string): number {
	let lost = 0;
	asOperator(broker, operator, (channel) =>
		deleteQueue(channel, { queue, ifUnused: false, ifEmpty: false }, (messages) => (lost = messages))
	);
	return lost;
}

/**
 * Does something on a channel of a connection of the operator's own, within one turn. Throws OperatorError for an
 * unknown user, and AmqpError where the user may not enter the virtual host.
 */
export function asOperator<T>(
	broker: Broker,
	{ user, vhost }: Operator,
	act: (channel: Channel) => T,
	returned: () => void = () => {}
): T {
	const { engine, node } = broker;
	const known = broker.users.get(user);
	const host = broker.admit(known, vhost);
	return engine.turn(() => {
		const id = ++engine.lastId.connection;
		const session = new Session(engine, known, host, {
			id,
			name: `<${node}.${id}>`,
			program: null,
			cancelNotify: false,
			channelMax: 0
		});
		const client: ChannelClient = { ...SILENT, returned };
		try {
			const result = act(session.openChannel(1, client));
			session.close({ initiator: 'client', code: 200, text: 'Goodbye' });
			return result;
		} catch (error) {
			if (error instanceof AmqpError)
				session.close({ initiator: 'broker', code: error.code, text: error.replyText });
			throw error;
		}
	});
}

const SILENT: ChannelClient = {
	deliver() {},
	returned() {},
	confirm() {},
	cancelled() {},
	failed() {}
};
