import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../network/events';
import { Marks, markOf } from './marks';
import { deadLetters, requeue, topics } from './testing/traces';

const kinds = (events: readonly TraceEvent[]) => new Marks({ events }).all().map(({ kind }) => kind);

describe('marks', () => {
	it('finds what went wrong or came again', () => {
		expect(kinds(requeue())).toContain('redelivery');
		expect(kinds(deadLetters())).toEqual(expect.arrayContaining(['dead-letter', 'return']));
		expect(kinds(topics())).toEqual([]);
	});

	it('takes only failures for errors', () => {
		const exit = (code: number | null) => markOf({ type: 'program.exited', at: 0, program: 'a.js#1', code });
		expect([0, null, 130, 1].map(exit)).toEqual([null, null, null, 'error']);
		const close = (initiator: 'client' | 'broker' | 'network', code: number) =>
			markOf({ type: 'channel.closed', at: 0, connection: 1, channel: 1, initiator, code, text: '' });
		expect([close('client', 200), close('broker', 200), close('network', 0)]).toEqual([null, null, null]);
		expect(close('broker', 406)).toBe('error');
		expect(markOf({ type: 'broker.restarted', at: 0 })).toBe('restart');
	});

	it('goes from mark to mark, forth and back, and reads on as the trace grows', () => {
		const events = deadLetters();
		const log = { events: events.slice(0, 3) };
		const marks = new Marks(log);
		expect(marks.next(0)).toBeUndefined();
		log.events = events;
		const all = marks.all();
		expect(all.length).toBeGreaterThan(2);
		const forth = [];
		for (let mark = marks.next(0); mark; mark = marks.next(mark.events)) forth.push(mark);
		const back = [];
		for (let mark = marks.previous(Infinity); mark; mark = marks.previous(mark.events)) back.push(mark);
		expect(forth).toEqual(all);
		expect(back.reverse()).toEqual(all);
		for (const mark of all) expect(markOf(events[mark.events - 1]!)).toBe(mark.kind);
	});
});
