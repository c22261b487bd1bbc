/** Patterns here find what Erlang's find, and what is wrong with them is named as Erlang names it (A1, O1). */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compilePattern, PatternError } from '../../../src/lib/broker';

const answers = readFileSync(new URL('./answers.txt', import.meta.url), 'utf8')
	.trimEnd()
	.split('\n')
	.map(
		(line) => [line.slice(0, line.lastIndexOf(' => ')), line.slice(line.lastIndexOf(' => ') + 4)] as const
	);

/** As in ask.escript, which made the answers. */
const SUBJECTS = [
	...['', 'a', 'ab', 'aab', 'aB1', 'abc', 'a\n', 'a\nb', '\n', 'a.b', '1', ' a ', 'é', '李', 'É', 'a-b_c'],
	...['order.1.paid', '*']
];

function answer(pattern: string): string {
	try {
		const compiled = compilePattern(pattern);
		const found = SUBJECTS.filter((subject) => compiled.test(subject));
		return `finds ${found.map((subject) => subject.replaceAll('\n', '\\n')).join('|')}`;
	} catch (error) {
		if (!(error instanceof PatternError)) throw error;
		return `${error.reason} at ${error.place}`;
	}
}

const BEYOND = / in patterns are not part of this simulator at /;

test('a pattern finds what it finds in Erlang, or fails with the same words at the same place', () => {
	const ours = answers.map(([pattern]) => [pattern, answer(pattern)] as const);
	const expressed = answers.filter((_, index) => !BEYOND.test(ours[index]![1]));
	expect(ours.filter(([, said]) => !BEYOND.test(said))).toEqual(expressed);
});

test('what JavaScript has no way to express is refused, and nothing else', () => {
	const beyond = answers.map(([pattern]) => pattern).filter((pattern) => BEYOND.test(answer(pattern)));
	expect(beyond.filter((pattern) => !/\(\?([R\d+&C(|-]|P>)|\(\*|\\g[<']/.test(pattern))).toEqual([]);
});
