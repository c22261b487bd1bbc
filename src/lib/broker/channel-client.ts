/** What a channel says to the client at its other end unasked. The wire session turns it into frames. */
import type { AmqpError, Content } from '../amqp';
import type { Message } from './message';

export interface ChannelClient {
	/** `content` is the message's own, except where the queue adds headers to a delivery. */
	deliver(
		consumerTag: string,
		deliveryTag: number,
		redelivered: boolean,
		message: Message,
		content: Content
	): void;
	/** A mandatory message nobody wanted (B2). */
	returned(code: number, text: string, message: Message): void;
	/** Publisher confirm: an ack, or a nack (B6). */
	confirm(deliveryTag: number, multiple: boolean, nack: boolean): void;
	/** The broker ended a consumer, mostly because its queue is gone (Q8). */
	cancelled(consumerTag: string): void;
	/** The broker ends the channel of its own accord; the client must close it. */
	failed(error: AmqpError): void;
}
