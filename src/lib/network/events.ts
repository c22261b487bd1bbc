/**
 * What the virtual world adds to the broker's trace: programs that start, print and exit, and content that
 * travels on a link. Together with the broker's events this is the whole trace (`TraceEvent`).
 */
import type { BrokerEvent, ConnectionId, Origin } from '../broker';

interface Happened {
	/** Virtual time in milliseconds since the trace began. */
	readonly at: number;
}

export interface ProgramStarted extends Happened {
	readonly type: 'program.started';
	/** Unique for the life of the trace, e.g. `worker.js#2`. */
	readonly program: string;
	/** The file it runs, e.g. `worker.js`. */
	readonly file: string;
	/** 1 for the first instance of the file, 2 for the second … */
	readonly instance: number;
	readonly language: 'javascript' | 'python';
	readonly args: readonly string[];
}
export interface ProgramPrinted extends Happened {
	readonly type: 'program.printed';
	readonly program: string;
	readonly stream: 'stdout' | 'stderr';
	/** As written: may hold several lines or a part of one. */
	readonly text: string;
}
export interface ProgramExited extends Happened {
	readonly type: 'program.exited';
	readonly program: string;
	/** Exit code; null when it was killed. */
	readonly code: number | null;
}

/**
 * Content was written to one end of a link and will arrive at the other. The broker's own event
 * (`message.published`) comes at arrival; for a delivery `copy.delivered` comes at departure, just before
 * this event. Contents written at one moment follow each other with a small gap, so `departs` may be later
 * than `at`. At instant speed nothing travels and there is no such event.
 */
export interface ContentDeparted extends Happened {
	readonly type: 'content.departed';
	readonly connection: ConnectionId;
	readonly program: string | null;
	readonly channel: number;
	readonly what: 'publish' | 'deliver' | 'get' | 'return';
	/** Virtual time at which it leaves, in milliseconds; never less than `at`. */
	readonly departs: number;
	/** Virtual time of arrival at the other end, in milliseconds; never less than `departs`. */
	readonly arrives: number;
	readonly exchange: string;
	readonly routingKey: string;
	/** Delivery tag of a `deliver` or `get`, else 0. */
	readonly deliveryTag: number;
	/** Consumer tag of a `deliver`, else ''. */
	readonly consumerTag: string;
	/** Of a `publish`, where known. */
	readonly origin?: Origin;
}

/** Everything that can happen in a running lesson. */
export type TraceEvent = BrokerEvent | ProgramStarted | ProgramPrinted | ProgramExited | ContentDeparted;
