import type { Step } from '../script';

/**
 * Leaves out steps, many at a time at first, for as long as the servers still differ: what remains can't spare one
 * (it can seldom spare two).
 */
export async function shrink(
	steps: readonly Step[],
	differs: (steps: readonly Step[]) => Promise<boolean>
): Promise<readonly Step[]> {
	let left = steps;
	for (let size = left.length >> 1; size >= 1; size = size === 1 ? 0 : (size + 1) >> 1)
		for (let end = left.length; end > 0; end -= size) {
			const fewer = [...left.slice(0, Math.max(0, end - size)), ...left.slice(end)];
			if (await differs(fewer)) left = fewer;
		}
	return left;
}
