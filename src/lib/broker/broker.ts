/** The broker: one RabbitMQ node. Users, virtual hosts and connections, and what an operator does with them. */
import type { Clock } from './clock';
import { Connection, type Reception } from './connection';
import { Engine } from './engine';
import { notAllowed } from './errors';
import type { Plugins } from './plugins';
import { profileNamed, type ProfileName } from './profile';
import { Session } from './session';
import { takeSnapshot, type BrokerSnapshot } from './snapshot';
import type { ConnectionId, TraceSink } from './trace';
import type { Peer, Transport } from './transport';
import { User } from './users';
import { VirtualHost } from './virtual-host';

export interface BrokerOptions {
	readonly clock: Clock;
	/** Uniform in [0, 1), as Math.random is. The only source of made-up names. */
	readonly random: () => number;
	/** Gets every event; without one, tracing costs nothing. */
	readonly trace?: TraceSink;
	/** Which RabbitMQ to be. Default 3.10. */
	readonly profile?: ProfileName;
	/** The node's name. Default `rabbit@warren`. */
	readonly node?: string;
	/** Wall-clock time of virtual time 0, in milliseconds since 1970. Default 0. */
	readonly epoch?: number;
}

export class Broker implements Reception {
	readonly engine: Engine;
	readonly node: string;
	readonly users = new Map<string, User>();
	readonly vhosts = new Map<string, VirtualHost>();
	readonly connections = new Map<ConnectionId, Connection>();

	/** Starts with virtual host `/` and user guest, who may do everything there, from anywhere. */
	constructor(options: BrokerOptions) {
		const profile = profileNamed(options.profile ?? '3.10');
		this.engine = new Engine(options.clock, options.random, profile, options.epoch ?? 0, options.trace);
		this.node = options.node ?? 'rabbit@warren';
		this.engine.turn(() => this.vhosts.set('/', new VirtualHost(this.engine, '/')));
		const guest = new User('guest', 'guest');
		guest.tags = ['administrator'];
		guest.permit('/', { configure: '.*', write: '.*', read: '.*' });
		this.users.set('guest', guest);
	}

	/** A client has connected. Hand its bytes to `receive` of what comes back, and its end to `closed`. */
	connect(transport: Transport, peer: Peer): Connection {
		const connection = new Connection(this, ++this.engine.lastId.connection, transport, peer);
		this.connections.set(connection.id, connection);
		return connection;
	}

	/** Enables a plugin; returns what newly runs. Throws a RangeError for an unknown name. */
	enablePlugin(name: string): string[] {
		return this.engine.plugins.enable(name);
	}

	/** Disables a plugin; returns what stopped. */
	disablePlugin(name: string): string[] {
		return this.engine.plugins.disable(name);
	}

	get plugins(): Plugins {
		return this.engine.plugins;
	}

	/** What an operator sees now. */
	snapshot(): BrokerSnapshot {
		return takeSnapshot(this.vhosts.values(), this.connections.values());
	}

	authenticate(name: string, password: string): User | null {
		const user = this.users.get(name);
		return user?.password === password ? user : null;
	}

	admit(user: User, name: string): VirtualHost {
		const vhost = this.vhosts.get(name);
		if (!vhost) throw notAllowed(`vhost ${name} not found`);
		if (!user.mayEnter(name)) throw notAllowed(`access to vhost '${name}' refused for user '${user.name}'`);
		return vhost;
	}

	openSession(user: User, vhost: VirtualHost, connection: Connection): Session {
		const { id, name, program, cancelNotify, channelMax } = connection;
		const session = new Session(this.engine, user, vhost, { id, name, program, cancelNotify, channelMax });
		session.onForced = (reason) => connection.force(reason);
		return session;
	}

	leave(connection: Connection): void {
		this.connections.delete(connection.id);
	}
}
