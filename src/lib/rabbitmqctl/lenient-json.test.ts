import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonError, parseJson } from './lenient-json';

/** Without "__proto__", which no object literal keeps. */
const anyJson = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));

describe('parseJson', () => {
	it('reads all of JSON', () => {
		fc.assert(
			fc.property(anyJson, (value) => {
				const text = JSON.stringify(value);
				expect(parseJson(text)).toEqual(JSON.parse(text));
			})
		);
	});

	it.each([
		["{'message-ttl':1}", { 'message-ttl': 1 }],
		['{"a":1,}', { a: 1 }],
		['[1,2,]', [1, 2]],
		['{/* none */"a":1} // end', { a: 1 }],
		[' "\\u00e9" ', 'é'],
		['-1.5e2', -150]
	])('also takes %s', (text, value) => {
		expect(parseJson(text)).toEqual(value);
	});

	it.each(['', 'nojson', '{a:1}', '{"a" 1}', '[1', '{"a":1', '"a', '1 2', '[,]', '"\\u12"'])(
		'refuses %s',
		(text) => {
			expect(() => parseJson(text)).toThrow(JsonError);
		}
	);

	it('sorts the keys of objects', () => {
		expect(JSON.stringify(parseJson('{"b":1,"a":{"d":1,"c":2}}'))).toBe('{"a":{"c":2,"d":1},"b":1}');
	});
});
