import { expect, it } from 'vitest';
import type { TraceEvent } from '$lib/network/events';
import { Demo } from './demo';

const count = (trace: readonly TraceEvent[], type: TraceEvent['type']) =>
	trace.filter((event) => event.type === type).length;

it('publishes, routes, delivers and acknowledges through the real broker', () => {
	const demo = new Demo();
	demo.advance(60_000);
	const { events } = demo.trace;
	expect(count(events, 'consumer.started')).toBe(3);
	expect(count(events, 'message.published')).toBeGreaterThan(30);
	const enqueued = count(events, 'copy.enqueued');
	const acknowledged = count(events, 'copy.acknowledged');
	expect(acknowledged).toBeGreaterThan(30);
	expect(enqueued - acknowledged).toBeLessThan(25);
});

it('never goes back in time, and every delivery says when it arrives', () => {
	const demo = new Demo();
	demo.advance(30_000);
	const times = demo.trace.events.map((event) => event.at);
	expect(times).toEqual(times.toSorted((a, b) => a - b));
	const deliveries = demo.trace.events.filter(
		(event) => event.type === 'content.departed' && event.what === 'deliver'
	);
	expect(deliveries).toHaveLength(count(demo.trace.events, 'copy.delivered'));
});

it('is the same for the same seed, however time is cut', () => {
	const whole = new Demo(7);
	const pieces = new Demo(7);
	whole.advance(20_000);
	for (let piece = 0; piece < 1250; piece++) pieces.advance(16);
	expect(pieces.trace.events).toEqual(whole.trace.events);
});

it('opens anew after a day, so that the trace stays small', () => {
	const demo = new Demo();
	demo.advance(600_000);
	expect(demo.now()).toBe(0);
	expect(demo.trace.events.some((event) => event.type === 'message.published')).toBe(false);
});
