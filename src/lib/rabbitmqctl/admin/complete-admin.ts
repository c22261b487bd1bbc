/** What a line of `rabbitmqadmin` can go on with. */
import type { Broker } from '../../broker';
import { FORMAT_NAMES } from './formats';
import { LONG_OPTIONS } from './options';
import { ACTION_NAMES } from './run-admin';
import {
	CLOSABLE,
	DECLARABLE,
	DELETABLE,
	LISTABLE,
	MESSAGES,
	PURGABLE,
	SHOWABLE,
	type Arguments,
	type Listable
} from './subcommands';

/** What each action can be done to; what is only shown takes no arguments. */
const TYPES: Readonly<Record<string, Readonly<Record<string, Listable | Arguments>>>> = {
	list: LISTABLE,
	show: SHOWABLE,
	declare: DECLARABLE,
	delete: DELETABLE,
	close: CLOSABLE,
	purge: PURGABLE
};

const OPTIONS_WITH_VALUES = /^(-[cNHPVupUtfSd]|--(host|port|vhost|username|password|format|sort|depth))$/;

const argumentNames = ({ mandatory, optional }: Arguments): string[] =>
	[...mandatory.flat(), ...Object.keys(optional)].map((name) => `${name}=`);

/** Words that may follow those after the tool's name. */
export function completeAdmin(words: readonly string[], typed: string, broker: Broker): Iterable<string> {
	const last = words.at(-1) ?? '';
	if (last === '-f' || last === '--format') return FORMAT_NAMES;
	if (last === '-V' || last === '--vhost') return Array.from(broker.vhosts, ({ name }) => name);
	if (last === '-u' || last === '--username') return Array.from(broker.users, ({ name }) => name);
	if (typed.startsWith('-')) return LONG_OPTIONS;
	const [action, type] = words.filter(
		(word, index) => !word.startsWith('-') && !OPTIONS_WITH_VALUES.test(words[index - 1] ?? '')
	);
	if (action === undefined) return ACTION_NAMES;
	if (action === 'help') return ['subcommands', 'config'];
	if (action === 'publish' || action === 'get') return argumentNames(MESSAGES[action]);
	const types = TYPES[action];
	if (!types) return [];
	if (type === undefined) return Object.keys(types);
	const subcommand = types[type];
	return subcommand && 'mandatory' in subcommand ? argumentNames(subcommand) : [];
}
