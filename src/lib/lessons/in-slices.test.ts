import { expect, it } from 'vitest';
import { inSlices } from './in-slices';

it('goes through all steps, and lets others have their turn when there are many', async () => {
	let turns = 0;
	const others = setInterval(() => turns++);
	const { result, took } = await inSlices(busily(60));
	clearInterval(others);
	expect(result).toBe(60);
	expect(took).toBeGreaterThan(0);
	expect(turns).toBeGreaterThan(0);
});

it('is done at once where there is little to do', async () => {
	const { result } = await inSlices(busily(0));
	expect(result).toBe(0);
});

/** Steps of a millisecond each. */
function* busily(steps: number): Generator<void, number> {
	for (let step = 0; step < steps; step++) {
		for (const begun = performance.now(); performance.now() - begun < 1;);
		yield;
	}
	return steps;
}
