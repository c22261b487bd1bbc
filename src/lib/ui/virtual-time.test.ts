import { expect, it } from 'vitest';
import { formatVirtualTime } from './virtual-time';

it.each([
	[0, '00:00.0'],
	[4199, '00:04.1'],
	[59_999, '00:59.9'],
	[60_000, '01:00.0'],
	[6_000_000, '100:00.0'],
	[-5, '00:00.0']
])('writes %d ms as %s', (milliseconds, text) => {
	expect(formatVirtualTime(milliseconds)).toBe(text);
});
