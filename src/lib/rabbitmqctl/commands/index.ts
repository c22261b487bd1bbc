/** Every command of `rabbitmqctl` and `rabbitmq-plugins`: the table of texts, and what is behind them here. */
import { CommandError, EXIT, makeCommand, type Behaviour, type Behaviours, type Command } from '../command';
import { CTL_TEXTS, PLUGINS_TEXTS, type CommandText } from '../texts';
import type { Tool } from '../tool';
import { CLIENTS } from './clients';
import { DEFINITIONS } from './definitions';
import { EXCHANGES } from './exchanges';
import { helpBehaviours } from './help';
import { LIMITS } from './limits';
import { NODE } from './node';
import { PARAMETERS } from './parameters';
import { PERMISSIONS } from './permissions';
import { PLUGINS } from './plugins';
import { POLICIES } from './policies';
import { QUEUES } from './queues';
import { STATUS } from './status';
import { USERS } from './users';
import { VHOSTS } from './vhosts';

/** Real, but with nothing behind it here: clusters, files of the node, the Erlang machine. */
const outside = ({ name, usage }: CommandText): Behaviour => ({
	words: usage === name ? 0 : [0, Infinity],
	needs: 'nothing',
	run() {
		throw new CommandError(
			EXIT.unavailable,
			`'${name}' is a command of RabbitMQ's, but what it is about is not part of this simulator.`
		);
	}
});

/** The commands of a tool; those without a behaviour say that they are outside. */
export function makeTool(name: string, texts: readonly CommandText[], behaviours: Behaviours): Tool {
	const all: Behaviours = { ...behaviours, ...helpBehaviours(name, texts) };
	const commands = texts.map((text): [string, Command] => [
		text.name,
		makeCommand(text, all[text.name] ?? outside(text))
	]);
	return { name, commands: new Map(commands) };
}

export const RABBITMQCTL: Tool = makeTool('rabbitmqctl', CTL_TEXTS, {
	...USERS,
	...PERMISSIONS,
	...VHOSTS,
	...LIMITS,
	...POLICIES,
	...PARAMETERS,
	...QUEUES,
	...EXCHANGES,
	...CLIENTS,
	...DEFINITIONS,
	...NODE,
	...STATUS
});

export const RABBITMQ_PLUGINS: Tool = makeTool('rabbitmq-plugins', PLUGINS_TEXTS, PLUGINS);
