/**
 * Direct reply-to: a pseudo queue that lets one channel answer another without any queue between them (B32–B35).
 */
import type { Channel } from './channel';
import { randomName } from './random-name';

/** Consumed from, and put into reply-to, to mean "this channel". */
export const REPLY_TO = 'amq.rabbitmq.reply-to';

/** The channels that wait for replies, by the name their replies are published to. */
export class ReplyConsumers {
	readonly #channels = new Map<string, Channel>();
	/** Replies that are on their way. */
	#sent: (() => void)[] = [];

	/** Gives the channel a name to be answered at. */
	add(channel: Channel, random: () => number): string {
		const name = randomName(randomName(`${REPLY_TO}.g1h2`, random), random);
		this.#channels.set(name, channel);
		return name;
	}

	remove(name: string): void {
		this.#channels.delete(name);
	}

	get(name: string): Channel | undefined {
		return this.#channels.get(name);
	}

	/** Something is sent before its message is in any queue, or when the publisher has heard that there is none. */
	sendAfterwards(send: () => void): void {
		this.#sent.push(send);
	}

	/** Sends what waits. RabbitMQ returns and confirms a reply that goes to no queue before it delivers it. */
	sendAll(): void {
		if (this.#sent.length === 0) return;
		const sent = this.#sent;
		this.#sent = [];
		for (const send of sent) send();
	}

	/** Whether declaring the name finds something (B33). The bare name always does. */
	exists(name: string): boolean {
		return name === REPLY_TO || this.#channels.has(name);
	}
}

/** Whether a routing key or queue name is the bare name or a reply address. */
export function isReplyName(name: string): boolean {
	return name.startsWith(REPLY_TO);
}
