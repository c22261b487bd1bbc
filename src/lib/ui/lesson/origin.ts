/** From something picked in the graph to the line of code it comes from. */
import { fileOf, type Selection } from '$lib/graph';

export interface Origin {
	readonly file: string;
	/** From 1; null when only the file is known. */
	readonly line: number | null;
}

/** Null when no program of the lesson made it. */
export function originOf(selection: Selection): Origin | null {
	if (selection.kind === 'program') return { file: selection.file, line: null };
	const { program, line } = selection.kind === 'message' ? selection.origin : selection;
	return program === null ? null : { file: fileOf(program), line };
}
