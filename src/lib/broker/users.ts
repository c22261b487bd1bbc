/** Users: who they are, what they may do where (A1–A6), and how many connections and channels they may have. */
import type { Engine } from './engine';
import { OperatorError } from './operator-error';
import { hashPassword, passwordMatches } from './password';
import { compilePattern, type Pattern } from './pattern';
import type { Session } from './session';
import type { PermissionSet, TopicPermissionSet } from './trace';

export type Access = 'configure' | 'write' | 'read';

/** What a user may do in one virtual host: patterns sought in names; an empty one finds only the empty name (A1). */
export type Permission = Readonly<Record<Access, string>>;

/** Patterns for routing keys of one topic exchange (A4); may contain {username} and {vhost}. */
export type TopicPermission = Readonly<Record<'write' | 'read', string>>;

export interface UserLimits {
	readonly 'max-connections'?: number;
	readonly 'max-channels'?: number;
}

type Patterns = Readonly<Record<Access, Pattern>>;

export class User {
	passwordHash = '';
	tags: readonly string[] = [];
	limits: UserLimits = {};
	/** What the user has open. */
	readonly sessions = new Set<Session>();
	/** By virtual host. */
	readonly permissions = new Map<string, Permission>();
	/** By virtual host, then exchange. */
	readonly topicPermissions = new Map<string, Map<string, TopicPermission>>();
	readonly #patterns = new Map<string, Patterns>();
	/** Of topic permissions, by what they come to for this user. */
	readonly #topicPatterns = new Map<string, Pattern>();

	constructor(
		readonly name: string,
		readonly engine: Engine
	) {}

	/** Throws OperatorError for a pattern that is none. */
	permit(vhost: string, permission: Permission): void {
		this.#patterns.set(vhost, {
			configure: seek(permission.configure),
			write: seek(permission.write),
			read: seek(permission.read)
		});
		this.permissions.set(vhost, permission);
		this.#changed({ type: 'permission.set', vhost, permission });
	}

	forbid(vhost: string): void {
		if (!this.permissions.delete(vhost)) return;
		this.#patterns.delete(vhost);
		this.#changed({ type: 'permission.set', vhost, permission: null });
	}

	/** Throws OperatorError for a pattern that is none. */
	permitTopic(vhost: string, exchange: string, permission: TopicPermission): void {
		seek(permission.write);
		seek(permission.read);
		const exchanges = this.topicPermissions.get(vhost) ?? new Map<string, TopicPermission>();
		this.topicPermissions.set(vhost, exchanges.set(exchange, permission));
		this.#changed({ type: 'topic-permission.set', vhost, exchange, permission });
	}

	/** Without an exchange, for all of them. */
	clearTopic(vhost: string, exchange?: string): void {
		const exchanges = this.topicPermissions.get(vhost);
		const cleared =
			exchange === undefined ? this.topicPermissions.delete(vhost) : exchanges?.delete(exchange);
		if (!cleared) return;
		this.#changed({ type: 'topic-permission.set', vhost, exchange: exchange ?? null, permission: null });
	}

	/** Whether the user may open the virtual host at all. */
	mayEnter(vhost: string): boolean {
		return this.permissions.has(vhost);
	}

	/** Whether a permission's pattern is found in the name. The default exchange goes by `amq.default`. */
	may(access: Access, vhost: string, name: string): boolean {
		return this.#patterns.get(vhost)?.[access].test(name) ?? false;
	}

	/** Whether a topic exchange's key is allowed; without an entry every key is. */
	mayTopic(access: 'write' | 'read', vhost: string, exchange: string, routingKey: string): boolean {
		const pattern = this.topicPermissions.get(vhost)?.get(exchange)?.[access];
		if (pattern === undefined) return true;
		const filled = pattern.replaceAll('{username}', this.name).replaceAll('{vhost}', vhost);
		const known = this.#topicPatterns.get(filled);
		if (known) return known.test(routingKey);
		const compiled = seek(filled);
		this.#topicPatterns.set(filled, compiled);
		return compiled.test(routingKey);
	}

	#changed(event: Change): void {
		const { engine, name } = this;
		this.#topicPatterns.clear();
		if (engine.tracing) engine.emit({ ...event, at: engine.clock.now(), user: name });
	}
}

type Change = Omit<PermissionSet, 'at' | 'user'> | Omit<TopicPermissionSet, 'at' | 'user'>;

function seek(pattern: string): Pattern {
	return compilePattern(pattern === '' ? '^$' : pattern);
}

/** All users of a node, as an operator keeps them. */
export class Users {
	readonly #byName = new Map<string, User>();

	constructor(readonly engine: Engine) {}

	[Symbol.iterator](): Iterator<User> {
		return this.#byName.values();
	}

	has(name: string): boolean {
		return this.#byName.has(name);
	}

	/** Throws OperatorError `no-such-user`. */
	get(name: string): User {
		const user = this.#byName.get(name);
		if (!user) throw new OperatorError('no-such-user', `User "${name}" does not exist`);
		return user;
	}

	/** Throws OperatorError `user-exists`. */
	add(name: string, password: string): User {
		if (this.has(name)) throw new OperatorError('user-exists', `User "${name}" already exists`);
		return this.put(name, hashPassword(password, this.engine.random));
	}

	/** Takes a user with the hash that another node made (F2). */
	put(name: string, passwordHash: string): User {
		const user = this.#byName.get(name) ?? this.#create(name);
		user.passwordHash = passwordHash;
		return user;
	}

	/** Closes the user's connections (C35). */
	delete(name: string): void {
		const user = this.get(name);
		const { engine } = this;
		this.#byName.delete(name);
		engine.turn(() => {
			if (engine.tracing) engine.emit({ type: 'user.deleted', at: engine.clock.now(), user: name });
			for (const session of [...user.sessions]) session.force(`user '${name}' is deleted`);
		});
	}

	changePassword(name: string, password: string): void {
		this.get(name).passwordHash = hashPassword(password, this.engine.random);
	}

	/** Lets nobody log in as the user until it has a password again. */
	clearPassword(name: string): void {
		this.get(name).passwordHash = '';
	}

	/** The user with this name and password; a blank one opens nothing. */
	authenticate(name: string, password: string): User | null {
		const user = this.#byName.get(name);
		return user && password !== '' && passwordMatches(password, user.passwordHash) ? user : null;
	}

	#create(name: string): User {
		const { engine } = this;
		const user = new User(name, engine);
		this.#byName.set(name, user);
		if (engine.tracing) engine.emit({ type: 'user.added', at: engine.clock.now(), user: name });
		return user;
	}
}
