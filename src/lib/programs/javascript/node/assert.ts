/** `node:assert`. */
import { inspect } from '../inspect';
import { invalidArgType } from '../errors/node-error';
import { isDeepEqual, isDeepStrictEqual } from './deep-equal';

/** A function that stack traces leave out. */
type Caller = (...args: never[]) => unknown;

interface Details {
	message?: string | Error;
	actual?: unknown;
	expected?: unknown;
	operator?: string;
}

export class AssertionError extends Error {
	readonly generatedMessage: boolean;
	readonly code = 'ERR_ASSERTION';
	readonly actual: unknown;
	readonly expected: unknown;
	readonly operator: string | undefined;

	constructor({ message, actual, expected, operator }: Details, caller?: Caller) {
		super(message === undefined ? describe(actual, expected, operator) : String(message));
		this.generatedMessage = message === undefined;
		Object.defineProperty(this, 'name', {
			value: 'AssertionError [ERR_ASSERTION]',
			configurable: true,
			writable: true
		});
		Error.captureStackTrace?.(this, caller ?? AssertionError);
		void this.stack;
		this.name = 'AssertionError';
		this.actual = actual;
		this.expected = expected;
		this.operator = operator;
	}
}

const HEADS: Record<string, string> = {
	strictEqual: 'Expected values to be strictly equal:',
	deepStrictEqual: 'Expected values to be strictly deep-equal:',
	deepEqual: 'Expected values to be loosely deep-equal:',
	notStrictEqual: 'Expected "actual" to be strictly unequal to:',
	notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
	notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:'
};

function describe(actual: unknown, expected: unknown, operator = ''): string {
	const show = (value: unknown): string => inspect(value, { compact: false, sorted: true, depth: 1000 });
	const head = HEADS[operator];
	if (operator === '==' || operator === '!=') return `${show(actual)} ${operator} ${show(expected)}`;
	if (!head) return 'Failed';
	if (operator.startsWith('not'))
		return `${head}${show(actual).includes('\n') ? '\n\n' : ' '}${show(actual)}`;
	const [one, other] = [show(actual), show(expected)];
	if (operator === 'deepEqual') return `${head}\n\n${one}\n\nshould loosely deep-equal\n\n${other}`;
	if (isShort(actual, one) && isShort(expected, other)) return `${head}\n\n${one} !== ${other}\n`;
	return `${head}\n+ actual - expected\n\n${difference(one.split('\n'), other.split('\n'))}`;
}

function isShort(value: unknown, shown: string): boolean {
	return (typeof value !== 'object' || value === null) && typeof value !== 'function' && shown.length < 40;
}

/** Lines of both, marked `+` where only the actual has them and `-` where only the expected. */
function difference(actual: string[], expected: string[]): string {
	const lengths = commonLengths(actual, expected);
	const lines: string[] = [];
	let a = 0;
	let e = 0;
	while (a < actual.length || e < expected.length) {
		if (a < actual.length && actual[a] === expected[e]) {
			lines.push(`  ${actual[a++]}`);
			e++;
		} else if (a < actual.length && (e >= expected.length || lengths[a + 1]![e]! >= lengths[a]![e + 1]!)) {
			lines.push(`+ ${actual[a++]}`);
		} else {
			lines.push(`- ${expected[e++]}`);
		}
	}
	return lines.join('\n');
}

/** Longest common subsequence of the lines from each pair of places on. */
function commonLengths(one: string[], other: string[]): number[][] {
	const lengths = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
	for (let i = one.length - 1; i >= 0; i--) {
		for (let j = other.length - 1; j >= 0; j--) {
			lengths[i]![j] =
				one[i] === other[j]
					? lengths[i + 1]![j + 1]! + 1
					: Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
		}
	}
	return lengths;
}

type Message = string | Error | undefined;

function check(holds: boolean, details: Details, caller: Caller): void {
	if (holds) return;
	if (details.message instanceof Error) throw details.message;
	throw new AssertionError(details, caller);
}

function binary(operator: string, holds: (actual: unknown, expected: unknown) => boolean) {
	const assertion = (actual: unknown, expected: unknown, message?: Message): void =>
		check(holds(actual, expected), { actual, expected, message, operator }, assertion);
	return assertion;
}

function ok(value: unknown, message?: Message): void {
	check(
		Boolean(value),
		{ actual: value, expected: true, message: message ?? falsyText(value), operator: '==' },
		ok
	);
}

function falsyText(value: unknown): string {
	return `The expression evaluated to a falsy value:\n\n  assert(${inspect(value)})\n`;
}

type Expected = (new (...args: never[]) => unknown) | RegExp | object | ((error: unknown) => boolean);

function matches(error: unknown, expected: Expected | undefined): boolean {
	if (expected === undefined) return true;
	if (expected instanceof RegExp) return expected.test(String(error));
	if (typeof expected === 'function') {
		if (expected.prototype !== undefined && error instanceof expected) return true;
		if (expected.prototype instanceof Error) return false;
		return (expected as (error: unknown) => boolean).call({}, error) === true;
	}
	return Object.entries(expected).every(([key, value]) => {
		const actual = (error as Record<string, unknown>)[key];
		return value instanceof RegExp && typeof actual === 'string'
			? value.test(actual)
			: isDeepStrictEqual(actual, value);
	});
}

function missing(
	kind: string,
	expected: Expected | string | undefined,
	message: Message,
	caller: Caller
): never {
	const name = typeof expected === 'function' && expected.name ? ` (${expected.name}).` : '.';
	const text = message ?? (typeof expected === 'string' ? expected : undefined);
	throw new AssertionError(
		{
			message: `Missing expected ${kind}${text === undefined ? name : `${name.slice(0, -1)}: ${String(text)}`}`,
			operator: kind === 'exception' ? 'throws' : 'rejects'
		},
		caller
	);
}

function judge(
	error: unknown,
	expected: Expected | string | undefined,
	message: Message,
	caller: Caller
): void {
	if (typeof expected === 'string' || matches(error, expected)) return;
	if (expected instanceof RegExp || (typeof expected === 'object' && expected !== null)) {
		const text =
			expected instanceof RegExp
				? `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(error))}\n`
				: undefined;
		throw new AssertionError(
			{ message: message ?? text, actual: error, expected, operator: 'throws' },
			caller
		);
	}
	throw error;
}

function throws(run: () => unknown, expected?: Expected | string, message?: Message): void {
	if (typeof run !== 'function') throw invalidArgType('fn', 'of type function', run);
	try {
		run();
	} catch (error) {
		judge(error, expected, message, throws);
		return;
	}
	missing('exception', expected, message, throws);
}

async function rejects(
	work: Promise<unknown> | (() => Promise<unknown>),
	expected?: Expected | string,
	message?: Message
): Promise<void> {
	try {
		await (typeof work === 'function' ? work() : work);
	} catch (error) {
		judge(error, expected, message, rejects);
		return;
	}
	missing('rejection', expected, message, rejects);
}

function doesNotThrow(run: () => unknown, message?: Message): void {
	try {
		run();
	} catch (error) {
		throw unwanted('exception', error, message, doesNotThrow);
	}
}

async function doesNotReject(
	work: Promise<unknown> | (() => Promise<unknown>),
	message?: Message
): Promise<void> {
	try {
		await (typeof work === 'function' ? work() : work);
	} catch (error) {
		throw unwanted('rejection', error, message, doesNotReject);
	}
}

function unwanted(kind: string, error: unknown, message: Message, caller: Caller): AssertionError {
	const tail = message === undefined ? '.' : `: ${String(message)}`;
	const text = `Got unwanted ${kind}${tail}\nActual message: "${(error as Error | undefined)?.message ?? String(error)}"`;
	return new AssertionError({ message: text, actual: error, operator: 'doesNotThrow' }, caller);
}

function fail(message: Message = 'Failed'): never {
	if (message instanceof Error) throw message;
	throw new AssertionError({ message, operator: 'fail' }, fail);
}

function ifError(value: unknown): void {
	if (value === null || value === undefined) return;
	const text = value instanceof Error ? value.message : inspect(value);
	throw new AssertionError(
		{
			message: `ifError got unwanted exception: ${text}`,
			actual: value,
			expected: null,
			operator: 'ifError'
		},
		ifError
	);
}

function match(text: string, pattern: RegExp, message?: Message): void {
	const told = `The input did not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`;
	check(
		pattern.test(text),
		{ actual: text, expected: pattern, message: message ?? told, operator: 'match' },
		match
	);
}

function doesNotMatch(text: string, pattern: RegExp, message?: Message): void {
	const told = `The input was expected to not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`;
	check(
		!pattern.test(text),
		{ actual: text, expected: pattern, message: message ?? told, operator: 'doesNotMatch' },
		doesNotMatch
	);
}

const strictEqual = binary('strictEqual', Object.is);
const notStrictEqual = binary('notStrictEqual', (one, other) => !Object.is(one, other));
const deepStrictEqual = binary('deepStrictEqual', isDeepStrictEqual);
const notDeepStrictEqual = binary('notDeepStrictEqual', (one, other) => !isDeepStrictEqual(one, other));

const shared = {
	AssertionError,
	ok,
	throws,
	rejects,
	doesNotThrow,
	doesNotReject,
	fail,
	ifError,
	match,
	doesNotMatch,
	strictEqual,
	notStrictEqual,
	deepStrictEqual,
	notDeepStrictEqual
};

type Assert = typeof ok & typeof shared & Record<string, unknown>;

const strict = Object.assign((value: unknown, message?: Message) => ok(value, message), shared, {
	equal: strictEqual,
	notEqual: notStrictEqual,
	deepEqual: deepStrictEqual,
	notDeepEqual: notDeepStrictEqual
}) as unknown as Assert;
strict['strict'] = strict;

const assert = Object.assign((value: unknown, message?: Message) => ok(value, message), shared, {
	equal: binary('==', (one, other) => one == other || (one !== one && other !== other)),
	notEqual: binary('!=', (one, other) => one != other),
	deepEqual: binary('deepEqual', isDeepEqual),
	notDeepEqual: binary('notDeepEqual', (one, other) => !isDeepEqual(one, other)),
	strict
}) as unknown as Assert;
Object.defineProperty(assert, 'name', { value: 'ok' });

export { strict };
export default assert;
