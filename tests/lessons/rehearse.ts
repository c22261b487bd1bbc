/**
 * Every lesson, rehearsed in one programming language: as shipped no task is done and no mistake is made; each
 * solution and each alternative does its task and makes no mistake; each mistake is recognised. And the programs print
 * what they printed with the real clients against a real RabbitMQ (`npm run record:lessons`).
 */
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { loadLesson } from '../../src/lib/lessons/course.server';
import { Rehearsal } from '../../src/lib/lessons/testing/rehearsal';
import { launcher, type Launch } from '../../src/lib/lessons/testing/thread-program';
import type { Speed } from '../../src/lib/network/protocol';
import type { Language } from '../../src/lib/programs/program';
import { alike, outcomesIn } from './outcomes';
import { readRecording } from './recorded';
import { LANGUAGES, playsAtOnce, rehearsedLessons, type RehearsedLesson, type Take } from './takes';

/** Virtual milliseconds that one press of Run may keep a learner waiting. */
const ONE_MINUTE = 60_000;
/** Real milliseconds, on a loaded machine. */
const PATIENCE = 240_000;

export function rehearseAll(language: Language): void {
	let launch: Launch;

	beforeAll(async () => {
		launch = await launcher(language);
	}, 2 * PATIENCE);

	/** Until the test is over. */
	function perform(
		{ onTestFinished }: TestContext,
		{ slug }: RehearsedLesson,
		{ steps, changes }: Take,
		speed: Speed = 1
	): Promise<Rehearsal> {
		const rehearsal = new Rehearsal(slug, { language, launch, speed });
		onTestFinished(() => rehearsal.close());
		return rehearsal.play(steps, changes);
	}

	/**
	 * Messages travel half a second, for the eye. Where that changes what programs print, what they print when
	 * messages take no time, as in reality, is what counts.
	 */
	async function expectPrinted(
		test: TestContext,
		lesson: RehearsedLesson,
		take: Take,
		played: Rehearsal
	): Promise<void> {
		const recorded = readRecording(lesson.folder)[language]?.[take.name];
		if (!recorded) throw new Error(`Not recorded yet: npm run record:lessons -- "${lesson.folder}"`);
		const printed = ({ history }: Rehearsal) => alike(outcomesIn(history.trace), recorded);
		const same = isDeepStrictEqual(printed(played), recorded) || !playsAtOnce(take);
		expect(printed(same ? played : await perform(test, lesson, take, 'instant'))).toEqual(recorded);
	}

	describe.each(rehearsedLessons())('$folder', (lesson) => {
		const takes = lesson.takes(language);
		const { blocks } = loadLesson('en', lesson.slug)!;
		const ids = (kind: 'task' | 'mistake') =>
			blocks.flatMap((block) => (block.kind === kind ? [block.id] : []));

		it('rehearses every task in two ways, and every mistake', () => {
			const ways = (task: string) => takes.filter((take) => take.task === task).length;
			expect(ids('task').filter((task) => ways(task) < 2)).toEqual([]);
			const everywhere = LANGUAGES.flatMap((each) => lesson.takes(each));
			const made = (mistake: string) => everywhere.some((take) => take.mistake === mistake);
			expect(ids('mistake').filter((mistake) => !made(mistake))).toEqual([]);
			expect([...lesson.plan.tasks.keys()].sort()).toEqual(ids('task').sort());
			expect([...lesson.plan.mistakes.keys()].sort()).toEqual(ids('mistake').sort());
		});

		// A thread runs while another is being started.
		it.concurrent.for(takes)('$name', { timeout: PATIENCE }, async (take, test) => {
			const played = await perform(test, lesson, take);
			const { tasks, mistakes, predictions } = await played.verdict();
			if (take.name === 'as shipped') {
				const asked = blocks.flatMap((block) => (block.kind === 'prediction' ? [block.id] : []));
				expect(Object.keys(predictions).sort()).toEqual(asked.sort());
				expect(tasks).toEqual([]);
				expect(played.now).toBeLessThan(ONE_MINUTE);
			}
			if (take.task !== null) expect(tasks).toContain(take.task);
			expect(mistakes).toEqual(take.mistake === null ? [] : [take.mistake]);
			await expectPrinted(test, lesson, take, played);
		});
	});
}
