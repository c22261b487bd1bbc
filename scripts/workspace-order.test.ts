import { describe, expect, it } from 'vitest';
import { faultIn } from './workspace-order.js';

const program = { file: 'a.py', source: '' };

describe('a workspace file', () => {
	it('is fine with the least and with everything', () => {
		expect(faultIn({ programs: [] })).toBeNull();
		expect(faultIn({ programs: [program] })).toBeNull();
		const all = { ...program, file: '消费者.mjs', args: ['a'], stdin: '\n', after: 0.5 };
		expect(faultIn({ plugins: [], users: [['a', 'b']], seconds: 0, programs: [all] })).toBeNull();
	});

	it.each([
		[null, 'A workspace must be a JSON object'],
		[[program], 'A workspace must be a JSON object'],
		[{}, 'programs is missing'],
		[{ programs: program }, 'programs must be a list'],
		[{ programs: ['a.py'] }, 'programs[0] must be an object'],
		[{ programs: [program, { source: '' }] }, 'programs[1].file is missing'],
		[{ programs: [{ ...program, file: 'a.rb' }] }, 'programs[0].file must be a file name that ends in .py'],
		[{ programs: [{ ...program, file: 'a/b.py' }] }, 'programs[0].file must be a file name'],
		[{ programs: [{ file: 'a.py' }] }, 'programs[0].source is missing'],
		[{ programs: [{ ...program, args: 'x' }] }, 'programs[0].args must be a list of texts, not "x"'],
		[{ programs: [{ ...program, stdin: 1 }] }, 'programs[0].stdin must be a text'],
		[{ programs: [{ ...program, after: -1 }] }, 'programs[0].after must be a number of seconds, 0 or more'],
		[{ programs: [], seconds: '5' }, 'seconds must be a number'],
		[{ programs: [], users: ['ann'] }, 'users must be a list of pairs'],
		[{ programs: [], plugins: [1] }, 'plugins must be a list of names']
	])('%j is refused: %s', (order, fault) => {
		expect(faultIn(order)).toContain(fault);
	});
});
