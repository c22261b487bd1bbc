/**
 * A topology of 1,000 queues and 3,000 bindings: how long its layout takes, beside dagre's in the same browser, and
 * the longest task of the page's main thread while the figure is drawn. `node tests/bench/layout.js [TURNS]`.
 */
import { openBenchPage } from './support/browser-page.js';
import { watchMainThread } from './support/main-thread.js';

/** Milliseconds. */
const GOAL = { layout: 2000, task: 50 };

const turns = Number(process.argv[2] ?? 3);
const { page, close } = await openBenchPage();
await page.evaluate(() => window.bench.load('wide'));
const { ours, peer } = await page.evaluate((count) => window.bench.layOut(count), turns);
const tasks = await watchMainThread(page, () =>
	page.evaluate(async () => {
		await window.bench.show('graph');
		await window.bench.settled();
	})
);
const shot = process.env.BENCH_SHOT;
if (shot) await page.screenshot({ path: shot });
await close();
console.log(`layout        ${Math.round(ours)} ms (goal ${GOAL.layout}); dagre ${Math.round(peer)} ms`);
console.log(`longest task  ${Math.round(Math.max(...tasks))} ms of the main thread (goal ${GOAL.task})`);
process.exit(0);
