import { describe, expect, it } from 'vitest';
import { Announcer } from './announcer';
import { emptyBalance } from './balance';
import type { GraphNode } from './structure';
import { testLabels } from './testing/labels';

const queue = (title: string) => {
	const node: GraphNode = {
		id: title,
		kind: 'queue',
		lane: 'queue',
		title,
		mark: '',
		detail: '',
		unfolded: null
	};
	return { id: title, placed: { node }, program: null, queue: null };
};

describe('the announcer', () => {
	it('says what is new, and nothing twice', () => {
		const announcer = new Announcer();
		const balance = { ...emptyBalance(), published: 2, copies: 2, ready: 2 };
		expect(announcer.next([queue('hello')], balance, testLabels, 0)).toBe('queue hello, published 2');
		expect(announcer.next([queue('hello')], balance, testLabels, 10_000)).toBeNull();
	});

	it('holds its tongue for a while and then says it all at once', () => {
		const announcer = new Announcer();
		announcer.next([queue('hello')], emptyBalance(), testLabels, 0);
		const more = (published: number, acked: number) => ({ ...emptyBalance(), published, acked });
		expect(announcer.next([queue('hello')], more(1, 0), testLabels, 100)).toBeNull();
		expect(announcer.next([queue('hello')], more(3, 2), testLabels, 5000)).toBe('published 3, acked 2');
	});

	it('says nothing while nothing happens', () => {
		expect(new Announcer().next([], emptyBalance(), testLabels, 0)).toBeNull();
	});
});
