/**
 * What every part of the broker shares: time, randomness, the trace, the version profile, and turns.
 *
 * A turn is one thing from outside taken to its end: bytes that arrived, a timer, an operator's command.
 * Confirms and outgoing bytes are held back until the turn is over, so nothing outside can call into a half
 * finished operation, and a batch of publishes is confirmed as a batch (B6).
 */
import { Alarms } from './alarms';
import type { Clock, Timer } from './clock';
import { ReplyConsumers } from './direct-reply';
import { Plugins } from './plugins';
import type { Profile } from './profile';
import type { Queue } from './queues/queue';
import type { BrokerEvent, Origin, TraceSink } from './trace';

/** Something that waits for the end of the turn. */
export interface Settling {
	settle(): void;
}

export class Engine {
	/** Who caused what happens now, where known. Added to each event. */
	origin: Origin | null = null;
	/** The last number given to each kind of resource. Numbers are never given twice. */
	readonly lastId = {
		connection: 0,
		exchange: 0,
		queue: 0,
		binding: 0,
		consumer: 0,
		message: 0,
		copy: 0
	};
	/** Routings so far; marks what one routing has already reached. */
	routings = 0;
	readonly plugins = new Plugins();
	readonly alarms = new Alarms();
	/** Channels that wait for direct replies. */
	readonly replies = new ReplyConsumers();
	/** Longest time a delivery may wait for its acknowledgement, in milliseconds (B36); Infinity for any. */
	consumerTimeout = 1_800_000;
	/** Turns so far. */
	turns = 0;
	/** The node is down: nothing is deleted for want of users. */
	restarting = false;
	/** How deep dead lettering has gone within this turn. */
	deaths = 0;
	/** The queue in which it began; null while nothing is dead-lettered. */
	dying: Queue | null = null;
	/** Dead letters that wait until a message has reached all its queues; null while none is on its way to several. */
	heldDeaths: (() => void)[] | null = null;
	#depth = 0;
	readonly #settling: Settling[] = [];
	readonly #sink: TraceSink | undefined;

	constructor(
		readonly clock: Clock,
		readonly random: () => number,
		readonly profile: Profile,
		/** Wall-clock time of virtual time 0, in milliseconds since 1970. */
		readonly epoch: number,
		sink: TraceSink | undefined
	) {
		this.#sink = sink;
		this.tracing = sink !== undefined;
	}

	/** Whether anybody listens. Ask before making an event, so that silence costs nothing. */
	readonly tracing: boolean;

	emit(event: BrokerEvent): void {
		if (this.origin !== null) (event as { origin?: Origin }).origin = this.origin;
		this.#sink!(event);
	}

	/** Seconds since 1970, as AMQP timestamps count. */
	timestamp(): bigint {
		return BigInt(Math.floor((this.epoch + this.clock.now()) / 1000));
	}

	/** Takes one thing from outside to its end. Turns within a turn are part of it. */
	turn<T>(run: () => T): T {
		if (this.#depth++ === 0) this.turns++;
		try {
			return run();
		} finally {
			if (--this.#depth === 0) this.#settle();
		}
	}

	/** Has `waiting.settle()` called once when the present turn is over. */
	settleLater(waiting: Settling): void {
		this.#settling.push(waiting);
	}

	/** Runs `run` as a turn of its own at virtual time `at`. */
	schedule(at: number, run: () => void, background = false): Timer {
		return this.clock.schedule(at, () => this.turn(run), background);
	}

	/** What waits may make others wait, so this goes on until nobody does. */
	#settle(): void {
		this.origin = null;
		if (this.#settling.length === 0) return;
		for (let index = 0; index < this.#settling.length; index++) this.#settling[index]!.settle();
		this.#settling.length = 0;
	}
}
