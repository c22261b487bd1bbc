import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'request-reply';

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

describe('request and reply', () => {
	it('brings answers as they are ready, each to its question', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ predictions: { order: 'three-five-twenty' } });
		expect(rehearsal.output('client.js#1')).toBe(
			'What is fibonacci(20)?\nWhat is fibonacci(3)?\nWhat is fibonacci(5)?\n' +
				'fibonacci(3) is 2\nfibonacci(5) is 5\nfibonacci(20) is 6765\n'
		);
	});

	it('isn’t mended by servers that only survive', async () => {
		const source = Rehearsal.source(slug, 'server.js').replace(
			'const n = toNumber(message.content.toString());',
			'const n = parseInt(message.content.toString());\n    if (Number.isNaN(n)) return channel.ack(message);'
		);
		const rehearsal = await Rehearsal.of(slug, [{ file: 'server.js', source }]).run();
		await rehearsal.start('client.js', ['20', 'ten', '5']);
		expect(await tasksDone(rehearsal)).toEqual([]);
	});
});
