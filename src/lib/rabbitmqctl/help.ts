/** What the tools say of themselves: the list of commands, one command's page, and the line of its usage. */
import type { CommandText } from './texts';

const bright = (text: string): string => `\x1b[1m${text}\x1b[0m`;

const GENERAL_OPTIONS = `${bright('General Options')}

The following options are accepted by most or all commands.

short            | long          | description
-----------------|---------------|--------------------------------
-?               | --help        | displays command help
-n <node>        | --node <node> | connect to node <node>
-l               | --longnames   | use long host names
-t               | --timeout <n> | for commands that support it, operation timeout in seconds
-q               | --quiet       | suppress informational messages
-s               | --silent      | suppress informational messages
                                 | and table header row
-p               | --vhost       | for commands that are scoped to a virtual host,
                 |               | virtual host to use
                 | --formatter   | alternative result formatter to use
                                 | if supported: json, pretty_table, table, csv, erlang
                                   not all commands support all (or any) alternative formatters.
`;

/** How the command is called. */
export function usage(tool: string, { usage: own, timeout }: CommandText): string {
	const end = timeout ? ' [--timeout <timeout>]' : '';
	return `\n${bright('Usage')}\n\n${tool} [--node <node>] [--longnames] [--quiet] ${own}${end}`;
}

/** Everything about one command. */
export function commandHelp(tool: string, text: CommandText): string {
	const { description, options = [], guides = [] } = text;
	const parts = [usage(tool, text)];
	if (description !== '') parts.push(`${description}.\n`);
	if (options.length > 0) {
		const items = options.map(([option, explanation]) => `${option}\n\t${explanation}\n`);
		parts.push([`${bright('Arguments and Options')}\n`, ...items].join('\n'));
	}
	if (guides.length > 0) {
		const items = guides.map((guide) => ` * https://rabbitmq.com/${guide}.html\n`);
		parts.push([`${bright('Relevant Doc Guides')}\n`, ...items].join('\n'));
	}
	return [...parts, GENERAL_OPTIONS].join('\n\n');
}

/** All commands, each with a line, under their headings. */
export function commandList(texts: readonly CommandText[]): string {
	const width = Math.max(...texts.map(({ name }) => name.length));
	const sections = new Map<string, string[]>();
	for (const { section, name, description } of texts) {
		const lines = sections.get(section) ?? [];
		lines.push(`   ${name.padEnd(width)}  ${description}\n`);
		sections.set(section, lines);
	}
	return Array.from(sections, ([section, lines]) => `\n${bright(section)}:\n\n${lines.join('')}`).join('');
}

/** What a tool says when it is called without a command. */
export function toolHelp(tool: string, texts: readonly CommandText[]): string {
	const call = `${tool} [--node <node>] [--timeout <timeout>] [--longnames] [--quiet] <command> [<command options>]`;
	const end = `Use '${tool} help <command>' to learn more about a specific command`;
	return `\n${bright('Usage')}\n\n${call}\n\nAvailable commands:\n${commandList(texts)}\n${end}`;
}
