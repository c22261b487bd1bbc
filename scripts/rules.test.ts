import { expect, it } from 'vitest';
import { listedRules, problems, testedRules } from './rules.js';

it('every rule of the broker is tested under its id, or says why not', () => {
	expect(problems()).toEqual([]);
});

it('ids are found in the names of tests, spans of them too', () => {
	const tested = testedRules();
	for (const id of ['X14', 'X15', 'X16'])
		expect(tested.get(id)).toContain('src/lib/broker/exchanges/exchanges.test.ts');
	expect(tested.has('X99')).toBe(false);
	expect(listedRules().size).toBeGreaterThan(200);
});
