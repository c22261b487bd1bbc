/** A channel on the wire: methods that come in become calls, what the channel says becomes frames. */
import { AmqpError, type Content, type Method } from '../amqp';
import type { Channel, Got } from './channel';
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
	/** The channel is over on both sides; its number is free. */
	release(channel: number): void;
}

export class WireChannel implements ChannelClient {
	/** Set once channel.close was sent: nearly everything is ignored until close-ok (H2). */
	#closing = false;
	channel!: Channel;

	constructor(
		readonly wire: ChannelWire,
		readonly number: number
	) {}

	/** Handles one command. Throws AmqpError; the connection then decides between `fail` and its own end. */
	handle(method: Method, content: Content | null): void {
		if (this.#closing) return this.#handleClosing(method);
		if (content !== null) return this.#publish(method as Method<'basic.publish'>, content);
		this.channel.grants.touch();
		this.#handleOpen(method);
	}

	/** Ends the channel with channel.close because of the method that was at fault. */
	fail(error: AmqpError, classId: number, methodId: number): void {
		this.#closing = true;
		this.channel.close({ initiator: 'broker', code: error.code, text: error.replyText });
		this.#send({
			name: 'channel.close',
			replyCode: error.code,
			replyText: error.replyText,
			classId,
			methodId
		});
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
		this.fail(error, 0, 0);
	}

	cancelled(consumerTag: string): void {
		this.#send({ name: 'basic.cancel', consumerTag, nowait: true });
	}

	/** RabbitMQ looks for what an empty name means, and whether the channel is new, before it ignores a method. */
	#handleClosing(method: Method): void {
		if (method.name === 'channel.close') this.#send({ name: 'channel.close-ok' });
		else if (method.name === 'channel.close-ok') this.wire.release(this.number);
		else if (method.name === 'channel.open') throw secondOpen();
		else if (NAMES_A_QUEUE.has(method.name)) namedQueue(this.channel, (method as { queue: string }).queue);
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
				throw secondOpen();
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

const secondOpen = () => channelError("second 'channel.open' seen");

/** Methods for which an empty name is that of the last queue declared (H5). */
const NAMES_A_QUEUE: ReadonlySet<Method['name']> = new Set([
	'basic.consume',
	'basic.get',
	'queue.bind',
	'queue.delete',
	'queue.purge',
	'queue.unbind'
]);
