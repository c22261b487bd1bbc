/** x-stream-offset: where in a stream a consumer begins (Q41). */
import { get, type FieldTable, type FieldValue } from '../../amqp';
import { milliseconds } from './settings';

export type StreamOffset =
	| { readonly from: 'first' | 'last' | 'next' }
	| { readonly from: 'offset'; readonly offset: number }
	/** Wall-clock milliseconds since 1970. */
	| { readonly from: 'time'; readonly time: number };

const AGE = /^0*[1-9]\d*[YMDhms]$/;

/** Where to begin; null when the argument makes no sense. `now` is in wall-clock milliseconds. */
export function streamOffset(arguments_: FieldTable, now: number): StreamOffset | null {
	const value = get(arguments_, 'x-stream-offset');
	return value === undefined ? { from: 'next' } : readOffset(value, now);
}

export function readOffset(field: FieldValue, now: number): StreamOffset | null {
	const { type, value } = field;
	if (value === 'first' || value === 'last' || value === 'next') return { from: value };
	if (type === 'timestamp') return { from: 'time', time: Number(value) * 1000 };
	if (typeof value === 'string')
		return AGE.test(value) ? { from: 'time', time: now - milliseconds(value) } : null;
	return typeof value === 'number' || typeof value === 'bigint'
		? { from: 'offset', offset: Number(value) }
		: null;
}
