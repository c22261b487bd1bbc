/** How the tools word what the broker refuses. */
import { OperatorError, PatternError } from '../broker';
import { CommandError, EXIT, failure } from './command';
import { inspectCharacters } from './elixir';

const unquoted = (text: string): string => text.replaceAll('"', '');

export function reportOf(error: OperatorError): CommandError {
	switch (error.kind) {
		case 'no-such-vhost':
			return new CommandError(EXIT.data, error.message);
		case 'no-such-user':
			return new CommandError(EXIT.noUser, `Error:\n${error.message}`, `${unquoted(error.message)}s`);
		case 'user-exists':
			return new CommandError(EXIT.software, `Error:\n${error.message}`, unquoted(error.message));
		case 'invalid-policy':
		case 'invalid-parameter':
			return failure(`Validation failed\n\n${error.message}\n`);
		default:
			return failure(
				error instanceof PatternError ? invalidPattern(error, inspectCharacters) : error.message
			);
	}
}

/** As an Elixir term; `kept` shows the pattern as the kind of text that the node keeps it as. */
export function invalidPattern(
	{ pattern, reason, place }: PatternError,
	kept: (text: string) => string
): string {
	return `{:invalid_regexp, ${kept(pattern)}, {${inspectCharacters(reason)}, ${place}}}`;
}
