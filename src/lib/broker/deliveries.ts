/**
 * What a channel has delivered and how it is settled: acknowledged, returned to its place, or given up; at once
 * or, in a transaction, at commit. Settling makes room in prefetch limits, so it also wakes consumers.
 */
import type { Channel } from './channel';
import type { Consumer } from './consumer';
import { preconditionFailed } from './errors';
import type { Copy } from './message';
import { Outstanding } from './outstanding';
import type { Queue } from './queues/queue';
import type { CopyRequeued } from './trace';
import type { Delivery, Settlement } from './transaction';

export class Deliveries {
	readonly outstanding = new Outstanding();
	/** Most deliveries for the channel as a whole (B19); 0 is unlimited. */
	limit = 0;
	/** What counts against it. Whatever is settled counts less, even what never counted. */
	#volume = 0;
	#lastTag = 0;

	constructor(readonly channel: Channel) {}

	hasRoom(): boolean {
		return this.limit === 0 || this.#volume < this.limit;
	}

	/** The tag of a delivery that begins (B15). */
	nextTag(): number {
		return ++this.#lastTag;
	}

	/** Remembers a delivery that wants an acknowledgement; those to consumers count against prefetch. */
	add(deliveryTag: number, copy: Copy, consumer: Consumer | null): void {
		copy.deliveredAt = this.channel.engine.clock.now();
		this.outstanding.add(deliveryTag, copy);
		if (consumer === null) return;
		consumer.unacked++;
		if (consumer.queue.sharesPrefetch) this.#volume++;
	}

	/** Sets the shared limit. What is outstanding counts from the moment there is one. */
	setLimit(limit: number): void {
		if (this.limit === 0) this.#volume = this.outstanding.length;
		this.limit = limit;
	}

	/** Acknowledges one delivery, or all up to and including it (B25). Throws H22. */
	ack(deliveryTag: number | bigint, multiple: boolean): void {
		if (multiple) return this.#acknowledge(this.#takeThrough(deliveryTag));
		const copy = this.#take(deliveryTag);
		copy.queue.acknowledge(copy, this.channel);
		if (copy.consumer !== null) this.#releaseOne(copy.consumer);
	}

	/** Gives deliveries back (B26) or up (B29). Throws H22. */
	nack(deliveryTag: number | bigint, multiple: boolean, how: 'nack' | 'reject' | 'discard'): void {
		const copies = multiple ? this.#takeThrough(deliveryTag) : [this.#take(deliveryTag)];
		for (const copy of copies) copy.queue.checkNack();
		if (how === 'discard') this.#discard(copies);
		else this.requeue(copies, how);
	}

	/** Takes deliveries out as `ack` and `nack` would, to settle them later. Throws H22. */
	withdraw(deliveryTag: number | bigint, multiple: boolean): Delivery[] {
		if (!multiple) return [[Number(deliveryTag), this.#take(deliveryTag)]];
		const through = this.#through(deliveryTag);
		const entries = [...this.outstanding.entries()].filter(([tag]) => tag <= through);
		this.outstanding.takeThrough(through);
		return entries;
	}

	/** Puts withdrawn deliveries back where they were. */
	restore(deliveries: readonly Delivery[]): void {
		const all = [...deliveries, ...this.outstanding.entries()].sort(([a], [b]) => a - b);
		this.outstanding.takeThrough(Infinity);
		for (const [tag, copy] of all) this.outstanding.add(tag, copy);
	}

	/** Settles what was withdrawn. */
	settle({ how, deliveries }: Settlement): void {
		const copies = deliveries.map(([, copy]) => copy);
		if (how === 'ack') this.#acknowledge(copies);
		else if (how === 'discard') this.#discard(copies);
		else this.requeue(copies, how);
	}

	/** Throws when there is something outstanding that can't be given back. */
	checkRecover(): void {
		for (const copy of this.outstanding) copy.queue.checkRecover();
	}

	/** Gives back everything outstanding, oldest first. */
	requeueAll(reason: CopyRequeued['reason']): void {
		this.requeue(this.outstanding.takeThrough(Infinity), reason);
	}

	/** Gives back what was delivered to a consumer, oldest first. */
	requeueOf(consumer: Consumer, reason: CopyRequeued['reason']): void {
		const own = [...this.outstanding.entries()].filter(([, copy]) => copy.consumer === consumer);
		for (const [tag] of own) this.outstanding.take(tag);
		this.requeue(
			own.map(([, copy]) => copy),
			reason
		);
	}

	/** The oldest delivery, or the oldest from a quorum queue; null when there is none. */
	oldest(ofQuorum: boolean): Copy | null {
		if (!ofQuorum) return this.outstanding.oldest;
		for (const [, copy] of this.outstanding.entries()) if (copy.queue.type === 'quorum') return copy;
		return null;
	}

	requeue(copies: readonly Copy[], reason: CopyRequeued['reason']): void {
		const consumers = this.#release(copies);
		const queues = new Set<Queue>();
		for (const copy of copies) {
			copy.queue.requeue(copy, reason);
			queues.add(copy.queue);
		}
		for (const queue of this.#rejoin(consumers)) queues.add(queue);
		for (const queue of queues) queue.deliver();
	}

	/** Lets consumers that have room again back into their rotations, and delivers to them. */
	unblock(consumers: Iterable<Consumer>): void {
		for (const queue of this.#rejoin(consumers)) queue.deliver();
	}

	#acknowledge(copies: readonly Copy[]): void {
		for (const copy of copies) copy.queue.acknowledge(copy, this.channel);
		this.unblock(this.#release(copies));
	}

	#discard(copies: readonly Copy[]): void {
		const consumers = this.#release(copies);
		for (const copy of copies) copy.queue.discard(copy);
		this.unblock(consumers);
		for (const queue of new Set(copies.map((copy) => copy.queue))) queue.buryRejected();
	}

	#take(deliveryTag: number | bigint): Copy {
		const copy = this.outstanding.take(Number(deliveryTag));
		if (copy === null) throw preconditionFailed(`unknown delivery tag ${deliveryTag}`);
		return copy;
	}

	#takeThrough(deliveryTag: number | bigint): Copy[] {
		return this.outstanding.takeThrough(this.#through(deliveryTag));
	}

	/** Tag 0 is everything, even nothing (H22). */
	#through(deliveryTag: number | bigint): number {
		const tag = Number(deliveryTag);
		if (tag === 0) return Infinity;
		if (!this.outstanding.has(tag)) throw preconditionFailed(`unknown delivery tag ${deliveryTag}`);
		return tag;
	}

	/** Makes room in prefetch limits; returns the consumers that may have some now. */
	#release(copies: readonly Copy[]): Iterable<Consumer> {
		const consumers = new Set<Consumer>();
		for (const { consumer } of copies) {
			if (consumer === null) continue;
			this.#forget(consumer);
			consumers.add(consumer);
		}
		return this.limit > 0 ? this.channel.consumers.values() : consumers;
	}

	/** The same for one, which is what nearly every acknowledgement comes to. */
	#releaseOne(consumer: Consumer): void {
		this.#forget(consumer);
		if (this.limit > 0) this.unblock(this.channel.consumers.values());
		else if (consumer.blocked) this.unblock([consumer]);
	}

	#forget(consumer: Consumer): void {
		consumer.unacked--;
		if (this.#volume > 0) this.#volume--;
	}

	#rejoin(consumers: Iterable<Consumer>): Set<Queue> {
		const queues = new Set<Queue>();
		for (const consumer of consumers) {
			if (!consumer.blocked || consumer.ended || !consumer.canTake()) continue;
			consumer.queue.unblock(consumer);
			queues.add(consumer.queue);
		}
		return queues;
	}
}
