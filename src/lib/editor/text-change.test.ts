import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textChange } from './text-change';

function apply(text: string, change: ReturnType<typeof textChange>): string {
	return change ? text.slice(0, change.start) + change.text + text.slice(change.end) : text;
}

/** Short texts over few letters, so that many share beginnings and ends. */
const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', '😁') });

test('applying the change to the old text gives the new one', () => {
	fc.assert(fc.property(text, text, (from, to) => apply(from, textChange(from, to)) === to));
});

test('a surrogate pair is never split', () => {
	const whole = (s: string) => s.isWellFormed();
	fc.assert(
		fc.property(text, text, (from, to) => {
			const change = textChange(from, to);
			return (
				!change || (whole(change.text) && whole(from.slice(0, change.start)) && whole(from.slice(change.end)))
			);
		})
	);
});

test('only what differs is replaced', () => {
	expect(textChange('prefetch(1);', 'prefetch(20);')).toEqual({ start: 9, end: 10, text: '20' });
	expect(textChange('ack', 'ack')).toBeNull();
});
