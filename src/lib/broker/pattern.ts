/** Regular expressions as operators write them, and what is wrong with those that are none. */
import { OperatorError } from './operator-error';

/** A pattern that is none, with the reason and the place that Erlang would name. */
export class PatternError extends OperatorError {
	constructor(
		readonly pattern: string,
		readonly reason: string,
		/** Characters from the start. */
		readonly place: number
	) {
		super('invalid-pattern', `regular expression '${pattern}' is invalid`);
	}
}

/** A pattern that is sought anywhere in a name. Throws PatternError. */
export function compilePattern(pattern: string): RegExp {
	try {
		return new RegExp(pattern);
	} catch (error) {
		throw new PatternError(pattern, reasonOf(error), placeOf(error, pattern));
	}
}

/** The reasons PCRE gives, by what a JavaScript engine says instead. */
const REASONS: readonly (readonly [said: RegExp, reason: string])[] = [
	[/Nothing to repeat/i, 'nothing to repeat'],
	[/Unterminated group/i, 'missing )'],
	[/Unmatched '\)'/i, 'unmatched parentheses'],
	[/Unterminated character class|Lone quantifier brackets/i, 'missing terminating ] for character class'],
	[/Range out of order/i, 'range out of order in character class'],
	[/numbers out of order/i, 'numbers out of order in {} quantifier']
];

function reasonOf(error: unknown): string {
	const message = String(error);
	return REASONS.find(([said]) => said.test(message))?.[1] ?? '\\ at end of pattern';
}

/** Where PCRE would stop: at a quantifier that has nothing before it, else at the end. */
function placeOf(error: unknown, pattern: string): number {
	if (!/Nothing to repeat/i.test(String(error))) return pattern.length;
	return Math.max(0, pattern.search(/(?<=^|[(|]|[*+?])[*+?]/));
}
