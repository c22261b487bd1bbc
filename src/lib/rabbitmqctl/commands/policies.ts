/** Policies, and those of operators. */
import {
	validatePolicy,
	type ApplyTo,
	type PolicyDefinition,
	type PolicyList,
	type VirtualHost
} from '../../broker';
import { failure, type Behaviour, type Behaviours, type Call } from '../command';
import { listedNoMap } from '../crashes';
import { inspect } from '../elixir';
import { jsonArgument, jsonText } from '../json-argument';
import type { Row } from '../terms';

interface Kind {
	/** As in `Setting <what> "name" …`. */
	readonly what: string;
	/** As in `Listing <all> for vhost …`. */
	readonly all: string;
	/** What the node does with the text of one. */
	readonly parse: string;
	of(vhost: VirtualHost): PolicyList;
}

const POLICY: Kind = {
	what: 'policy',
	all: 'policies',
	parse: 'parse_set',
	of: (vhost) => vhost.policies
};
const OPERATOR: Kind = {
	what: 'operator policy override',
	all: 'operator policy overrides',
	parse: 'parse_set_op',
	of: (vhost) => vhost.operatorPolicies
};

/** Where the node falls over a definition that is no object. */
const places = ({ parse }: Kind): string =>
	`{:rabbit_policy, :parse_set0, 8, [file: 'rabbit_policy.erl', line: 329]}, {:rabbit_policy, :${parse}, 7, []}`;

function setPolicy(kind: Kind, { broker, words, options, vhost }: Call): void {
	const [name = '', pattern = '', text = ''] = words;
	const definition = jsonArgument(text);
	if (typeof definition !== 'object' || definition === null || Array.isArray(definition))
		throw failure(listedNoMap(inspect(definition), places(kind)));
	const applyTo = String(options['apply-to'] ?? 'all') as ApplyTo;
	const priority = Number(options['priority'] ?? 0);
	const policy = { name, pattern, definition: definition as PolicyDefinition, applyTo, priority };
	// The node looks at the policy before it looks for the host.
	if (!broker.vhosts.has(vhost)) validatePolicy(policy, kind === OPERATOR, broker.engine.profile);
	kind.of(broker.vhosts.get(vhost)).set(policy);
}

const setting = (kind: Kind): Behaviour => ({
	words: 3,
	switches: { priority: 'count', 'apply-to': 'text' },
	banner: ({ words: [name, pattern, definition], options, vhost }) =>
		`Setting ${kind.what} "${name}" for pattern "${pattern}" to "${definition}" with priority "${options['priority'] ?? 0}" for vhost "${vhost}" ...`,
	run(call) {
		setPolicy(kind, call);
		return null;
	}
});

const clearing = (kind: Kind): Behaviour => ({
	words: 1,
	banner: ({ words: [name], vhost }) =>
		`Clearing ${kind.what.replace(' override', '')} "${name}" on vhost "${vhost}" ...`,
	run({ broker, words: [name = ''], vhost }) {
		if (!broker.vhosts.has(vhost)) throw failure('Parameter does not exist');
		kind.of(broker.vhosts.get(vhost)).clear(name);
		return null;
	}
});

const listing = (kind: Kind): Behaviour => ({
	banner: ({ vhost }) => `Listing ${kind.all} for vhost "${vhost}" ...`,
	run({ broker, vhost }) {
		const rows = Array.from(kind.of(broker.vhosts.get(vhost)), (policy): Row => [
			['vhost', vhost],
			['name', policy.name],
			['pattern', policy.pattern],
			['apply-to', policy.applyTo],
			['definition', jsonText(policy.definition)],
			['priority', policy.priority]
		]);
		return { rows, streamed: false };
	}
});

export const POLICIES: Behaviours = {
	set_policy: setting(POLICY),
	clear_policy: clearing(POLICY),
	list_policies: listing(POLICY),
	set_operator_policy: setting(OPERATOR),
	clear_operator_policy: clearing(OPERATOR),
	list_operator_policies: listing(OPERATOR)
};
