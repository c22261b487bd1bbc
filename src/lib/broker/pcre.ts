/**
 * Regular expressions as RabbitMQ takes them, PCRE's in the way Erlang compiles them: one byte is one character. They
 * are read here and written again for JavaScript, and what is wrong with one is named as PCRE 8.44 names it, with the
 * place where it stopped.
 *
 * What JavaScript can't express is refused: recursion, conditions, callouts, verbs but `(*FAIL)`, branches that share
 * their numbers. Two things differ silently: a reference to a group that took no part finds the empty text there and
 * nothing here, and one in `(?i)` minds the case.
 */
import {
	ALL,
	complement,
	escapedSet,
	inBothCases,
	NEWLINE,
	POSIX,
	propertySet,
	ranges,
	union,
	WORD
} from './byte-set';
import type { ByteSet } from './byte-set';

/** What is wrong with a pattern. */
export class PcreError extends Error {
	override readonly name = 'PcreError';

	constructor(
		readonly reason: string,
		/** Bytes from the start. */
		readonly place: number
	) {
		super(reason);
	}
}

/** A part of a pattern, for JavaScript. */
interface Piece {
	readonly source: string;
	/** Characters that it always takes; null when that varies. */
	readonly width: number | null;
	readonly repeatable: boolean;
}

interface Options {
	readonly i: boolean;
	readonly m: boolean;
	readonly s: boolean;
	readonly x: boolean;
	readonly X: boolean;
}

const START = '(?<![^])';
const END = '(?![^])';
const LAST = `(?=\\n?${END})`;
const MOST_REPEATS = 65_535;
const LONGEST_NAME = 32;

const NO_GROUP = 'reference to non-existent subpattern';
const UNRECOGNISED = 'unrecognized character after (? or (?-';
const OPEN_CLASS = 'missing terminating ] for character class';
const OPEN_NAME = 'syntax error in subpattern name (missing terminator)';
const NUMBER_ZERO = 'a numbered reference must not be zero';
const TOO_LARGE = 'character value in \\x{} or \\o{} is too large';

const CONTROLS: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

function classSource(set: ByteSet): string {
	let text = '';
	for (let byte = 0; byte < 256; byte++) {
		if (!set.has(byte)) continue;
		const first = byte;
		while (set.has(byte + 1)) byte++;
		text += first === byte ? hex(byte) : `${hex(first)}-${hex(byte)}`;
	}
	return `[${text}]`;
}

const hex = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;
const isWord = (character: string): boolean => WORD.has(character.charCodeAt(0));
const assertion = (source: string): Piece => ({ source, width: 0, repeatable: false });

/** Verbs, and what may stand at a pattern's start. */
const VERB =
	/^(|ACCEPT|COMMIT|F|FAIL|MARK|PRUNE|SKIP|THEN|UTF8?|UCP|(BSR_)?(CRLF|ANYCRLF|UNICODE)|CR|LF|ANY|NO_\w+|LIMIT_\w+)$/;

const W = classSource(WORD);
const WORD_START = `(?<!${W})(?=${W})`;
const WORD_END = `(?<=${W})(?!${W})`;
const ASSERTIONS: Readonly<Record<string, string>> = {
	A: START,
	G: START,
	Z: LAST,
	z: END,
	K: '',
	b: `(?:${WORD_START}|${WORD_END})`,
	B: `(?!${WORD_START}|${WORD_END})`
};

class Reader {
	#at = 0;
	#groups = 0;
	#atoms = 0;
	#highestReference = 0;
	#options: Options = { i: false, m: false, s: false, x: false, X: false };
	/** Within `\Q…\E`. */
	#literal = false;
	#lookbehinds = 0;
	readonly #names = new Map<string, number>();
	/** What PCRE looks at when it knows the whole pattern, in this order. */
	readonly #later: (() => void)[] = [];
	/** What JavaScript can't express. */
	#beyond: PcreError | null = null;

	/** One character of the text for each byte. */
	constructor(readonly text: string) {}

	read(): string {
		const { source } = this.#alternatives();
		if (this.#at < this.text.length) this.#fail('unmatched parentheses');
		for (const check of this.#later) check();
		if (this.#highestReference > this.#groups) this.#fail(NO_GROUP);
		if (this.#beyond) throw this.#beyond;
		return source.replace(/\\k<=(\w*)>/g, (_, name: string) => `\\k<g${this.#names.get(name)}>`);
	}

	#fail(reason: string, place = this.#at): never {
		throw new PcreError(reason, place);
	}

	#failLater(reason: string, place: number, unless: () => boolean = () => false): void {
		this.#later.push(() => {
			if (!unless()) this.#fail(reason, place);
		});
	}

	#unsupported(what: string): Piece {
		this.#beyond ??= new PcreError(`${what} in patterns are not part of this simulator`, this.#at);
		return { source: '', width: null, repeatable: true };
	}

	#peek(): string {
		return this.text[this.#at] ?? '';
	}

	#starts(text: string): boolean {
		return this.text.startsWith(text, this.#at);
	}

	/** Takes what matches here, which may be nothing. */
	#take(pattern: RegExp): string {
		const [found = ''] = new RegExp(`^(?:${pattern.source})`).exec(this.text.slice(this.#at)) ?? [];
		this.#at += found.length;
		return found;
	}

	#alternatives(lookbehind = false): Pick<Piece, 'source' | 'width'> {
		const branches: Pick<Piece, 'source' | 'width'>[] = [];
		for (;;) {
			const branch = this.#branch();
			if (lookbehind && branch.width === null)
				this.#failLater('lookbehind assertion is not fixed length', this.#at);
			branches.push(branch);
			if (this.#peek() !== '|') break;
			this.#at++;
		}
		const widths = new Set(branches.map(({ width }) => width));
		const [width = null] = widths;
		return {
			source: branches.map(({ source }) => source).join('|'),
			width: widths.size === 1 ? width : null
		};
	}

	#branch(): Pick<Piece, 'source' | 'width'> {
		const pieces: Piece[] = [];
		let last: Piece | null = null;
		while (this.#at < this.text.length) {
			if (!this.#literal && /[|)]/.test(this.#peek())) break;
			if (this.#skip()) continue;
			const repeat = this.#literal ? '' : this.#take(/[*+?]|\{\d+(,\d*)?\}/);
			if (repeat !== '') {
				last = this.#repeat(pieces.pop() ?? last, repeat);
				pieces.push(last);
			} else {
				last = this.#item();
				pieces.push(last);
			}
		}
		const width = pieces.reduce<number | null>(
			(sum, piece) => (sum === null || piece.width === null ? null : sum + piece.width),
			0
		);
		return { source: pieces.map(({ source }) => source).join(''), width };
	}

	/** Passes over what stands for nothing, not even between an item and its quantifier. */
	#skip(): boolean {
		if (this.#starts('\\E')) {
			this.#literal = false;
			this.#at += 2;
			return true;
		}
		if (this.#literal) return false;
		if (this.#starts('\\Q')) {
			this.#literal = true;
			this.#at += 2;
			return true;
		}
		if (this.#starts('(?#')) {
			this.#at =
				this.text.indexOf(')', this.#at) + 1 || this.#fail('missing ) after comment', this.text.length);
			return true;
		}
		return this.#options.x && this.#take(/[\t-\r ]+|#[^\n]*\n?/) !== '';
	}

	#repeat(piece: Piece | null, quantifier: string): Piece {
		const [, least = '', comma, most = least] = /^\{(\d+)(,)?(\d*)\}$/.exec(quantifier) ?? [];
		const start = this.#at - quantifier.length;
		const upper = comma !== undefined && most === '' ? '' : most || least;
		this.#checkCount(least, start + 1);
		this.#checkCount(comma === undefined ? '' : most, start + 2 + least.length);
		const [from, to] = [Number(least), upper === '' ? Infinity : Number(upper)];
		if (from > to) this.#fail('numbers out of order in {} quantifier', this.#at - 1);
		if (!piece?.repeatable) this.#fail('nothing to repeat', this.#at - 1);
		const whole = `(?:${piece.source})${quantifier}`;
		const fixed = quantifier.startsWith('{') && from === to && piece.width !== null;
		const width = fixed ? piece.width * from : null;
		if (this.#peek() === '+') {
			this.#at++;
			return { source: this.#atomic(whole), width, repeatable: false };
		}
		return { source: whole + this.#take(/\?/), width, repeatable: false };
	}

	#checkCount(digits: string, place: number): void {
		for (let length = 1; length <= digits.length; length++)
			if (Number(digits.slice(0, length)) > MOST_REPEATS)
				this.#fail('number too big in {} quantifier', place + length);
	}

	/** What is matched once for all. A lookbehind, which JavaScript reads backwards, has a fixed length anyway. */
	#atomic(source: string): string {
		if (this.#lookbehinds > 0) return `(?:${source})`;
		const name = `a${++this.#atoms}`;
		return `(?:(?=(?<${name}>${source}))\\k<${name}>)`;
	}

	#item(): Piece {
		const character = this.#peek();
		if (this.#literal) return this.#byte();
		if (character === '(') return this.#group();
		if (character === '[') return this.#bracket();
		if (character === '\\') return this.#escape();
		if (character === '^') return this.#anchor(START, `(?:${START}|(?<=\\n)(?=[^]))`);
		if (character === '$') return this.#anchor(LAST, `(?:(?=\\n)|${END})`);
		if (character === '.') {
			this.#at++;
			return this.#set(this.#options.s ? ALL : complement(NEWLINE));
		}
		return this.#byte();
	}

	#anchor(usual: string, multiline: string): Piece {
		this.#at++;
		return assertion(this.#options.m ? multiline : usual);
	}

	#byte(): Piece {
		return this.#single(this.text.charCodeAt(this.#at++));
	}

	#single(byte: number): Piece {
		const set = ranges([byte, byte]);
		return this.#set(this.#options.i ? inBothCases(set) : set);
	}

	#set(set: ByteSet): Piece {
		return { source: classSource(set), width: 1, repeatable: true };
	}

	/** Options that are set within a group end with it. */
	#closed(lookbehind = false): Pick<Piece, 'source' | 'width'> {
		const options = this.#options;
		if (lookbehind) this.#lookbehinds++;
		const inner = this.#alternatives(lookbehind);
		if (lookbehind) this.#lookbehinds--;
		if (this.#peek() !== ')') this.#fail('missing )');
		this.#at++;
		this.#options = options;
		return inner;
	}

	#enclosed(opening: string): Piece {
		const { source, width } = this.#closed(opening.startsWith('(?<'));
		return { source: `${opening}${source})`, width: opening === '(?:' ? width : 0, repeatable: true };
	}

	#group(): Piece {
		if (/^\(\*[:a-zA-Z]/.test(this.text.slice(this.#at))) return this.#verb();
		this.#at++;
		if (this.#peek() !== '?') return this.#capture();
		this.#at++;
		const opening = this.#take(/:|=|!|<=|<!/);
		if (opening !== '') return this.#enclosed(`(?${opening}`);
		const kind = this.#peek();
		if (kind === '>') {
			this.#at++;
			const { source, width } = this.#closed();
			return { source: this.#atomic(source), width, repeatable: true };
		}
		if (kind === '<' || kind === "'" || kind === 'P') return this.#named();
		if (kind === '|') return this.#shared();
		if (kind === '(') return this.#condition();
		if (/^([R\d&C]|[+]|-\d)/.test(this.text.slice(this.#at))) return this.#call();
		return this.#setOptions();
	}

	#capture(name?: string): Piece {
		const number = ++this.#groups;
		if (name !== undefined) this.#names.set(name, number);
		const { source, width } = this.#closed();
		return { source: `(?<g${number}>${source})`, width, repeatable: true };
	}

	/** `(?<name>`, `(?'name'`, `(?P<name>`, `(?P=name)` and `(?P>name)`. */
	#named(): Piece {
		const python = this.#peek() === 'P';
		if (python) this.#at++;
		const kind = this.#peek();
		if (python && !/[<=>]/.test(kind)) this.#fail('unrecognized character after (?P');
		this.#at++;
		if (python && kind !== '<') {
			const name = this.#name(')', true);
			const place = this.#at++;
			return kind === '=' ? this.#reference(name, place) : this.#unsupported('calls of groups');
		}
		if (!python && kind === '<' && !isWord(this.#peek())) this.#fail('unrecognized character after (?<');
		const name = this.#name(kind === '<' ? '>' : kind, false);
		if (this.#names.has(name)) this.#fail('two named subpatterns have the same name');
		this.#at++;
		return this.#capture(name);
	}

	/** A name before its terminator, on which it stops. */
	#name(terminator: string, needed: boolean): string {
		if (/\d/.test(this.#peek())) this.#fail('group name must start with a non-digit');
		const start = this.#at;
		while (this.#at < this.text.length && isWord(this.#peek())) this.#at++;
		const name = this.text.slice(start, this.#at);
		if (needed && name === '' && /^[)>}']?$/.test(this.#peek())) this.#fail('subpattern name expected');
		if (this.#peek() !== terminator) this.#fail(OPEN_NAME);
		if (name.length > LONGEST_NAME) this.#fail('subpattern name is too long (maximum 32 characters)');
		return name;
	}

	/** A reference to a group whose number is known when the whole pattern is. */
	#reference(name: string, place: number): Piece {
		this.#failLater(NO_GROUP, place, () => this.#names.has(name));
		return { source: `\\k<=${name}>`, width: null, repeatable: true };
	}

	#numbered(number: number): Piece {
		this.#highestReference = Math.max(this.#highestReference, number);
		return { source: `\\k<g${number}>`, width: null, repeatable: true };
	}

	/** `(?i)`, `(?s-m)` and `(?i:…)`. Options of PCRE that change nothing about what is found are passed over. */
	#setOptions(): Piece {
		const outer = this.#options;
		let on = true;
		for (; !/[:)]/.test(this.#peek()); this.#at++) {
			const letter = this.#peek();
			if (!/[-imsxJUX]/.test(letter)) this.#fail(UNRECOGNISED);
			if (letter === '-') on = false;
			else this.#options = { ...this.#options, [letter]: on };
		}
		this.#at++;
		if (this.text[this.#at - 1] === ')') return assertion('');
		const inner = this.#enclosed('(?:');
		this.#options = outer;
		return inner;
	}

	#verb(): Piece {
		this.#at += 2;
		const name = this.#take(/\w*/);
		const argument = this.#take(/[:=][^)]*/);
		if (this.#peek() !== ')' || !VERB.test(name)) this.#fail('(*VERB) not recognized or malformed');
		if (name === 'MARK' && argument === '') this.#fail('(*MARK) must have an argument');
		this.#at++;
		return /^F(AIL)?$/.test(name) ? assertion('(?!)') : this.#unsupported('verbs');
	}

	#shared(): Piece {
		this.#at++;
		this.#closed();
		return this.#unsupported('branches that share their numbers');
	}

	#condition(): Piece {
		this.#at++;
		if (!/^(\w|[<'][^]|[-+]\d|\?(<?[=!]|C))/.test(this.text.slice(this.#at)))
			this.#fail('assertion expected after (?( or (?(?C)');
		this.#take(/\?<?[=!][^)]*|[<']?[-+\w]*[>']?/);
		if (this.#take(/\)/) === '') this.#fail('malformed number or name after (?(');
		this.#closed();
		return this.#unsupported('conditions');
	}

	/** `(?R)`, `(?1)`, `(?&name)`, and callouts. */
	#call(): Piece {
		const kind = this.#take(/[RC&+-]/);
		if (kind === '+' && !/\d/.test(this.#peek())) this.#fail('digit expected after (?+');
		if (kind === '&') this.#name(')', true);
		else this.#take(/\d*/);
		if (this.#peek() !== ')')
			this.#fail(kind === 'C' ? 'closing ) for (?C expected' : '(?R or (?[+-]digits must be followed by )');
		this.#at++;
		return this.#unsupported(kind === 'C' ? 'callouts' : 'calls of groups');
	}

	/** A character class, or what only looks like one. */
	#bracket(): Piece {
		const edge = this.#take(/\[\[:[<>]:\]\]/);
		if (edge !== '') return assertion(edge.includes('<') ? WORD_START : WORD_END);
		const posix = this.#posix();
		if (posix !== null)
			this.#fail(
				posix[0] === ':'
					? 'POSIX named classes are supported only within a class'
					: 'POSIX collating elements are not supported'
			);
		this.#at++;
		const set = this.#classMembers();
		this.#at++;
		return this.#set(set);
	}

	/** `:alpha:` of what stands here as `[:alpha:]`, or null. */
	#posix(): string | null {
		return /^\[(([:.=])(?:\\[\]\\]|(?!\[\2|\2?\])[^])*\2)\]/.exec(this.text.slice(this.#at))?.[1] ?? null;
	}

	/** Up to the closing bracket. */
	#classMembers(): ByteSet {
		const negative = this.#take(/(\\E|\\Q\\E)*\^?(\\E|\\Q\\E)*/).includes('^');
		let set: ByteSet = new Set();
		for (let first = true; ; first = false) {
			while (this.#skipInClass());
			if (this.#peek() === '') this.#fail(OPEN_CLASS, this.text.length);
			if (this.#peek() === ']' && !first && !this.#literal) break;
			set = union(set, this.#range());
		}
		return negative ? complement(set) : set;
	}

	#skipInClass(): boolean {
		const mark = this.#literal ? this.#take(/\\E/) : this.#take(/\\[EQ]/);
		if (mark !== '') this.#literal = mark === '\\Q';
		return mark !== '';
	}

	/** One member of a class: a set, a byte, or a range of bytes. */
	#range(): ByteSet {
		const first = this.#member();
		if (typeof first !== 'number') return first;
		const fold = (set: ByteSet) => (this.#options.i ? inBothCases(set) : set);
		while (this.#skipInClass());
		const before = this.#at;
		if (this.#literal || this.#peek() !== '-') return fold(ranges([first, first]));
		this.#at++;
		while (this.#skipInClass());
		if (this.#peek() === '' || (this.#peek() === ']' && !this.#literal)) {
			this.#at = before;
			return fold(ranges([first, first]));
		}
		if (this.#posix() !== null && !this.#literal) this.#fail('invalid range in character class');
		const last = this.#member();
		if (typeof last !== 'number') this.#fail('invalid range in character class', this.#at - 1);
		if (last < first) this.#fail('range out of order in character class', this.#at - 1);
		return fold(ranges([first, last]));
	}

	#member(): number | ByteSet {
		if (this.#literal) return this.text.charCodeAt(this.#at++);
		const posix = this.#posix();
		if (posix !== null) return this.#posixSet(posix);
		if (this.#peek() !== '\\') return this.text.charCodeAt(this.#at++);
		this.#at++;
		if (this.#peek() === 'N') this.#fail('\\N is not supported in a class');
		if (this.#peek() === 'b') {
			this.#at++;
			return 8;
		}
		return this.#simple();
	}

	#posixSet(posix: string): ByteSet {
		if (posix[0] !== ':') this.#fail('POSIX collating elements are not supported');
		const [, not, name = ''] = /^:(\^?)(.*):$/s.exec(posix)!;
		const known = this.#options.i && /^(lower|upper)$/.test(name) ? 'alpha' : name;
		const set = POSIX.get(known) ?? this.#fail('unknown POSIX class name', this.#at + 2 + not!.length);
		this.#at += posix.length + 2;
		return not === '' ? set : complement(set);
	}

	/** An escape outside a class. */
	#escape(): Piece {
		this.#at++;
		const letter = this.#peek();
		if (letter in ASSERTIONS) {
			this.#at++;
			return assertion(ASSERTIONS[letter]!);
		}
		if (letter === 'R' || letter === 'X') return this.#sequence(letter);
		if (letter === 'C') {
			this.#at++;
			return this.#set(ALL);
		}
		if (letter === 'N' && !/^N\{(?!\d+(,\d*)?\})/.test(this.text.slice(this.#at))) {
			this.#at++;
			return this.#set(complement(NEWLINE));
		}
		if (letter === 'k') return this.#namedReference();
		if (letter === 'g') return this.#anyReference();
		const number = this.#backreference();
		if (number !== null) return this.#numbered(number);
		const simple = this.#simple();
		return typeof simple === 'number' ? this.#single(simple) : this.#set(simple);
	}

	#sequence(letter: string): Piece {
		this.#at++;
		const source = this.#atomic(letter === 'R' ? '\\r\\n|[\\n-\\r\\x85]' : '\\r\\n|[^]');
		return { source, width: null, repeatable: true };
	}

	/** `\1`: one digit up to 7, or the number of a group that began before; null for anything else. */
	#backreference(): number | null {
		const [digits = ''] = /^[1-9]\d*/.exec(this.text.slice(this.#at)) ?? [];
		const number = Number(digits);
		if (digits === '' || (number >= 8 && number > this.#groups)) return null;
		this.#at += digits.length;
		return number;
	}

	/** `\k<name>`, `\k'name'` and `\k{name}`. */
	#namedReference(): Piece {
		const closing = { '<': '>', "'": "'", '{': '}' }[this.text[this.#at + 1] ?? ''];
		if (closing === undefined) this.#fail('\\k is not followed by a braced, angle-bracketed, or quoted name');
		this.#at += 2;
		const name = this.#name(closing, true);
		return this.#reference(name, this.#at++);
	}

	/** `\g1`, `\g{1}`, `\g{-1}` and `\g{name}`; `\g<1>` is a call. */
	#anyReference(): Piece {
		this.#at++;
		if (/[<']/.test(this.#peek())) {
			this.#take(/[<'][^>']*[>']?/);
			return this.#unsupported('calls of groups');
		}
		const braced = this.#take(/\{/) !== '';
		if (braced && /[^-\d}]/.test(this.#peek())) {
			const name = this.#name('}', true);
			return this.#reference(name, this.#at++);
		}
		const [, back, digits] = /^(-?)(\d*)$/.exec(this.#take(/-?\d*/))!;
		if (braced && this.#peek() !== '}')
			this.#fail(
				'\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number'
			);
		if (braced) this.#at++;
		const number = Number(digits);
		if (number === 0) this.#fail(NUMBER_ZERO, this.#at - 1);
		if (back === '') return this.#numbered(number);
		if (number > this.#groups) this.#fail(NO_GROUP, this.#at - 1);
		return this.#numbered(this.#groups - number + 1);
	}

	/** An escape that is a byte or a set, within a class or not. */
	#simple(): number | ByteSet {
		const letter = this.#peek();
		if (letter === '') this.#fail('\\ at end of pattern');
		if (/[LlNUu]/.test(letter)) this.#fail('PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u');
		if (/[0-7]/.test(letter)) return this.#octal();
		this.#at++;
		if (letter === 'p' || letter === 'P') return this.#property(letter === 'P');
		if (letter === 'x') return this.#hexadecimal();
		if (letter === 'o') return this.#braced(8);
		if (letter === 'c') return this.#control();
		const known = escapedSet(letter) ?? CONTROLS[letter];
		if (known === undefined && this.#options.X && /[a-z]/i.test(letter))
			this.#fail('unrecognized character follows \\', this.#at - 1);
		return known ?? letter.charCodeAt(0);
	}

	#octal(): number {
		const value = Number.parseInt(this.#take(/[0-7]{1,3}/), 8);
		if (value > 255) this.#fail('octal value is greater than \\377 in 8-bit non-UTF-8 mode', this.#at - 1);
		return value;
	}

	#hexadecimal(): number {
		return this.#peek() === '{' ? this.#braced(16) : Number.parseInt(`0${this.#take(/[\da-fA-F]{0,2}/)}`, 16);
	}

	#braced(base: 8 | 16): number {
		if (this.#peek() !== '{') this.#fail('missing opening brace after \\o', this.#at - 1);
		this.#at++;
		const digits = this.#take(base === 8 ? /[0-7]*/ : /[\da-fA-F]*/);
		if (digits === '' && this.#peek() === '}') this.#fail('digits missing in \\x{} or \\o{}');
		if (Number.parseInt(digits, base) > 255) this.#fail(TOO_LARGE);
		if (this.#peek() !== '}')
			this.#fail(
				base === 8
					? 'non-octal character in \\o{} (closing brace missing?)'
					: 'non-hex character in \\x{} (closing brace missing?)'
			);
		this.#at++;
		return Number.parseInt(digits, base);
	}

	#control(): number {
		if (this.#peek() === '') this.#fail('\\c at end of pattern');
		const code = this.#peek().charCodeAt(0);
		if (code > 127) this.#fail('\\c must be followed by an ASCII character');
		this.#at++;
		return String.fromCharCode(code).toUpperCase().charCodeAt(0) ^ 64;
	}

	#property(negative: boolean): ByteSet {
		const braced = this.#take(/\{/) !== '';
		const not = braced && this.#take(/\^/) !== '';
		const name = this.#take(braced ? /[^}]*/ : /[^]?/);
		if (braced ? this.#peek() === '' : name === '') this.#fail('malformed \\P or \\p sequence');
		if (braced) this.#at++;
		const set = propertySet(name) ?? this.#fail('unknown property name after \\P or \\p', this.#at - 1);
		return negative === not ? set : complement(set);
	}
}

/** The source of a JavaScript regular expression for the same bytes. Throws PcreError. */
export function translatePcre(text: string): string {
	return new Reader(text).read();
}
