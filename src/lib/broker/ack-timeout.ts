/** Looking for deliveries whose client takes too long to acknowledge them (B36, Q40). */
import { AmqpError } from '../amqp';
import type { Timer } from './clock';
import type { Engine } from './engine';
import type { Copy } from './message';

/** How often a channel looks, in milliseconds. */
const TICK = 60_000;

export class AckTimeout {
	#timer: Timer | null = null;

	constructor(
		readonly engine: Engine,
		readonly number: number,
		/** The oldest delivery that may not wait for ever; null when there is none. */
		readonly oldest: () => Copy | null,
		/** Called with a delivery that has waited too long, which must then be one no more. */
		readonly tooLate: (copy: Copy, error: AmqpError) => void
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
		this.watch();
		if (this.engine.clock.now() - oldest.deliveredAt <= timeout) return;
		this.tooLate(
			oldest,
			new AmqpError(
				'PRECONDITION_FAILED',
				`delivery acknowledgement on channel ${this.number} timed out. Timeout value used: ${timeout} ms. ` +
					'This timeout value can be configured, see consumers doc guide to learn more'
			)
		);
	}
}
