/** Closing channels whose client takes too long to acknowledge (B36). */
import { AmqpError } from '../amqp';
import type { Timer } from './clock';
import type { Engine } from './engine';

/** How often a channel looks, in milliseconds. */
const TICK = 60_000;

export class AckTimeout {
	#timer: Timer | null = null;

	constructor(
		readonly engine: Engine,
		readonly number: number,
		/** When the oldest outstanding delivery was made, in virtual milliseconds; null when there is none. */
		readonly oldest: () => number | null,
		readonly fail: (error: AmqpError) => void
	) {}

	/** Something is outstanding: look once a minute until nothing is. */
	watch(): void {
		if (this.#timer !== null || this.engine.consumerTimeout === Infinity) return;
		this.#timer = this.engine.schedule(this.engine.clock.now() + TICK, () => this.#look(), true);
	}

	stop(): void {
		this.#timer?.cancel();
		this.#timer = null;
	}

	#look(): void {
		this.#timer = null;
		const oldest = this.oldest();
		if (oldest === null) return;
		const timeout = this.engine.consumerTimeout;
		if (this.engine.clock.now() - oldest <= timeout) return this.watch();
		this.fail(
			new AmqpError(
				'PRECONDITION_FAILED',
				`delivery acknowledgement on channel ${this.number} timed out. Timeout value used: ${timeout} ms. ` +
					'This timeout value can be configured, see consumers doc guide to learn more'
			)
		);
	}
}
