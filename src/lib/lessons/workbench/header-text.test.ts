import { expect, it } from 'vitest';
import { parseHeaders } from './header-text';

it('takes types from how a value is written', () => {
	expect(parseHeaders(`a=x y, b = true,c=-12, d=1.5, e='12', f="true", g, h=1=2,`)).toEqual([
		['a', { type: 'longstr', value: 'x y' }],
		['b', { type: 'bool', value: true }],
		['c', { type: 'long', value: -12n }],
		['d', { type: 'double', value: 1.5 }],
		['e', { type: 'longstr', value: '12' }],
		['f', { type: 'longstr', value: 'true' }],
		['g', { type: 'void', value: null }],
		['h', { type: 'longstr', value: '1=2' }]
	]);
	expect(parseHeaders('')).toEqual([]);
});
