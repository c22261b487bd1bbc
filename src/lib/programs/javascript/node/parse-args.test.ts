import { parseArgs as parseArgsOfNode } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseArgs } from './parse-args';

const options = {
	queue: { type: 'string', short: 'q', default: 'tasks' },
	verbose: { type: 'boolean', short: 'v' },
	tag: { type: 'string', multiple: true }
} as const;

type Config = NonNullable<Parameters<typeof parseArgs>[0]>;

function outcome(parse: (config: never) => unknown, config: Config): unknown {
	try {
		return parse(config as never);
	} catch (error) {
		const { name, message, code } = error as NodeJS.ErrnoException;
		return { name, message, code };
	}
}

const LINES = [
	'-q a -v --tag x --tag=y',
	'-vq a',
	'-qa',
	'-vv',
	'--queue=a=b -- x -v',
	'pos -v more',
	'--nope x',
	'-x',
	'-vx',
	'--queue',
	'-q',
	'--queue -v',
	'-q -5',
	'--verbose=yes',
	'-vqz -',
	'--no-verbose',
	'--no-queue',
	'--=x ---',
	'--tag -- a',
	''
];

describe('parseArgs', () => {
	it.each(LINES)('takes %j apart as Node does', (line) => {
		const args = line.split(' ').filter((word) => word !== '');
		for (const strict of [true, false])
			for (const allowPositionals of [true, false])
				for (const allowNegative of [true, false]) {
					const config = { args, options, strict, allowPositionals, allowNegative, tokens: true };
					expect(outcome(parseArgs, config)).toEqual(outcome(parseArgsOfNode, config));
				}
	});

	it('refuses an option of an unknown type', () => {
		const config = { args: [], options: { count: { type: 'number' } } } as unknown as Config;
		expect(outcome(parseArgs, config)).toEqual(outcome(parseArgsOfNode, config));
	});
});
