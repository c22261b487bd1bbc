/**
 * What a typed line can go on with: names of tools, commands, options, columns, and of what is in the broker. From
 * the same table that parses and explains the commands.
 */
import type { Broker } from '../broker';
import { completeAdmin } from './admin';
import type { Command } from './command';
import { TOOLS } from './run';
import { GENERAL_SWITCHES, type Tool } from './tool';

export interface Completion {
	/** Where the word that is completed begins in the line. */
	readonly from: number;
	/** What it can become, in order; those that start with what is typed. */
	readonly words: readonly string[];
}

/** Names for a placeholder of a command's usage, such as `<username>`. */
type Names = (broker: Broker, vhost: string) => Iterable<string>;

const usersOf: Names = ({ users }) => Array.from(users, ({ name }) => name);
const vhostsOf: Names = ({ vhosts }) => Array.from(vhosts, ({ name }) => name);
const queuesOf: Names = ({ vhosts }, vhost) => (vhosts.has(vhost) ? vhosts.get(vhost).queues.keys() : []);
const exchangesOf: Names = ({ vhosts }, vhost) =>
	vhosts.has(vhost) ? vhosts.get(vhost).exchanges.keys() : [];
const policiesOf: Names = ({ vhosts }, vhost) =>
	vhosts.has(vhost) ? Array.from(vhosts.get(vhost).policies, ({ name }) => name) : [];
const operatorPoliciesOf: Names = ({ vhosts }, vhost) =>
	vhosts.has(vhost) ? Array.from(vhosts.get(vhost).operatorPolicies, ({ name }) => name) : [];

/** By placeholder, where it means the same in every command. */
const PLACEHOLDERS: Readonly<Record<string, Names>> = {
	'<username>': usersOf,
	'<vhost>': vhostsOf,
	'<queue>': queuesOf,
	'<queue_name>': queuesOf,
	'<exchange>': exchangesOf
};

/** By command and place, where only the command tells. */
const PLACES: Readonly<Record<string, readonly Names[]>> = {
	// What is new has no name yet.
	add_user: [() => []],
	add_vhost: [() => []],
	clear_policy: [policiesOf],
	set_policy: [policiesOf],
	clear_operator_policy: [operatorPoliciesOf],
	set_operator_policy: [operatorPoliciesOf],
	enable: [({ plugins }) => plugins.known.filter((name) => !plugins.isExplicit(name))],
	disable: [({ plugins }) => plugins.running],
	is_enabled: [({ plugins }) => plugins.known]
};

/** The words of a line so far, and the one that is being typed. Quotes count as letters. */
function split(line: string): { readonly before: readonly string[]; readonly typed: string } {
	const words = line.split(/\s+/);
	const typed = words.pop() ?? '';
	return { before: words.filter((word) => word !== '' && word !== 'sudo'), typed };
}

/** What `line` can go on with at `cursor`, which is its end unless said. */
export function complete(line: string, broker: Broker, cursor = line.length): Completion {
	const { before, typed } = split(line.slice(0, cursor));
	const words = [...new Set(candidates(before, typed, broker))].filter((word) => word.startsWith(typed));
	return { from: cursor - typed.length, words: words.sort() };
}

function candidates(before: readonly string[], typed: string, broker: Broker): Iterable<string> {
	const [name, ...words] = before;
	if (name === undefined) return [...TOOLS.keys(), 'rabbitmqadmin'];
	if (name === 'rabbitmqadmin') return completeAdmin(words, typed, broker);
	const tool = TOOLS.get(name);
	if (!tool) return [];
	const place = placeOf(tool, words);
	if (isVhostOption(words.at(-1))) return vhostsOf(broker, '/');
	if (typed.startsWith('-')) return optionsOf(place?.command ?? null);
	if (place === null) return tool.commands.keys();
	if (place.command.text.name === 'help') return tool.commands.keys();
	return namesFor(place.command, place.index, broker, vhostOf(words));
}

const isVhostOption = (word: string | undefined): boolean => word === '-p' || word === '--vhost';

function vhostOf(words: readonly string[]): string {
	const option = words.findIndex(isVhostOption);
	return option < 0 ? '/' : (words[option + 1] ?? '/');
}

/** The command of a line, and how many words it has already. */
function placeOf(
	tool: Tool,
	words: readonly string[]
): { readonly command: Command; readonly index: number } | null {
	const plain = words.filter((word, index) => !word.startsWith('-') && !isVhostOption(words[index - 1]));
	const command = tool.commands.get(plain[0] ?? '');
	return command ? { command, index: plain.length - 1 } : null;
}

function optionsOf(command: Command | null): string[] {
	const switches = { ...GENERAL_SWITCHES, ...command?.switches };
	return Object.keys(switches).map((name) => (name === 'table-headers' ? '--no-table-headers' : `--${name}`));
}

function namesFor({ text }: Command, index: number, broker: Broker, vhost: string): Iterable<string> {
	const own = PLACES[text.name];
	if (own) return (own[index] ?? own.at(-1)!)(broker, vhost);
	const columns = text.options?.find(([option]) => option === '<column>')?.[1];
	if (columns !== undefined) return columns.replace('must be one of ', '').split(', ');
	const places = text.usage.replace(/\[--\S+ <[^>]*>\]/g, '').match(/<[a-z_ ]+>/g) ?? [];
	return PLACEHOLDERS[places[index] ?? '']?.(broker, vhost) ?? [];
}
