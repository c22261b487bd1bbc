/** The broker: one RabbitMQ node. Users, virtual hosts and connections, and what an operator does with them. */
import { encodeUtf8 } from '../amqp';
import { checkEntry } from './access';
import type { Alarm } from './alarms';
import { encodeBase64 } from './base64';
import type { Clock } from './clock';
import { Connection, type Reception } from './connection';
import { Engine } from './engine';
import { notAllowed } from './errors';
import type { Plugins } from './plugins';
import { profileNamed, type ProfileName } from './profile';
import { Session } from './session';
import { sha256 } from './sha256';
import { takeSnapshot, type BrokerSnapshot } from './snapshot';
import { recover, restart, storedState, type Store } from './store';
import type { ConnectionId, TraceSink } from './trace';
import type { Peer, Transport } from './transport';
import { Users, type User } from './users';
import type { VirtualHost } from './virtual-host';
import { VirtualHosts } from './virtual-hosts';

export interface BrokerOptions {
	readonly clock: Clock;
	/** Uniform in [0, 1), as Math.random is. The only source of made-up names. */
	readonly random: () => number;
	/** Gets every event; without one, tracing costs nothing. */
	readonly trace?: TraceSink;
	/** Where what must last is kept: read once at the start, written by `restart` and `save`. */
	readonly store?: Store;
	/** Which RabbitMQ to be. Default 3.10. */
	readonly profile?: ProfileName;
	/** The node's name. Default `rabbit@warren`. */
	readonly node?: string;
	/** Wall-clock time of virtual time 0, in milliseconds since 1970. Default 0. */
	readonly epoch?: number;
	/** Users that may connect only from 127.0.0.1, ::1 or localhost (C19). Default none. */
	readonly loopbackUsers?: readonly string[];
	/** Milliseconds a delivery may wait for its acknowledgement (B36); Infinity for ever. Default 30 minutes. */
	readonly consumerTimeout?: number;
}

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1', 'localhost'];

export class Broker implements Reception {
	readonly engine: Engine;
	readonly node: string;
	readonly users: Users;
	readonly vhosts: VirtualHosts;
	readonly connections = new Map<ConnectionId, Connection>();
	/** Runtime parameters of the whole node, by name, with their JSON values. */
	readonly globalParameters = new Map<string, unknown>();
	/** Called whenever the node begins to let connections in, and whenever it stops. */
	onAccepting: (accepting: boolean) => void = () => {};
	#listening = true;
	#running = true;
	readonly #store: Store | undefined;
	readonly #loopbackUsers: readonly string[];

	/**
	 * Starts with what the store has, or else with virtual host `/` and user guest (password guest), an
	 * administrator who may do everything there.
	 */
	constructor(options: BrokerOptions) {
		const profile = profileNamed(options.profile ?? '3.10');
		this.engine = new Engine(options.clock, options.random, profile, options.epoch ?? 0, options.trace);
		this.engine.consumerTimeout = options.consumerTimeout ?? this.engine.consumerTimeout;
		this.node = options.node ?? 'rabbit@warren';
		this.users = new Users(this.engine);
		this.vhosts = new VirtualHosts(this.engine, this.users);
		this.#store = options.store;
		this.#loopbackUsers = options.loopbackUsers ?? [];
		const stored = this.#store?.load();
		if (stored) this.engine.turn(() => recover(this, stored));
		else this.#begin();
	}

	/** A client has connected. Hand its bytes to `receive` of what comes back, and its end to `closed`. */
	connect(transport: Transport, peer: Peer): Connection {
		const connection = new Connection(this, ++this.engine.lastId.connection, transport, peer);
		this.connections.set(connection.id, connection);
		if (!this.accepting) this.engine.turn(() => connection.shutDown('stopped'));
		return connection;
	}

	/** What the node calls the cluster that it alone is. */
	get clusterName(): string {
		return String(this.globalParameters.get('cluster_name') ?? this.node);
	}

	/** Whether a port would be open. */
	get accepting(): boolean {
		return this.#running && this.#listening;
	}

	/** Whether new connections are let in while it runs. */
	get listening(): boolean {
		return this.#listening;
	}

	set listening(listening: boolean) {
		this.#setState(this.#running, listening);
	}

	/** False between `stop` and `start`: the node is there, but serves nobody. */
	get running(): boolean {
		return this.#running;
	}

	get plugins(): Plugins {
		return this.engine.plugins;
	}

	/** What an operator sees now. */
	snapshot(): BrokerSnapshot {
		return takeSnapshot(this.vhosts, this.connections.values());
	}

	/** Raises or clears a resource alarm: connections that publish are blocked while there is one (C32). */
	setAlarm(alarm: Alarm, raised: boolean): void {
		this.engine.turn(() => {
			const { engine } = this;
			if (!engine.alarms.set(alarm, raised)) return;
			if (engine.tracing) engine.emit({ type: 'alarm.changed', at: engine.clock.now(), alarm, raised });
			for (const connection of this.connections.values()) connection.alarmsChanged();
		});
	}

	/** Writes what must last to the store (P1). */
	save(): void {
		this.#store?.save(storedState(this));
	}

	/** Stops the node and starts it again at once: connections are closed, what is transient is lost (section 7). */
	restart(): void {
		this.stop();
		this.start();
	}

	/** Stops serving: connections are closed, what is transient is lost. Nobody is let in until `start`. */
	stop(): void {
		if (!this.#running) return;
		this.#setState(false, this.#listening);
		this.engine.turn(() => restart(this));
		this.save();
	}

	start(): void {
		this.#setState(true, this.#listening);
	}

	/** Forgets everything and begins anew, as a node does that was never used. */
	reset(): void {
		this.engine.turn(() => {
			for (const { name } of [...this.vhosts]) this.vhosts.delete(name);
			for (const { name } of [...this.users]) this.users.delete(name);
			this.globalParameters.clear();
			this.#begin();
		});
		this.save();
	}

	/** The user with this name and password, if it may connect from there. */
	authenticate(name: string, password: string, peer: Peer): User | null {
		if (this.#loopbackUsers.includes(name) && !LOOPBACK.includes(peer.host)) return null;
		return this.users.authenticate(name, password);
	}

	/** The virtual host, when there is room and the user may enter. Throws C18. */
	admit(user: User, name: string): VirtualHost {
		if (!this.vhosts.has(name)) throw notAllowed(`vhost ${name} not found`);
		const vhost = this.vhosts.get(name);
		const vhostLimit = vhost.limits?.['max-connections'] ?? -1;
		if (vhostLimit >= 0 && vhost.sessions.size >= vhostLimit)
			throw notAllowed(
				`access to vhost '${name}' refused for user '${user.name}': connection limit (${vhostLimit}) is reached`
			);
		const userLimit = user.limits['max-connections'] ?? -1;
		if (userLimit >= 0 && user.sessions.size >= userLimit)
			throw notAllowed(
				`connection refused for user '${user.name}': user connection limit (${userLimit}) is reached`
			);
		checkEntry(user, name);
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

	/** Of the node's name and time, so that it costs no randomness. */
	#clusterId(): string {
		const digest = sha256(encodeUtf8(`${this.node} ${this.engine.epoch}`)).subarray(0, 16);
		const letters = encodeBase64(digest).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
		return `rabbitmq-cluster-id-${letters}`;
	}

	#setState(running: boolean, listening: boolean): void {
		const before = this.accepting;
		this.#running = running;
		this.#listening = listening;
		if (this.accepting !== before) this.onAccepting(this.accepting);
	}

	#begin(): void {
		this.globalParameters.set('internal_cluster_id', this.#clusterId());
		this.vhosts.add('/').description = 'Default virtual host';
		const guest = this.users.add('guest', 'guest');
		guest.tags = ['administrator'];
		guest.permit('/', { configure: '.*', write: '.*', read: '.*' });
	}
}
