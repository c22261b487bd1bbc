/**
 * A stream: a log that consumers read, each from where it likes, and that nobody empties (4.7). Only its retention
 * drops anything, a segment at a time.
 */
import { AmqpError, get, type BasicProperties, type Content } from '../../amqp';
import type { Channel } from '../channel';
import type { Consumer } from '../consumer';
import { notImplemented, preconditionFailed } from '../errors';
import { withHeaders } from '../headers';
import { Copy, type Message } from '../message';
import type { CopyDropped } from '../trace';
import { byTag, Queue } from './queue';
import { streamOffset, type StreamOffset } from './stream-offset';

/** RabbitMQ's segment size in bytes when x-stream-max-segment-size-bytes doesn't say. */
const SEGMENT_SIZE = 500_000_000;

/** Its position is its offset. */
interface Entry {
	readonly copy: Copy;
	/** Virtual milliseconds. */
	readonly at: number;
	/** The turn it came in: what is published together is one chunk. */
	readonly turn: number;
	/** First entry of a segment. */
	readonly opensSegment: boolean;
}

export class StreamQueue extends Queue {
	#entries: Entry[] = [];
	/** Offset of the first entry. */
	#firstOffset = 0;
	#segmentBytes = 0;
	/** The next offset of each consumer. */
	readonly #readers = new Map<Consumer, number>();

	/** The length of the log (Q42). */
	override get messagesReady(): number {
		return this.#entries.length;
	}

	override enqueue(message: Message, _publisher: object | null): boolean {
		this.#append(message, false);
		this.deliver();
		return true;
	}

	override restore(message: Message): void {
		this.#append(message, true);
	}

	/** The log is on disk. */
	override keepsOverRestart(): boolean {
		return true;
	}

	#append(message: Message, restored: boolean): void {
		const { engine } = this;
		const copy = new Copy(++engine.lastId.copy, message, this, this.#nextOffset, Infinity);
		const size = Number(get(this.arguments_, 'x-stream-max-segment-size-bytes')?.value ?? SEGMENT_SIZE);
		const opensSegment = this.#entries.length === 0 || this.#segmentBytes >= size;
		this.#segmentBytes = (opensSegment ? 0 : this.#segmentBytes) + message.size;
		this.#entries.push({ copy, at: engine.clock.now(), turn: engine.turns, opensSegment });
		this.bytesReady += message.size;
		if (engine.tracing)
			engine.emit({
				type: 'copy.enqueued',
				at: engine.clock.now(),
				copy: copy.id,
				message: message.id,
				queue: this.id,
				...(restored ? { restored } : {})
			});
		if (opensSegment) this.#retain();
	}

	/** A channel's last tag comes first. */
	override deliver(): void {
		if (this.consumers.size === 1) for (const consumer of this.consumers) this.#deliverTo(consumer);
		else for (const consumer of [...this.consumers].sort(byTag).reverse()) this.#deliverTo(consumer);
	}

	override addConsumer(consumer: Consumer): void {
		const { engine } = this;
		const offset = streamOffset(consumer.arguments_, engine.epoch + engine.clock.now())!;
		super.addConsumer(consumer);
		this.#readers.set(consumer, this.#startOf(offset));
	}

	override removeConsumer(...ending: Parameters<Queue['removeConsumer']>): void {
		super.removeConsumer(...ending);
		this.#readers.delete(ending[0]);
	}

	override get sharesPrefetch(): boolean {
		return false;
	}

	override checkConsumer(channel: Channel, noAck: boolean): void {
		if (channel.prefetchCount === 0) throw preconditionFailed(this.#prefetchText());
		if (noAck) throw notImplemented(`automatic acknowledgement not supported by stream queues ${this}`);
		if (channel.globalPrefetchCount > 0) throw notImplemented(`${this} does not support global qos`);
	}

	/** Conditions are not looked at. */
	override checkDelete(): void {}

	/** Clients are told of none of its consumers, and of none of the messages that are deleted with it. */
	override get consumerCount(): number {
		return 0;
	}

	override get messagesDeleted(): number {
		return 0;
	}

	/** A reader is told where in the log the message stands. */
	override contentOf(copy: Copy): Content {
		const { message, position } = copy;
		return withHeaders(logged(message.properties()), message.content.body, { 'x-stream-offset': position });
	}

	override get(): Copy | null {
		throw notImplemented(`basic.get not supported by stream queues ${this}`);
	}

	override purge(): number {
		throw notImplemented(`queue.purge not supported by stream queues ${this}`);
	}

	/** Only gives the consumer room for more; the log stays as it is. */
	override acknowledge(copy: Copy, channel: Channel): void {
		const { engine } = this;
		if (engine.tracing && !this.deleted)
			engine.emit({
				type: 'copy.acknowledged',
				at: engine.clock.now(),
				copy: copy.id,
				message: copy.message.id,
				queue: this.id,
				connection: channel.session.id,
				channel: channel.number
			});
	}

	/** Nothing left the log, so nothing comes back; clients that try are told so. */
	override requeue(): void {}

	override discard(): void {}

	/** The server crashes over it. */
	override checkRecover(): void {
		throw new AmqpError('INTERNAL_ERROR');
	}

	override checkNack(): void {
		throw notImplemented(`basic.nack and basic.reject not supported by stream queues ${this}`);
	}

	/** The whole log, oldest first. */
	override *messages(): Generator<Copy> {
		for (const { copy } of this.#entries) yield copy;
	}

	protected override clear(reason: CopyDropped['reason']): void {
		this.#dropFirst(this.#entries.length, reason);
	}

	get #nextOffset(): number {
		return this.#firstOffset + this.#entries.length;
	}

	#deliverTo(consumer: Consumer): void {
		let offset = Math.max(this.#readers.get(consumer)!, this.#firstOffset);
		while (offset < this.#nextOffset && consumer.canTake()) {
			const { copy } = this.#entries[offset++ - this.#firstOffset]!;
			this.#readers.set(consumer, offset);
			const read = new Copy(copy.id, copy.message, this, copy.position, Infinity);
			read.consumer = consumer;
			consumer.channel.deliver(read, consumer);
		}
		consumer.blocked = !consumer.canTake();
	}

	#startOf(offset: StreamOffset): number {
		switch (offset.from) {
			case 'first':
				return this.#firstOffset;
			case 'next':
				return this.#nextOffset;
			case 'last':
				return this.#lastChunk();
			case 'offset':
				return offset.offset;
			case 'time': {
				const since = offset.time - this.engine.epoch;
				const index = this.#entries.findIndex((entry) => entry.at >= since);
				return index < 0 ? this.#nextOffset : this.#firstOffset + index;
			}
		}
	}

	/** Where the chunk of the last message begins. */
	#lastChunk(): number {
		const last = this.#entries.at(-1);
		if (last === undefined) return this.#nextOffset;
		return this.#firstOffset + this.#entries.findIndex((entry) => entry.turn === last.turn);
	}

	/** Drops whole segments from the front while the log is too large or they are too old; never the last (Q42). */
	#retain(): void {
		const { maxLengthBytes, maxAge } = this.settings;
		for (;;) {
			const end = this.#entries.findIndex((entry, index) => index > 0 && entry.opensSegment);
			if (end < 0) return;
			const tooOld = this.#entries[end - 1]!.at + maxAge < this.engine.clock.now();
			if (this.bytesReady <= maxLengthBytes && !tooOld) return;
			this.#dropFirst(end, tooOld ? 'expired' : 'maxlen');
		}
	}

	#dropFirst(count: number, reason: CopyDropped['reason']): void {
		const { engine } = this;
		for (const { copy } of this.#entries.splice(0, count)) {
			this.bytesReady -= copy.message.size;
			if (engine.tracing)
				engine.emit({
					type: 'copy.dropped',
					at: engine.clock.now(),
					copy: copy.id,
					message: copy.message.id,
					queue: this.id,
					reason,
					deadLettered: false
				});
		}
		this.#firstOffset += count;
	}

	#prefetchText(): string {
		return this.engine.profile.streamPrefetchText === 'quoted'
			? `consumer prefetch count is not set for '${this}'`
			: `consumer prefetch count is not set for stream ${this}`;
	}
}

/** What a log keeps of a message's properties: it has no words for lists, tables and clusters. */
function logged({ clusterId: _, headers = [], ...properties }: BasicProperties): BasicProperties {
	return { ...properties, headers: headers.filter(([, { type }]) => type !== 'array' && type !== 'table') };
}
