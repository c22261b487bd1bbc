/** What a command of RabbitMQ's tools is, what it may answer, and how it fails. */
import type { Broker } from '../broker';
import type { Aliases, OptionValue, Switches } from './switches';
import type { Row, Term } from './terms';
import type { CommandText } from './texts';

/** Exit codes, after sysexits(3). */
export const EXIT = {
	ok: 0,
	usage: 64,
	data: 65,
	noUser: 67,
	unavailable: 69,
	software: 70,
	tempfail: 75
} as const;

/** Where the tools write and read; paths are as typed. */
export interface Files {
	read(path: string): string | null;
	write(path: string, text: string): void;
}

/** What a command is called with. */
export interface Call {
	readonly broker: Broker;
	readonly files: Files;
	readonly words: readonly string[];
	readonly options: Readonly<Record<string, OptionValue>>;
	/** `-p`, or `/`. */
	readonly vhost: string;
}

/** What is wrong with a command line; 65 for bad arguments, else 64. */
export interface Invalid {
	readonly reason: string;
	readonly exitCode: number;
}

/**
 * Null is bare success. Rows are a listing; `streamed` ones print nothing when there are none, `headless` ones never a
 * header. A term may be bare text; to programs it comes with success where it is the node's own `answer`, and `with`
 * what else the tool tells them.
 */
export type Outcome =
	| null
	| { readonly term: Term; readonly answer?: true; readonly with?: readonly (readonly [string, Term])[] }
	| { readonly rows: readonly Row[]; readonly streamed: boolean; readonly headless?: true };

export interface Command {
	readonly text: CommandText;
	/** Options besides the general ones. */
	readonly switches: Switches;
	readonly aliases: Aliases;
	/** Whether the broker application must run, must not, or doesn't matter. */
	readonly needs: 'running' | 'stopped' | 'nothing';
	validate(call: Call): Invalid | null;
	/** What is printed before it begins. */
	banner(call: Call): string | null;
	/** Throws CommandError and OperatorError. */
	run(call: Call): Outcome;
}

/** A command that failed, in the words that go to standard error. */
export class CommandError extends Error {
	override readonly name = 'CommandError';

	constructor(
		readonly exitCode: number,
		message: string,
		/** What a program is told, where that is something else. */
		readonly forPrograms: string | null = null
	) {
		super(message);
	}
}

/** The usual form of a failure: `Error:`, and what the node said. */
export function failure(reason: string, exitCode: number = EXIT.unavailable): CommandError {
	return new CommandError(exitCode, `Error:\n${reason}`);
}

export const NOT_ENOUGH: Invalid = { reason: 'not enough arguments.', exitCode: EXIT.usage };
export const TOO_MANY: Invalid = { reason: 'too many arguments.', exitCode: EXIT.usage };

export function badArgument(detail: string): Invalid {
	return { reason: `Bad argument${detail}`, exitCode: EXIT.data };
}

/** Wants so many words, and says which way there are not. */
export function checkCount(words: readonly string[], least: number, most = least): Invalid | null {
	if (words.length < least) return NOT_ENOUGH;
	return words.length > most ? TOO_MANY : null;
}

/** What a command does, beside what the table says of it. */
export interface Behaviour {
	/** How many words it takes; `most` may be Infinity. Default none. */
	readonly words?: number | readonly [least: number, most: number];
	readonly switches?: Switches;
	readonly aliases?: Aliases;
	readonly needs?: Command['needs'];
	/** Checked after the number of words. */
	readonly validate?: (call: Call) => Invalid | null;
	readonly banner?: (call: Call) => string | null;
	readonly run: (call: Call) => Outcome;
}

export type Behaviours = Readonly<Record<string, Behaviour>>;

export function makeCommand(text: CommandText, behaviour: Behaviour): Command {
	const { words = 0, switches = {}, aliases = {}, needs = 'running' } = behaviour;
	const [least, most] = typeof words === 'number' ? [words, words] : words;
	const listing: Switches = text.usage.includes('--no-table-headers') ? { 'table-headers': 'flag' } : {};
	return {
		text,
		switches: { ...listing, ...switches },
		aliases,
		needs,
		validate: (call) => checkCount(call.words, least, most) ?? behaviour.validate?.(call) ?? null,
		banner: (call) => behaviour.banner?.(call) ?? null,
		run: (call) => behaviour.run(call)
	};
}
