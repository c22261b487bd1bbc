import { expect, it } from 'vitest';
import { DrawingOffice, type Elsewhere } from './drawing-office';
import { foldAll } from './fold';
import { layout, type Layout } from './layout';
import { emptyScene } from './scene';
import { structureOf, type Structure } from './structure';
import { testLabels } from './testing/labels';
import { hello, manyQueues } from './testing/traces';

const OPTIONS = { size: { width: 1000, height: 400 }, previous: null };

const figure = (events: ReturnType<typeof hello>): Structure =>
	structureOf(foldAll(emptyScene(), events), Infinity, { labels: testLabels, parallel: 3 });

const small = figure(hello());
const large = [200, 210, 220].map((count) => figure(manyQueues(count)));

/** Lays out when it is told to. */
class SlowWorker {
	readonly asked: Structure[] = [];
	readonly #finish: (() => void)[] = [];

	readonly layOut: Elsewhere = (structure, order) => {
		this.asked.push(structure);
		return new Promise<Layout>((resolve) => this.#finish.push(() => resolve(layout(structure, order))));
	};

	async finish(): Promise<void> {
		this.#finish.shift()!();
		await new Promise((resolve) => setImmediate(resolve));
	}
}

it('makes a small layout at once, and hands it out once', () => {
	const worker = new SlowWorker();
	const office = new DrawingOffice(worker.layOut);
	office.order(small, OPTIONS);
	expect(office.collect()?.structure).toBe(small);
	expect(office.collect()).toBeNull();
	expect(worker.asked).toEqual([]);
});

it('has a large one made elsewhere, and meanwhile only remembers the latest', async () => {
	const worker = new SlowWorker();
	const office = new DrawingOffice(worker.layOut);
	for (const structure of large) office.order(structure, OPTIONS);
	expect(office.collect()).toBeNull();
	await worker.finish();
	expect(office.collect()?.structure).toBe(large[0]);
	await worker.finish();
	expect(office.collect()?.structure).toBe(large[2]);
	expect(worker.asked).toEqual([large[0], large[2]]);
});

it('throws away a large one that a small one has overtaken', async () => {
	const worker = new SlowWorker();
	const office = new DrawingOffice(worker.layOut);
	office.order(large[0]!, OPTIONS);
	office.order(small, OPTIONS);
	expect(office.collect()?.structure).toBe(small);
	await worker.finish();
	expect(office.collect()).toBeNull();
});
