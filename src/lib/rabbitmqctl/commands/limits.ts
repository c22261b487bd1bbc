/** How much users and virtual hosts may have. */
import type { UserLimits } from '../../broker';
import { failure, type Behaviours } from '../command';
import { jsonArgument, jsonText } from '../json-argument';
import { limitProblem } from '../limit-checks';
import type { Row } from '../terms';
import { clearVirtualHostLimits, setVirtualHostLimits } from '../vhost-limits';
import { checkUser } from './users';

interface Limited {
	readonly name: string;
	readonly limits: object;
}

function limitsText(limits: object): string {
	return jsonText(Object.fromEntries(Object.entries(limits).sort()));
}

/** Those that have any. */
function limitRows(what: string, owners: Iterable<Limited>): Row[] {
	return [...owners]
		.filter(({ limits }) => Object.keys(limits).length > 0)
		.map(({ name, limits }) => [
			[what, name],
			['limits', limitsText(limits)]
		]);
}

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
			const user = call.broker.users.get(name);
			user.limits = { ...user.limits, ...(limits as UserLimits) };
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
			if (options['global'] === true) return { streamed: true, rows: limitRows('user', broker.users) };
			const name = String(options['user'] ?? 'guest');
			checkUser({ ...call, words: [name] });
			return { term: limitsText(broker.users.get(name).limits) };
		}
	},
	set_vhost_limits: {
		words: 1,
		banner: ({ words: [limits], vhost }) => `Setting vhost limits to "${limits}" for vhost "${vhost}" ...`,
		run({ broker, words: [text = ''], vhost }) {
			setVirtualHostLimits(broker.vhosts.get(vhost), jsonArgument(text));
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
			if (options['global'] === true) {
				const rows = limitRows('vhost', broker.vhosts);
				return rows.length === 0 ? { term: '' } : { streamed: true, rows };
			}
			const { limits } = broker.vhosts.get(vhost);
			return { term: Object.keys(limits).length === 0 ? '' : limitsText(limits) };
		}
	}
};
