import { describe, expect, it } from 'vitest';
import { fileName } from './file-name';

describe('a file’s name', () => {
	it.each([
		['python', 'audit', 'audit.py'],
		['python', ' audit.py ', 'audit.py'],
		['python', '订单', '订单.py'],
		['javascript', 'audit', 'audit.js'],
		['javascript', 'audit.mjs', 'audit.mjs'],
		['javascript', 'my audit.ts', 'my audit.ts']
	] as const)('%s: %s becomes %s', (language, typed, file) => {
		expect(fileName(typed, language, [])).toEqual({ file });
	});

	it.each([
		['', 'characters'],
		['../audit.py', 'characters'],
		['a/b.py', 'characters'],
		['<b>.py', 'characters'],
		['.py', 'characters'],
		['a'.repeat(61), 'characters'],
		['audit.js', 'extension'],
		['audit.txt', 'extension'],
		['send', 'taken'],
		['send.py', 'taken']
	])('%s won’t do: %s', (typed, fault) => {
		expect(fileName(typed, 'python', ['send.py'])).toEqual({ fault });
	});
});
