/** Fanout: every binding, whatever the key and the arguments (X13). */
import type { Binding } from '../binding';
import type { Message } from '../message';
import type { Explanation } from './explain';
import type { Router } from './exchange';

export class FanoutRouter implements Router {
	readonly #bindings = new Set<Binding>();

	add(binding: Binding): void {
		this.#bindings.add(binding);
	}

	remove(binding: Binding): void {
		this.#bindings.delete(binding);
	}

	route(_message: Message, matched: Binding[]): void {
		for (const binding of this.#bindings) matched.push(binding);
	}
}

export function explainFanout(): Explanation {
	return { matches: true, reason: { type: 'every-message' } };
}
