import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'hello';

/** send.js with other lines where it publishes. */
const sending = (...lines: string[]) => {
	const shipped = Rehearsal.source(slug, 'send.js');
	return [
		{ file: 'send.js', source: shipped.replace(/ {2}channel\.publish[^]*?\n\n/, `${lines.join('\n')}\n\n`) }
	];
};

describe('hello', () => {
	it('leaves the message in the queue when Run is over, and no task is done', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(rehearsal.history.queues).toMatchObject([{ name: 'hello', ready: 1 }]);
		expect(await rehearsal.verdict()).toMatchObject({ tasks: [], predictions: { 'nobody-there': 'queue' } });
	});

	it('gives the waiting message to receive.js, which is no task yet', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		await rehearsal.start('receive.js');
		expect(rehearsal.output('send.js#1')).toBe('Sent: Hello World!\n');
		expect(rehearsal.output('receive.js#1')).toBe('Waiting for messages.\nReceived: Hello World!\n');
		expect((await rehearsal.verdict()).tasks).toEqual([]);
	});

	it('can’t answer the prediction before send.js has ended', async () => {
		const rehearsal = await Rehearsal.of(
			slug,
			sending("  channel.publish('', 'hello', Buffer.from('x'));")
		).start('receive.js');
		expect((await rehearsal.verdict()).predictions).toEqual({});
	});
});

describe('three messages waiting', () => {
	it('is done by the solution, once the receiver has taken them', async () => {
		const rehearsal = await Rehearsal.of(slug, 'three-waiting').run();
		expect((await rehearsal.verdict()).tasks).toEqual([]);
		await rehearsal.start('receive.js');
		expect((await rehearsal.verdict()).tasks).toEqual(['three-waiting']);
		expect(rehearsal.output('receive.js#1')).toContain('Received: One\nReceived: Two\nReceived: Three\n');
	});

	it('is done by running send.js three times', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		await rehearsal.start('send.js');
		await rehearsal.start('send.js');
		await rehearsal.start('receive.js');
		expect((await rehearsal.verdict()).tasks).toEqual(['three-waiting']);
	});

	it('isn’t done when the receiver is there first, so that nothing waits', async () => {
		const rehearsal = await Rehearsal.of(slug, 'three-waiting').start('receive.js');
		await rehearsal.start('send.js');
		expect(rehearsal.history.delivered).toHaveLength(3);
		expect((await rehearsal.verdict()).tasks).toEqual([]);
	});
});

describe('a second queue', () => {
	it('is done by the solution', async () => {
		const rehearsal = await Rehearsal.of(slug, 'second-queue').run();
		expect((await rehearsal.verdict()).tasks).toEqual(['second-queue']);
	});

	it('is done with sendToQueue as well', async () => {
		const other = sending(
			"  await channel.assertQueue('goodbye', { durable: false });",
			"  channel.sendToQueue('goodbye', Buffer.from('bye'));"
		);
		expect((await (await Rehearsal.of(slug, other).run()).verdict()).tasks).toEqual(['second-queue']);
	});

	it('isn’t done when the queue isn’t there', async () => {
		const nowhere = sending("  channel.publish('', 'goodbye', Buffer.from('bye'));");
		const rehearsal = await Rehearsal.of(slug, nowhere).run();
		expect(await rehearsal.verdict()).toMatchObject({ tasks: [], predictions: { 'nobody-there': 'lost' } });
	});
});
