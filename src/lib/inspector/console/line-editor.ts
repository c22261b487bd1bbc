/**
 * One line being typed, as a shell's prompt has it: a text, a place in it, and the lines typed before. It knows
 * keys as a terminal sends them, and no terminal.
 */
/* eslint-disable no-control-regex -- keys are control characters */

/** What a key asked for beyond editing. */
export type Wish =
	| { readonly type: 'submit'; readonly line: string }
	/** Ctrl+C. */
	| { readonly type: 'interrupt' }
	/** Ctrl+D on an empty line. */
	| { readonly type: 'end' }
	/** Tab. */
	| { readonly type: 'complete' }
	/** Ctrl+L. */
	| { readonly type: 'clear' };

/** Lines remembered. */
const MOST_HISTORY = 500;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A control key, an escape sequence, or a run of anything else. */
const KEYS =
	/\u001b(?:\[[\d;]*[A-Za-z~]|O[A-Z]|[a-zA-Z\u007f])?|[\u0000-\u001f\u007f]|[^\u0000-\u001f\u007f]+/g;

// What a terminal sends.
const LEFT = '\u001b[D';
const RIGHT = '\u001b[C';
const UP = '\u001b[A';
const DOWN = '\u001b[B';
const HOME = '\u001b[H';
const END = '\u001b[F';
const DELETE = '\u001b[3~';
const BACKSPACE = '\u007f';

export class LineEditor {
	/** What has been typed, one entry a character as a reader counts them. */
	#characters: string[] = [];
	/** Characters before the cursor. */
	#cursor = 0;
	#history: string[] = [];
	/** Which remembered line is shown; the length of the history for the one being typed. */
	#recalled = 0;
	/** The line being typed, while a remembered one is shown. */
	#draft = '';

	get text(): string {
		return this.#characters.join('');
	}

	get beforeCursor(): string {
		return this.#characters.slice(0, this.#cursor).join('');
	}

	/** Takes what a terminal sends: a key, or pasted text. Yields what is asked for, in order. */
	*type(data: string): Generator<Wish> {
		for (const [key] of data.replaceAll('\r\n', '\r').matchAll(KEYS)) {
			const wish = this.#press(key);
			if (wish) yield wish;
		}
	}

	/** Puts text in at the cursor. */
	insert(text: string): void {
		const added = split(text);
		this.#characters.splice(this.#cursor, 0, ...added);
		this.#cursor += added.length;
	}

	/** Deletes so many characters before the cursor. */
	erase(count: number): void {
		const from = Math.max(0, this.#cursor - count);
		this.#characters.splice(from, this.#cursor - from);
		this.#cursor = from;
	}

	/** Forgets what has been typed, as after Ctrl+C. */
	clear(): void {
		this.#show('');
		this.#recalled = this.#history.length;
	}

	/** Enters this line in place of what has been typed. */
	enter(line: string): Wish {
		this.#show(line);
		return this.#submit();
	}

	#press(key: string): Wish | null {
		if (this.#edit(key)) return null;
		if (key === '\r' || key === '\n') return this.#submit();
		else if (key === '\u0003') return { type: 'interrupt' };
		else if (key === '\u000c') return { type: 'clear' };
		else if (key === '\t') return { type: 'complete' };
		else if (key === '\u0004') return this.#endOrDelete();
		else if (key >= ' ') this.insert(key);
		return null;
	}

	#submit(): Wish {
		const line = this.text;
		if (line.trim() !== '' && line !== this.#history.at(-1))
			this.#history = [...this.#history, line].slice(-MOST_HISTORY);
		this.clear();
		return { type: 'submit', line };
	}

	#endOrDelete(): Wish | null {
		if (this.#characters.length === 0) return { type: 'end' };
		this.#characters.splice(this.#cursor, 1);
		return null;
	}

	#recall(step: number): void {
		const to = this.#recalled + step;
		if (to < 0 || to > this.#history.length) return;
		if (this.#recalled === this.#history.length) this.#draft = this.text;
		this.#recalled = to;
		this.#show(this.#history[to] ?? this.#draft);
	}

	#show(text: string): void {
		this.#characters = split(text);
		this.#cursor = this.#characters.length;
	}

	#move(step: number): void {
		this.#cursor = Math.max(0, Math.min(this.#characters.length, this.#cursor + step));
	}

	/** Characters from the cursor back over blanks and then a word. */
	#wordBefore(): number {
		return split(/\S*\s*$/.exec(this.beforeCursor)![0]).length;
	}

	/** Does what an editing key asks for; false for any other key. Keys in the order: arrows, control, other terminals. */
	#edit(key: string): boolean {
		switch (key) {
			case LEFT:
			case '\u0002':
			case '\u001bOD':
				this.#move(-1);
				return true;
			case RIGHT:
			case '\u0006':
			case '\u001bOC':
				this.#move(1);
				return true;
			case HOME:
			case '\u0001':
			case '\u001bOH':
			case '\u001b[1~':
				this.#move(-Infinity);
				return true;
			case END:
			case '\u0005':
			case '\u001bOF':
			case '\u001b[4~':
				this.#move(Infinity);
				return true;
			case UP:
			case '\u0010':
			case '\u001bOA':
				this.#recall(-1);
				return true;
			case DOWN:
			case '\u000e':
			case '\u001bOB':
				this.#recall(1);
				return true;
			case BACKSPACE:
			case '\u0008':
				this.erase(1);
				return true;
			case DELETE:
				this.#characters.splice(this.#cursor, 1);
				return true;
			case '\u0015': // Ctrl+U
				this.erase(this.#cursor);
				return true;
			case '\u000b': // Ctrl+K
				this.#characters.splice(this.#cursor);
				return true;
			case '\u0017': // Ctrl+W
			case '\u001b\u007f': // Alt+Backspace
				this.erase(this.#wordBefore());
				return true;
			default:
				return false;
		}
	}
}

function split(text: string): string[] {
	return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
