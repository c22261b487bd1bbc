/**
 * Options on a command line, taken apart as RabbitMQ's tools (Elixir's OptionParser in strict mode) do it: long
 * and short, joined and apart, `--no-…`, and which of them are none.
 */

export type SwitchKind = 'text' | 'flag' | 'count';
/** Long names, with dashes, and what they take. */
export type Switches = Readonly<Record<string, SwitchKind>>;
/** Short names, without the dash, and what they stand for. */
export type Aliases = Readonly<Record<string, string>>;

export type OptionValue = string | number | boolean;

export interface ParsedLine {
	readonly words: readonly string[];
	readonly options: Readonly<Record<string, OptionValue>>;
	/** Options that are none, or whose value is none: as typed, and the value if there was one. */
	readonly invalid: readonly (readonly [option: string, value: string | null])[];
}

/** Whatever starts with a dash is an option, except a lone dash and what begins as a negative number. */
function isOption(word: string): boolean {
	return word.startsWith('-') && word !== '-' && !/^-( |\d[^=]*$)/.test(word);
}

class Parser {
	readonly words: string[] = [];
	readonly options: Record<string, OptionValue> = {};
	readonly invalid: [string, string | null][] = [];
	readonly #rest: string[];

	constructor(
		line: readonly string[],
		readonly switches: Switches,
		readonly aliases: Aliases
	) {
		this.#rest = [...line];
	}

	parse(): ParsedLine {
		for (let word = this.#rest.shift(); word !== undefined; word = this.#rest.shift()) {
			if (word === '--') {
				this.words.push(...this.#rest);
				break;
			}
			if (!isOption(word)) this.words.push(word);
			else if (word.startsWith('--')) this.#long(word);
			else this.#short(word);
		}
		return { words: this.words, options: this.options, invalid: this.invalid };
	}

	#long(word: string): void {
		const [name, value] = split(word.slice(2));
		const positive = name.replace(/^no-/, '');
		if (name in this.switches) this.#take(name, this.switches[name]!, `--${name}`, value, true);
		else if (this.switches[positive] === 'flag') this.#take(positive, 'flag', `--${name}`, value, false);
		else this.invalid.push([`--${name}`, null]);
	}

	/** `-p`, `-p=x`, `-qs` for `-q -s`, and `-qt5` for `-q -t=5`. */
	#short(word: string): void {
		const [letters, value] = split(word.slice(1));
		if (letters.length > 1 && !/[-_]/.test(letters)) {
			const [, names = '', joined = ''] = /^([^\d=]+)(.*)$/.exec(word.slice(1))!;
			const apart = Array.from(names, (letter) => `-${letter}`);
			if (joined !== '') apart[apart.length - 1] += `=${joined.replace(/^=/, '')}`;
			this.#rest.unshift(...apart);
			return;
		}
		const name = this.aliases[letters];
		if (name === undefined) this.invalid.push([`-${letters}`, null]);
		else this.#take(name, this.switches[name]!, `-${letters}`, value, true);
	}

	#take(name: string, kind: SwitchKind, typed: string, joined: string | null, positive: boolean): void {
		if (kind === 'flag') {
			if (joined === null) this.options[name] = positive;
			else if (positive && /^(true|false)$/.test(joined)) this.options[name] = joined === 'true';
			else this.invalid.push([typed, joined]);
			return;
		}
		const value = joined ?? this.#value();
		if (value === null || (kind === 'count' && !/^[+-]?\d+$/.test(value))) this.invalid.push([typed, value]);
		else this.options[name] = kind === 'count' ? Number(value) : value;
	}

	#value(): string | null {
		const next = this.#rest[0];
		if (next === undefined || isOption(next)) return null;
		return this.#rest.shift()!;
	}
}

function split(option: string): [name: string, value: string | null] {
	const at = option.indexOf('=');
	return at < 0 ? [option, null] : [option.slice(0, at), option.slice(at + 1)];
}

export function parseSwitches(line: readonly string[], switches: Switches, aliases: Aliases): ParsedLine {
	return new Parser(line, switches, aliases).parse();
}
