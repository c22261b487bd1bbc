/** Users and what they may do (A1–A5). */

export type Access = 'configure' | 'write' | 'read';

/** What a user may do in one virtual host: patterns sought in names (A1). */
export type Permission = Readonly<Record<Access, string>>;

export class User {
	readonly permissions = new Map<string, Permission>();
	tags: readonly string[] = [];
	/** Changes whenever the user's permissions do. */
	rights = 0;

	constructor(
		readonly name: string,
		public password: string
	) {}

	permit(vhost: string, permission: Permission | null): void {
		if (permission === null) this.permissions.delete(vhost);
		else this.permissions.set(vhost, permission);
		this.rights++;
	}

	/** Whether the user may open the virtual host at all. */
	mayEnter(vhost: string): boolean {
		return this.permissions.has(vhost);
	}

	/** Whether a pattern of the user's permission is found in the name. The default exchange is `amq.default`. */
	may(access: Access, vhost: string, name: string): boolean {
		const pattern = this.permissions.get(vhost)?.[access];
		if (pattern === undefined) return false;
		return new RegExp(pattern === '' ? '^$' : pattern, 'u').test(name === '' ? 'amq.default' : name);
	}
}
