import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'dead-letter-exchange';

describe('dead letter exchange', () => {
	it('tells why each message died', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { soup: 'ready' } });
		expect(rehearsal.output('manager.js#1')).toBe(
			'Complaints to me.\nsushi: rejected in the queue orders\npasta: expired in the queue orders\n' +
				'pizza: expired in the queue orders\n'
		);
	});

	it('throws out the oldest of what doesn’t fit', async () => {
		const rehearsal = await Rehearsal.of(slug, 'short-rail').run();
		expect(rehearsal.output('manager.js#1').split('\n').slice(1, -1)).toEqual([
			'sushi: rejected in the queue orders',
			'pasta: maxlen in the queue orders',
			'pizza: expired in the queue orders'
		]);
	});
});
