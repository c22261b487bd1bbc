import { describe, expect, it } from 'vitest';
import { originOf } from './origin';

describe('where something in the graph comes from', () => {
	it('a message comes from the line that published it', () => {
		const origin = { program: 'send.js#2', line: 12 };
		expect(originOf({ kind: 'message', message: 7, number: 1, origin })).toEqual({
			file: 'send.js',
			line: 12
		});
	});

	it('a message of no program of ours comes from nowhere', () => {
		const origin = { program: null, line: null };
		expect(originOf({ kind: 'message', message: 8, number: 2, origin })).toBeNull();
	});

	it('a binding comes from the program that made it', () => {
		const binding = { kind: 'binding', binding: 3, program: 'bind.js#1', line: 5 } as const;
		expect(originOf(binding)).toEqual({ file: 'bind.js', line: 5 });
		expect(originOf({ ...binding, program: null, line: null })).toBeNull();
	});

	it('a program is its file', () => {
		expect(originOf({ kind: 'program', program: 'send.js#2', file: 'send.js' })).toEqual({
			file: 'send.js',
			line: null
		});
	});
});
