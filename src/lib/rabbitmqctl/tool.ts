/**
 * One of RabbitMQ's command line tools: finds the command on a line, checks the line against the table, runs it,
 * and puts its answer in the form that was asked for.
 */
import { OperatorError, type Broker } from '../broker';
import { EXIT, type Call, type Command, CommandError, type Files, type Invalid } from './command';
import { format, formatFailure, FORMATTER_NAMES, formatterNamed, isJson } from './formatters';
import { commandHelp, toolHelp, usage } from './help';
import { reportOf } from './operator-reports';
import { suggest } from './suggest';
import { unreachable } from './unreachable';
import { parseSwitches, type Aliases, type ParsedLine, type Switches } from './switches';

/** What a command line came to. */
export interface Result {
	/** Standard output. */
	readonly output: string;
	/** Standard error. */
	readonly error: string;
	readonly exitCode: number;
}

export interface Tool {
	readonly name: string;
	readonly commands: ReadonlyMap<string, Command>;
}

/** Options that every command takes. */
export const GENERAL_SWITCHES: Switches = {
	node: 'text',
	quiet: 'flag',
	silent: 'flag',
	'dry-run': 'flag',
	vhost: 'text',
	timeout: 'count',
	longnames: 'flag',
	formatter: 'text',
	printer: 'text',
	file: 'text',
	'script-name': 'text',
	'rabbitmq-home': 'text',
	'mnesia-dir': 'text',
	'plugins-dir': 'text',
	'enabled-plugins-file': 'text',
	'aliases-file': 'text',
	'erlang-cookie': 'text',
	help: 'flag',
	'print-stacktrace': 'flag'
};

export const GENERAL_ALIASES: Aliases = {
	p: 'vhost',
	n: 'node',
	q: 'quiet',
	s: 'silent',
	l: 'longnames',
	t: 'timeout',
	'?': 'help'
};

const textsOf = (tool: Tool) => Array.from(tool.commands.values(), ({ text }) => text);

function failed(exitCode: number, error: string, output = ''): Result {
	return { output, error: `${error}\n`, exitCode };
}

/** Runs a tool with the words that follow its name. */
export function runTool(tool: Tool, words: readonly string[], broker: Broker, files: Files): Result {
	if (words.length === 0) return failed(EXIT.usage, toolHelp(tool.name, textsOf(tool)));
	if (words.length === 1 && words[0] === '--help')
		return { output: `${toolHelp(tool.name, textsOf(tool))}\n`, error: '', exitCode: EXIT.ok };
	if (words[0] === '--version') return runTool(tool, ['version'], broker, files);
	const name = parseSwitches(words, GENERAL_SWITCHES, GENERAL_ALIASES).words[0] ?? '';
	const command = tool.commands.get(name);
	if (!command) return notFound(tool, name);
	return new Run(tool, command, words, broker, files).result();
}

function notFound(tool: Tool, name: string): Result {
	const help = toolHelp(tool.name, textsOf(tool));
	if (name === '') return failed(EXIT.usage, help);
	const close = suggest(name, tool.commands.keys());
	const sorry = `\nCommand '${name}' not found. \n`;
	return failed(EXIT.usage, close === null ? sorry + help : `${sorry}Did you mean '${close}'? \n`);
}

/** A line whose command is known. */
class Run {
	readonly #parsed: ParsedLine;
	readonly #call: Call;

	constructor(
		readonly tool: Tool,
		readonly command: Command,
		readonly line: readonly string[],
		broker: Broker,
		files: Files
	) {
		const switches = { ...GENERAL_SWITCHES, ...command.switches };
		this.#parsed = parseSwitches(line, switches, { ...GENERAL_ALIASES, ...command.aliases });
		const { words, options } = this.#parsed;
		const vhost = String(options['vhost'] ?? '/');
		this.#call = { broker, files, words: words.slice(1), options, vhost };
	}

	result(): Result {
		const { invalid, options } = this.#parsed;
		if (invalid.length > 0) return this.#invalid(badOptions(invalid));
		const { formatter } = options;
		if (formatter !== undefined && !FORMATTER_NAMES.includes(String(formatter)))
			return failed(1, noFormatter(String(formatter)));
		if (options['help'] === true)
			return { output: `${commandHelp(this.tool.name, this.command.text)}\n`, error: '', exitCode: EXIT.ok };
		const wrong = this.command.validate(this.#call);
		if (wrong) return this.#invalid(wrong);
		return this.#wrongNode() ?? this.#wrongState() ?? this.#run();
	}

	#run(): Result {
		const { options, broker } = this.#call;
		const formatter = formatterNamed(options['formatter']);
		const silent = options['silent'] === true;
		const quiet = silent || options['quiet'] === true || formatter.machineReadable;
		const banner = quiet ? null : this.command.banner(this.#call);
		const said = banner === null ? '' : `${banner}\n`;
		if (options['dry-run'] === true) return { output: said, error: '', exitCode: EXIT.ok };
		const headers = !silent && options['table-headers'] !== false;
		try {
			const outcome = broker.engine.turn(() => this.command.run(this.#call));
			return {
				output: said + format(outcome, formatter, { headers, node: broker.node }),
				error: '',
				exitCode: EXIT.ok
			};
		} catch (error) {
			const report = error instanceof OperatorError ? reportOf(error) : error;
			if (!(report instanceof CommandError)) throw report;
			if (report.forPrograms !== null && isJson(options['formatter']))
				return failed(EXIT.unavailable, formatFailure(report.forPrograms, broker.node), said);
			return failed(report.exitCode, report.message, said);
		}
	}

	/** There is no other node than ours. */
	#wrongNode(): Result | null {
		const { options, broker } = this.#call;
		const wanted = String(options['node'] ?? broker.node);
		const full = wanted.includes('@') ? wanted : `${wanted}@${broker.node.split('@')[1]}`;
		return full === broker.node ? null : failed(EXIT.unavailable, unreachable(full, broker.node));
	}

	#wrongState(): Result | null {
		const { needs } = this.command;
		const { running } = this.#call.broker;
		if (needs === 'nothing' || running === (needs === 'running')) return null;
		const [wanted, remedy] = running
			? ['stopped', "Stop it with 'rabbitmqctl stop_app'"]
			: ['running', "Start it with 'rabbitmqctl start_app'"];
		const reason = `this command requires the 'rabbit' app to be ${wanted} on the target node. ${remedy}.`;
		return this.#invalid({ reason, exitCode: EXIT.usage }, 'Error');
	}

	#invalid({ reason, exitCode }: Invalid, kind = 'Error (argument validation)'): Result {
		const own = usage(this.tool.name, this.command.text);
		return failed(exitCode, `${kind}: ${reason}\nArguments given:\n\t${this.line.join(' ')}\n${own}`);
	}
}

function badOptions(invalid: ParsedLine['invalid']): Invalid {
	const lines = invalid.map(([option, value]) => `${option} : ${value ?? ''}`);
	return { reason: ['Invalid options for this command:', ...lines].join('\n'), exitCode: EXIT.usage };
}

/** What the tools print for a formatter that they don't have: they fall over. */
function noFormatter(name: string): string {
	const module = name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
	return `** (ArgumentError) errors were found at the given arguments:

  * 1st argument: not an already existing atom

    :erlang.binary_to_existing_atom("Elixir.RabbitMQ.CLI.Formatters.${module}", :utf8)
    (rabbitmqctl 3.10.0-dev) lib/rabbitmq/cli/core/config.ex:168: RabbitMQ.CLI.Core.Config.get_formatter/2
    (rabbitmqctl 3.10.0-dev) lib/rabbitmq/cli/core/parser.ex:174: RabbitMQ.CLI.Core.Parser.parse_command_specific/3
    (rabbitmqctl 3.10.0-dev) lib/rabbitmq/cli/core/parser.ex:77: RabbitMQ.CLI.Core.Parser.parse/1
    (rabbitmqctl 3.10.0-dev) lib/rabbitmqctl.ex:58: RabbitMQCtl.exec_command/2
    (rabbitmqctl 3.10.0-dev) lib/rabbitmqctl.ex:31: RabbitMQCtl.main/1
    (elixir 1.14.0) lib/kernel/cli.ex:131: anonymous fn/3 in Kernel.CLI.exec_fun/2`;
}
