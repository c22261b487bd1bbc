import { describe, expect, it } from 'vitest';
import { longstr } from '../amqp';
import type { TraceEvent } from '../network/events';
import { explain } from '../broker';
import { factOf } from './facts';
import { fateOf, returnsOf } from './fates';
import { foldAll } from './fold';
import { emptyScene } from './scene';
import { TraceBuilder } from './testing/trace-builder';
import { deadLetters, directRouting, hello, requeue, topics } from './testing/traces';
import { StoryTeller, type Story } from './why';

/** The story of the nth publish of a trace, as far as it has come by `at`. */
function storyOf(events: readonly TraceEvent[], nth: number, at = Infinity): Story {
	const published = events.filter((event) => event.type === 'message.published');
	const so = events.filter((event) => event.at <= at);
	return new StoryTeller(published[nth]!.message).tell(so)!;
}

const trials = (story: Story) =>
	story.routings
		.flatMap(({ asked }) => asked.flatMap((one) => one.trials))
		.map(({ bindingKey, matched, explanation }) => [bindingKey, matched, factOf(explanation)]);

describe('the story of a message', () => {
	it('says who published it, where, and with which key', () => {
		expect(storyOf(topics(), 0)).toMatchObject({
			program: 'producer.js#1',
			exchange: 'topic',
			routingKey: 'user.europe.payments',
			body: 'hello'
		});
	});

	it('says of every binding why it matched', () => {
		expect(trials(storyOf(topics(), 0))).toEqual([
			['*.europe.*', true, { type: 'words', words: [{ place: 2, word: 'europe' }] }],
			['#.payments', true, { type: 'ends', text: 'payments' }],
			['user.#', true, { type: 'begins', text: 'user' }]
		]);
	});

	it('says of every binding why it did not match', () => {
		expect(trials(storyOf(topics(), 1))).toEqual([
			['*.europe.*', false, { type: 'word-differs', place: 2, found: 'asia', expected: 'europe' }],
			['#.payments', true, { type: 'ends', text: 'payments' }],
			['user.#', false, { type: 'word-differs', place: 1, found: 'order', expected: 'user' }]
		]);
	});

	it('compares whole keys for a direct exchange', () => {
		expect(trials(storyOf(directRouting(), 0))).toEqual([
			['error', false, { type: 'other-key', routingKey: 'info' }],
			['info', true, { type: 'same-key' }],
			['warning', false, { type: 'other-key', routingKey: 'info' }],
			['error', false, { type: 'other-key', routingKey: 'info' }]
		]);
	});

	it('knows a second matching binding adds no copy', () => {
		const trace = new TraceBuilder();
		const program = trace.program('both.js');
		trace.exchange('t', 'topic');
		trace.queue('q', program);
		trace.bind('t', 'q', 'a.*');
		trace.bind('t', 'q', '#');
		trace.publish(program, 't', 'a.b');
		const story = storyOf(trace.run(1000).events, 0);
		expect(story.routings[0]!.asked[0]!.trials.map(({ again }) => again)).toEqual([false, true]);
		expect(story.copies).toHaveLength(1);
	});

	it('judges by the bindings alive at that moment', () => {
		const trace = new TraceBuilder();
		const program = trace.program('late.js');
		trace.exchange('d', 'direct');
		trace.queue('q', program);
		trace.publish(program, 'd', 'key');
		trace.at(800, () => trace.bind('d', 'q', 'key'));
		const story = storyOf(trace.run(2000).events, 0);
		expect(trials(story)).toEqual([]);
		expect(story.copies).toEqual([]);
	});

	it('has no bindings to tell of on the default exchange, but the queue it named', () => {
		const story = storyOf(hello(), 0);
		expect(story.exchange).toBe('');
		expect(trials(story)).toEqual([]);
		expect(story.routings[0]!.queues).toEqual(['hello']);
	});

	it('follows a dead letter to its second queue', () => {
		const story = storyOf(deadLetters(), 0);
		expect(story.routings.map(({ cause, queues }) => [cause, queues])).toEqual([
			['publish', ['orders']],
			['dead-letter', ['dead']]
		]);
		expect(story.copies.map(({ queue }) => queue)).toEqual(['orders', 'dead']);
	});

	it('knows a message that came back', () => {
		const story = storyOf(deadLetters(), 4);
		expect(story).toMatchObject({ returned: true, routingKey: 'lost', copies: [] });
	});

	it('is the same read at once or event by event', () => {
		const events = requeue();
		const message = events.find((event) => event.type === 'message.published')!.message;
		const teller = new StoryTeller(message);
		for (let count = 1; count <= events.length; count++) teller.tell(events, count);
		expect(teller.tell(events)).toEqual(new StoryTeller(message).tell(events));
	});

	it('goes back with time', () => {
		const events = requeue();
		const message = events.find((event) => event.type === 'message.published')!.message;
		const teller = new StoryTeller(message);
		teller.tell(events);
		expect(teller.tell(events, 3)).toBeNull();
	});
});

describe('the fate of a copy', () => {
	const fates = (events: readonly TraceEvent[], nth: number, at: number) => {
		const scene = foldAll(
			emptyScene(),
			events.filter((event) => event.at <= at)
		);
		return storyOf(events, nth, at).copies.map((copy) => [copy.queue, fateOf(scene, copy)]);
	};

	it('waits behind those before it, for consumers that hold all they may', () => {
		const copies = Object.fromEntries(fates(topics(), 4, 4000));
		expect(copies['payments']).toEqual({
			type: 'waiting',
			ahead: 1,
			nobody: false,
			full: [{ program: 'payments.js#1', of: 'consumer', holds: 1, limit: 1 }]
		});
	});

	it('waits where nobody consumes', () => {
		expect(fates(deadLetters(), 1, 1500)).toEqual([
			['orders', { type: 'waiting', ahead: 1, nobody: true, full: [] }]
		]);
	});

	it('is acknowledged by whoever had it last', () => {
		const events = requeue();
		const story = storyOf(events, 1);
		expect(returnsOf(story.copies[0]!)).toEqual({ times: 1, reason: 'connection-closed' });
		expect(fates(events, 1, Infinity)).toEqual([
			['task_queue', { type: 'acknowledged', program: 'worker.js#1' }]
		]);
	});

	it('needs no acknowledgement where none was asked for', () => {
		expect(fates(hello(), 0, Infinity)).toEqual([
			['hello', { type: 'auto-acknowledged', program: 'receive.js#1' }]
		]);
	});
});

describe('the fact about a binding', () => {
	it('counts words for a pattern of wildcards only', () => {
		const reason = { type: 'words', bindingKey: '*.#', routingKey: 'a.b', spans: [1, 1] } as const;
		expect(factOf({ matches: true, reason })).toEqual({ type: 'word-count', count: 1, orMore: true });
	});

	it('names what a key should have ended in, whatever # took', () => {
		const endOf = (bindingKey: string, routingKey: string) =>
			factOf(explain('topic', { routingKey: bindingKey, arguments: [] }, routingKey, []));
		expect(endOf('#.smoke', 'house.door')).toEqual({ type: 'ends-otherwise', text: 'smoke' });
		expect(endOf('a.#.b.c', 'a.b')).toEqual({ type: 'ends-otherwise', text: 'b.c' });
		expect(endOf('a.#.*', 'a')).toEqual({ type: 'word-missing', expected: '*' });
		expect(endOf('a.#', 'b')).toMatchObject({ type: 'word-differs' });
	});

	it('sets text apart from the number it looks like', () => {
		const wish = { routingKey: '', arguments: [['pages', longstr('1')]] as const };
		const fact = factOf(explain('headers', wish, '', [['pages', { type: 'signedint', value: 1 }]]));
		expect(fact).toMatchObject({ headers: [{ wanted: "'1'", found: '1', satisfied: false }] });
	});

	it('places the words of a pattern after what # took', () => {
		const reason = {
			type: 'words',
			bindingKey: '#.b.*.d',
			routingKey: 'x.y.b.c.d',
			spans: [2, 1, 1, 1]
		} as const;
		expect(factOf({ matches: true, reason })).toEqual({
			type: 'words',
			words: [
				{ place: 3, word: 'b' },
				{ place: 5, word: 'd' }
			]
		});
	});

	it('says what each header is and should be', () => {
		const reason = {
			type: 'headers',
			mode: 'any',
			verdicts: [
				{ name: 'format', wanted: longstr('pdf'), found: longstr('pdf'), satisfied: true },
				{ name: 'kind', wanted: { type: 'void', value: null }, found: null, satisfied: false }
			]
		} as const;
		expect(factOf({ matches: true, reason })).toEqual({
			type: 'headers',
			any: true,
			headers: [
				{ name: 'format', wanted: 'pdf', found: 'pdf', satisfied: true },
				{ name: 'kind', wanted: '', found: null, satisfied: false }
			]
		});
	});
});
