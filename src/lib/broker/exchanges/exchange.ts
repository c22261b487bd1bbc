/**
 * Exchanges, and the contract an exchange type fulfils.
 *
 * To add a type: write a file with a `Router` and an `explain`, and list it in `types.ts`.
 */
import { get, type FieldTable } from '../../amqp';
import type { Binding } from '../binding';
import type { Message } from '../message';
import { NO_POLICY, type EffectivePolicy } from '../policies';
import type { ExchangeId } from '../trace';
import type { VirtualHost } from '../virtual-host';

/** How one exchange finds its matching bindings. Has its own index of them, whatever suits the type. */
export interface Router {
	add(binding: Binding): void;
	remove(binding: Binding): void;
	/** Adds the bindings that match to `matched`, each once. */
	route(message: Message, matched: Binding[]): void;
}

/** What a client or operator asked for. */
export interface ExchangeProperties {
	readonly name: string;
	readonly type: string;
	readonly durable: boolean;
	readonly autoDelete: boolean;
	readonly internal: boolean;
	readonly arguments: FieldTable;
}

export class Exchange {
	readonly kind = 'exchange';
	readonly name: string;
	readonly type: string;
	readonly durable: boolean;
	readonly autoDelete: boolean;
	readonly internal: boolean;
	readonly arguments_: FieldTable;
	/** Bindings from here, by `bindingKey`. */
	readonly outgoing = new Map<string, Binding>();
	/** Bindings to here. */
	readonly incoming = new Set<Binding>();
	/** Where messages go that match nothing (X23): argument or policy; null for nowhere. */
	alternate: string | null = null;
	policy: EffectivePolicy = NO_POLICY;
	/** The last routing that came by here (X10). */
	routed = 0;
	deleted = false;

	constructor(
		readonly id: ExchangeId,
		readonly vhost: VirtualHost,
		readonly router: Router,
		properties: ExchangeProperties
	) {
		this.name = properties.name;
		this.type = properties.type;
		this.durable = properties.durable;
		this.autoDelete = properties.autoDelete;
		this.internal = properties.internal;
		this.arguments_ = properties.arguments;
	}

	/** Takes on what the policies say; the exchange's own argument wins (O4). */
	configure(policy: EffectivePolicy): void {
		this.policy = policy;
		const own = get(this.arguments_, 'alternate-exchange')?.value;
		this.alternate =
			(typeof own === 'string' ? own : (policy.definition['alternate-exchange'] as string | undefined)) ??
			null;
	}

	/** `exchange 'x' in vhost '/'`, as reply texts name it. */
	toString(): string {
		return `exchange '${this.name}' in vhost '${this.vhost.name}'`;
	}
}
