/** Regular expressions as operators write them, and what is wrong with those that are none. */
import { encodeUtf8 } from '../amqp';
import { OperatorError } from './operator-error';
import { PcreError, translatePcre } from './pcre';

/** A pattern that is none, with the reason and the place that Erlang would name. */
export class PatternError extends OperatorError {
	constructor(
		readonly pattern: string,
		readonly reason: string,
		/** Bytes from the start. */
		readonly place: number
	) {
		super('invalid-pattern', `regular expression '${pattern}' is invalid`);
	}
}

/** A pattern that is sought anywhere in a name. */
export interface Pattern {
	test(name: string): boolean;
}

const ASCII = /^[\0-\x7f]*$/;

/** The bytes of a text, each as a character. */
function bytes(text: string): string {
	return ASCII.test(text) ? text : String.fromCharCode(...encodeUtf8(text));
}

/** Throws PatternError. */
export function compilePattern(pattern: string): Pattern {
	try {
		const found = new RegExp(translatePcre(bytes(pattern)));
		return { test: (name) => found.test(bytes(name)) };
	} catch (error) {
		if (error instanceof PcreError) throw new PatternError(pattern, error.reason, error.place);
		throw error;
	}
}
