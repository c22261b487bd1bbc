import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../network/events';
import { LineIndex, linesAtWork } from './code-lines';
import { foldAll } from './fold';
import { emptyScene } from './scene';
import { originOfMessage } from './select';
import { topics } from './testing/traces';

/** The toy traces know no lines; here every event of a program is laid to one by its kind. */
const LINES: Partial<Record<TraceEvent['type'], number>> = {
	'exchange.declared': 3,
	'queue.declared': 4,
	'binding.created': 5,
	'consumer.started': 6,
	'message.published': 9,
	'content.departed': 9
};

function lined(): TraceEvent[] {
	const programs = new Map<number, string>();
	let latest = '';
	return topics().map((event) => {
		if (event.type === 'connection.opened') programs.set(event.connection, (latest = event.program!));
		const line = LINES[event.type];
		const connection =
			'connection' in event ? event.connection : 'by' in event ? (event.by?.connection ?? 0) : 0;
		// The toy doesn't say who binds: whoever has come last.
		const program = event.type === 'binding.created' ? latest : programs.get(connection);
		if (line === undefined || program === undefined) return event;
		if (event.type === 'content.departed' && event.what !== 'publish') return event;
		return { ...event, origin: { program, line } } as TraceEvent;
	});
}

describe('code and picture', () => {
	it('a line glows while its message travels, and not for long after', () => {
		const events = lined();
		const departed = events.findIndex((event) => event.type === 'content.departed');
		const { at } = events[departed]!;
		const publish = { file: 'producer.js', line: 9 };
		expect(linesAtWork(events, departed, at)).not.toContainEqual(publish);
		for (const later of [0, 400, 800]) {
			expect(linesAtWork(events, departed + 1, at + later)).toContainEqual(publish);
		}
		expect(linesAtWork(events, departed + 1, at + 1000)).toEqual([]);
	});

	it('knows the parts of the picture a line has made', () => {
		const events = lined();
		const scene = foldAll(emptyScene(), events);
		const index = new LineIndex({ events });
		const parts = (line: number, file: string) => [...index.partsOf({ file, line }, scene)].sort();
		const consumers = [...scene.programs.values()].filter(({ side }) => side === 'right');
		expect(consumers.length).toBeGreaterThan(1);
		for (const { file } of consumers) {
			expect(parts(4, file)).toEqual([expect.stringMatching(/^q/)]);
			expect(parts(5, file)).toEqual([expect.stringMatching(/^binding:/)]);
			expect(parts(6, file)).toEqual([expect.stringMatching(/^consume:/)]);
		}
		expect(parts(9, 'producer.js')).toEqual([expect.stringMatching(/^publish:p\d+>x\d+$/)]);
		expect(parts(77, 'producer.js')).toEqual([]);
	});

	it('knows who published a message, also while it is on its way', () => {
		const events = lined();
		const departed = events.findIndex((event) => event.type === 'content.departed');
		const scene = foldAll(emptyScene(), events.slice(0, departed + 1));
		const origin = { program: expect.stringMatching(/^producer/), line: 9 };
		expect(originOfMessage(scene, { message: 0, number: 1 })).toEqual(origin);
		const published = events.find((event) => event.type === 'message.published')!;
		const after = foldAll(emptyScene(), events.slice(0, events.indexOf(published) + 1));
		expect(originOfMessage(after, { message: published.message, number: 1 })).toEqual(origin);
		expect(originOfMessage(after, { message: 0, number: 99 })).toEqual({ program: null, line: null });
	});
});
