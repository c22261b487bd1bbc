/**
 * What the runtime needs of the place it runs in: a browser's worker, or in tests a worker thread of Node.
 * Everything else in this folder is the same in both.
 */
import type { FromProgram } from '../../network/protocol';

/** Where something was thrown: lines and columns count from 1. */
export interface Place {
	readonly file: string;
	readonly line: number;
	readonly column: number;
}

export interface Thrown {
	readonly error: unknown;
	/** Null when the engine doesn't tell. */
	readonly at: Place | null;
}

export interface Host {
	/** Calls `run` at once; what it throws is returned, with the place of the throw as the engine knows it. */
	attempt(run: () => void): Thrown | null;
	/** Tells of what is thrown outside `attempt`: in a bare microtask, by an event listener. */
	watchStrays(strayed: (thrown: Thrown) => void): void;
	/** Calls back in a later task: all microtasks have run by then and unhandled rejections have been told. */
	defer(run: () => void): void;
	/** Tells of promises rejected without a handler, and of those that got one later. */
	watchRejections(
		rejected: (reason: unknown, promise: Promise<unknown>) => void,
		handled: (promise: Promise<unknown>) => void
	): void;
	/** A URL under which `source` can be imported as a module. */
	moduleUrl(source: string): string;
	/** Native `import()`. */
	importModule(url: string): Promise<object>;
	/** Real milliseconds, monotone. */
	realNow(): number;
	send(message: FromProgram, transfer: Transferable[]): void;
}
