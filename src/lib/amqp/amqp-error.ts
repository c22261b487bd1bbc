/**
 * Protocol errors: the reply codes, and the error that becomes a channel.close or connection.close (C7, C8).
 */
import { METHODS, type MethodName } from './protocol';
import { decodeEscaped, encodeUtf8, utf8Length } from './utf8';

/** Reply codes by RabbitMQ's names. */
export const REPLY_CODES = {
	REPLY_SUCCESS: 200,
	CONTENT_TOO_LARGE: 311,
	NO_ROUTE: 312,
	NO_CONSUMERS: 313,
	CONNECTION_FORCED: 320,
	INVALID_PATH: 402,
	ACCESS_REFUSED: 403,
	NOT_FOUND: 404,
	RESOURCE_LOCKED: 405,
	PRECONDITION_FAILED: 406,
	FRAME_ERROR: 501,
	SYNTAX_ERROR: 502,
	COMMAND_INVALID: 503,
	CHANNEL_ERROR: 504,
	UNEXPECTED_FRAME: 505,
	RESOURCE_ERROR: 506,
	NOT_ALLOWED: 530,
	NOT_IMPLEMENTED: 540,
	INTERNAL_ERROR: 541
} as const;

export type ReplyName = keyof typeof REPLY_CODES;

const SOFT: ReadonlySet<number> = new Set([311, 312, 313, 403, 404, 405, 406]);

/** An error that RabbitMQ answers with a close method. */
export class AmqpError extends Error {
	override readonly name = 'AmqpError';
	readonly code: number;
	/** Ids of the offending method, 0 and 0 when there is none. */
	readonly classId: number;
	readonly methodId: number;

	/** The message becomes `<reply> - <explanation>`, or the bare reply where there is nothing to explain (C8). */
	constructor(reply: ReplyName, explanation = '', method?: MethodName) {
		super(explanation === '' ? reply : `${reply} - ${explanation}`);
		this.code = REPLY_CODES[reply];
		[this.classId, this.methodId] = method === undefined ? [0, 0] : METHODS[method].id;
	}

	/** True: the connection closes. False: only the channel, unless it is channel 0 (C7). */
	get hard(): boolean {
		return !SOFT.has(this.code);
	}

	/** The message as it fits a short string: a text of more than 255 bytes ends after 252 in `...` (C8). */
	get replyText(): string {
		if (utf8Length(this.message) <= 255) return this.message;
		return decodeEscaped(encodeUtf8(this.message), 0, 252) + '...';
	}
}
