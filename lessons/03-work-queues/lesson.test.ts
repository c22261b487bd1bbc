import { describe, expect, it } from 'vitest';
import { Rehearsal } from '$lib/lessons/testing/rehearsal';

const slug = 'work-queues';

const tasksDone = async (rehearsal: Rehearsal) => (await rehearsal.verdict()).tasks;

/** A shipped program with one piece of its text replaced. */
const edited = (file: string, from: string, to: string) => {
	const source = Rehearsal.source(slug, file);
	expect(source).toContain(from);
	return [{ file, source: source.replace(from, to) }];
};

describe('work queues', () => {
	it('share tasks in turn as shipped, and no task is done yet', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await rehearsal.verdict()).toMatchObject({ tasks: [], predictions: { sharing: 'in-turn' } });
		expect(rehearsal.output('worker.js#1')).toBe(
			'Waiting for tasks.\n' +
				[1, 3, 5, 7].map((n) => `Started  Task ${n} .\nFinished Task ${n} .\n`).join('')
		);
		expect(rehearsal.output('worker.js#2')).toBe(
			'Waiting for tasks.\n' +
				[2, 4, 6, 8].map((n) => `Started  Task ${n} ...\nFinished Task ${n} ...\n`).join('')
		);
		expect(rehearsal.now).toBeLessThan(20_000);
	});

	it('say the same at instant speed', async () => {
		const rehearsal = await Rehearsal.of(slug, [], 'instant').run();
		expect(await rehearsal.verdict()).toMatchObject({ tasks: [], predictions: { sharing: 'in-turn' } });
	});

	it('share as the trace shows, not as the text says', async () => {
		const fair = edited(
			'worker.js',
			"assertQueue('tasks');",
			"assertQueue('tasks');\n  await channel.prefetch(1);"
		);
		expect((await (await Rehearsal.of(slug, fair).run()).verdict()).predictions).toEqual({
			sharing: 'whoever-is-free'
		});
	});
});

describe('a third worker', () => {
	it('does the task by joining the others before another run of the producer', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		await rehearsal.start('worker.js');
		expect(await tasksDone(rehearsal)).not.toContain('third-worker');
		await rehearsal.start('producer.js');
		expect(await tasksDone(rehearsal)).toContain('third-worker');
	});

	it('does it as three consumers’ programs of any kind', async () => {
		const rehearsal = Rehearsal.of(slug, edited('worker.js', 'dots * 1000', '0'));
		for (const name of ['a', 'b', 'c']) await rehearsal.start('worker.js', [name]);
		await rehearsal.start('producer.js');
		expect(await tasksDone(rehearsal)).toContain('third-worker');
	});

	it('doesn’t when it came too late for any task', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		await rehearsal.start('worker.js');
		expect(await tasksDone(rehearsal)).toEqual([]);
	});
});

describe('fair shares', () => {
	it('are reached by the solution', async () => {
		expect(await tasksDone(await Rehearsal.of(slug, 'fair-shares').run())).toEqual(['fair-shares']);
	});

	it('are reached by another order', async () => {
		const backwards = edited(
			'producer.js',
			"'Task 8 ...'\n];",
			"'Task 8 ...'\n].sort((a, b) => b.length - a.length);"
		);
		expect(await tasksDone(await Rehearsal.of(slug, backwards).run())).toEqual(['fair-shares']);
	});

	it('are reached by a later run in the same session', async () => {
		const rehearsal = await Rehearsal.of(slug).run();
		expect(await tasksDone(rehearsal)).toEqual([]);
		rehearsal.edit(Rehearsal.solution(slug, 'fair-shares'));
		expect(await tasksDone(await rehearsal.start('producer.js'))).toEqual(['fair-shares']);
	});

	it('aren’t reached by sending fewer heavy tasks', async () => {
		const fewer = edited('producer.js', "  'Task 2 ...',\n", "  'Task 2 .',\n");
		expect(await tasksDone(await Rehearsal.of(slug, fewer).run())).toEqual([]);
	});
});
