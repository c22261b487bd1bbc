/**
 * What a channel has delivered and how it is settled: acknowledged, returned to its place, or given up; at once
 * or, in a transaction, at commit. Settling makes room in prefetch limits, so it also wakes consumers.
 *
 * What is settled together goes to the queues in batches, as RabbitMQ sends it: queue by queue in the order of their
 * names, and in each first what was got, one by one, then consumer by consumer in the order of their tags. Each batch
 * is settled, and consumers have had what they can take, before the next one (B25, B26).
 */
import type { Channel } from './channel';
import type { Consumer } from './consumer';
import { reachAll } from './dead-letter';
import { preconditionFailed } from './errors';
import type { Copy } from './message';
import { inOrder } from './in-order';
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

	/** The tag that the next delivery will have. */
	get tagToCome(): number {
		return this.#lastTag + 1;
	}

	/** The tag of a delivery that begins (B15). */
	nextTag(): number {
		return ++this.#lastTag;
	}

	/** A delivery to a consumer that acknowledges begins, and counts against prefetch. It is to be added when it is sent. */
	count(consumer: Consumer): void {
		consumer.unacked++;
		if (consumer.queue.sharesPrefetch) this.#volume++;
	}

	/** Remembers a delivery that wants an acknowledgement. */
	add(deliveryTag: number, copy: Copy): void {
		copy.deliveredAt = this.channel.engine.clock.now();
		this.outstanding.add(deliveryTag, copy);
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
		else this.#requeue(copies, () => how);
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

	/** Settles what was withdrawn. What follows one another and is of one kind is settled together. */
	settle(settlements: readonly Settlement[]): void {
		for (let from = 0, to = 0; from < settlements.length; from = to) {
			while (to < settlements.length && kindOf(settlements[to]!) === kindOf(settlements[from]!)) to++;
			this.#settleTogether(settlements.slice(from, to));
		}
	}

	/** Throws when there is something outstanding that can't be given back. */
	checkRecover(): void {
		for (const copy of this.outstanding) copy.queue.checkRecover();
	}

	/** Gives back everything outstanding (B28). */
	recover(): void {
		this.#requeue(this.outstanding.takeThrough(Infinity), () => 'recover');
	}

	/**
	 * Gives back everything outstanding because the channel ends: a queue has all of it before it delivers anything. To
	 * a quorum queue it comes in the order of consumers' tags, and whoever got a message had its delivery tag for one.
	 */
	abandon(reason: CopyRequeued['reason']): void {
		const receiver = ([tag, { consumer }]: Delivery): string => consumer?.tag ?? `${tag}`;
		const deliveries = [...this.outstanding.entries()].sort((a, b) => inOrder(receiver(a), receiver(b)));
		this.outstanding.takeThrough(Infinity);
		reachAll(this.channel.engine, () => {
			for (const [, copy] of deliveries) copy.queue.requeue(copy, reason);
			for (const queue of new Set(deliveries.map(([, copy]) => copy.queue))) queue.deliver();
		});
	}

	/** Gives back what was delivered to a consumer, oldest first. */
	requeueOf(consumer: Consumer, reason: CopyRequeued['reason']): void {
		const own = [...this.outstanding.entries()].filter(([, copy]) => copy.consumer === consumer);
		for (const [tag] of own) this.outstanding.take(tag);
		this.#requeue(
			own.map(([, copy]) => copy),
			() => reason
		);
	}

	/** A consumer begins. What an earlier one of its tag has outstanding in the same queue becomes its own. */
	inherit(heir: Consumer): void {
		let count = 0;
		for (const copy of this.outstanding) {
			if (copy.queue !== heir.queue || copy.consumer?.tag !== heir.tag) continue;
			copy.consumer = heir;
			count++;
		}
		if (count > 0) heir.queue.inherit(heir, count);
	}

	/** The first delivery that has waited longer than its queue has it wait; null when none has. */
	late(now: number): Copy | null {
		for (const copy of this.outstanding) if (now - copy.deliveredAt > copy.queue.consumerTimeout) return copy;
		return null;
	}

	/** Lets consumers that have room again back into their rotations, in the order in which they left, and delivers. */
	unblockAll(): void {
		const blocked = [...this.channel.consumers.values()].filter((consumer) => consumer.blocked);
		this.#unblock(blocked.sort((a, b) => a.leftAs - b.leftAs));
	}

	#unblock(consumers: readonly Consumer[]): void {
		for (const queue of this.#rejoin(consumers)) queue.deliver();
	}

	/** Of one kind; in the order of tags, however that was said. */
	#settleTogether(settlements: readonly Settlement[]): void {
		const ways = new Map(
			settlements.flatMap(({ how, deliveries }) => deliveries.map(([, copy]) => [copy, how]))
		);
		const copies = settlements
			.flatMap(({ deliveries }) => deliveries)
			.sort(([a], [b]) => a - b)
			.map(([, copy]) => copy);
		const [{ how }] = settlements as [Settlement];
		if (how === 'ack') this.#acknowledge(copies);
		else if (how === 'discard') this.#discard(copies);
		else this.#requeue(copies, (copy) => ways.get(copy) as 'nack' | 'reject');
	}

	#acknowledge(copies: readonly Copy[]): void {
		this.#inBatches(copies, (copy) => copy.queue.acknowledge(copy, this.channel));
	}

	#discard(copies: readonly Copy[]): void {
		this.#inBatches(
			copies,
			(copy) => copy.queue.discard(copy),
			(queue) => queue.buryRejected()
		);
	}

	#requeue(copies: readonly Copy[], reasonFor: (copy: Copy) => CopyRequeued['reason']): void {
		this.#inBatches(
			copies,
			(copy) => copy.queue.requeue(copy, reasonFor(copy)),
			(queue) => queue.deliver(),
			requeuedTogether
		);
	}

	/** Settles copies, given in the order of their tags. The room in a channel's shared limit is made use of last. */
	#inBatches(
		copies: readonly Copy[],
		settle: (copy: Copy) => void,
		finish: (queue: Queue) => void = () => {},
		group: (copies: readonly Copy[]) => readonly (readonly Copy[])[] = batches
	): void {
		const counted = copies.filter(({ consumer }) => consumer !== null).length;
		this.#volume = Math.max(0, this.#volume - counted);
		const groups = group(copies);
		const settleAll = (): void => groups.forEach((batch) => this.#settleBatch(batch, settle, finish));
		// Each queue has heard before what one of them dead-letters comes to another.
		if (groups.length > 1) reachAll(this.channel.engine, settleAll);
		else settleAll();
		if (this.limit > 0) this.unblockAll();
	}

	#settleBatch(batch: readonly Copy[], settle: (copy: Copy) => void, finish: (queue: Queue) => void): void {
		const { queue, consumer } = batch[0]!;
		if (consumer !== null) consumer.unacked -= batch.length;
		for (const copy of batch) settle(copy);
		if (consumer !== null && (this.limit === 0 || !queue.sharesPrefetch)) this.#unblock([consumer]);
		finish(queue);
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

	/** Makes room in prefetch limits for one more, which is what nearly every acknowledgement comes to. */
	#releaseOne(consumer: Consumer): void {
		consumer.unacked--;
		if (this.#volume > 0) this.#volume--;
		if (this.limit > 0) this.unblockAll();
		else if (consumer.blocked) this.#unblock([consumer]);
	}

	#rejoin(consumers: readonly Consumer[]): Set<Queue> {
		const queues = new Set<Queue>();
		for (const consumer of consumers) {
			if (!consumer.blocked || consumer.ended || !consumer.canTake()) continue;
			consumer.queue.unblock(consumer);
			queues.add(consumer.queue);
		}
		return queues;
	}
}

const kindOf = ({ how }: Settlement): string => (how === 'ack' || how === 'discard' ? how : 'requeue');

/** Copies that a queue hears of together. Those of one consumer keep their order. */
function batches(copies: readonly Copy[]): readonly (readonly Copy[])[] {
	const [first] = copies;
	if (first === undefined) return [];
	if (first.consumer !== null && copies.every(({ consumer }) => consumer === first.consumer)) return [copies];
	const groups: Copy[][] = [];
	for (const copy of copies.toSorted(byReceiver)) {
		const last = groups.at(-1);
		if (copy.consumer !== null && last?.[0]!.consumer === copy.consumer) last.push(copy);
		else groups.push([copy]);
	}
	return groups;
}

/** The same, but to some queues what is given back comes one by one. */
function requeuedTogether(copies: readonly Copy[]): readonly (readonly Copy[])[] {
	return batches(copies).flatMap((batch) =>
		batch[0]!.queue.takesBackOneByOne ? batch.map((copy) => [copy]) : [batch]
	);
}

function byReceiver(a: Copy, b: Copy): number {
	if (a.queue !== b.queue) return inOrder(a.queue.name, b.queue.name);
	if (a.consumer === null || b.consumer === null)
		return Number(a.consumer !== null) - Number(b.consumer !== null);
	return inOrder(a.consumer.tag, b.consumer.tag);
}
