/**
 * What the page's main thread did while something went on, in milliseconds on the processor: what other programs of a
 * loaded machine take from it is no part of it.
 */

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {{ name: string, pid: number, tid: number, tdur?: number, args: { name?: string } }} TracedEvent */

/**
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 * @returns {Promise<number[]>} how long each task took
 */
export async function watchMainThread(page, act) {
	const browser = /** @type {Browser} */ (page.context().browser());
	await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
	await act();
	/** @type {{ traceEvents: TracedEvent[] }} */
	const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
	const isMain = (/** @type {TracedEvent} */ { name, args }) =>
		name === 'thread_name' && args.name === 'CrRendererMain';
	const main = new Set(traceEvents.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
	const tasks = traceEvents.filter(
		({ name, pid, tid }) => /RunTask$/.test(name) && main.has(`${pid} ${tid}`)
	);
	if (tasks.length === 0) throw new Error('nothing was traced');
	return tasks.map(({ tdur = 0 }) => tdur / 1000);
}

/** @param {readonly number[]} values @param {number} share 0 to 1 */
export function quantile(values, share) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
