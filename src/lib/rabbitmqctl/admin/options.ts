/** The options of `rabbitmqadmin`, read as Python's optparse does. */
import { AdminError } from './admin-error';

export type OptionName = (typeof TEXTS)[number][0] | (typeof FLAGS)[number][0];

const TEXTS = [
	['config', 'c'],
	['node', 'N'],
	['host', 'H'],
	['port', 'P'],
	['path-prefix'],
	['vhost', 'V'],
	['username', 'u'],
	['password', 'p'],
	['base-uri', 'U'],
	['ssl-key-file'],
	['ssl-cert-file'],
	['ssl-ca-cert-file'],
	['request-timeout', 't'],
	['format', 'f'],
	['sort', 'S'],
	['depth', 'd']
] as const;

const FLAGS = [
	['help', 'h'],
	['quiet', 'q'],
	['ssl', 's'],
	['ssl-disable-hostname-verification'],
	['ssl-insecure', 'k'],
	['sort-reverse', 'R'],
	['bash-completion'],
	['version']
] as const;

const ALL = [...TEXTS, ...FLAGS];
const TAKES_VALUE: ReadonlySet<string> = new Set(TEXTS.map(([name]) => name));
export const LONG_OPTIONS: readonly string[] = ALL.map(([name]) => `--${name}`);

export interface AdminLine {
	readonly words: readonly string[];
	/** A flag's value is its name. */
	readonly options: Readonly<Partial<Record<OptionName, string>>>;
}

const USAGE = 'Usage\n=====\n  rabbitmqadmin [options] subcommand\n\n';

function misused(reason: string): AdminError {
	return new AdminError(`${USAGE}rabbitmqadmin: error: ${reason}\n`, 2);
}

function longOption(typed: string): OptionName {
	const close = ALL.map(([name]) => name).filter((name) => name.startsWith(typed));
	const exact = close.find((name) => name === typed) ?? (close.length === 1 ? close[0] : undefined);
	if (exact !== undefined) return exact;
	if (close.length === 0) throw misused(`no such option: --${typed}`);
	const names = close.map((name) => `--${name}`).sort();
	throw misused(`ambiguous option: --${typed} (${names.join(', ')}?)`);
}

function shortOption(letter: string): OptionName {
	const option = ALL.find(([, short]) => short === letter);
	if (!option) throw misused(`no such option: -${letter}`);
	return option[0];
}

class Reader {
	readonly words: string[] = [];
	readonly options: Partial<Record<OptionName, string>> = {};
	readonly #rest: string[];

	constructor(line: readonly string[]) {
		this.#rest = [...line];
	}

	read(): AdminLine {
		for (let word = this.#rest.shift(); word !== undefined; word = this.#rest.shift()) {
			if (word === '--') {
				this.words.push(...this.#rest);
				break;
			}
			if (word.startsWith('--')) this.#long(word.slice(2));
			else if (word.startsWith('-') && word.length > 1) this.#short(word.slice(1));
			else this.words.push(word);
			if (this.options.help !== undefined) break;
		}
		return this;
	}

	#long(word: string): void {
		const [typed = '', ...value] = word.split('=');
		const name = longOption(typed);
		const given = value.length > 0 ? value.join('=') : undefined;
		if (TAKES_VALUE.has(name)) this.#set(name, given ?? this.#next(`--${name}`), `--${name}`);
		else if (given !== undefined) throw misused(`--${name} option does not take a value`);
		else this.options[name] = name;
	}

	/** Flags may stand together; the first option that takes a value takes the rest. */
	#short(letters: string): void {
		for (let at = 0; at < letters.length; at++) {
			const letter = letters[at]!;
			const name = shortOption(letter);
			if (TAKES_VALUE.has(name)) {
				this.#set(name, letters.slice(at + 1) || this.#next(`-${letter}`), `-${letter}`);
				return;
			}
			this.options[name] = name;
		}
	}

	#next(option: string): string {
		const value = this.#rest.shift();
		if (value === undefined) throw misused(`${option} option requires 1 argument`);
		return value;
	}

	#set(name: OptionName, value: string, typed: string): void {
		if (name === 'request-timeout' && !/^[-+]?\d+$/.test(value))
			throw misused(`option ${typed}: invalid integer value: '${value}'`);
		this.options[name] = value;
	}
}

/** Throws AdminError, exit code 2. */
export function parseOptions(line: readonly string[]): AdminLine {
	return new Reader(line).read();
}
