/** How each program of a take went, here or with the real clients, and what of it is the same in every run. */
import type { TraceEvent } from '../../src/lib/network/events';
import { errorIn, linesOf } from '../../src/lib/lab/error-line';
import { steady } from '../workspaces/workspace';

export interface Outcome {
	/** `worker.js#2`; `worker.js` for all its instances together. */
	readonly program: string;
	/** Its exit code; null when it was still running at the end, or was killed. */
	readonly exit: number | null;
	/** What it wrote, line by line. */
	readonly stdout: readonly string[];
	/** The line of its report that names the error it died of; null when it died of none. */
	readonly error: string | null;
}

/** The outcomes of a rehearsal, in the order in which the programs started. */
export function outcomesIn(trace: readonly TraceEvent[]): Outcome[] {
	return trace
		.filter((event) => event.type === 'program.started')
		.map(({ program }) => {
			const exit = exitOf(program, trace);
			const error = exit ? errorIn(written(program, 'stderr', trace)) : null;
			return steadyOutcome({ program, exit, stdout: linesOf(written(program, 'stdout', trace)), error });
		});
}

function written(program: string, stream: 'stdout' | 'stderr', trace: readonly TraceEvent[]): string {
	const prints = trace.filter((event) => event.type === 'program.printed');
	const own = prints.filter((event) => event.program === program && event.stream === stream);
	return own.map(({ text }) => text).join('');
}

function exitOf(program: string, trace: readonly TraceEvent[]): number | null {
	const exits = trace.filter((event) => event.type === 'program.exited');
	return exits.find((event) => event.program === program)?.code ?? null;
}

/** Without what differs from run to run: generated names, and how long things took. */
export function steadyOutcome(outcome: Outcome): Outcome {
	const { stdout, ...rest } = steady(outcome);
	return { ...rest, stdout: stdout.map((line) => line.replace(/\b\d+ ms\b/g, '… ms')) };
}

/**
 * With the lines of a file's instances together, in order of the alphabet: for workers that share tasks by who is
 * ready a millisecond sooner.
 */
export function together(outcomes: readonly Outcome[]): Outcome[] {
	return [...new Set(outcomes.map(fileOf))].map((file) => {
		const own = outcomes.filter((outcome) => fileOf(outcome) === file);
		const [first] = own;
		if (own.length === 1) return first!;
		const stdout = own.flatMap((outcome) => outcome.stdout).sort();
		return { program: file, exit: unanimous(own, 'exit'), stdout, error: unanimous(own, 'error') };
	});
}

const fileOf = ({ program }: Outcome): string => program.split('#')[0]!;

function unanimous<Key extends 'exit' | 'error'>(
	outcomes: readonly Outcome[],
	key: Key
): Outcome[Key] | null {
	const values = new Set(outcomes.map((outcome) => outcome[key]));
	return values.size === 1 ? outcomes[0]![key] : null;
}

/** These, in the manner of others: by instance or by file. */
export function alike(outcomes: readonly Outcome[], others: readonly Outcome[]): readonly Outcome[] {
	return others.some(({ program }) => !program.includes('#')) ? together(outcomes) : outcomes;
}
