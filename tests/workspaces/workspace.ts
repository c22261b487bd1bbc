/** A set of programs to run together, here and against a real RabbitMQ, and what of their words can be compared. */
import type { ProgramOrder, ProgramOutcome, WorkspaceOrder } from '../../src/lib/lab/headless';

export type { ProgramOrder, ProgramOutcome };

/** What to run, with nothing left open. */
export interface Workspace extends WorkspaceOrder {
	readonly name: string;
	readonly seconds: number;
}

/** Words that differ from run to run, and what stands in their place. */
const PASSING: readonly (readonly [RegExp, string])[] = [
	[/0x[0-9a-f]{6,}/g, '0x…'],
	[/amq\.gen-[\w-]{22}/g, 'amq.gen-…'],
	[/ctag(\d+)\.[0-9a-f]{32}/g, 'ctag$1.…'],
	[/amq\.ctag-[\w-]{22}/g, 'amq.ctag-…'],
	[/amq\.rabbitmq\.reply-to\.[\w.+/=-]+/g, 'amq.rabbitmq.reply-to.…'],
	[/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'uuid…'],
	[/\b\d{10}\.\d+/g, 'time…'],
	[/\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.,\d]*/g, 'time…'],
	[/'(?:::1|127\.0\.0\.1)', \d+(?:, 0, 0)?/g, "'address…'"]
];

function steadyLine(line: string): string {
	return PASSING.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);
}

/** An outcome without times, generated names and addresses in memory. */
export function steady<Outcome extends Omit<ProgramOutcome, 'file'>>(outcome: Outcome): Outcome {
	const { stdout, error } = outcome;
	return { ...outcome, stdout: stdout.map(steadyLine), error: error === null ? null : steadyLine(error) };
}
