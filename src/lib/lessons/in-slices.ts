/** Long work in short tasks: the page can draw and answer in between. */

/** Real milliseconds of work at a time. */
const SLICE = 10;

/** Goes through the steps, resting whenever a slice is over. `took`: real milliseconds of work in all. */
export async function inSlices<Result>(
	steps: Generator<void, Result>
): Promise<{ readonly result: Result; readonly took: number }> {
	for (let took = 0; ;) {
		const begun = performance.now();
		while (performance.now() - begun < SLICE) {
			const step = steps.next();
			if (step.done) return { result: step.value, took: took + performance.now() - begun };
		}
		took += performance.now() - begun;
		await new Promise((resolve) => setTimeout(resolve));
	}
}
