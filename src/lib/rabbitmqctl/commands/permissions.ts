/** What users may do, by virtual host and by topic exchange. */
import { compilePattern, PatternError, type Permission, type User } from '../../broker';
import { CommandError, EXIT, type Behaviours, type Call } from '../command';
import { inspect, inspectCharacters } from '../elixir';
import { invalidPattern } from '../operator-reports';
import type { Row } from '../terms';
import { checkUser } from './users';

function absent(what: string, exitCode: number): CommandError {
	const reason = `${what} does not exist`;
	return new CommandError(exitCode, `Error:\n${reason}`, reason);
}

/** The user a permission is about. The user is looked for first, then the host; both are named without quotes. */
function grantee({ broker, words: [name = ''], vhost }: Call): User {
	if (!broker.users.has(name)) throw absent(`User ${name}`, EXIT.noUser);
	if (!broker.vhosts.has(vhost)) throw absent(`Virtual host ${vhost}`, EXIT.unavailable);
	return broker.users.get(name);
}

function permissionRow(permission: Permission): Row {
	const { configure, write, read } = permission;
	return Object.entries({ configure, write, read });
}

function topicRows(user: User, vhost: string): Row[] {
	return Array.from(user.topicPermissions.get(vhost) ?? [], ([exchange, { write, read }]) =>
		Object.entries({ exchange, write, read })
	);
}

/** What a node's log says with a line of its own is shown by the tool as well. */
function logged({ broker: { engine } }: Call, warning: string): string {
	const now = engine.epoch + engine.clock.now();
	const part = (unit: number, count: number, width = 2) =>
		String(Math.floor(now / unit) % count).padStart(width, '0');
	const time = `${part(3_600_000, 24)}:${part(60_000, 60)}:${part(1000, 60)}.${part(1, 1000, 3)}`;
	return `\n${time} [warning] ${warning}`;
}

/** Patterns are looked at before the user is; `what` is to be set, `kept` shows a pattern as the node keeps it. */
function checkPatterns(
	call: Call,
	patterns: Iterable<string>,
	what: string,
	kept: (text: string) => string
): void {
	const { words, vhost } = call;
	try {
		for (const pattern of patterns) compilePattern(pattern);
	} catch (error) {
		if (!(error instanceof PatternError)) throw error;
		const warning = `Failed to set ${what} for '${words[0]}' in virtual host '${vhost}': ${error.message}`;
		const report = `${logged(call, warning)}\nError:\n${invalidPattern(error, kept)}`;
		throw new CommandError(EXIT.unavailable, report);
	}
}

export const PERMISSIONS: Behaviours = {
	set_permissions: {
		words: 4,
		banner: ({ words: [name], vhost }) => `Setting permissions for user "${name}" in vhost "${vhost}" ...`,
		run(call) {
			const [, configure = '', write = '', read = ''] = call.words;
			checkPatterns(call, [configure, write, read], 'permissions', inspectCharacters);
			grantee(call).permit(call.vhost, { configure, write, read });
			return null;
		}
	},
	clear_permissions: {
		words: 1,
		banner: ({ words: [name], vhost }) => `Clearing permissions for user "${name}" in vhost "${vhost}" ...`,
		run(call) {
			grantee(call).forbid(call.vhost);
			return null;
		}
	},
	list_permissions: {
		banner: ({ vhost }) => `Listing permissions for vhost "${vhost}" ...`,
		run({ broker, vhost }) {
			broker.vhosts.get(vhost);
			const rows = [...broker.users].flatMap((user): Row[] => {
				const permission = user.permissions.get(vhost);
				return permission ? [[['user', user.name], ...permissionRow(permission)]] : [];
			});
			return { rows, streamed: false };
		}
	},
	list_user_permissions: {
		words: 1,
		banner: ({ words: [name] }) => `Listing permissions for user "${name}" ...`,
		run(call) {
			checkUser(call);
			const { permissions } = call.broker.users.get(call.words[0]!);
			const rows = Array.from(permissions, ([vhost, permission]): Row => [
				['vhost', vhost],
				...permissionRow(permission)
			]);
			return { rows, streamed: false };
		}
	},
	set_topic_permissions: {
		words: 4,
		banner: ({ words: [name, exchange], vhost }) =>
			`Setting topic permissions on "${exchange}" for user "${name}" in vhost "${vhost}" ...`,
		run(call) {
			const [, exchange = '', write = '', read = ''] = call.words;
			checkPatterns(call, [write, read], `topic permissions on exchange '${exchange}'`, inspect);
			grantee(call).permitTopic(call.vhost, exchange, { write, read });
			return null;
		}
	},
	clear_topic_permissions: {
		words: [1, 2],
		banner: ({ words: [name, exchange], vhost }) =>
			`Clearing topic permissions ${exchange === undefined ? '' : `on "${exchange}" `}for user "${name}" in vhost "${vhost}" ...`,
		run(call) {
			grantee(call).clearTopic(call.vhost, call.words[1]);
			return null;
		}
	},
	list_topic_permissions: {
		banner: ({ vhost }) => `Listing topic permissions for vhost "${vhost}" ...`,
		run({ broker, vhost }) {
			broker.vhosts.get(vhost);
			const rows = [...broker.users].flatMap((user) =>
				topicRows(user, vhost).map((row): Row => [['user', user.name], ...row])
			);
			return { rows, streamed: false };
		}
	},
	list_user_topic_permissions: {
		words: 1,
		banner: ({ words: [name] }) => `Listing topic permissions for user "${name}" ...`,
		run(call) {
			checkUser(call);
			const user = call.broker.users.get(call.words[0]!);
			const rows = [...user.topicPermissions.keys()].flatMap((vhost) =>
				topicRows(user, vhost).map((row): Row => [['vhost', vhost], ...row])
			);
			return { rows, streamed: false, headless: true };
		}
	}
};
