/** A program's output as lines for the page: pieces joined until their newline, the oldest let go beyond a bound. */
import type { Output } from '$lib/lab/lab.svelte';

export interface OutputLine {
	/** Counts up from 1 for each program. */
	readonly number: number;
	/** Virtual milliseconds of its first piece. */
	readonly at: number;
	readonly stream: 'stdout' | 'stderr';
	/** Without its newline. */
	readonly text: string;
}

/** Lines that are kept; a program that prints for ever must not fill the page. */
export const KEPT_LINES = 1000;
/** Characters of one line that are kept. */
export const KEPT_CHARACTERS = 4000;

export class OutputLines {
	/** The newest lines, at most `KEPT_LINES`, oldest first. */
	lines: readonly OutputLine[] = [];
	/** Older lines that were let go. */
	dropped = 0;
	#consumed = 0;
	#number = 0;
	/** The last line still waits for its newline. */
	#open = false;

	/**
	 * Takes what is new in a growing output whose first `forgotten` pieces are no longer there.
	 * Returns true when anything was new.
	 */
	update(output: readonly Output[], forgotten = 0): boolean {
		const end = forgotten + output.length;
		if (end === this.#consumed) return false;
		const lines = [...this.lines];
		for (const piece of output.slice(Math.max(0, this.#consumed - forgotten))) this.#take(piece, lines);
		this.#consumed = end;
		const excess = Math.max(0, lines.length - KEPT_LINES);
		this.dropped += excess;
		this.lines = lines.slice(excess);
		return true;
	}

	#take({ at, stream, text }: Output, lines: OutputLine[]): void {
		const parts = text.replaceAll('\r\n', '\n').split('\n');
		const rest = parts.pop()!;
		for (const part of parts) this.#put(at, stream, part, lines, false);
		if (rest !== '') this.#put(at, stream, rest, lines, true);
	}

	#put(at: number, stream: OutputLine['stream'], text: string, lines: OutputLine[], open: boolean): void {
		const last = lines.at(-1);
		if (this.#open && last?.stream === stream) {
			lines[lines.length - 1] = { ...last, text: shorten(last.text + text) };
		} else {
			lines.push({ number: ++this.#number, at, stream, text: shorten(text) });
		}
		this.#open = open;
	}
}

function shorten(text: string): string {
	return text.length > KEPT_CHARACTERS ? text.slice(0, KEPT_CHARACTERS - 1) + '…' : text;
}
