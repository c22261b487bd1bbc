/** What the management interface refuses a request with (G1). */
import { AmqpError } from '../../amqp';
import { OperatorError, PatternError } from '../../broker';
import type { Json } from '../lenient-json';

export class HttpError extends Error {
	override readonly name = 'HttpError';

	constructor(
		readonly status: 400 | 401 | 404 | 405 | 500,
		/** Matters with 400 only: the client words the others itself. */
		readonly reason: Json = ''
	) {
		super(String(status));
	}
}

export const notThere = (): HttpError => new HttpError(404);
export const unauthorised = (): HttpError => new HttpError(401);
export const badRequest = (reason: Json): HttpError => new HttpError(400, reason);

/** Runs what declares or deletes; what the broker refuses becomes the interface's answer. */
export function answering<T>(act: () => T): T {
	try {
		return act();
	} catch (error) {
		if (error instanceof OperatorError) throw badRequest(refusal(error));
		if (!(error instanceof AmqpError)) throw error;
		if (error.code === 404) throw notThere();
		if (error.code === 403 || error.code === 530) throw unauthorised();
		throw badRequest(error.message.replace(/^[A-Z_]+ - /, ''));
	}
}

/** Runs what publishes or gets: it goes through a client of its own, which reports codes. */
export function answeringClient<T>(act: () => T): T {
	try {
		return act();
	} catch (error) {
		if (error instanceof AmqpError) throw badRequest(`${error.code} ${error.replyText}`);
		throw error;
	}
}

const codes = (text: string): number[] => Array.from(text, (letter) => letter.codePointAt(0)!);

/** Texts of Erlang come as lists of numbers, and what is wrong with a policy as HTML. */
function refusal(error: OperatorError): Json {
	const { kind, message } = error;
	if (error instanceof PatternError)
		return ['invalid_regexp', codes(error.pattern), [codes(error.reason), error.place]];
	if (kind === 'invalid-parameter') return `Validation failed\n\n${message}\n`;
	if (kind !== 'invalid-policy') return message;
	const html = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	return `Validation failed\n\n${html}\n`;
}
