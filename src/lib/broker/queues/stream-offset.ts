/** x-stream-offset: where in a stream a consumer begins (Q41). */
import { AmqpError, decodeUtf8, get, type FieldTable, type FieldValue } from '../../amqp';
import { milliseconds } from './settings';

export type StreamOffset =
	| { readonly from: 'first' | 'last' | 'next' }
	| { readonly from: 'offset'; readonly offset: number }
	/** Wall-clock milliseconds since 1970. */
	| { readonly from: 'time'; readonly time: number };

const AGE = /^0*[1-9]\d*[YMDhms]$/;

/** Whether a text is an age. RabbitMQ reads a number first and crashes without one: then this throws 541. */
export function isAge(text: string): boolean {
	if (!/^\d/.test(text)) throw new AmqpError('INTERNAL_ERROR');
	return AGE.test(text);
}

/** Where to begin; null when the argument makes no sense. `now` is in wall-clock milliseconds. */
export function streamOffset(arguments_: FieldTable, now: number): StreamOffset | null {
	const value = get(arguments_, 'x-stream-offset');
	return value === undefined ? { from: 'next' } : readOffset(value, now);
}

/** The same for a value of the argument. Throws 541 for those that make RabbitMQ crash. */
export function readOffset(field: FieldValue, now: number): StreamOffset | null {
	const { type } = field;
	const value = type === 'binary' ? (decodeUtf8(field.value, 0, field.value.length) ?? '') : field.value;
	if (value === 'first' || value === 'last' || value === 'next') return { from: value };
	if (type === 'timestamp') return { from: 'time', time: Number(value) * 1000 };
	if (typeof value === 'string')
		return isAge(value) ? { from: 'time', time: now - milliseconds(value) } : null;
	if (typeof value === 'number' || typeof value === 'bigint')
		return { from: 'offset', offset: Number(value) };
	throw new AmqpError('INTERNAL_ERROR');
}
