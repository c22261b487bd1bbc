/** What a channel in tx mode keeps for tx.commit: publishes, and settlements of deliveries (B30). */
import type { Copy } from './message';
import type { Publication } from './publishing';

/** A delivery under its tag. */
export type Delivery = readonly [deliveryTag: number, copy: Copy];

export interface Settlement {
	readonly how: 'ack' | 'nack' | 'reject' | 'discard';
	readonly deliveries: readonly Delivery[];
}

export class Transaction {
	publications: Publication[] = [];
	settlements: Settlement[] = [];

	/** Deliveries that are settled when this is committed. */
	get deliveries(): Delivery[] {
		return this.settlements.flatMap((settlement) => settlement.deliveries);
	}
}
