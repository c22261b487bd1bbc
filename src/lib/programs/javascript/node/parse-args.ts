/** `util.parseArgs`: a command line taken apart by a description of its options. */
import { invalidArgType, nodeError } from '../errors/node-error';
import { process } from './process';

interface Option {
	readonly type: 'string' | 'boolean';
	readonly short?: string;
	readonly multiple?: boolean;
	readonly default?: unknown;
}

type Options = Readonly<Record<string, Option>>;

interface Config {
	readonly args?: readonly string[];
	readonly options?: Options;
	readonly strict?: boolean;
	readonly allowPositionals?: boolean;
	readonly allowNegative?: boolean;
	readonly tokens?: boolean;
}

interface OptionToken {
	readonly kind: 'option';
	/** Of `--no-name`, where that is allowed, the name. */
	name: string;
	readonly rawName: string;
	readonly index: number;
	readonly value: string | undefined;
	/** Whether the value stands in the same word. */
	readonly inlineValue: boolean | undefined;
}

type Token =
	| OptionToken
	| { readonly kind: 'positional'; readonly index: number; readonly value: string }
	| { readonly kind: 'option-terminator'; readonly index: number };

interface Parsed {
	readonly values: Record<string, unknown>;
	readonly positionals: string[];
	readonly tokens?: Token[];
}

export function parseArgs(config: Config = {}): Parsed {
	const { args = process.argv.slice(2), options = {}, strict = true } = config;
	const { allowPositionals = !strict, allowNegative = false } = config;
	for (const [name, { type }] of Object.entries(options)) checkType(name, type);
	const tokens = tokensOf(args, options);
	const values = Object.create(null) as Record<string, unknown>;
	const positionals: string[] = [];
	for (const token of tokens) {
		if (token.kind === 'option') {
			if (strict) checkOption(token, options, allowPositionals, allowNegative);
			store(values, token, options, allowNegative);
		} else if (token.kind === 'positional') {
			if (!allowPositionals) throw unexpectedPositional(token.value);
			positionals.push(token.value);
		}
	}
	for (const [name, option] of Object.entries(options)) {
		if (option.default !== undefined) values[name] ??= option.default;
	}
	return config.tokens ? { values, positionals, tokens } : { values, positionals };
}

function checkType(name: string, type: unknown): void {
	if (type === 'string' || type === 'boolean') return;
	throw invalidArgType(`options.${name}.type`, `('string|boolean')`, type);
}

function tokensOf(args: readonly string[], options: Options): Token[] {
	const tokens: Token[] = [];
	for (let index = 0; index < args.length; index += 1) {
		const word = args[index]!;
		if (word === '--') {
			tokens.push({ kind: 'option-terminator', index });
			for (index += 1; index < args.length; index += 1)
				tokens.push({ kind: 'positional', index, value: args[index]! });
		} else if (word.length < 2 || !word.startsWith('-')) {
			tokens.push({ kind: 'positional', index, value: word });
		} else {
			const found = word.startsWith('--')
				? [longOption(word, index, args[index + 1], options)]
				: shortOptions(word, index, args[index + 1], options);
			tokens.push(...found);
			if (found.at(-1)!.inlineValue === false) index += 1;
		}
	}
	return tokens;
}

/** `--name` or `--name=value`. */
function longOption(word: string, index: number, next: string | undefined, options: Options): OptionToken {
	const equals = word.indexOf('=', 3);
	const rawName = equals < 0 ? word : word.slice(0, equals);
	const inline = equals < 0 ? undefined : word.slice(equals + 1);
	return optionToken(rawName.slice(2), rawName, index, inline, next, options);
}

/** `-a`, several as `-abc`, and a value that stands right after its option's letter. */
function shortOptions(
	word: string,
	index: number,
	next: string | undefined,
	options: Options
): OptionToken[] {
	const tokens: OptionToken[] = [];
	for (let at = 1; at < word.length; at += 1) {
		const letter = word[at]!;
		const name = Object.keys(options).find((other) => options[other]!.short === letter) ?? letter;
		const rest = word.slice(at + 1);
		const inline = rest !== '' && takesValue(name, options) ? rest : undefined;
		tokens.push(optionToken(name, `-${letter}`, index, inline, rest === '' ? next : undefined, options));
		if (inline !== undefined) break;
	}
	return tokens;
}

function optionToken(
	name: string,
	rawName: string,
	index: number,
	inline: string | undefined,
	next: string | undefined,
	options: Options
): OptionToken {
	const token = { kind: 'option', name, rawName, index } as const;
	if (inline !== undefined) return { ...token, value: inline, inlineValue: true };
	if (next === undefined || !takesValue(name, options))
		return { ...token, value: undefined, inlineValue: undefined };
	return { ...token, value: next, inlineValue: false };
}

function optionOf(name: string, options: Options): Option | undefined {
	return Object.hasOwn(options, name) ? options[name] : undefined;
}

const takesValue = (name: string, options: Options): boolean => optionOf(name, options)?.type === 'string';

function checkOption(
	token: OptionToken,
	options: Options,
	allowPositionals: boolean,
	allowNegative: boolean
): void {
	const { name, rawName, value, inlineValue } = token;
	const option = optionOf(name, options);
	if (!option) {
		if (allowNegative && name.startsWith('no-') && optionOf(name.slice(3), options)?.type === 'boolean')
			return;
		throw unknownOption(rawName, allowPositionals);
	}
	const names = `${option.short ? `-${option.short}, ` : ''}--${name}`;
	if (option.type === 'string' && value === undefined)
		throw invalidValue(`Option '${names} <value>' argument missing`);
	if (option.type === 'boolean' && value !== undefined)
		throw invalidValue(`Option '${names}' does not take an argument`);
	if (inlineValue === false && value!.length > 1 && value!.startsWith('-')) throw ambiguous(token);
}

function store(
	values: Record<string, unknown>,
	token: OptionToken,
	options: Options,
	allowNegative: boolean
): void {
	const off = allowNegative && token.value === undefined && token.name.startsWith('no-');
	if (off) token.name = token.name.slice(3);
	const { name, value = !off } = token;
	if (optionOf(name, options)?.multiple) (values[name] = (values[name] as unknown[]) ?? []).push(value);
	else values[name] = value;
}

function unexpectedPositional(word: string): Error {
	const message = `Unexpected argument '${word}'. This command does not take positional arguments`;
	return nodeError(TypeError, 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', message);
}

function unknownOption(rawName: string, allowPositionals: boolean): Error {
	const otherwise =
		". To specify a positional argument starting with a '-', place it at the end of the command after '--', " +
		`as in '-- "${rawName}"`;
	const message = `Unknown option '${rawName}'${allowPositionals ? otherwise : ''}`;
	return nodeError(TypeError, 'ERR_PARSE_ARGS_UNKNOWN_OPTION', message);
}

const invalidValue = (message: string): Error =>
	nodeError(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', message);

function ambiguous({ name, rawName }: OptionToken): Error {
	const example = rawName.startsWith('--') ? `'${rawName}=-XYZ'` : `'--${name}=-XYZ' or '${rawName}-XYZ'`;
	return invalidValue(
		`Option '${rawName}' argument is ambiguous.\n` +
			`Did you forget to specify the option argument for '${rawName}'?\n` +
			`To specify an option argument starting with a dash use ${example}.`
	);
}
