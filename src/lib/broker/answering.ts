/**
 * How the answer to what a channel publishes, a confirm or tx.commit-ok, stands to deliveries that come of the same.
 * A queue delivers while it accepts, and the answer is behind that. But a delivery to which the channel's shared limit
 * must consent, or which comes by way of a dead letter exchange, takes longer than accepting: the answer overtakes it,
 * unless accepting takes long as well, because the message must be stored (B5, B30).
 */
import type { Channel } from './channel';
import type { Consumer } from './consumer';

export class Answering {
	/** What the channel publishes is accepted; null while it publishes nothing that wants an answer. */
	#accepted: 'at once' | 'when stored' | null = null;
	/** Deliveries that the answer overtakes: with the consent of the limit, and dead letters. */
	readonly #allowed: (() => void)[] = [];
	readonly #dead: (() => void)[] = [];

	constructor(readonly channel: Channel) {}

	/** The channel publishes, to queues that accept it like this. */
	begin(accepted: 'at once' | 'when stored'): void {
		this.#accepted = accepted;
	}

	/** Whether there is an answer to come, so that deliveries are to be shown to `overtakes`. */
	get pending(): boolean {
		return this.#accepted !== null;
	}

	/** Whether the answer overtakes a delivery of now. If so, it is sent then. */
	overtakes({ queue }: Consumer, send: () => void): boolean {
		const { dying } = this.channel.engine;
		const atOnce = this.#accepted === 'at once';
		if (dying !== null) {
			// What dies in a quorum queue has been stored.
			const overtaken = atOnce || dying.type === 'quorum';
			if (overtaken) this.#dead.push(send);
			return overtaken;
		}
		const overtaken = atOnce && this.channel.globalPrefetchCount > 0 && queue.sharesPrefetch;
		if (overtaken) this.#allowed.push(send);
		return overtaken;
	}

	/** Whether it overtakes any. */
	get overtakesAny(): boolean {
		return this.#allowed.length + this.#dead.length > 0;
	}

	/** One more message goes to queues before the answer: by then the limit has consented to what came of the last. */
	another(): void {
		for (const send of this.#allowed.splice(0)) send();
	}

	/** Gives the answer, and delivers what it has overtaken. */
	end(answer: () => void): void {
		this.#accepted = null;
		answer();
		for (const send of [...this.#allowed.splice(0), ...this.#dead.splice(0)]) send();
	}
}
