/**
 * 2,000 tokens in flight over 200 nodes, whole figure in sight: our picture beside one with an SVG element for each
 * token. They take turns. `node tests/bench/frames.js [ROUNDS]`.
 *
 * Every frame shows the scene a sixtieth of a second further on, however long it took: so all do the same work on
 * whatever machine. What lies between two frames in real time depends on what else a machine does; processor time
 * doesn't, be it the main thread's or that of all of the browser's processes.
 */
import { openBenchPage, processorTime } from './support/browser-page.js';
import { quantile, watchMainThread } from './support/main-thread.js';

/** @typedef {import('./page/main.ts').Drawing} Drawing */
/** @typedef {{ between: number[], main: number[], all: number[] }} Times milliseconds */

const FRAMES = 120;
/** Milliseconds a frame may take at 60 a second. */
const GOAL = 1000 / 60;

/** @type {Record<Drawing, Times>} */
const found = { graph: { between: [], main: [], all: [] }, plain: { between: [], main: [], all: [] } };
/** Frames that our tokens were painted anew for: the worker that paints them leaves out those that it has no time for. */
let painted = 0;
const rounds = Number(process.argv[2] ?? 3);
const { page, browser, close } = await openBenchPage();
await page.evaluate(() => window.bench.load('busy'));
for (let round = 0; round < rounds; round++)
	for (const drawing of /** @type {const} */ (['graph', 'plain'])) await measure(drawing);
await close();
print();
process.exit(0);

/** @param {Drawing} drawing */
async function measure(drawing) {
	await page.evaluate(async (name) => {
		await window.bench.show(name);
		// The way there is not what is measured.
		await window.bench.run(20);
	}, drawing);
	const run = () => page.evaluate((frames) => window.bench.run(frames), FRAMES);
	const before = await page.evaluate(() => window.bench.painted);
	const began = await processorTime(browser);
	found[drawing].between.push(...(await run()));
	found[drawing].all.push(((await processorTime(browser)) - began) / FRAMES);
	const tasks = await watchMainThread(page, run);
	// A frame is the longest of what is done in its time.
	found[drawing].main.push(...tasks.sort((a, b) => b - a).slice(0, FRAMES));
	if (drawing === 'graph') painted += (await page.evaluate(() => window.bench.painted)) - before;
	await page.evaluate(() => window.bench.hide());
}

function print() {
	const line = (
		/** @type {string} */ what,
		/** @type {keyof Times} */ times,
		/** @type {number} */ share
	) => {
		const [ours, theirs] = [quantile(found.graph[times], share), quantile(found.plain[times], share)];
		const compared = `${(theirs / ours).toFixed(1)}× of ours`;
		console.log(
			`${what.padEnd(40)} ${ours.toFixed(1)} ms; an element each ${theirs.toFixed(1)} ms, ${compared}`
		);
	};
	line('main thread, median', 'main', 0.5);
	line('main thread, 95th percentile', 'main', 0.95);
	line('all processes, median of rounds', 'all', 0.5);
	line('real time between two, median', 'between', 0.5);
	line('real time between two, 95th percentile', 'between', 0.95);
	console.log(
		`our tokens were painted anew in ${((100 * painted) / (2 * FRAMES * rounds)).toFixed(0)} % of frames`
	);
	console.log(`The goal, 60 frames a second, is ${GOAL.toFixed(1)} ms.`);
}
