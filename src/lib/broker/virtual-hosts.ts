/** All virtual hosts of a node, as an operator keeps them. */
import type { Engine } from './engine';
import { OperatorError } from './operator-error';
import type { Users } from './users';
import { VirtualHost } from './virtual-host';

export class VirtualHosts {
	readonly #byName = new Map<string, VirtualHost>();

	constructor(
		readonly engine: Engine,
		readonly users: Users
	) {}

	[Symbol.iterator](): Iterator<VirtualHost> {
		return this.#byName.values();
	}

	has(name: string): boolean {
		return this.#byName.has(name);
	}

	/** Throws OperatorError `no-such-vhost`. */
	get(name: string): VirtualHost {
		const vhost = this.#byName.get(name);
		if (!vhost) throw new OperatorError('no-such-vhost', `Virtual host '${name}' does not exist`);
		return vhost;
	}

	/** Adding one that is there is fine (T55). */
	add(name: string): VirtualHost {
		const existing = this.#byName.get(name);
		if (existing) return existing;
		return this.engine.turn(() => {
			const { engine } = this;
			if (engine.tracing) engine.emit({ type: 'vhost.added', at: engine.clock.now(), vhost: name });
			const vhost = new VirtualHost(engine, name);
			this.#byName.set(name, vhost);
			return vhost;
		});
	}

	/** Deletes it with everything in it, and closes its connections (C35). */
	delete(name: string): void {
		const vhost = this.get(name);
		this.#byName.delete(name);
		for (const user of this.users) {
			user.forbid(name);
			user.clearTopic(name);
		}
		const { engine } = this;
		engine.turn(() => {
			vhost.close();
			if (engine.tracing) engine.emit({ type: 'vhost.deleted', at: engine.clock.now(), vhost: name });
		});
	}
}
