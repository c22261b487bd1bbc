/** How much users and virtual hosts may have. */
import type { User, VirtualHost } from '../../broker';
import { failure, type Behaviours, type Outcome } from '../command';
import { listedNoMap, mergedNoMap } from '../crashes';
import { inspect } from '../elixir';
import { jsonArgument, jsonText } from '../json-argument';
import { isRecord, limitProblem } from '../limit-checks';
import type { Row } from '../terms';
import { clearVirtualHostLimits, setVirtualHostLimits } from '../vhost-limits';
import { checkUser } from './users';

function limitsText(limits: object): string {
	return jsonText(Object.fromEntries(Object.entries(limits).sort()));
}

function limitRow(what: string, name: string, limits: object): Row {
	return [
		[what, name],
		['limits', limitsText(limits)]
	];
}

const isEmpty = (limits: object): boolean => Object.keys(limits).length === 0;

/** Those that have any. */
function userRows(users: Iterable<User>): Row[] {
	return [...users]
		.filter(({ limits }) => !isEmpty(limits))
		.map(({ name, limits }) => limitRow('user', name, limits));
}

/** Those that have been set, if only to none. */
function virtualHostRows(vhosts: Iterable<VirtualHost>): Row[] {
	return [...vhosts].flatMap(({ name, limits }) =>
		limits === null ? [] : [limitRow('vhost', name, limits)]
	);
}

/** Without rows, an empty line is printed. */
const listOf = (rows: readonly Row[]): Outcome => ({ streamed: rows.length > 0, rows });

/** Where the node falls over limits that are no object. */
const PLACE = `{:rabbit_vhost_limit, :parse_set, 3, [file: 'rabbit_vhost_limit.erl', line: 149]}`;

export const LIMITS: Behaviours = {
	set_user_limits: {
		words: 2,
		banner: ({ words: [name, limits] }) => `Setting user limits to "${limits}" for user "${name}" ...`,
		run(call) {
			const [name = '', text = ''] = call.words;
			const limits = jsonArgument(text);
			checkUser(call);
			const problem = limitProblem(limits, ['max-connections', 'max-channels'], 'user-limits');
			if (problem !== null) throw failure(problem);
			if (!isRecord(limits)) throw failure(mergedNoMap(inspect(limits)));
			const user = call.broker.users.get(name);
			user.limits = { ...user.limits, ...limits };
			return null;
		}
	},
	clear_user_limits: {
		words: 2,
		banner: ({ words: [name, limit] }) =>
			`Clearing ${limit === 'all' ? 'all limits' : `"${limit}" limit`} for user "${name}" ...`,
		run(call) {
			checkUser(call);
			const [name = '', limit] = call.words;
			const user = call.broker.users.get(name);
			const kept = Object.entries(user.limits).filter(([key]) => limit !== 'all' && key !== limit);
			user.limits = Object.fromEntries(kept);
			return null;
		}
	},
	list_user_limits: {
		switches: { user: 'text', global: 'flag' },
		banner: ({ options: { user = 'guest', global } }) =>
			global === true ? 'Listing limits for all users ...' : `Listing limits for user "${user}" ...`,
		run(call) {
			const { broker, options } = call;
			if (options['global'] === true) return listOf(userRows(broker.users));
			const name = String(options['user'] ?? 'guest');
			checkUser({ ...call, words: [name] });
			return { term: limitsText(broker.users.get(name).limits) };
		}
	},
	set_vhost_limits: {
		words: 1,
		banner: ({ words: [limits], vhost }) => `Setting vhost limits to "${limits}" for vhost "${vhost}" ...`,
		run({ broker, words: [text = ''], vhost }) {
			const limits = jsonArgument(text);
			if (!isRecord(limits)) throw failure(listedNoMap(inspect(limits), PLACE));
			setVirtualHostLimits(broker, vhost, limits);
			return null;
		}
	},
	clear_vhost_limits: {
		banner: ({ vhost }) => `Clearing vhost "${vhost}" limits ...`,
		run({ broker, vhost }) {
			clearVirtualHostLimits(broker, vhost);
			return null;
		}
	},
	list_vhost_limits: {
		switches: { global: 'flag' },
		banner: ({ options, vhost }) =>
			options['global'] === true
				? 'Listing limits for all vhosts ...'
				: `Listing limits for vhost "${vhost}" ...`,
		run({ broker, options, vhost }) {
			if (options['global'] === true) return listOf(virtualHostRows(broker.vhosts));
			const { limits } = broker.vhosts.get(vhost);
			if (limits === null || isEmpty(limits)) return listOf([]);
			return { term: limitsText(limits) };
		}
	}
};
