/**
 * Which line of the program wrote which bytes. amqplib puts each frame into a queue of its channel's, a PassThrough
 * of objects, while the learner's call is still on the stack; the frame reaches the socket later, as the same
 * object. So the line is noted where the frame is first written, and asked for where it leaves.
 */
import { programLine } from '../errors/caller';

const lines = new WeakMap<object, number>();
/** The line that asked for what is about to be written; 0 for whichever is on the stack. */
let askedBy = 0;

/** Notes who writes `chunk`, unless it is known already. */
export function noteLine(chunk: unknown): void {
	if (typeof chunk !== 'object' || chunk === null || lines.has(chunk)) return;
	lines.set(chunk, askedBy || programLine());
	askedBy = 0;
}

/** What is written next, while this turn lasts, was asked for by another line long before. */
export function sendFor(line: number): void {
	askedBy = line;
	queueMicrotask(() => (askedBy = 0));
}

/** The line that first wrote it, 0 when unknown. */
export function noteOf(chunk: unknown): number {
	return (typeof chunk === 'object' && chunk !== null && lines.get(chunk)) || 0;
}
