import { expect, test } from 'vitest';
import type { TraceEvent } from '../network/events';
import { Rates, REMEMBERED } from './rates';

const enqueued = (at: number, queue = 1): TraceEvent => ({
	type: 'copy.enqueued',
	at,
	copy: 1,
	message: 1,
	queue
});
const published = (at: number): TraceEvent => ({
	type: 'message.published',
	at,
	connection: 1,
	channel: 1,
	message: 1,
	exchange: 1,
	routingKey: '',
	mandatory: false,
	properties: {},
	size: 0,
	preview: new Uint8Array(),
	confirm: 0
});

test('a rate is the average over the last five seconds', () => {
	const rates = new Rates();
	rates.fold(Array.from({ length: 20 }, (_, i) => published(10_000 + i * 100)));
	expect(rates.overall(12_000).publish).toBe(4);
	expect(rates.overall(30_000).publish).toBe(0);
	expect(rates.ofExchange(1, 12_000).publish).toBe(4);
	expect(rates.ofExchange(2, 12_000).publish).toBe(0);
});

test('in a young session the average is over what there was', () => {
	const rates = new Rates();
	rates.fold([published(100), published(1500)]);
	expect(rates.overall(2000).publish).toBe(1);
	expect(rates.overall(900).publish).toBe(1);
});

test('queues are counted apart', () => {
	const rates = new Rates();
	rates.fold([enqueued(0, 1), enqueued(0, 1), enqueued(0, 2)]);
	expect(rates.ofQueue(1, 1000).publish).toBe(2);
	expect(rates.ofQueue(2, 1000).publish).toBe(1);
});

test('a chart shows the last minute, second by second, and the past is forgotten', () => {
	const rates = new Rates();
	rates.fold([published(500), published(1500), published(1600)]);
	const chart = rates.chart(2000);
	expect(chart).toHaveLength(REMEMBERED);
	expect(chart.slice(-3).map(({ publish }) => publish)).toEqual([1, 2, 0]);
	rates.fold(Array.from({ length: 200 }, (_, i) => published(i * 1000)));
	expect(rates.chart(199_000).every(({ publish }) => publish === 1)).toBe(true);
	expect(rates.chart(30_000).every(({ publish }) => publish === 0)).toBe(true);
	rates.clear();
	expect(rates.chart(199_000).every(({ publish }) => publish === 0)).toBe(true);
});
