import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'channel-errors';

/** A shipped program with parts of its text replaced, which have to be there. */
function changed(file: string, ...replacements: readonly (readonly [string, string])[]) {
	let source = Rehearsal.source(slug, file);
	for (const [old, replacement] of replacements) {
		expect(source).toContain(old);
		source = source.replaceAll(old, replacement);
	}
	return [{ file, source }];
}

/** The waiter, and one other program. */
async function served(file: string, changes: ReturnType<typeof changed>): Promise<Rehearsal> {
	const rehearsal = Rehearsal.of(slug, changes);
	await rehearsal.start('waiter.js');
	return rehearsal.start(file);
}

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

describe('when declarations disagree', () => {
	it('isn’t done with a kitchen that cooks from a queue of its own', async () => {
		const kitchen = await served('kitchen.js', changed('kitchen.js', ["'food'", "'soups'"]));
		expect(kitchen.output('kitchen.js#1')).toContain('The kitchen is open.');
		expect(await tasksDone(kitchen)).toEqual([]);
	});

	it('isn’t done with a kitchen that puts up with its error', async () => {
		const kitchen = await served(
			'kitchen.js',
			changed(
				'kitchen.js',
				['Channel();', "Channel();\n  channel.on('error', (error) => console.log(error.message));"],
				['main();', 'main().catch(() => {});']
			)
		);
		expect(kitchen.output('kitchen.js#1')).toContain('PRECONDITION_FAILED');
		expect(await tasksDone(kitchen)).toEqual([]);
	});

	it('isn’t done with a bar that doesn’t ask', async () => {
		const bar = await served('bar.js', changed('bar.js', ["await channel.checkQueue('snacks');", '']));
		expect(bar.output('bar.js#1')).toContain('Pouring tea for table 3');
		expect(await tasksDone(bar)).toEqual([]);
	});

	it('isn’t done with a bar that makes the queue it asks for', async () => {
		const bar = await served('bar.js', changed('bar.js', ['checkQueue', 'assertQueue']));
		expect(bar.output('bar.js#1')).toContain('Pouring tea for table 3');
		expect(await tasksDone(bar)).toEqual([]);
	});
});
