/** A message, and its copies in queues. */
import { decodeProperties, type BasicProperties, type Content } from '../amqp';
import type { Consumer } from './consumer';
import type { Queue } from './queues/queue';
import type { CopyId, MessageId } from './trace';

/** One publish, or what dead lettering made of it. Never changes; shared by its copies. */
export class Message {
	/** Dead-lettered, so that its x-death header is the broker's own (D11). */
	died = false;
	#decoded: BasicProperties | null = null;

	constructor(
		readonly id: MessageId,
		/** The exchange it was published to, '' for the default exchange. Deliveries show it (X10). */
		readonly exchange: string,
		readonly routingKey: string,
		/** Further routing keys from CC and BCC (B10); null when there are none. */
		readonly extraKeys: readonly string[] | null,
		readonly content: Content,
		/** delivery_mode 2 (B9). */
		readonly persistent: boolean,
		/** 0 when absent. */
		readonly priority: number,
		/** Milliseconds from the `expiration` property; Infinity when absent. */
		readonly expiration: number
	) {}

	/** Body bytes. */
	get size(): number {
		return this.content.body.length;
	}

	properties(): BasicProperties {
		return (this.#decoded ??= decodeProperties(this.content.properties));
	}
}

/** What became of a copy before the broker restarted. */
export type CopyPast = Readonly<Pick<Copy, 'acquiredCount' | 'deliveryCount'>>;

/** A message in one queue. */
export class Copy {
	/** How often somebody had it and it came back (Q35), as far as its queue has noted it. */
	acquiredCount = 0;
	/** How often that was a failed delivery, counted by quorum queues (Q35). */
	deliveryCount = 0;
	/** Whom it was delivered to last; null in the queue's own hands or after basic.get. */
	consumer: Consumer | null = null;
	/** When it was delivered last, in virtual milliseconds. */
	deliveredAt = 0;

	constructor(
		readonly id: CopyId,
		readonly message: Message,
		readonly queue: Queue,
		/** Its place in the queue: lower is nearer to the head. Changed only by queues that requeue at the tail. */
		public position: number,
		/** Virtual time from which it is expired (Q13); Infinity for never. */
		readonly expiresAt: number
	) {}

	/** Handed to a channel before (B23). */
	get redelivered(): boolean {
		return this.acquiredCount > 0;
	}
}
