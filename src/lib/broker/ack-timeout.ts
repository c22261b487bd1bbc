/** Looking for deliveries whose client takes too long to acknowledge them (B36, Q40). */
import { AmqpError } from '../amqp';
import type { Channel } from './channel';
import type { Timer } from './clock';
import type { Copy } from './message';

/** How often a channel looks, in milliseconds. */
const TICK = 60_000;

export class AckTimeout {
	#timer: Timer | null = null;

	constructor(
		readonly channel: Channel,
		/** Called with a delivery that has waited too long, which must then be one no more. */
		readonly tooLate: (copy: Copy, error: AmqpError) => void
	) {}

	/** Something is outstanding: look once a minute until nothing is. */
	watch(): void {
		if (this.#timer !== null) return;
		const { engine } = this.channel;
		this.#timer = engine.schedule(engine.clock.now() + TICK, () => this.#look(), true);
	}

	stop(): void {
		this.#timer?.cancel();
		this.#timer = null;
	}

	#look(): void {
		this.#timer = null;
		const { deliveries, engine, number } = this.channel;
		if (deliveries.outstanding.length === 0) return;
		this.watch();
		for (let late = deliveries.late(engine.clock.now()); late; late = deliveries.late(engine.clock.now()))
			this.tooLate(late, timedOut(number, late.queue.consumerTimeout));
	}
}

/** H32. */
function timedOut(channel: number, timeout: number): AmqpError {
	return new AmqpError(
		'PRECONDITION_FAILED',
		`delivery acknowledgement on channel ${channel} timed out. Timeout value used: ${timeout} ms. ` +
			'This timeout value can be configured, see consumers doc guide to learn more'
	);
}
