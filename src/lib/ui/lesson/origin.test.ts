import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '$lib/network/events';
import { originOf } from './origin';

const trace = [
	{
		type: 'message.published',
		at: 1,
		connection: 1,
		message: 7,
		origin: { program: 'send.js#2', line: 12 }
	},
	{ type: 'message.published', at: 2, connection: 2, message: 8 }
] as unknown as TraceEvent[];

describe('where something in the graph comes from', () => {
	it('a message comes from the line that published it', () => {
		expect(originOf({ kind: 'message', message: 7, number: 1 }, trace)).toEqual({
			file: 'send.js',
			line: 12
		});
	});

	it('a message of no program of ours, or still on its way, comes from nowhere', () => {
		expect(originOf({ kind: 'message', message: 8, number: 2 }, trace)).toBeNull();
		expect(originOf({ kind: 'message', message: 0, number: 3 }, trace)).toBeNull();
	});

	it('a binding comes from the program that made it', () => {
		const binding = { kind: 'binding', binding: 3, program: 'bind.js#1', line: 5 } as const;
		expect(originOf(binding, trace)).toEqual({ file: 'bind.js', line: 5 });
		expect(originOf({ ...binding, program: null, line: null }, trace)).toBeNull();
	});

	it('a program is its file', () => {
		expect(originOf({ kind: 'program', program: 'send.js#2', file: 'send.js' }, trace)).toEqual({
			file: 'send.js',
			line: null
		});
	});
});
