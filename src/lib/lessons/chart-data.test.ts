import { describe, expect, it } from 'vitest';
import { printedTimes, queueLengths } from './chart-data';
import { Rehearsal } from './testing/rehearsal';

/** hello's send.js with another text. */
const printing = (source: string) =>
	new Rehearsal('hello', { changes: [{ file: 'send.js', source }] }).start('send.js');

describe('the charts of a lesson', () => {
	it('show the times that programs print, the last of each label', async () => {
		const { history } = await printing(
			"console.log('queued: 50 ms\\nnothing: much\\nin series: 150.5 ms\\nqueued: 60 ms');"
		);
		expect(printedTimes(history)).toEqual([
			{ label: 'queued', milliseconds: 60 },
			{ label: 'in series', milliseconds: 150.5 }
		]);
	});

	it('show how queues grow and shrink', async () => {
		const rehearsal = await new Rehearsal('hello').run();
		await rehearsal.start('send.js');
		await rehearsal.start('receive.js');
		const [length, ...others] = queueLengths(rehearsal.history);
		expect(others).toEqual([]);
		expect(length?.queue).toBe('hello');
		expect(length?.points.map(([, ready]) => ready)).toEqual([1, 2, 1, 0]);
	});
});
