/** What has to be in a broker before a lesson begins, as data: plugins, virtual hosts and users. */
import type { Broker, Permission } from '../broker';

export interface NeededUser {
	readonly name: string;
	readonly password: string;
	/** `administrator`, `management` …; none for most. */
	readonly tags: readonly string[];
	/** By virtual host. Without one the user can't open it. */
	readonly permissions: Readonly<Record<string, Permission>>;
}

export interface Needs {
	/** Plugins to enable, e.g. `rabbitmq_consistent_hash_exchange`. */
	readonly plugins: readonly string[];
	/** Virtual hosts besides `/`. guest may do everything in them. */
	readonly vhosts: readonly string[];
	readonly users: readonly NeededUser[];
}

/** Nothing but what every broker begins with. */
export const NO_NEEDS: Needs = { plugins: [], vhosts: [], users: [] };

const EVERYTHING: Permission = { configure: '.*', write: '.*', read: '.*' };

/** Brings a fresh broker into that state. Throws OperatorError for an unknown plugin or a name that is taken. */
export function provide(broker: Broker, { plugins, vhosts, users }: Needs): void {
	for (const plugin of plugins) broker.plugins.enable(plugin);
	for (const vhost of vhosts) {
		broker.vhosts.add(vhost);
		broker.users.get('guest').permit(vhost, EVERYTHING);
	}
	for (const { name, password, tags, permissions } of users) {
		const user = broker.users.add(name, password);
		user.tags = tags;
		for (const [vhost, permission] of Object.entries(permissions)) user.permit(vhost, permission);
	}
}
