/** A channel on the wire: methods that come in become calls, what the channel says becomes frames. */
import { AmqpError, type Content, type Method } from '../amqp';
import type { Channel, ChannelEnding, Got } from './channel';
import type { ChannelClient } from './channel-client';
import { channelError, notImplemented } from './errors';
import type { Message } from './message';
import { publish } from './publishing';
import {
	bindExchange,
	bindQueue,
	declareExchange,
	declareQueue,
	deleteExchange,
	deleteQueue,
	namedQueue,
	purgeQueue,
	unbindExchange,
	unbindQueue
} from './topology';

/** What a channel needs of its connection. */
export interface ChannelWire {
	send(channel: number, method: Method): void;
	sendContent(channel: number, method: Method, content: Content): void;
	/** Sends channel.close; the client must answer it. `lastQueue` is the last one that the channel declared. */
	refuse(
		channel: number,
		error: AmqpError,
		classId: number,
		methodId: number,
		lastQueue: string | null
	): void;
	/** The channel is over on both sides; its number is free. */
	release(channel: number): void;
}

/** What a connection knows of a channel, open or closing. */
export interface WiredChannel {
	/** The last queue it declared; null for none. */
	readonly lastQueue: string | null;
	/** Handles one command. Throws AmqpError; the connection then decides between `refuse` and its own end. */
	handle(method: Method, content: Content | null): void;
	/** It ends before anything else does, if it has not. */
	end(ending: ChannelEnding, reason?: 'connection-closed'): void;
}

export class WireChannel implements ChannelClient, WiredChannel {
	channel!: Channel;

	constructor(
		readonly wire: ChannelWire,
		readonly number: number
	) {}

	get lastQueue(): string | null {
		return this.channel.lastQueue;
	}

	handle(method: Method, content: Content | null): void {
		if (content !== null) return this.#publish(method as Method<'basic.publish'>, content);
		this.channel.grants.touch();
		this.#handleOpen(method);
	}

	end(ending: ChannelEnding, reason?: 'connection-closed'): void {
		this.channel.close(ending, reason);
	}

	deliver(
		consumerTag: string,
		deliveryTag: number,
		redelivered: boolean,
		message: Message,
		content: Content
	): void {
		const { exchange, routingKey } = message;
		this.channel.grants.touch();
		this.wire.sendContent(
			this.number,
			{ name: 'basic.deliver', consumerTag, deliveryTag, redelivered, exchange, routingKey },
			content
		);
	}

	returned(replyCode: number, replyText: string, { exchange, routingKey, content }: Message): void {
		this.wire.sendContent(
			this.number,
			{ name: 'basic.return', replyCode, replyText, exchange, routingKey },
			content
		);
	}

	confirm(deliveryTag: number, multiple: boolean, nack: boolean): void {
		if (nack) this.#send({ name: 'basic.nack', deliveryTag, multiple, requeue: true });
		else this.#send({ name: 'basic.ack', deliveryTag, multiple });
	}

	failed(error: AmqpError): void {
		this.wire.refuse(this.number, error, 0, 0, this.lastQueue);
	}

	cancelled(consumerTag: string): void {
		this.#send({ name: 'basic.cancel', consumerTag, nowait: true });
	}

	#publish(method: Method<'basic.publish'>, content: Content): void {
		if (method.immediate) throw notImplemented('immediate=true');
		publish(this.channel, method.exchange, method.routingKey, method.mandatory, content);
	}

	#handleOpen(method: Method): void {
		switch (method.name) {
			case 'basic.ack':
				return this.channel.ack(method.deliveryTag, method.multiple);
			case 'basic.nack':
				return this.channel.nack(method.deliveryTag, method.multiple, method.requeue);
			case 'basic.reject':
				return this.channel.nack(method.deliveryTag, false, method.requeue, 'reject');
			case 'basic.consume':
				return this.#consume(method);
			case 'basic.cancel':
				return this.#cancel(method);
			case 'basic.get':
				return this.#get(method);
			case 'basic.qos':
				return this.#setPrefetch(method);
			case 'basic.recover':
				return this.channel.recover(method.requeue, () => this.#send({ name: 'basic.recover-ok' }));
			case 'basic.recover-async':
				return this.channel.recover(method.requeue);
			default:
				return this.#handleTopology(method);
		}
	}

	#handleTopology(method: Method): void {
		switch (method.name) {
			case 'queue.declare': {
				const counts = declareQueue(this.channel, method);
				return this.#answer(method, { name: 'queue.declare-ok', ...counts });
			}
			case 'queue.delete':
				return deleteQueue(this.channel, method, (messageCount) =>
					this.#answer(method, { name: 'queue.delete-ok', messageCount })
				);
			case 'queue.purge': {
				const messageCount = purgeQueue(this.channel, method);
				return this.#answer(method, { name: 'queue.purge-ok', messageCount });
			}
			case 'queue.bind':
				bindQueue(this.channel, method);
				return this.#answer(method, { name: 'queue.bind-ok' });
			case 'queue.unbind':
				unbindQueue(this.channel, method);
				return this.#send({ name: 'queue.unbind-ok' });
			case 'exchange.declare':
				declareExchange(this.channel, method);
				return this.#answer(method, { name: 'exchange.declare-ok' });
			case 'exchange.delete':
				deleteExchange(this.channel, method);
				return this.#answer(method, { name: 'exchange.delete-ok' });
			case 'exchange.bind':
				bindExchange(this.channel, method);
				return this.#answer(method, { name: 'exchange.bind-ok' });
			case 'exchange.unbind':
				unbindExchange(this.channel, method);
				return this.#answer(method, { name: 'exchange.unbind-ok' });
			default:
				return this.#handleChannel(method);
		}
	}

	#handleChannel(method: Method): void {
		switch (method.name) {
			case 'channel.open':
				throw channelError("second 'channel.open' seen");
			case 'channel.close':
				this.channel.close({
					initiator: 'client',
					code: method.replyCode,
					text: method.replyText
				});
				this.#send({ name: 'channel.close-ok' });
				return this.wire.release(this.number);
			case 'channel.flow':
				if (!method.active) throw notImplemented('active=false');
				return this.#send({ name: 'channel.flow-ok', active: true });
			case 'access.request':
				return this.#send({ name: 'access.request-ok', ticket: 1 });
			case 'confirm.select':
				this.channel.confirmSelect();
				return this.#answer(method, { name: 'confirm.select-ok' });
			case 'tx.select':
				this.channel.txSelect();
				return this.#send({ name: 'tx.select-ok' });
			case 'tx.commit':
				return this.channel.txCommit(() => this.#send({ name: 'tx.commit-ok' }));
			case 'tx.rollback':
				this.channel.txRollback();
				return this.#send({ name: 'tx.rollback-ok' });
			default:
				throw new AmqpError('COMMAND_INVALID', 'unimplemented method');
		}
	}

	#consume(method: Method<'basic.consume'>): void {
		const queue = namedQueue(this.channel, method.queue);
		this.channel.consume(queue, method, (consumerTag) =>
			this.#answer(method, { name: 'basic.consume-ok', consumerTag })
		);
	}

	#setPrefetch({ prefetchSize, prefetchCount, global }: Method<'basic.qos'>): void {
		this.channel.qos(prefetchSize, prefetchCount, global, () => this.#send({ name: 'basic.qos-ok' }));
	}

	#cancel(method: Method<'basic.cancel'>): void {
		const { consumerTag } = method;
		this.channel.cancel(consumerTag, () => this.#answer(method, { name: 'basic.cancel-ok', consumerTag }));
	}

	#get(method: Method<'basic.get'>): void {
		const queue = namedQueue(this.channel, method.queue);
		const got = this.channel.get(queue, method.noAck, (answer) => this.#sendGot(answer));
		if (got === null) this.#send({ name: 'basic.get-empty' });
	}

	#sendGot({ deliveryTag, redelivered, message, content, messageCount }: Got): void {
		const { exchange, routingKey } = message;
		this.wire.sendContent(
			this.number,
			{ name: 'basic.get-ok', deliveryTag, redelivered, exchange, routingKey, messageCount },
			content
		);
	}

	#send(method: Method): void {
		this.wire.send(this.number, method);
	}

	/** Answers unless the client said it wants none (H8). */
	#answer(asked: { readonly nowait: boolean }, answer: Method): void {
		if (!asked.nowait) this.#send(answer);
	}
}
