/** One subscription of a channel to a queue. */
import type { FieldTable } from '../amqp';
import type { Channel } from './channel';
import type { Queue } from './queues/queue';
import type { ConsumerId } from './trace';

export class Consumer {
	/** Its deliveries that wait for an acknowledgement. */
	unacked = 0;
	/** Messages that are its own already, and about to be delivered. */
	promised = 0;
	/** What a quorum queue lets it have beyond its prefetch (Q36). */
	extra = 0;
	/** Out of the queue's rotation because it couldn't take more (B17). */
	blocked = false;
	/** Its place among those that left the rotation: in that order they come back. */
	leftAs = 0;
	/** Cancelled, or its channel or queue is gone. */
	ended = false;

	constructor(
		readonly id: ConsumerId,
		readonly tag: string,
		readonly channel: Channel,
		readonly queue: Queue,
		readonly noAck: boolean,
		readonly exclusive: boolean,
		/** Its own limit in messages; 0 is unlimited. */
		readonly prefetchCount: number,
		readonly priority: number,
		readonly arguments_: FieldTable
	) {}

	/**
	 * Whether its own prefetch and the channel's leave room for another message (B16, B19). What needs no
	 * acknowledgement takes no room, but where the channel has none left it isn't delivered either.
	 */
	canTake(): boolean {
		return (this.noAck || this.#hasRoom()) && (!this.queue.sharesPrefetch || this.channel.hasRoom());
	}

	#hasRoom(): boolean {
		return this.prefetchCount === 0 || this.unacked + this.promised < this.prefetchCount + this.extra;
	}
}
