/** Direct: the routing key equals the binding key, byte for byte (X13). */
import type { Binding } from '../binding';
import type { Message } from '../message';
import type { Explanation } from './explain';
import type { Router } from './exchange';
import { findKeys } from './keyed';

export class DirectRouter implements Router {
	readonly #byKey = new Map<string, Binding[]>();

	add(binding: Binding): void {
		const bindings = this.#byKey.get(binding.routingKey);
		if (bindings) bindings.push(binding);
		else this.#byKey.set(binding.routingKey, [binding]);
	}

	remove(binding: Binding): void {
		const rest = this.#byKey.get(binding.routingKey)?.filter((other) => other !== binding) ?? [];
		if (rest.length > 0) this.#byKey.set(binding.routingKey, rest);
		else this.#byKey.delete(binding.routingKey);
	}

	route(message: Message, matched: Binding[]): void {
		findKeys(this, message, matched);
	}

	find(key: string, matched: Binding[]): void {
		const bindings = this.#byKey.get(key);
		if (bindings === undefined) return;
		for (let index = 0; index < bindings.length; index++) matched.push(bindings[index]!);
	}
}

export function explainDirect(bindingKey: string, routingKey: string): Explanation {
	return bindingKey === routingKey
		? { matches: true, reason: { type: 'same-key', key: routingKey } }
		: { matches: false, reason: { type: 'other-key', bindingKey, routingKey } };
}
