/** A command line to the tool that it names. */
import type { Broker } from '../broker';
import { runAdmin } from './admin';
import type { Files } from './command';
import { RABBITMQCTL, RABBITMQ_PLUGINS } from './commands';
import { runTool, type Result, type Tool } from './tool';

/** By name. */
export const TOOLS: ReadonlyMap<string, Tool> = new Map(
	[RABBITMQCTL, RABBITMQ_PLUGINS].map((tool) => [tool.name, tool])
);

/** What a shell says when there is no such program. */
const NOT_FOUND = 127;

/**
 * Runs a command line that a shell has taken apart: the tool's name first, or `sudo` before it. Exit codes are the
 * tools' own; 127 for a tool that is none.
 */
export function run(line: readonly string[], broker: Broker, files: Files): Result {
	const [name = '', ...words] = line[0] === 'sudo' ? line.slice(1) : line;
	const tool = TOOLS.get(name);
	if (tool) return runTool(tool, words, broker, files);
	if (name === 'rabbitmqadmin') return runAdmin(words, broker, files);
	return { output: '', error: `bash: ${name}: command not found\n`, exitCode: NOT_FOUND };
}
