/**
 * The lab: one running simulation as the page sees it. It owns the workers (one for the world with the
 * broker in it, one for each running program) and shows their state; it takes no part in the message path.
 */
import type { Speed } from '../network/protocol';
import type { ProgramFile } from '../programs/program';
import { TraceLog } from './trace-log';

/** `booting`: its worker is loading; `running`; then `exited` with a code, or `killed`. */
export type ProgramStatus = 'booting' | 'running' | 'exited' | 'killed';

/** One piece of output, as the program wrote it. */
export interface Output {
	/** Virtual milliseconds since the session began. */
	readonly at: number;
	readonly stream: 'stdout' | 'stderr';
	readonly text: string;
}

/** A program that runs or ran: one instance of one file. Replaced, never mutated. */
export interface ProgramRun {
	/** `worker.js#2`: unique in the session. */
	readonly id: string;
	readonly file: string;
	/** 1 for the first instance of the file. */
	readonly instance: number;
	readonly args: readonly string[];
	readonly status: ProgramStatus;
	/** Null while it runs and when it was killed. */
	readonly exitCode: number | null;
	readonly output: readonly Output[];
}

/** The clock as last heard. `now` goes on between readings; ask `lab.now()` in an animation frame. */
export interface ClockReading {
	/** Virtual milliseconds since the session began. */
	readonly now: number;
	readonly speed: Speed;
	readonly paused: boolean;
}

export class Lab {
	/** All instances of this session, in order of starting. */
	runs: readonly ProgramRun[] = $state.raw([]);
	clock: ClockReading = $state.raw({ now: 0, speed: 1, paused: false });
	/** Set when the simulation itself broke (never by a learner's error); plain words for the page to show. */
	failure: string | null = $state.raw(null);
	readonly trace = new TraceLog();

	/** Virtual time now, interpolated for animation: milliseconds. */
	now(): number {
		throw new Error('not built yet');
	}
	/** Starts one instance; resolves with its id when the program's first line runs. `workspace`: all files, for relative imports. */
	start(
		_file: ProgramFile,
		_args: readonly string[],
		_workspace: readonly ProgramFile[] = []
	): Promise<string> {
		throw new Error('not built yet');
	}
	/** Asks it to end (SIGINT); a second call, or two seconds without an end, kills it. */
	stop(_id: string): void {
		throw new Error('not built yet');
	}
	stopAll(): void {
		throw new Error('not built yet');
	}
	/** A line typed under the program's output, without its newline; null ends the input. */
	type(_id: string, _line: string | null): void {
		throw new Error('not built yet');
	}
	pause(): void {
		throw new Error('not built yet');
	}
	resume(): void {
		throw new Error('not built yet');
	}
	/** While paused: lets exactly the next thing happen. */
	step(): void {
		throw new Error('not built yet');
	}
	setSpeed(_speed: Speed): void {
		throw new Error('not built yet');
	}
	/** Stops every program and begins again with a fresh broker at time 0. */
	reset(): Promise<void> {
		throw new Error('not built yet');
	}
	/** Ends all workers. The lab can't be used afterwards. */
	dispose(): void {
		throw new Error('not built yet');
	}
}
