/**
 * What a program's worker and the world say to each other over one MessagePort.
 *
 * The world (in the broker's worker) owns virtual time. A program owns nothing: it is told what the time is,
 * asks to be woken, writes bytes to sockets, prints, and after each thing it was told says that it is idle
 * again. While a program is busy the world holds the clock (for a bounded real time, so that an endless loop
 * can't stop the others), which is what makes a run repeatable however slow the machine is.
 */

/** Virtual milliseconds a real millisecond is worth; `instant` skips all waiting and has no latency. */
export type Speed = number | 'instant';

/**
 * Real milliseconds for which a busy program holds the clock. Within them a turn takes no virtual time at all, on
 * its own clock as on everybody's; after them time goes on, for it and for the others.
 */
export const PATIENCE = 500;

/** What a program does, done by one of its lines. */
export interface FromLine {
	/**
	 * The line of the program's own file (1-based) that asked for this: of the innermost frame that stands in that
	 * file. A write holds bytes of one line only. Left out where no line is known.
	 */
	readonly line?: number;
}

/** Said by a program. Order is kept. */
export type FromProgram =
	| ({
			readonly type: 'connect';
			readonly socket: number;
			readonly host: string;
			readonly port: number;
	  } & FromLine)
	| ({ readonly type: 'write'; readonly socket: number; readonly bytes: Uint8Array<ArrayBuffer> } & FromLine)
	/** The program's end of the socket is finished; nothing more will be written. */
	| { readonly type: 'end'; readonly socket: number }
	| { readonly type: 'print'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
	/** The program is over. Nothing may follow. */
	| { readonly type: 'exit'; readonly code: number }
	/**
	 * Everything up to message `seen` has been handled, its output posted, and nothing runs until the next
	 * message. `wake` is the virtual time at which the program wants to be woken (its earliest timer), null
	 * for never. `background` is the same for timers that nobody waits for (heartbeats): they fire when their
	 * time has come, but instant speed does not leap to them.
	 */
	| {
			readonly type: 'idle';
			readonly seen: number;
			readonly wake: number | null;
			readonly background: number | null;
	  };

/** The part of a message that every `ToProgram` carries. */
export interface Stamp {
	/** Counts up from 1 for each program; acknowledged by `idle.seen`. */
	readonly seq: number;
	/** Virtual time in milliseconds. The program's clock continues from here. */
	readonly now: number;
}

/** Said to a program. Each asks for an `idle` in return. */
export type ToProgram = Stamp &
	(
		| {
				/** The first message: run now. */
				readonly type: 'start';
				/** Wall-clock time of virtual time 0, in milliseconds since 1970, for Date.now and time.time. */
				readonly epoch: number;
				readonly speed: Speed;
				/** The world's patience in real milliseconds: that of the program's own clock is the same. */
				readonly patience: number;
		  }
		| { readonly type: 'speed'; readonly speed: Speed }
		/** Timers due at or before `now` may fire. */
		| { readonly type: 'wake' }
		| { readonly type: 'connected'; readonly socket: number; readonly localPort: number }
		/** The connection attempt failed, as `connect(2)` would report it. */
		| { readonly type: 'refused'; readonly socket: number; readonly code: 'ECONNREFUSED' }
		| { readonly type: 'data'; readonly socket: number; readonly bytes: Uint8Array<ArrayBuffer> }
		/** The other end closed the socket; `reset` when it did so without saying goodbye (ECONNRESET). */
		| { readonly type: 'closed'; readonly socket: number; readonly reset: boolean }
		| { readonly type: 'signal'; readonly signal: 'SIGINT' | 'SIGTERM' }
		/** Text typed under the program's output, with its newline; null is end of input. */
		| { readonly type: 'stdin'; readonly text: string | null }
	);
