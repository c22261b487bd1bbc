/**
 * At-least-once dead lettering (Q39): what died stays with its queue until every queue that it is routed to has taken
 * it. What finds no queue, or one that refuses, is tried again.
 */
import type { Timer } from '../clock';
import type { DeathReason } from '../dead-letter';
import type { Engine } from '../engine';
import type { Message } from '../message';
import type { Queue } from './queue';

/** Milliseconds between tries, as RabbitMQ has it. */
const PATIENCE = 180_000;

/** What died, and of what. */
export interface Death {
	readonly message: Message;
	readonly reason: DeathReason;
}

interface Unsettled extends Death {
	/** Queues that have their copy. */
	readonly taken: Set<Queue>;
}

export class LastingDeaths {
	#unsettled: Unsettled[] = [];
	#timer: Timer | null = null;

	constructor(
		readonly engine: Engine,
		/** Publishes a dead letter to queues that haven't taken it; whether all there are now have. */
		readonly publish: (message: Message, reason: DeathReason, taken: Set<Queue>) => boolean,
		/** Called when some have been tried again. */
		readonly tried: () => void
	) {}

	/** How many have not arrived everywhere. */
	get length(): number {
		return this.#unsettled.length;
	}

	/** Bytes of their bodies. */
	get bytes(): number {
		return this.#unsettled.reduce((sum, { message }) => sum + message.size, 0);
	}

	add(message: Message, reason: DeathReason): void {
		this.#try({ message, reason, taken: new Set() });
	}

	/** Those that have not arrived everywhere, oldest first. */
	[Symbol.iterator](): Iterator<Death> {
		return this.#unsettled[Symbol.iterator]();
	}

	/** Takes what was stored. It is sent when everything else has been restored. */
	restore(message: Message, reason: DeathReason): void {
		this.#unsettled.push({ message, reason, taken: new Set() });
		this.#tryAt(this.engine.clock.now());
	}

	/** Forgets which queues have taken what, and tries again. */
	beginAnew(): void {
		if (this.#unsettled.length === 0) return;
		this.#unsettled = this.#unsettled.map((death) => ({ ...death, taken: new Set() }));
		this.#timer?.cancel();
		this.#timer = null;
		this.#tryAt(this.engine.clock.now());
	}

	clear(): void {
		this.#unsettled = [];
		this.#timer?.cancel();
		this.#timer = null;
	}

	#try(death: Unsettled): void {
		if (this.publish(death.message, death.reason, death.taken)) return;
		this.#unsettled.push(death);
		this.#tryAt(this.engine.clock.now() + PATIENCE);
	}

	#tryAt(time: number): void {
		this.#timer ??= this.engine.schedule(time, () => this.#tryAgain(), true);
	}

	#tryAgain(): void {
		const again = this.#unsettled;
		this.#unsettled = [];
		this.#timer = null;
		for (const death of again) this.#try(death);
		this.tried();
	}
}
