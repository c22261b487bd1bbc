import nodeQuerystring from 'node:querystring';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from './querystring';

const word = fc.stringMatching(/^[a-z &=+%é]{0,6}$/);

test('queries are read and written as in Node', () => {
	fc.assert(
		fc.property(fc.dictionary(word, fc.oneof(word, fc.array(word), fc.integer(), fc.boolean())), (query) => {
			const text = stringify(query);
			expect(text).toBe(nodeQuerystring.stringify(query));
			expect(parse(text)).toEqual(nodeQuerystring.parse(text));
		})
	);
	fc.assert(
		fc.property(fc.array(fc.constantFrom('a', 'b', '=', '&', '%20', '+', '%'), { maxLength: 8 }), (parts) => {
			expect(parse(parts.join(''))).toEqual(nodeQuerystring.parse(parts.join('')));
		})
	);
});
