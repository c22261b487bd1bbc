/** From something picked in the graph to the line of code it comes from. */
import type { Selection } from '$lib/graph';
import type { TraceEvent } from '$lib/network/events';

export interface Origin {
	readonly file: string;
	/** From 1; null when only the file is known. */
	readonly line: number | null;
}

/** Null when no program of the lesson made it. */
export function originOf(selection: Selection, trace: readonly TraceEvent[]): Origin | null {
	switch (selection.kind) {
		case 'program':
			return { file: selection.file, line: null };
		case 'message':
			return publisherOf(selection.message, trace);
		default:
			return selection.program === null ? null : { file: fileOf(selection.program), line: selection.line };
	}
}

function publisherOf(message: number, trace: readonly TraceEvent[]): Origin | null {
	const published = trace.find((event) => event.type === 'message.published' && event.message === message);
	if (published?.type !== 'message.published' || !published.origin) return null;
	return { file: fileOf(published.origin.program), line: published.origin.line };
}

/** `worker.js#2` runs `worker.js`. */
function fileOf(program: string): string {
	return program.replace(/#\d+$/, '');
}
