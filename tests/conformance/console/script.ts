/**
 * Console scenarios as data: command lines as somebody types them, and between them what clients do, so that the
 * same scenario can be played to the real tools of RabbitMQ and to ours.
 */
import type { Channel } from 'amqplib';

/** Opens or returns the channel with this name; channels on one connection share the part before a dot. */
export type Clients = (name?: string) => Promise<Channel>;

/** A typed line, or something a client does. */
export type ConsoleStep = string | ((clients: Clients) => Promise<unknown>);

export interface ConsoleScenario {
	readonly title: string;
	readonly steps: readonly ConsoleStep[];
}

export function scenario(title: string, ...steps: readonly ConsoleStep[]): ConsoleScenario {
	return { title, steps };
}

/** What a command line came to. */
export interface Said {
	readonly line: string;
	readonly output: string;
	readonly error: string;
	readonly exitCode: number;
}

/** Command lines of one program, a text of one line each. */
export function lines(text: string): readonly string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}
