/** `rabbitmq-plugins`: which plugins there are, and which run. */
import { compilePattern, PatternError, type Broker, type Pattern, type Plugins } from '../../broker';
import {
	badArgument,
	EXIT,
	failure,
	NOT_ENOUGH,
	type Behaviour,
	type Behaviours,
	type Call,
	type Invalid,
	type Outcome
} from '../command';
import { atom, Entries, type Term } from '../terms';
import { NODE } from './node';

/** Where a change is made: on the running node, or in its file. */
const WHERE = { online: 'flag', offline: 'flag' } as const;

function whereProblem({ options }: Call): Invalid | null {
	return options['online'] === true && options['offline'] === true
		? badArgument(': Cannot set both online and offline')
		: null;
}

/** Wants names of plugins, or `--all` and none. */
function namesProblem(call: Call): Invalid | null {
	const all = call.options['all'] === true;
	if (all && call.words.length > 0) return badArgument(': Cannot set both --all and a list of plugins');
	if (!all && call.words.length === 0) return NOT_ENOUGH;
	return whereProblem(call);
}

const indented = (names: readonly string[]): string[] => names.map((name) => `  ${name}`);

function configured({ running }: Plugins): string[] {
	if (running.length === 0) return ['All plugins have been disabled.'];
	return ['The following plugins have been configured:', ...indented(running)];
}

/** What a change of plugins is answered with: what is configured, and what came of it. */
function report({ node, plugins }: Broker, came: readonly string[]): Outcome {
	return {
		term: [...configured(plugins), `Applying plugin configuration to ${node}...`, ...came].join('\n')
	};
}

function moved(what: 'enabled' | 'disabled', verb: string, names: readonly string[]): string[] {
	if (names.length === 0) return ['Plugin configuration unchanged.'];
	const list = [`The following plugins have been ${what}:`, ...indented(names)];
	return [...list, '', `${verb} ${names.length} plugins.`];
}

function checkKnown(plugins: Plugins, names: readonly string[]): void {
	const unknown = names.filter((name) => plugins.info(name) === null);
	if (unknown.length === 0) return;
	const list = unknown.map((name) => `:${/^\w+$/.test(name) ? name : `"${name}"`}`).join(', ');
	throw failure(`{:plugins_not_found, [${list}]}`, EXIT.software);
}

const enable: Behaviour = {
	words: [0, Infinity],
	needs: 'nothing',
	switches: { all: 'flag', ...WHERE },
	validate: namesProblem,
	banner: ({ broker, words, options }) =>
		options['all'] === true
			? `Enabling ALL plugins on node ${broker.node}`
			: [`Enabling plugins on node ${broker.node}:`, ...words].join('\n'),
	run({ broker, words, options }) {
		const { plugins } = broker;
		const names = options['all'] === true ? plugins.known : words;
		checkKnown(plugins, names);
		const started = names.flatMap((name) => plugins.enable(name)).sort();
		return report(broker, moved('enabled', 'started', started));
	}
};

const disable: Behaviour = {
	words: [0, Infinity],
	needs: 'nothing',
	switches: { all: 'flag', ...WHERE },
	validate: namesProblem,
	banner: ({ broker, words, options }) =>
		options['all'] === true
			? `Disabling ALL plugins on node ${broker.node}`
			: [`Disabling plugins on node ${broker.node}:`, ...words].join('\n'),
	run({ broker, words, options }) {
		const { plugins } = broker;
		const names = options['all'] === true ? plugins.running : words;
		const stopped = names.flatMap((name) => plugins.disable(name)).sort();
		return report(broker, moved('disabled', 'stopped', stopped));
	}
};

const set: Behaviour = {
	words: [0, Infinity],
	needs: 'nothing',
	switches: WHERE,
	validate: whereProblem,
	banner: ({ broker, words }) => [`Enabling plugins on node ${broker.node}:`, ...words].join('\n'),
	run({ broker, words }) {
		const { plugins } = broker;
		checkKnown(plugins, words);
		const before = plugins.running;
		for (const name of before) plugins.disable(name);
		for (const name of words) plugins.enable(name);
		const started = plugins.running.filter((name) => !before.includes(name)).length;
		const stopped = before.filter((name) => !plugins.isRunning(name)).length;
		const came = [];
		if (started > 0) came.push(`started ${started} plugins`);
		if (stopped > 0) came.push(`stopped ${stopped} plugins`);
		return report(broker, [`${came.join(' and ') || 'nothing to do'}.`]);
	}
};

const isEnabled: Behaviour = {
	words: [1, Infinity],
	needs: 'nothing',
	switches: WHERE,
	validate: whereProblem,
	banner: ({ broker, words }) =>
		`Asking node ${broker.node} if ${words.length === 1 ? `plugin ${words[0]} is` : `plugins ${words.join(', ')} are`} enabled...`,
	run({ broker: { plugins, node }, words }) {
		const missing = words.filter((name) => !plugins.isRunning(name));
		const some = missing.length > 0 ? missing : words;
		const subject = some.length === 1 ? `Plugin ${some[0]} is` : `Plugins ${some.join(', ')} are`;
		if (missing.length === 0) return { term: `${subject} enabled on node ${node}` };
		const enabled = plugins.running.join(', ');
		throw failure(`${subject} not enabled on node ${node}. Enabled plugins and dependencies: ${enabled}`);
	}
};

/** As a bare term, an Erlang string is a list of numbers. */
const characters = (text: string): Term => Array.from(text, (letter) => letter.charCodeAt(0));

function listed({ broker, words: [pattern = '.*'], options }: Call): string[] {
	const matches = sought(pattern);
	const { plugins } = broker;
	return plugins.known.filter((name) => {
		if (!matches.test(name)) return false;
		if (options['enabled'] === true) return plugins.isRunning(name);
		return options['implicitly-enabled'] !== true || plugins.isExplicit(name);
	});
}

function sought(pattern: string): Pattern {
	try {
		return compilePattern(pattern);
	} catch (error) {
		if (!(error instanceof PatternError)) throw error;
		throw failure(`{:badmatch, {:error, {'${error.reason}', ${error.place}}}}\n`, EXIT.software);
	}
}

function details({ broker }: Call, name: string): string {
	const { description, needs } = broker.plugins.info(name)!;
	const { version } = broker.engine.profile;
	return `     Version:     \t${version}\n     Dependencies:\t[${needs.join(', ')}]\n     Description: \t${description}`;
}

function state(plugins: Plugins, name: string): string {
	if (plugins.isExplicit(name)) return '[E*]';
	return plugins.isRunning(name) ? '[e*]' : '[  ]';
}

function listAsText(call: Call, names: readonly string[]): Outcome {
	const { broker, options } = call;
	const legend = [
		' Configured: E = explicitly enabled; e = implicitly enabled',
		` | Status: * = running on ${broker.node}`,
		' |/'
	];
	const quiet = options['quiet'] === true || options['silent'] === true;
	const width = Math.max(...names.map((name) => name.length));
	const lines = names.map((name) => {
		const start = `${state(broker.plugins, name)} ${name}`;
		if (options['verbose'] === true) return `${start}\n${details(call, name)}`;
		return `${start.padEnd(width + 5)} ${broker.engine.profile.version}`;
	});
	const all = quiet ? lines : [...legend, ...lines];
	return all.length === 0 ? null : { term: all.join('\n') };
}

function listAsTerm({ broker, options }: Call, names: readonly string[]): Outcome {
	const { plugins } = broker;
	const version = characters(broker.engine.profile.version);
	const minimal = options['minimal'] === true;
	const items = names.map((name): Term => {
		if (minimal) return new Entries([['name', name]]);
		const running = plugins.isRunning(name);
		const enabled = plugins.isExplicit(name) ? 'enabled' : running ? 'implicit' : 'not_enabled';
		return new Entries([
			['enabled', atom(enabled)],
			['name', name],
			['running', running],
			['running_version', running ? version : atom('undefined')],
			['version', version]
		]);
	});
	const format = minimal ? 'minimal' : options['verbose'] === true ? 'verbose' : 'normal';
	return {
		term: new Entries([
			['format', atom(format)],
			['plugins', items],
			['status', atom('running')]
		])
	};
}

const list: Behaviour = {
	words: [0, 1],
	needs: 'nothing',
	switches: { verbose: 'flag', minimal: 'flag', enabled: 'flag', 'implicitly-enabled': 'flag' },
	aliases: { v: 'verbose', m: 'minimal', e: 'enabled', E: 'implicitly-enabled' },
	banner: ({ words: [pattern = '.*'] }) => `Listing plugins with pattern "${pattern}" ...`,
	run(call) {
		const names = listed(call);
		if (call.options['formatter'] === 'json') return listAsTerm(call, names);
		if (call.options['minimal'] !== true) return listAsText(call, names);
		return names.length === 0 ? null : { term: names.join('\n') };
	}
};

export const PLUGINS: Behaviours = {
	list,
	enable,
	disable,
	set,
	is_enabled: isEnabled,
	version: NODE['version']!
};
