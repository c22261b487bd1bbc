import { describe, expect, it } from 'vitest';
import { AmqpError, encodeUtf8, REPLY_CODES, type ReplyName } from '.';

describe('an AMQP error', () => {
	it('C8: says its name and why', () => {
		expect(new AmqpError('NOT_FOUND', "no queue 'q'", 'queue.bind')).toMatchObject({
			code: 404,
			message: "NOT_FOUND - no queue 'q'",
			classId: 50,
			methodId: 20
		});
		expect(new AmqpError('INTERNAL_ERROR')).toMatchObject({
			message: 'INTERNAL_ERROR',
			classId: 0,
			methodId: 0
		});
	});

	it('C8: is cut to 255 bytes, even within a character', () => {
		const { replyText } = new AmqpError('NOT_FOUND', 'é'.repeat(200));
		const sent = encodeUtf8(replyText);
		expect(sent.length).toBe(255);
		expect(sent.slice(0, 252)).toEqual(encodeUtf8('NOT_FOUND - ' + 'é'.repeat(200)).slice(0, 252));
		expect(replyText.endsWith('...')).toBe(true);
	});

	it('C8: is left whole at 255 bytes', () => {
		const { message, replyText } = new AmqpError('NOT_FOUND', 'x'.repeat(255 - 'NOT_FOUND - '.length));
		expect(replyText).toBe(message);
	});

	it('C7: closes the channel for seven codes, the connection for all others', () => {
		const soft = (Object.keys(REPLY_CODES) as ReplyName[]).filter((name) => !new AmqpError(name).hard);
		expect(soft.map((name) => REPLY_CODES[name])).toEqual([311, 312, 313, 403, 404, 405, 406]);
	});
});
