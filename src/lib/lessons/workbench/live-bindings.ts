/** What one exchange asks of messages right now, read from the trace as it grows: for the workbench beside the graph. */
import type { FieldTable } from '../../amqp';
import type { BindingCreated, BindingId, BindingRemoved, ExchangeId } from '../../broker';
import type { TraceEvent } from '../../network/events';

export interface LiveBinding {
	readonly id: BindingId;
	/** Name of the queue or exchange it leads to. */
	readonly destination: string;
	readonly routingKey: string;
	readonly arguments: FieldTable;
}

/** A queue or exchange with its share of a consistent-hash exchange. */
export interface Bucketed {
	readonly name: string;
	readonly weight: number;
}

type Bound = LiveBinding & { readonly source: ExchangeId };

export class LiveBindings {
	/** The exchange's type; null while it isn't there. */
	kind: string | null = null;
	#exchange: ExchangeId | null = null;
	readonly #names = new Map<string, string>();
	readonly #bindings = new Map<BindingId, Bound>();
	/** Of an exchange that hashes: who has buckets, by name. */
	readonly #ring = new Map<string, number>();

	constructor(readonly exchange: string) {}

	/** In order of creation. */
	get bindings(): readonly LiveBinding[] {
		return [...this.#bindings.values()].filter(({ source }) => source === this.#exchange);
	}

	/** Whom a consistent-hash exchange hands messages to, in the order of its buckets (X26). */
	get ring(): readonly Bucketed[] {
		return [...this.#ring].map(([name, weight]) => ({ name, weight }));
	}

	/** Begins anew, as after a reset. */
	clear(): void {
		this.kind = null;
		this.#exchange = null;
		for (const map of [this.#names, this.#bindings, this.#ring]) map.clear();
	}

	/** True when something of interest changed. */
	read(news: readonly TraceEvent[]): boolean {
		return news.filter((event) => this.#hear(event)).length > 0;
	}

	#hear(event: TraceEvent): boolean {
		switch (event.type) {
			case 'exchange.declared':
				this.#names.set(nameKey({ exchange: event.exchange }), event.name);
				if (event.name !== this.exchange) return false;
				this.#exchange = event.exchange;
				this.kind = event.kind;
				return true;
			case 'exchange.deleted':
				if (event.exchange !== this.#exchange) return false;
				this.#exchange = null;
				this.kind = null;
				this.#ring.clear();
				return true;
			case 'queue.declared':
				this.#names.set(nameKey({ queue: event.queue }), event.name);
				return false;
			case 'binding.created':
				return this.#bound(event);
			case 'binding.removed':
				return this.#unbound(event);
			default:
				return false;
		}
	}

	#bound({ binding: id, source, destination, routingKey, arguments: arguments_ }: BindingCreated): boolean {
		const name = this.#names.get(nameKey(destination)) ?? '';
		this.#bindings.set(id, { id, source, destination: name, routingKey, arguments: arguments_ });
		if (source !== this.#exchange) return false;
		// A further binding of the same destination adds no buckets (X26).
		if (!this.#ring.has(name)) this.#ring.set(name, Number(routingKey));
		return true;
	}

	/** Removing any binding of a destination takes all its buckets (X27). */
	#unbound({ binding: id }: BindingRemoved): boolean {
		const binding = this.#bindings.get(id);
		this.#bindings.delete(id);
		if (!binding || binding.source !== this.#exchange) return false;
		this.#ring.delete(binding.destination);
		return true;
	}
}

const nameKey = (destination: BindingCreated['destination']): string => JSON.stringify(destination);
