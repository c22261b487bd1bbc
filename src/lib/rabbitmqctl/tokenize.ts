/** A typed line to words, as a shell takes it apart: quotes, backslashes, comments. Nothing is expanded. */

export type ShellErrorKind = 'unterminated-quote' | 'operator';

/** A line that a shell would not take as one simple command. */
export class ShellError extends Error {
	override readonly name = 'ShellError';

	constructor(
		readonly kind: ShellErrorKind,
		/** The quote that is not closed, or the operator. */
		readonly what: string
	) {
		super(`${kind}: ${what}`);
	}
}

const OPERATORS = '|&;<>()';
/** What a backslash takes the meaning from within double quotes. */
const SPECIAL_IN_QUOTES = '$`"\\\n';

class Scanner {
	readonly words: string[] = [];
	#word: string | null = null;
	#at = 0;

	constructor(private readonly line: string) {}

	scan(): string[] {
		while (this.#at < this.line.length && this.#step(this.line[this.#at]!)) this.#at++;
		this.#end();
		return this.words;
	}

	/** False at a comment: nothing after it counts. */
	#step(character: string): boolean {
		if (/\s/.test(character)) this.#end();
		else if (character === "'") this.#add(this.#until("'"));
		else if (character === '"') this.#add(this.#quoted());
		else if (character === '\\') this.#add(this.line[++this.#at] ?? '\\');
		else if (character === '#' && this.#word === null) return false;
		else if (OPERATORS.includes(character)) throw new ShellError('operator', character);
		else this.#add(character);
		return true;
	}

	#add(text: string): void {
		this.#word = (this.#word ?? '') + text;
	}

	#end(): void {
		if (this.#word !== null) this.words.push(this.#word);
		this.#word = null;
	}

	/** What stands between here and the next such quote; ends on that quote. */
	#until(quote: string): string {
		const from = this.#at + 1;
		this.#at = this.line.indexOf(quote, from);
		if (this.#at < 0) throw new ShellError('unterminated-quote', quote);
		return this.line.slice(from, this.#at);
	}

	#quoted(): string {
		let text = '';
		for (;;) {
			const character = this.line[++this.#at];
			if (character === undefined) throw new ShellError('unterminated-quote', '"');
			if (character === '"') return text;
			const next = this.line[this.#at + 1] ?? '';
			if (character === '\\' && next !== '' && SPECIAL_IN_QUOTES.includes(next)) {
				this.#at++;
				text += next;
			} else text += character;
		}
	}
}

/** The words of a line. Throws ShellError for an open quote, and for pipes, redirections and the like. */
export function tokenize(line: string): string[] {
	return new Scanner(line).scan();
}
