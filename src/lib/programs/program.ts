/** What a learner's program is, to those who start one. */

export type Language = 'javascript' | 'python';

/** A file of the learner's workspace. */
export interface ProgramFile {
	/** Name with extension, unique in the workspace: `worker.js`, `send.ts`, `receive.mjs`, `consumer.py`. */
	readonly file: string;
	readonly source: string;
}

/** First message to a program's worker (by postMessage, with `port` transferred). It then waits for `start` on the port. */
export interface ProgramBoot {
	readonly file: string;
	readonly source: string;
	/** process.argv / sys.argv after the file name. */
	readonly args: readonly string[];
	/** The other files of the workspace, importable by relative path. */
	readonly workspace: readonly ProgramFile[];
	/** Speaks `FromProgram` and `ToProgram`. */
	readonly port: MessagePort;
}

/** The worker's own answers (by postMessage to its creator). */
export type ProgramBootReply =
	{ readonly type: 'ready' } | { readonly type: 'failed'; readonly message: string };

/** What the lab asks for. */
export type LaunchRequest = Omit<ProgramBoot, 'port'> & { readonly language: Language };

/** A program whose worker has loaded and waits for `start`. */
export interface LaunchedProgram {
	/** The world's end, to be transferred to the world's worker. */
	readonly port: MessagePort;
	/** Ends the worker at once. */
	terminate(): void;
	/** Resolves with the reason if the worker breaks down later (out of memory, say); else never. */
	readonly failed: Promise<string>;
}
