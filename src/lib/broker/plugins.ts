/** Plugins that change what the broker can do, with the others that `rabbitmq-plugins list` knows (section 9.2). */

import { OperatorError } from './operator-error';

/** Name and the plugins it needs. */
const KNOWN: ReadonlyMap<string, readonly string[]> = new Map([
	['rabbitmq_consistent_hash_exchange', []],
	['rabbitmq_management', ['rabbitmq_management_agent', 'rabbitmq_web_dispatch']],
	['rabbitmq_management_agent', []],
	['rabbitmq_web_dispatch', []]
]);

export class Plugins {
	/** Enabled by name. */
	readonly #explicit = new Set<string>();

	/** All there are, sorted. */
	get known(): readonly string[] {
		return [...KNOWN.keys()].sort();
	}

	/** Enables a plugin with what it needs; returns those newly running. Throws OperatorError `no-such-plugin`. */
	enable(name: string): string[] {
		if (!KNOWN.has(name)) throw new OperatorError('no-such-plugin', `no plugin ${name}`);
		const before = new Set(this.running);
		this.#explicit.add(name);
		return this.running.filter((plugin) => !before.has(plugin));
	}

	/** Disables a plugin and what nobody else needs; returns those stopped. */
	disable(name: string): string[] {
		const before = this.running;
		this.#explicit.delete(name);
		return before.filter((plugin) => !this.isRunning(plugin));
	}

	isExplicit(name: string): boolean {
		return this.#explicit.has(name);
	}

	isRunning(name: string): boolean {
		return this.running.includes(name);
	}

	/** Enabled by name or needed, sorted. */
	get running(): string[] {
		const all = [...this.#explicit].flatMap((name) => [name, ...KNOWN.get(name)!]);
		return [...new Set(all)].sort();
	}
}
