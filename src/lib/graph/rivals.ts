/**
 * Why this consumer and not the other: at a delivery, what kept each other consumer of the queue from getting it.
 * Follows the trace with no more than that needs, so that a long one is read fast.
 */
import type {
	ConnectionId,
	ConsumerId,
	ConsumerStarted,
	CopyDelivered,
	CopyId,
	QueueId
} from '../broker/trace';
import type { TraceEvent } from '../network/events';
import { onChannel } from './fold-channels';
import { isSingleActive } from './fold-topology';

/**
 * - `full`: it holds all that its prefetch, or its channel's, allows
 * - `lower`: its priority is lower (B18)
 * - `waiting`: another is the single active consumer (Q32)
 * - `turn`: it was free; its turn comes after (B17)
 */
export type RivalReason = 'full' | 'lower' | 'waiting' | 'turn';

export interface Rival {
	readonly connection: ConnectionId;
	readonly why: RivalReason;
}

interface Contender {
	readonly started: ConsumerStarted;
	readonly channel: string;
	active: boolean;
	held: number;
}

/** More of them are not listed. */
const MOST_RIVALS = 5;

export class Rivals {
	readonly #consumers = new Map<ConsumerId, Contender>();
	/** By channel: the prefetch its consumers share, and how much is unsettled on it. */
	readonly #limits = new Map<string, number>();
	readonly #unacked = new Map<string, number>();
	/** Queues with a single active consumer. */
	readonly #single = new Set<QueueId>();
	readonly #held = new Map<CopyId, { readonly consumer: ConsumerId | null; readonly channel: string }>();

	clear(): void {
		for (const map of [this.#consumers, this.#limits, this.#unacked, this.#single, this.#held]) map.clear();
	}

	hear(event: TraceEvent): void {
		switch (event.type) {
			case 'queue.declared':
				if (isSingleActive(event)) this.#single.add(event.queue);
				break;
			case 'consumer.started':
				this.#consumers.set(event.consumer, {
					started: event,
					channel: onChannel(event),
					active: !this.#single.has(event.queue),
					held: 0
				});
				break;
			case 'consumer.activated':
				this.#activate(event.consumer);
				break;
			case 'consumer.ended':
				this.#consumers.delete(event.consumer);
				break;
			case 'channel.qos':
				if (event.global) this.#limits.set(onChannel(event), event.prefetchCount);
				break;
			case 'copy.delivered':
				if (!event.noAck) this.#hold(event);
				break;
			case 'copy.acknowledged':
			case 'copy.requeued':
			case 'copy.dropped':
				this.#release(event.copy);
		}
	}

	/** The other consumers of the queue, judged before `hear` has heard of the delivery. */
	at({ queue, consumer }: CopyDelivered): Rival[] {
		const chosen = consumer === null ? undefined : this.#consumers.get(consumer);
		if (!chosen) return [];
		return [...this.#consumers.values()]
			.filter((other) => other !== chosen && other.started.queue === queue)
			.slice(0, MOST_RIVALS)
			.map((other) => ({ connection: other.started.connection, why: this.#why(other, chosen) }));
	}

	#why(other: Contender, chosen: Contender): RivalReason {
		if (!other.active) return 'waiting';
		if (this.#isFull(other)) return 'full';
		return other.started.priority < chosen.started.priority ? 'lower' : 'turn';
	}

	#isFull({ started, channel, held }: Contender): boolean {
		if (started.noAck) return false;
		const shared = this.#limits.get(channel) ?? 0;
		const own = started.prefetchCount;
		return (own > 0 && held >= own) || (shared > 0 && (this.#unacked.get(channel) ?? 0) >= shared);
	}

	#activate(id: ConsumerId): void {
		const queue: QueueId | undefined = this.#consumers.get(id)?.started.queue;
		for (const [other, contender] of this.#consumers) {
			if (contender.started.queue === queue) contender.active = other === id;
		}
	}

	#hold(event: CopyDelivered): void {
		const channel = onChannel(event);
		this.#held.set(event.copy, { consumer: event.consumer, channel });
		this.#count(event.consumer, channel, 1);
	}

	#release(copy: CopyId): void {
		const holder = this.#held.get(copy);
		if (!holder) return;
		this.#held.delete(copy);
		this.#count(holder.consumer, holder.channel, -1);
	}

	#count(consumer: ConsumerId | null, channel: string, by: 1 | -1): void {
		this.#unacked.set(channel, (this.#unacked.get(channel) ?? 0) + by);
		const contender = consumer === null ? undefined : this.#consumers.get(consumer);
		if (contender) contender.held += by;
	}
}
